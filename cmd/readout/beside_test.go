package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestNotesBesideArrive: notes that lie beside the briefing come in while it is read, from
// another author, as git brings them, and from a synchronising program as a copy of the
// log; what was changed in both places is settled, and doctor folds the copy.
func TestNotesBesideArrive(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	source := "---\nid: tides\n---\n# Notes on tides\n\nThe tide is high. It turns at nine.\n\n## Moon\n\nIt pulls the water.\n"
	if err := os.WriteFile(filepath.Join(dir, "tides.md"), []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	term := openTerminal(t, dir, 100, 30, "readout", "--notes-dir", ".readout", "tides.md")
	term.wait("It pulls")
	term.press("}", "a")
	term.wait("ctrl-s save")
	term.paste("Since when?")
	term.press("C-s")
	term.wait("note saved")
	logs, err := filepath.Glob(filepath.Join(dir, ".readout", "tides", "*.jsonl"))
	if err != nil || len(logs) != 1 {
		t.Fatal(logs, err)
	}
	own, err := os.ReadFile(logs[0])
	if err != nil {
		t.Fatal(err)
	}
	id := bytes.SplitN(own, []byte(`urn:uuid:`), 2)[1][:36]
	// arrive puts a file there in one step, as git and synchronising programs do.
	arrive := func(name string, text []byte) {
		t.Helper()
		path := filepath.Join(dir, "arriving")
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(path, filepath.Join(dir, ".readout", "tides", name)); err != nil {
			t.Fatal(err)
		}
	}
	other := bytes.ReplaceAll(own, id, []byte("00000000-0000-4000-8000-000000000001"))
	arrive("bea.jsonl", bytes.ReplaceAll(other, []byte("Since when?"), []byte("Who says so?")))
	term.wait("a note came in from elsewhere")
	arrive(filepath.Base(logs[0][:len(logs[0])-len(".jsonl")])+" (Bea's conflicted copy 2026-01-02).jsonl",
		bytes.ReplaceAll(own, []byte("Since when?"), []byte("Until when?")))
	term.wait("a note was changed in two places")
	term.press("N")
	term.wait("c settles it")
	term.press("G", "c")
	term.wait("Which version of this note stays?")
	term.press("a")
	term.wait("as notes of their own")
	term.press("q", "q")
	term.ended()

	cmd := exec.Command("readout", "--notes-dir", ".readout", "doctor", "--repair")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), home(dir)...)
	out, err := cmd.CombinedOutput()
	if err != nil || !bytes.Contains(out, []byte("mended ")) || !bytes.Contains(out, []byte("3 notes: all is well")) {
		t.Errorf("%v\n%s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "data", "readout", "notes")); err == nil {
		t.Error("notes lie in the library too")
	}
}
