package note

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefing/note/disk"
)

// version gives a revision of the first sample note, changed so many minutes after it.
func version(revision int, body string, minutes int) Note {
	n := sample(1)
	n.Revision, n.Body, n.Modified = revision, body, n.Modified.Add(time.Duration(minutes)*time.Minute)
	return n
}

// logIn appends notes to a log in a folder and gives its path.
func logIn(t *testing.T, dir, name string, notes ...Note) string {
	t.Helper()
	l, err := OpenLog(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	mustAppend(t, l, notes...)
	return l.Path()
}

func bodies(versions []Note) (out []string) {
	for _, v := range versions {
		out = append(out, v.Body)
	}
	return out
}

// A conflict has every version, whatever the order in which its logs are read.
func TestConflict(t *testing.T) {
	gone := version(2, "first", 9)
	gone.Deleted = true
	for _, c := range []struct {
		name          string
		ours, theirs  []Note
		want          []string // the one that is shown, then its rivals
		wantRevisions int
	}{
		{"the same", []Note{version(1, "first", 0)}, []Note{version(1, "first", 0)}, []string{"first"}, 1},
		{"changed twice alike", []Note{version(2, "second", 1)}, []Note{version(2, "second", 2)}, []string{"second"}, 2},
		{"only here", []Note{version(1, "first", 0), version(2, "second", 1)}, []Note{version(1, "first", 0)}, []string{"second"}, 2},
		{"both", []Note{version(2, "ours", 1)}, []Note{version(2, "theirs", 2)}, []string{"theirs", "ours"}, 2},
		{"deleted there", []Note{version(2, "ours", 1)}, []Note{gone}, []string{"ours", "first"}, 2},
		{"three", []Note{version(2, "a", 1), version(2, "b", 2)}, []Note{version(2, "a", 1), version(2, "c", 3)}, []string{"c", "b", "a"}, 2},
		{"settled", []Note{version(2, "ours", 1), version(3, "ours", 3)}, []Note{version(2, "theirs", 2)}, []string{"ours"}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			a, b := logIn(t, dir, "a.jsonl", c.ours...), logIn(t, dir, "b.jsonl", c.theirs...)
			for _, paths := range [][]string{{a, b}, {b, a}} {
				notes, problems := ReadAll(disk.System{}, paths...)
				if len(notes) != 1 || len(problems) > 0 {
					t.Fatalf("%d notes, %v", len(notes), problems)
				}
				if got := bodies(notes[0].Versions()); !slices.Equal(got, c.want) || notes[0].Revision != c.wantRevisions {
					t.Errorf("revision %d has the versions %q, want %q", notes[0].Revision, got, c.want)
				}
			}
		})
	}
}

func inConflict() History {
	n := version(2, "theirs", 2)
	n.Rivals = []Note{version(2, "ours", 1)}
	return NewHistory(later, nextID(), n)
}

func later() time.Time { return morning.Add(time.Hour) }

func nextID() func() string {
	ids := 100
	return func() string { ids++; return sampleID(ids) }
}

