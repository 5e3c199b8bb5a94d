package note

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestRealDisk runs on disks that are really full or read-only: small file systems that
// helper programs mount in a name space of their own.
func TestRealDisk(t *testing.T) {
	for _, kind := range []string{"full", "read-only"} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			cmd := helper("disk", kind, dir)
			cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
			if os.Getuid() != 0 {
				cmd.SysProcAttr = &syscall.SysProcAttr{
					Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
					UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
					GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
				}
			}
			var out bytes.Buffer
			cmd.Stdout = &out
			err := cmd.Run()
			switch {
			case strings.Contains(out.String(), "no mount") || errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES):
				t.Skipf("this machine lets nobody mount: %v %s", err, out.String())
			case err != nil:
				t.Error(err, out.String())
			}
		})
	}
}

func playDisk(kind, dir string) int {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		fmt.Println("no mount:", err)
		return 1
	}
	play := map[string]func(dir string) error{"full": fillDisk, "read-only": lockDisk}[kind]
	if err := play(dir); err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// fillDisk writes notes until the disk is full, and then some more.
func fillDisk(dir string) error {
	l, err := OpenLog(filepath.Join(dir, "notes", "ada.jsonl"))
	if err != nil {
		return err
	}
	saved, failed := 0, 0
	for n := 1; failed < 20; n++ {
		note := sample(n)
		note.Body = strings.Repeat("x", 100*n)
		was, _ := os.ReadFile(l.Path())
		err := l.Append(note)
		if err == nil {
			saved++
			continue
		}
		failed++
		now, _ := os.ReadFile(l.Path())
		switch {
		case !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "make room"):
			return fmt.Errorf("the error of a full disk: %w", err)
		case !bytes.Equal(was, now):
			return fmt.Errorf("a failed append left %d bytes behind", len(now)-len(was))
		}
	}
	notes, problems, err := Read(l.Path())
	if err != nil || len(problems) > 0 || len(notes) != saved || saved < 10 {
		return fmt.Errorf("%d notes of %d are there: %v %w", len(notes), saved, problems, err)
	}
	return nil
}

// lockDisk writes a note, makes the disk read-only and writes another.
func lockDisk(dir string) error {
	l, err := OpenLog(filepath.Join(dir, "notes", "ada.jsonl"))
	if err != nil {
		return err
	}
	if err := l.Append(sample(1)); err != nil {
		return err
	}
	if err := syscall.Mount("", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return fmt.Errorf("no mount: %w", err)
	}
	for _, path := range []string{l.Path(), filepath.Join(dir, "new", "ada.jsonl")} {
		l, err := OpenLog(path)
		if err != nil {
			return err
		}
		if err := l.Append(sample(2)); !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "make its folder writable") {
			return fmt.Errorf("the error of a read-only disk: %w", err)
		}
	}
	notes, problems, err := Read(l.Path())
	if err != nil || len(problems) > 0 || len(notes) != 1 {
		return fmt.Errorf("%d notes are there: %v %w", len(notes), problems, err)
	}
	return nil
}

func makePipe(path string) error { return syscall.Mkfifo(path, 0o600) }
