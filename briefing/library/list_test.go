package library

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"readout/briefing/note"
	"readout/briefing/note/disk/disktest"

	"github.com/google/go-cmp/cmp"
)

// A library that was only asked leaves no trace.
func TestCreatesNothing(t *testing.T) {
	s := newShelf(t)
	id := s.Identify([]byte(harbour), "/x")
	if items, problems, err := s.List(); len(items)+len(problems) > 0 || err != nil {
		t.Error(items, problems, err)
	}
	if !s.Empty() {
		t.Error("an empty library is not empty")
	}
	if _, err := s.Source(id); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := s.Lookup(id); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if notes, problems, err := s.Notes(id); len(notes)+len(problems) > 0 || err != nil {
		t.Error(notes, problems, err)
	}
	if err := s.Append(id, "ada", sampleNote(1)); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, ok := s.Position(id); ok {
		t.Error("a position from nowhere")
	}
	if len(tree(t, s.root)) != 1 {
		t.Errorf("there is %v", tree(t, s.root))
	}
	for _, d := range []Dirs{{}, {Data: "x"}, {State: "x"}} {
		if _, err := Open(d, morning); err == nil {
			t.Errorf("%+v was opened", d)
		}
	}
}

func TestListOrder(t *testing.T) {
	s := newShelf(t)
	for i, name := range []string{"b", "c", "a", "d"} {
		l := shelf{open(t, s.root, morning.Add(time.Duration(i/2)*time.Hour)), s.root}
		l.keep(t, withID(name), "")
	}
	// Strangers' files are not briefings.
	for _, name := range []string{".DS_Store", "README.md", "Not A Name", ".hidden"} {
		if err := os.MkdirAll(s.briefing(name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// What a crash leaves before there is a text is none either.
	if err := os.MkdirAll(s.briefing("empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, it := range mustList(t, s.Library) {
		got = append(got, it.ID)
	}
	if want := []string{"a", "d", "b", "c"}; !cmp.Equal(want, got) {
		t.Errorf("order %v, want %v", got, want)
	}
	if s.Empty() {
		t.Error("the library is empty")
	}
	// A text without a record is a briefing that cannot be listed.
	if err := os.Remove(s.briefing("b", recordFile)); err != nil {
		t.Fatal(err)
	}
	items, problems, err := s.List()
	if err != nil || len(items) != 3 || len(problems) != 1 || problems[0].Path != s.briefing("b") || !strings.Contains(problems[0].Error(), "no record") {
		t.Error(items, problems, err)
	}
}

func TestLookup(t *testing.T) {
	s := newShelf(t)
	path := s.file(t, "harbour.md", harbour)
	h := s.keep(t, harbour, path)
	tides := s.keep(t, plain, "")
	s.keep(t, "---\nid: 7d0c9999\n---\n# Tides\n", "")
	s.keep(t, "---\nid: My Report/2\n---\n# Report on wind\n", "")
	t.Chdir(filepath.Dir(path))
	for ask, want := range map[string]string{
		h.ID: h.ID, strings.ToUpper(h.ID): h.ID, " " + h.ID + "\n": h.ID, "7d0c8": h.ID, path: h.ID, "harbour.md": h.ID, "./harbour.md": h.ID,
		"esteria": h.ID, "Norland and Esteria share weather data": h.ID, "tides": "7d0c9999", "notes on": tides.ID, tides.ID[:8]: tides.ID,
		"My Report/2": nameOf("My Report/2"), nameOf("My Report/2"): nameOf("My Report/2"), "WIND": nameOf("My Report/2"),
	} {
		if it, err := s.Lookup(ask); err != nil || it.ID != want {
			t.Errorf("%q is %q, %v; want %q", ask, it.ID, err, want)
		}
	}
	for ask, want := range map[string]error{
		"": ErrNotFound, "  ": ErrNotFound, "7d0c": ErrAmbiguous, "ide": ErrAmbiguous, "7d": ErrNotFound, "nothing like it": ErrNotFound, "../x\x1b[2J": ErrNotFound, "/": ErrNotFound,
	} {
		it, err := s.Lookup(ask)
		if !errors.Is(err, want) || it.ID != "" {
			t.Errorf("%q: %+v, %v; want %v", ask, it, err, want)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%q: the error reads %q", ask, err)
		}
	}
	_, err := s.Lookup("7d0c")
	for _, part := range []string{h.ID, "7d0c9999", "Tides", h.Title} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not name %s", err, part)
		}
	}
}

// A file that was moved, or is a copy, is found by what it says, although it was never read
// there.
func TestLookupOfMovedFile(t *testing.T) {
	s := newShelf(t)
	h, tides := s.keep(t, harbour, "/desk/h.md"), s.keep(t, plain, "/desk/plain.md")
	edited := strings.Replace(harbour, "Lind met Oja", "Lind saw Oja", 1)
	for text, want := range map[string]string{harbour: h.ID, edited: h.ID, plain: tides.ID} {
		if it, err := s.Lookup(s.file(t, "moved.md", text)); err != nil || it.ID != want {
			t.Errorf("it is taken for %q, %v; want %q", it.ID, err, want)
		}
	}
	for _, other := range []string{plain + "more\n", "---\nid: nowhere\n---\n# T\n"} {
		if it, err := s.Lookup(s.file(t, "other.md", other)); !errors.Is(err, ErrNotFound) {
			t.Errorf("another text is taken for %q, %v", it.ID, err)
		}
	}
}

func TestNotesOfAllAuthors(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "")
	mine, theirs := sampleNote(1), sampleNote(2)
	theirs.Creator = "Jörg/../x"
	for _, n := range []note.Note{mine, theirs} {
		if err := s.Append(it.ID, n.Creator, n); err != nil {
			t.Fatal(err)
		}
	}
	// Ada edits Jörg's note, in her own log; a nameless reader deletes hers.
	theirs.Body, theirs.Revision = "edited", 2
	mine.Deleted, mine.Revision = true, 2
	if err := s.Append(it.ID, "Ada", theirs); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(it.ID, "", mine); err != nil {
		t.Fatal(err)
	}
	theirs.Briefing = it.ID
	notes, problems, err := s.Notes(it.ID)
	if err != nil || problems != nil {
		t.Fatal(problems, err)
	}
	if diff := cmp.Diff([]note.Note{theirs}, notes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := mustList(t, s.Library)[0].Notes; got != 1 {
		t.Errorf("%d notes are listed", got)
	}
	logs, err := filepath.Glob(filepath.Join(s.root, "in", "data", "notes", it.ID, "*.jsonl"))
	if err != nil || len(logs) != 3 {
		t.Fatal(logs, err)
	}
	// One log that cannot be read hides no other.
	bad := filepath.Join(filepath.Dir(logs[0]), "zz.jsonl")
	if err := os.MkdirAll(bad, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(filepath.Dir(logs[0]), "a.sync-conflict.jsonl"), []byte("noise\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	notes, problems, err = s.Notes(it.ID)
	if err != nil || len(notes) != 1 || len(problems) != 2 {
		t.Error(notes, problems, err)
	}
}

func TestPosition(t *testing.T) {
	s := newShelf(t)
	want := Position{Offset: 17, Top: 3, Revision: strings.Repeat("ab", 32), Marks: map[string]int{"a": 9}, Closed: []string{"aid"}}
	for range 2 {
		if err := s.SavePosition("one", want); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Position("one"); !ok || !reflect.DeepEqual(got, want) {
			t.Error(got, ok)
		}
	}
	for _, text := range []string{"", "{", `{"offset":-1}`, `{"offset":1e99}`, `{"revision":"../x"}`, strings.Repeat("1", 70000)} {
		if err := os.WriteFile(s.StateFile("one", positionFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := s.Position("one"); ok || !reflect.DeepEqual(got, Position{}) {
			t.Errorf("%.20q was read as %v", text, got)
		}
	}
	if err := s.SavePosition("one", want); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(s.root, "in", "data")); err == nil {
		t.Error("a position made a data folder")
	}
	// State that cannot be written is an error and nothing more.
	blocked := shelf{open(t, t.TempDir(), morning), ""}
	if err := os.MkdirAll(filepath.Dir(blocked.dirs.State), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(blocked.dirs.State, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := blocked.SavePosition("one", want); err == nil || !strings.Contains(err.Error(), "reading position") {
		t.Error(err)
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "new", "deep", "file.md")
	for _, text := range []string{"one", "two, longer", ""} {
		if err := WriteFile(path, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("%q, %v", got, err)
		}
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.md")
	if err := os.Symlink(path, link); err != nil {
		t.Skip(err)
	}
	if err := WriteFile(link, []byte("through")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced", err)
	}
	if got, _ := os.ReadFile(path); string(got) != "through" {
		t.Errorf("behind the link is %q", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("the permissions changed", err)
	}
	if err := WriteFile(dir, []byte("x")); err == nil || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	if err := WriteFile(filepath.Join(path, "x"), nil); err == nil || !strings.Contains(err.Error(), "each other's name") {
		t.Error(err)
	}
	if _, err := os.Stat(os.DevNull); err == nil {
		if err := WriteFile(os.DevNull, []byte("x")); err != nil {
			t.Error(err)
		}
	}
}

func fill(t testing.TB, l *Library, count int) {
	t.Helper()
	for i := range count {
		src := fmt.Sprintf("---\nid: briefing-%d\ntitle: Briefing %d\npublished: 2025-03-04\nsources:\n  - {publisher: Courier, url: \"https://example.org/%d\"}\n---\n%s", i, i, i, body())
		it, err := l.Keep([]byte(src), fmt.Sprintf("/desk/%d.md", i))
		if err != nil {
			t.Fatal(err)
		}
		if i%4 == 0 {
			var notes []note.Note
			for n := range 10 {
				notes = append(notes, sampleNote(n))
			}
			if err := l.Append(it.ID, "ada", notes...); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// BenchmarkList lists 2,000 briefings, a quarter of which have ten notes each.
func BenchmarkList(b *testing.B) {
	s := newShelf(b, WithFiles(disktest.Hasty{}))
	fill(b, s.Library, 2000)
	for b.Loop() {
		if items := mustList(b, s.Library); len(items) != 2000 || items[0].Notes+items[1].Notes+items[2].Notes+items[3].Notes == 0 {
			b.Fatal(len(items))
		}
	}
}

// BenchmarkIdentify finds the briefing of a text without an id among 2,000.
func BenchmarkIdentify(b *testing.B) {
	s := newShelf(b, WithFiles(disktest.Hasty{}))
	fill(b, s.Library, 2000)
	for _, c := range []struct{ name, src, from string }{{"declared", harbour, ""}, {"known path", plain, "/desk/7.md"}, {"new", plain, "/desk/new.md"}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				s.Identify([]byte(c.src), c.from)
			}
		})
	}
}

// BenchmarkKeep keeps a new revision of a briefing.
func BenchmarkKeep(b *testing.B) {
	for _, size := range []int{10 << 10, 10 << 20} {
		b.Run(fmt.Sprintf("%dKB", size>>10), func(b *testing.B) {
			s := newShelf(b)
			text := strings.Repeat(body(), size/len(harbour))
			n := 0
			for b.Loop() {
				n++
				s.keep(b, fmt.Sprintf("# Number %d\n", n)+text, "/desk/x.md")
			}
		})
	}
}

// What came at the same time, as the items of a feed do, stands by its day, not by its id.
func TestListOrderOfOneRound(t *testing.T) {
	s := newShelf(t)
	for _, day := range []string{"2025-03-02", "2025-03-04", "2025-03-01", "2025-03-03"} {
		s.keep(t, "---\nid: on-"+strings.Repeat(day[9:], 3)+"\ntitle: Of "+day+"\npublished: "+day+"\n---\n\n# Of "+day+"\n", "")
	}
	var got []string
	for _, it := range mustList(t, s.Library) {
		got = append(got, it.Published.Value)
	}
	if want := []string{"2025-03-04", "2025-03-03", "2025-03-02", "2025-03-01"}; !cmp.Equal(got, want) {
		t.Errorf("listed as %q", got)
	}
}
