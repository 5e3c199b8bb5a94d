package library

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

const mountVar = "READOUT_LIBRARY_TEST_MOUNT"

// TestReadOnlyMount is TestReadOnly on a file system that really is read-only, mounted
// by this test binary, started anew in a name space of its own.
func TestReadOnlyMount(t *testing.T) {
	if os.Getenv(mountVar) != "" {
		onMount(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestReadOnlyMount$", "-test.v")
	cmd.Env = append(os.Environ(), mountVar+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		}
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Skipf("this machine lets nobody mount: %v", err)
	}
	err := cmd.Wait()
	if strings.Contains(out.String(), "no mount") {
		t.Skip("this machine lets nobody mount")
	}
	if err != nil {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func onMount(t *testing.T) {
	s := newShelf(t)
	if err := os.MkdirAll(s.dirs.Data, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", s.dirs.Data, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("no mount:", err)
	}
	defer syscall.Unmount(s.dirs.Data, syscall.MNT_DETACH)
	it := s.keep(t, harbour, "/desk/h.md")
	if err := s.Append(it.ID, "ada", sampleNote(1)); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", s.dirs.Data, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip("no mount:", err)
	}
	readOnly(t, s, it)
}
