package library

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout/briefing/note"
)

// noted opens a library in a folder whose notes are kept in another.
func noted(t testing.TB, root, notes string) shelf {
	t.Helper()
	l, err := Open(Dirs{Data: filepath.Join(root, "in", "data"), State: filepath.Join(root, "in", "state"), Notes: notes}, morning)
	if err != nil {
		t.Fatal(err)
	}
	return shelf{l, root}
}

func mustNotes(t testing.TB, l *Library, id string) []note.Note {
	t.Helper()
	notes, problems, err := l.Notes(id)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return notes
}

func (s shelf) note(t testing.TB, id string, n int) {
	t.Helper()
	if err := s.Append(id, "ada", sampleNote(n)); err != nil {
		t.Fatal(err)
	}
}

// Notes lie beside the briefing's file, are found by who has only the folder, and by who has
// moved the file; nothing but logs lies among them.
func TestNotesBeside(t *testing.T) {
	root := t.TempDir()
	s := noted(t, root, ".readout")
	path := s.file(t, "h.md", harbour)
	id := s.keep(t, harbour, path).ID
	before := s.Stamp(id)
	s.note(t, id, 1)
	log := filepath.Join(filepath.Dir(path), ".readout", id, "ada.jsonl")
	if _, err := os.Stat(log); err != nil {
		t.Fatal(err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(log)); len(entries) != 1 {
		t.Errorf("among the notes lie %v", entries)
	}
	if s.Stamp(id) == before {
		t.Error("a note does not change the stamp")
	}
	if h := check(t, s, false); h.Notes != 1 || len(h.Problems) > 0 {
		t.Errorf("%+v", h)
	}

	// Somebody else's clone, which is not in the library yet.
	clone := noted(t, t.TempDir(), ".readout")
	there := filepath.Join(clone.root, "desk")
	if err := os.CopyFS(there, os.DirFS(filepath.Dir(path))); err != nil {
		t.Fatal(err)
	}
	if got := clone.Identify([]byte(harbour), filepath.Join(there, "h.md")); got != id || len(mustNotes(t, clone.Library, id)) != 1 {
		t.Error("the notes of a clone are not read")
	}

	// The file is moved without its notes, and noted on again.
	moved := filepath.Join(root, "elsewhere", "h.md")
	if err := os.MkdirAll(filepath.Dir(moved), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	again := noted(t, root, ".readout")
	again.keep(t, harbour, moved)
	again.note(t, id, 2)
	if n := len(mustNotes(t, noted(t, root, ".readout").Library, id)); n != 2 {
		t.Errorf("%d notes, want 2", n)
	}
	if _, err := os.Stat(filepath.Join(root, "elsewhere", ".readout", id, "ada.jsonl")); err != nil {
		t.Error(err)
	}
	// Its folder is gone: the notes have a place all the same.
	if err := os.RemoveAll(filepath.Join(root, "elsewhere")); err != nil {
		t.Fatal(err)
	}
	last := noted(t, root, ".readout")
	last.note(t, id, 3)
	if n := len(mustNotes(t, last.Library, id)); n != 2 {
		t.Errorf("%d notes, want those of the first folder and the new one", n)
	}
	if _, err := os.Stat(filepath.Join(root, "elsewhere")); err == nil {
		t.Error("a folder that was taken away was made again")
	}
}

// One folder for all notes; those that the library has already are read with them, and a
// backup has everything.
func TestNotesElsewhere(t *testing.T) {
	root, notes := t.TempDir(), t.TempDir()
	s := noted(t, root, "")
	id := s.keep(t, harbour, "").ID
	s.note(t, id, 1)
	s = noted(t, root, notes)
	s.note(t, id, 2)
	write(t, filepath.Join(notes, id, "ada.sync-conflict-20260102-030405-ABCDEFG.jsonl"), logOf(t, sampleNote(3)))
	if n := len(mustNotes(t, s.Library, id)); n != 3 {
		t.Fatalf("%d notes, want 3", n)
	}
	if it := mustList(t, s.Library); it[0].Notes != 3 {
		t.Errorf("listed with %d notes", it[0].Notes)
	}
	var packed bytes.Buffer
	if made, err := s.Backup(&packed); err != nil || made.Logs != 1 {
		t.Fatalf("%+v %v", made, err)
	}
	fresh := newShelf(t)
	back, err := fresh.Restore(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(packed.Bytes())), nil })
	if err != nil || back.Notes != 3 || len(mustNotes(t, fresh.Library, id)) != 3 {
		t.Errorf("%+v %v", back, err)
	}
}

func logOf(t testing.TB, notes ...note.Note) string {
	t.Helper()
	var text strings.Builder
	for _, n := range notes {
		line, err := n.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		text.Write(append(line, '\n'))
	}
	return text.String()
}

