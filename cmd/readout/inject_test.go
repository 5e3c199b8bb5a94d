//go:build linux

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestFailingSystemCalls: under strace the kernel refuses to write or to sync the file of
// notes. The program never says that a note is saved, earlier notes are whole, and the text
// is still there to be saved once the disk is well again.
func TestFailingSystemCalls(t *testing.T) {
	if out, err := exec.Command("strace", "-f", "-e", "trace=none", "true").CombinedOutput(); err != nil {
		t.Skipf("needs strace, and the right to trace: %v %s", err, out)
	}
	for _, fault := range []struct{ call, cause, says string }{
		{"fsync", "ENOSPC", "no space left"},
		{"fsync", "EIO", "input/output error"},
		{"write", "ENOSPC", "no space left"},
		{"write", "EIO", "input/output error"},
	} {
		t.Run(fault.call+" "+fault.cause, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			term := openTerminal(t, dir, 100, 30, "readout")
			term.wait("Meetings")
			term.press("1", "}", "h")
			term.wait("saved")
			logs, err := filepath.Glob(filepath.Join(dir, "data", "readout", "notes", "*", "*.jsonl"))
			if err != nil || len(logs) != 1 {
				t.Fatal(logs, err)
			}
			before, err := os.ReadFile(logs[0])
			if err != nil {
				t.Fatal(err)
			}
			well := refuse(t, term.pid(), logs[0], fault.call, fault.cause)
			term.press("}", "a")
			term.wait("ctrl-s save")
			term.paste("Typed while the disk failed.")
			term.press("C-s")
			screen := term.wait(fault.says)
			if strings.Contains(screen, "note saved") || !strings.Contains(screen, "Typed while the disk failed.") {
				t.Errorf("the screen says\n%s", screen)
			}
			if now, err := os.ReadFile(logs[0]); err != nil || string(now) != string(before) {
				t.Errorf("%v: what was on the disk is another text:\n%s", err, now)
			}
			well()
			term.press("C-s")
			term.wait("note saved")
			if notes := listNotes(t, dir); len(notes) != 2 {
				t.Errorf("%d notes on disk, want 2", len(notes))
			}
		})
	}
}

// refuse makes a system call on a file fail in a program, until well is called.
func refuse(t *testing.T, pid, path, call, cause string) (well func()) {
	t.Helper()
	cmd := exec.Command("strace", "-f", "-P", path, "-e", "trace="+call, "-e", "inject="+call+":error="+cause, "-p", pid)
	out, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	attached := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for first := true; lines.Scan(); first = false {
			if first {
				attached <- lines.Text()
			}
		}
		close(attached)
	}()
	select {
	case line := <-attached:
		if !strings.Contains(line, "attached") {
			t.Skipf("strace cannot trace the program: %s", line)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("strace does not attach")
	}
	well = func() {
		_ = cmd.Process.Signal(os.Interrupt) // it lets the program go
		_ = cmd.Wait()
	}
	t.Cleanup(well)
	return well
}
