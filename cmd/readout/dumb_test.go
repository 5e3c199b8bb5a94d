//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/creack/pty"
)

// A terminal that cannot move its cursor gets the text line by line.
func TestDumbTerminal(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "walk.md")
	if err := os.WriteFile(file, []byte("# A walk\n\nThe path begins at the mill.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("readout", file)
	cmd.Env = append(append(cmd.Environ(), "TERM=dumb"), home(dir)...)
	tty, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	seen := readUntil(t, tty, "A walk")
	_, _ = tty.WriteString("q\r")
	var rest bytes.Buffer
	_, _ = rest.ReadFrom(tty)
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	if all := slices.Concat(seen, rest.Bytes()); bytes.Contains(all, []byte("\x1b")) {
		t.Errorf("it got control codes: %q", all)
	}
}