// The copies that synchronising programs make are read with the log, named, and folded into
// it; an author whose name begins like another's keeps a log of his own.
func TestConflictCopies(t *testing.T) {
	for _, c := range []struct {
		name string
		copy bool
	}{
		{"ada (Ada's conflicted copy 2026-01-02)", true},
		{"ada (conflicted copy 2026-01-02 030405)", true},
		{"ada.sync-conflict-20260102-030405-ABCDEFG", true},
		{"ada-DESKTOP-7", true},
		{"ada-laptop", true},
		{"ada 2", true},
		{"ada (1)", true},
		{"adam", false},
		{"eve", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newShelf(t)
			id := s.keep(t, harbour, "").ID
			first := sampleNote(1)
			first.Briefing = id
			ours, theirs := first, first
			ours.Revision, ours.Body = 2, "ours"
			theirs.Revision, theirs.Body = 2, "theirs"
			if err := s.Append(id, "ada", first, ours); err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(s.dirs.Data, notesDir, id)
			write(t, filepath.Join(dir, c.name+logEnd), logOf(t, first, theirs, sampleNote(2)))
			versions := func() (out []string) {
				notes := mustNotes(t, s.Library, id)
				if len(notes) != 2 {
					t.Fatalf("%d notes", len(notes))
				}
				for _, v := range notes[0].Versions() {
					out = append(out, v.Body)
				}
				slices.Sort(out)
				return out
			}
			want := []string{"ours", "theirs"}
			if got := versions(); !slices.Equal(got, want) {
				t.Errorf("versions %q", got)
			}
			h := check(t, s, false)
			if named := len(h.Problems) == 1 && strings.Contains(h.Problems[0].Error(), "a copy of ada.jsonl"); named != c.copy || h.Conflicts != 1 {
				t.Errorf("%+v", h)
			}
			if h := check(t, s, true); (len(h.Repaired) == 1) != c.copy || len(h.Problems) > 0 || h.Conflicts != 1 {
				t.Errorf("%+v", h)
			}
			if _, err := os.Stat(filepath.Join(dir, c.name+logEnd)); (err != nil) != c.copy {
				t.Errorf("the copy: %v", err)
			}
			if got := versions(); !slices.Equal(got, want) {
				t.Errorf("folded: versions %q", got)
			}
		})
	}
}

// Marks of git go by --repair, and the conflict that was between them stays.
func TestCheckMergeMarks(t *testing.T) {
	s := newShelf(t)
	id := s.keep(t, harbour, "").ID
	ours, theirs := sampleNote(1), sampleNote(1)
	ours.Body, theirs.Body = "ours", "theirs"
	s.note(t, id, 2)
	path := s.logPath(id, "ada")
	write(t, path, "<<<<<<< HEAD\n"+logOf(t, ours)+"=======\n"+logOf(t, theirs)+">>>>>>> theirs\n")
	if h := check(t, s, false); len(h.Problems) != 3 || h.Conflicts != 1 {
		t.Errorf("%+v", h)
	}
	if h := check(t, s, true); len(h.Problems) > 0 || len(h.Repaired) != 1 || h.Conflicts != 1 {
		t.Errorf("%+v", h)
	}
}

// Ids, authors and links that lead elsewhere never do: nothing but the library is written.
func TestPathTricks(t *testing.T) {
	s := newShelf(t)
	outside := t.TempDir()
	for _, id := range []string{"../../evil", "/etc/passwd", "..", "a/../../b", "con", "x\x00y", strings.Repeat("x", 5000), "é\x1b]0;t\x07"} {
		it := s.keep(t, "---\nid: "+quoted(id)+"\n---\n# One\n\nText of "+quoted(id)+".\n", "")
		for _, author := range []string{id, "../../../evil", "a\\..\\b", ".", ""} {
			if err := s.Append(it.ID, author, sampleNote(1)); err != nil {
				t.Errorf("%q by %q: %v", id, author, err)
			}
		}
		if err := s.Append(id, "ada", sampleNote(1)); id != it.ID && err == nil {
			t.Errorf("%q itself was taken for a name", id)
		}
	}
	id := s.keep(t, harbour, "").ID
	if err := os.Symlink(outside, filepath.Join(s.dirs.Data, notesDir, id)); err != nil {
		t.Skip(err)
	}
	if err := s.Append(id, "ada", sampleNote(1)); err == nil || !strings.Contains(err.Error(), "a file or a link") {
		t.Errorf("through a link: %v", err)
	}
	if h := check(t, s, true); len(h.Problems) == 0 {
		t.Error("nobody tells of the link")
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Errorf("outside lies %v", left)
	}
	entries, _ := os.ReadDir(s.root)
	if len(entries) != 1 || entries[0].Name() != "in" {
		t.Errorf("beside the library lie %v", entries)
	}
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\x00", "", "\x1b", "", "\x07", "").Replace(s) + `"`
}