// Whatever ends a conflict is written so that nobody sees one any more, and no version is
// out of sight unless the reader has chosen another.
func TestSettle(t *testing.T) {
	id := sampleID(1)
	for _, c := range []struct {
		name string
		do   func(h History) (History, []Note)
		want []string
	}{
		{"this", func(h History) (History, []Note) { return h.Settle(id, 0) }, []string{"theirs"}},
		{"that", func(h History) (History, []Note) { return h.Settle(id, 1) }, []string{"ours"}},
		{"both", func(h History) (History, []Note) { return h.Part(id) }, []string{"ours", "theirs"}},
		{"edited", func(h History) (History, []Note) { return h.Edit(id, "new") }, []string{"new", "ours"}},
		{"deleted", func(h History) (History, []Note) { return h.Delete(id) }, []string{"ours"}},
		{"neither", func(h History) (History, []Note) { return h.Settle(id, 2) }, []string{"ours", "theirs"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := logIn(t, dir, "ada.jsonl", version(2, "ours", 1), version(2, "theirs", 2))
			_, revisions := c.do(inConflict())
			logIn(t, dir, "ada.jsonl", revisions...)
			notes, _, err := Read(path)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, n := range notes {
				got = append(got, bodies(n.Versions())...)
				if (len(n.Rivals) > 0) != (c.name == "neither") {
					t.Errorf("%d rivals are left", len(n.Rivals))
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("there are %q, want %q", got, c.want)
			}
		})
	}
}

// A conflict that was settled can be had back with every version, also when the program
// began anew in between, and settled again; what came in elsewhere meanwhile stays.
func TestSettlingIsUndone(t *testing.T) {
	id := sampleID(1)
	for name, do := range map[string]func(h History) (History, []Note){
		"this":    func(h History) (History, []Note) { return h.Settle(id, 0) },
		"that":    func(h History) (History, []Note) { return h.Settle(id, 1) },
		"both":    func(h History) (History, []Note) { return h.Part(id) },
		"edited":  func(h History) (History, []Note) { return h.Edit(id, "new") },
		"deleted": func(h History) (History, []Note) { return h.Delete(id) },
	} {
		t.Run(name, func(t *testing.T) {
			ours, theirs := version(2, "ours", 1), version(2, "theirs", 2)
			ours.Creator, theirs.Creator = "Ada", "Ben"
			path := logIn(t, t.TempDir(), "ada.jsonl", ours, theirs)
			said := func() (out []string) {
				notes, problems, err := Read(path)
				if err != nil || problems != nil {
					t.Fatal(problems, err)
				}
				for _, n := range notes {
					for _, v := range n.Versions() {
						out = append(out, v.Creator+" "+v.Body)
					}
					out = append(out, "")
				}
				return out
			}
			notes, _, _ := Read(path)
			before := said()
			history, revisions := do(NewHistory(later, nextID(), notes...))
			logIn(t, filepath.Dir(path), "ada.jsonl", revisions...)
			settled := said()
			for range 2 {
				text, err := json.Marshal(history.Past())
				var past Past
				if err := errors.Join(err, json.Unmarshal(text, &past)); err != nil {
					t.Fatal(err)
				}
				notes, _, _ = Read(path)
				history, revisions = NewHistory(later, nextID(), notes...).Resume(past).Undo()
				logIn(t, filepath.Dir(path), "ada.jsonl", revisions...)
				if got := said(); !slices.Equal(got, before) {
					t.Fatalf("undone, there are %q, want %q", got, before)
				}
				history, revisions = history.Redo()
				logIn(t, filepath.Dir(path), "ada.jsonl", revisions...)
				if got := said(); !slices.Equal(got, settled) {
					t.Fatalf("done again, there are %q, want %q", got, settled)
				}
			}
		})
	}
}

// Taking back something else keeps a conflict that came about since then.
func TestUndoKeepsConflict(t *testing.T) {
	history, _ := NewHistory(later, nextID(), version(1, "first", 0)).Edit(sampleID(1), "ours")
	n := version(2, "ours", 60)
	n.Rivals = []Note{version(2, "theirs", 61)}
	_, revisions := history.Replaced(n).Undo()
	notes, _, err := Read(logIn(t, t.TempDir(), "ada.jsonl", revisions...))
	if err != nil || len(notes) != 1 || !slices.Equal(bodies(notes[0].Versions()), []string{"first", "theirs"}) {
		t.Errorf("there are %v, %v", notes, err)
	}
}

// The notes on both sides of what git could not merge are read; the marks are told of, and
// taken away without anything else.
func TestMergeMarks(t *testing.T) {
	l := newLog(t)
	lines := []string{
		string(encoded(t, sample(1))), "<<<<<<< HEAD", string(encoded(t, version(2, "ours", 1))), string(encoded(t, sample(2))),
		"||||||| base", "=======", string(encoded(t, version(2, "theirs", 2))), ">>>>>>> a1b2c3 (notes)", "no note",
	}
	mustWrite(t, l.Path(), []byte(strings.Join(lines, "\n")+"\n"))
	for _, marks := range []int{4, 0} {
		notes, problems, err := Read(l.Path())
		if err != nil || len(notes) != 2 || !slices.Equal(bodies(notes[0].Versions()), []string{"theirs", "ours"}) {
			t.Fatal(notes, err)
		}
		if marked, err := Marked(disk.System{}, l.Path()); marked != (marks > 0) || err != nil || len(problems) != marks+1 {
			t.Errorf("marked %v, %v, problems %v", marked, err, problems)
		}
		if err := l.TakeMarks(); err != nil {
			t.Fatal(err)
		}
	}
	if text := string(mustRead(t, l.Path())); !strings.HasSuffix(text, "no note\n") || strings.Count(text, "\n") != 5 {
		t.Errorf("what is left:\n%s", text)
	}
}

// Compacting takes away what newer revisions replaced, and nothing that says something.
func TestCompactKeepsConflicts(t *testing.T) {
	l := newLog(t)
	gone := sample(3)
	gone.Revision, gone.Deleted = 2, true
	mustAppend(t, l, version(1, "first", 0), sample(2), sample(3), version(2, "ours", 1), version(2, "theirs", 2), gone)
	for _, outcome := range []string{"found", "moved"} {
		if err := l.Place(Placement{Note: sampleID(2), From: "a", To: "b", Outcome: outcome}); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, l.Path(), append(mustRead(t, l.Path()), "no note\n"...))
	before, problems := ReadLatest(disk.System{}, l.Path())
	lines, err := l.Compact()
	if err != nil || lines != 3 {
		t.Fatalf("%d lines went: %v", lines, err)
	}
	after, still := ReadLatest(disk.System{}, l.Path())
	if !slices.EqualFunc(before, after, func(a, b Note) bool { return a.same(b) && slices.Equal(bodies(a.Rivals), bodies(b.Rivals)) }) || len(problems) != len(still) {
		t.Errorf("%v and %v became %v and %v", before, problems, after, still)
	}
	if p := Placements(disk.System{}, l.Path()); len(p) != 1 || p[0].Outcome != "moved" {
		t.Error(p)
	}
	if again, err := l.Compact(); again != 0 || err != nil {
		t.Error(again, err)
	}
}

// What is no plain file is not opened, neither to be read nor to be written.
func TestNoPlainFile(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(t.TempDir(), "outside")
	mustWrite(t, outside, []byte("mine\n"))
	for name, lay := range map[string]func(path string) error{
		"folder":   func(path string) error { return os.Mkdir(path, 0o755) },
		"link":     func(path string) error { return os.Symlink(outside, path) },
		"dangling": func(path string) error { return os.Symlink(outside+".new", path) },
		"loop":     func(path string) error { return os.Symlink(path, path) },
		"pipe":     makePipe,
	} {
		path := filepath.Join(dir, name+".jsonl")
		if err := lay(path); err != nil {
			t.Logf("%s: %v", name, err)
			continue
		}
		if _, _, err := Read(path); err == nil || !strings.Contains(err.Error(), "only plain files are logs") {
			t.Errorf("%s is read: %v", name, err)
		}
		l, err := OpenLog(path)
		if err != nil {
			t.Fatal(err)
		}
		_, compacting := l.Compact()
		for _, err := range []error{l.Append(sample(1)), l.EndLine(), compacting} {
			if err == nil || !strings.Contains(err.Error(), "only plain files are logs") {
				t.Errorf("%s is written: %v", name, err)
			}
		}
	}
	if text := string(mustRead(t, outside)); text != "mine\n" {
		t.Errorf("the file behind a link is %q", text)
	}
	if _, err := os.Stat(outside + ".new"); err == nil {
		t.Error("a file behind a link was made")
	}
}
