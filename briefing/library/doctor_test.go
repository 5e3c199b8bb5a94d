package library

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stocked is a library with two briefings, one of two revisions, and three notes.
func stocked(t *testing.T) (s shelf, id string) {
	t.Helper()
	s = newShelf(t)
	id = s.keep(t, harbour, "").ID
	s.keep(t, strings.Replace(harbour, "It pulls", "It pulls still", 1)+"\nA later line.\n", "")
	s.keep(t, plain, "/desk/tides.md")
	for n := range 3 {
		if err := s.Append(id, "ada", sampleNote(n)); err != nil {
			t.Fatal(err)
		}
	}
	return s, id
}

func check(t *testing.T, s shelf, repair bool) Health {
	t.Helper()
	h, err := s.Check(repair)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestCheckSound(t *testing.T) {
	s, _ := stocked(t)
	if h := check(t, s, false); h.Briefings != 2 || h.Revisions != 3 || h.Notes != 3 || len(h.Problems)+len(h.Repaired) > 0 {
		t.Errorf("%+v", h)
	}
	if h := check(t, newShelf(t), true); h.Briefings+h.Notes+len(h.Problems) > 0 {
		t.Errorf("an empty library: %+v", h)
	}
}

// TestCheckDamaged: what is damaged is told of, and what can be mended is.
func TestCheckDamaged(t *testing.T) {
	for _, c := range []struct {
		name     string
		damage   func(s shelf, id string)
		problem  string // a part of what is told
		mended   bool
		notes    int
		revision int
	}{
		{"record lost", func(s shelf, id string) { os.Remove(s.briefing(id, recordFile)) }, recordFile, true, 3, 3},
		{"record of nonsense", func(s shelf, id string) { write(t, s.briefing(id, recordFile), "{") }, "damaged", true, 3, 3},
		{"half written", func(s shelf, id string) { write(t, s.briefing(id, ".briefing.json.1234-1.tmp"), "x") }, "half written", true, 3, 3},
		{"torn line", func(s shelf, id string) {
			path := filepath.Join(s.dirs.Data, notesDir, id, "ada"+logEnd)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, strings.TrimSuffix(string(text), "\n"))
		}, "torn off", true, 3, 3},
		{"bad line", func(s shelf, id string) {
			path := filepath.Join(s.dirs.Data, notesDir, id, "ada"+logEnd)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			write(t, path, "no note\n"+string(text))
		}, "jsonl:1", true, 3, 3},
		{"damaged text", func(s shelf, id string) {
			it, err := s.Lookup(id)
			if err != nil {
				t.Fatal(err)
			}
			write(t, s.revision(id, it.Revision), "not gzip")
		}, "damaged", true, 3, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, id := stocked(t)
			c.damage(s, id)
			before := check(t, s, false)
			if c.problem != "" && (len(before.Problems) == 0 || !strings.Contains(before.Problems[len(before.Problems)-1].Error(), c.problem)) {
				t.Errorf("told of %v, not of %s", before.Problems, c.problem)
			}
			check(t, s, true)
			after := check(t, s, false)
			if c.mended != (len(after.Problems) == 0) && c.name != "damaged text" {
				t.Errorf("after mending: %v", after.Problems)
			}
			if after.Briefings != 2 || after.Notes != c.notes || after.Revisions != c.revision {
				t.Errorf("after mending there are %+v", after)
			}
		})
	}
}

// TestBackup: what was backed up comes back into an empty library and into one that went
// on, where nothing is lost.
func TestBackup(t *testing.T) {
	s, id := stocked(t)
	var packed bytes.Buffer
	yes, title := true, "Tides"
	if err := s.Shelve(Shelved{Briefing: id, Read: &yes, Title: &title}); err != nil {
		t.Fatal(err)
	}
	made, err := s.Backup(&packed)
	if err != nil || made.Briefings != 2 || made.Revisions != 3 || made.Logs != 1 {
		t.Fatalf("%+v %v", made, err)
	}
	again := bytes.Buffer{}
	if _, err := s.Backup(&again); err != nil || !bytes.Equal(again.Bytes(), packed.Bytes()) {
		t.Error("the same library gives another backup")
	}
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packed.Bytes())), nil }

	fresh := newShelf(t)
	if back, err := fresh.Restore(open); err != nil || back.Briefings != 2 || back.Revisions != 3 || back.Notes != 3 {
		t.Fatalf("%+v %v", back, err)
	}
	if h := check(t, fresh, false); h.Notes != 3 || h.Briefings != 2 || len(h.Problems) > 0 {
		t.Errorf("restored: %+v", h)
	}
	if it, err := fresh.ReadFrom("/desk/tides.md"); err != nil || it.Title != "Notes on tides" {
		t.Errorf("by its path: %+v %v", it, err)
	}
	if back, err := fresh.Restore(open); err != nil || back != (Copied{}) {
		t.Errorf("a second time brought back %+v %v", back, err)
	}

	if it, err := fresh.Lookup(id); err != nil || !it.Read || it.Title != "Tides" {
		t.Errorf("what was said of it: %+v %v", it, err)
	}

	other := "High tides"
	if err := s.Shelve(Shelved{Briefing: id, Title: &other}); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(id, "ada", sampleNote(7)); err != nil {
		t.Fatal(err)
	}
	if back, err := s.Restore(open); err != nil || back != (Copied{}) {
		t.Errorf("into what went on: %+v %v", back, err)
	}
	if h := check(t, s, false); h.Notes != 4 {
		t.Errorf("there are %d notes, want 4", h.Notes)
	}
	if it, err := s.Lookup(id); err != nil || it.Title != other {
		t.Errorf("the title that it got since is %q now (%v)", it.Title, err)
	}
}

// TestShelfIsChecked: a line that says nothing is told of, and the others count.
func TestShelfIsChecked(t *testing.T) {
	s, id := stocked(t)
	yes := true
	if err := s.Shelve(Shelved{Briefing: id, Archived: &yes}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(s.dirs.Data, shelfFile)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if h := check(t, s, false); len(h.Problems) > 0 {
		t.Errorf("%+v", h)
	}
	if err := os.WriteFile(path, append([]byte("\x00\x00{\n"), text...), 0o666); err != nil {
		t.Fatal(err)
	}
	if h := check(t, s, true); len(h.Problems) != 1 || !strings.Contains(h.Problems[0].Error(), "line 1 cannot be read") {
		t.Errorf("%+v", h)
	}
	if it, err := s.Lookup(id); err != nil || !it.Archived {
		t.Errorf("%+v %v", it, err)
	}
}

// TestRestoreRefuses: a backup that was cut or changed at any place brings nothing back.
func TestRestoreRefuses(t *testing.T) {
	s, _ := stocked(t)
	var packed bytes.Buffer
	if _, err := s.Backup(&packed); err != nil {
		t.Fatal(err)
	}
	fresh := newShelf(t)
	for at := 0; at < packed.Len(); at += 97 {
		cut := packed.Bytes()[:at]
		changed := bytes.Clone(packed.Bytes())
		changed[at] ^= 0x55
		for _, bad := range [][]byte{cut, changed} {
			open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(bad)), nil }
			if _, err := fresh.Restore(open); err == nil && at > 10 { // the header of gzip has a time that counts for nothing
				t.Fatalf("a backup that is damaged at %d was taken", at)
			}
		}
	}
	if names := tree(t, fresh.root); len(names) != 1 {
		t.Errorf("a damaged backup left %v", names)
	}
}
