package early

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// What a program is started with is told before it is initialised, and what is not there, or
// is no file, or far too large, is no more than it can be.
func TestNamed(t *testing.T) {
	if os.Getenv("NAMED") != "" {
		fmt.Println("size", named())
		return
	}
	dir := t.TempDir()
	small, vast := filepath.Join(dir, "a file.md"), filepath.Join(dir, "vast.md")
	for path, size := range map[string]int64{small: 12345, vast: 1 << 40} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Skip(err)
		}
	}
	for _, c := range []struct {
		args  []string
		input string
		want  int64
	}{
		{nil, "", 0},
		{[]string{small}, "", 12345},
		{[]string{small, "", "missing.md", dir, "/dev/zero", small}, "", 2 * 12345},
		{[]string{vast}, "", most},
		{nil, small, 12345},
		{[]string{small, strings.Repeat("x", 5000), small}, "", 12345}, // the line is cut
	} {
		cmd := exec.Command(os.Args[0], append([]string{"-test.run=^TestNamed$", "--"}, c.args...)...)
		cmd.Env = append(os.Environ(), "NAMED=1")
		if c.input != "" {
			file, err := os.Open(c.input)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			cmd.Stdin = file
		}
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		line, _, _ := bytes.Cut(out, []byte("\n"))
		if got := string(line); got != "size "+strconv.FormatInt(c.want, 10) {
			t.Errorf("%q, input %q: %s, want %d", c.args, c.input, got, c.want)
		}
	}
}

// The room is in huge pages until the start is over.
func TestOver(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("the system has no huge pages:", err)
	}
	if flags := flagsAt(t, roomAt); !strings.Contains(flags, " hg") {
		t.Errorf("at first its flags are %q", flags)
	}
	Over()
	if flags := flagsAt(t, roomAt); strings.Contains(flags, " hg") {
		t.Errorf("afterwards its flags are %q", flags)
	}
}

// flagsAt gives the flags of the mapping that an address lies in (proc(5), VmFlags).
func flagsAt(t *testing.T, address uintptr) string {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	in := false
	for line := range strings.Lines(string(maps)) {
		var start, end uintptr
		if n, _ := fmt.Sscanf(line, "%x-%x ", &start, &end); n == 2 {
			in = start <= address && address < end
		}
		if flags, found := strings.CutPrefix(line, "VmFlags:"); found && in {
			return flags
		}
	}
	t.Fatal("it is in no mapping")
	return ""
}
