package library

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/briefing"
	"readout/briefing/note/disk/disktest"
	"readout/content"

	"github.com/google/go-cmp/cmp"
)

func TestKeep(t *testing.T) {
	s := newShelf(t)
	path := s.file(t, "harbour.md", harbour)
	got := s.keep(t, harbour, path)
	want := Item{
		ID: "7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f11", Title: "Norland and Esteria share weather data", Path: path,
		Published:  content.Date{Value: "2025-03-04", Certainty: content.Exact},
		Publishers: []string{"Strait Courier"}, Added: morning, Revision: briefing.Revision([]byte(harbour)),
		Articles: []Article{{"Weather data", "https://example.org/a"}, {"More of it", "https://example.org/b"}},
	}
	for _, sec := range briefing.Parse([]byte(harbour)).Sections {
		want.Sections = append(want.Sections, SectionCount{sec.Key, sec.Title, len(sec.Entries)})
	}
	got.Published.Words = ""
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !slices.Contains(got.Sections, SectionCount{"meetings", "Meetings", 2}) {
		t.Errorf("sections %v", got.Sections)
	}
	items := mustList(t, s.Library)
	items[0].Published.Words = ""
	if diff := cmp.Diff([]Item{want}, items); diff != "" {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	src, err := s.Source(got.ID)
	if err != nil || string(src) != harbour {
		t.Errorf("source %q, %v", src, err)
	}
}

func TestKeepAgainChangesNothing(t *testing.T) {
	s := newShelf(t)
	for _, src := range []string{harbour, plain} {
		path := s.file(t, "again.md", src)
		for _, from := range []string{path, ""} {
			first := s.keep(t, src, from)
			before := tree(t, s.root)
			later := shelf{open(t, s.root, morning.Add(time.Hour)), s.root}
			if diff := cmp.Diff(first, later.keep(t, src, from)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, tree(t, s.root)); diff != "" {
				t.Errorf("from %q: keeping it again changed\n%s", from, diff)
			}
		}
	}
}

func TestIdentity(t *testing.T) {
	s := newShelf(t)
	// The text alone decides a new id.
	tides := s.keep(t, plain, s.file(t, "tides.md", plain))
	if other := newShelf(t).Identify([]byte(plain), "/elsewhere"); other != tides.ID || len(tides.ID) != 36 || tides.ID[14] != '5' {
		t.Errorf("ids %s and %s", tides.ID, other)
	}
	// A file that was edited is the same briefing.
	edited := plain + "\nMore.\n"
	if it := s.keep(t, edited, s.file(t, "tides.md", edited)); it.ID != tides.ID || it.Revision == tides.Revision {
		t.Errorf("edited: %+v", it)
	}
	// So is a copy of it, a text without a file, and what it was before.
	if it := s.keep(t, edited, s.file(t, "copy.md", edited)); it.ID != tides.ID {
		t.Errorf("copied: %s", it.ID)
	}
	if it := s.keep(t, edited, ""); it.ID != tides.ID || filepath.Base(it.Path) != "copy.md" {
		t.Errorf("without a path: %s, %s", it.ID, it.Path)
	}
	if it := s.keep(t, plain, ""); it.ID != tides.ID || it.Revision != tides.Revision {
		t.Errorf("the first text: %+v", it)
	}
	// Another text from nowhere is another briefing.
	if it := s.keep(t, plain+"x", ""); it.ID == tides.ID {
		t.Error("another text got the same id")
	}
	// The front matter's id goes before the path; the path then belongs to that.
	if it := s.keep(t, harbour, s.file(t, "tides.md", harbour)); it.ID != "7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f11" {
		t.Errorf("with an id: %s", it.ID)
	}
	revisions, err := s.Revisions(tides.ID)
	if err != nil || len(revisions) != 2 {
		t.Fatal(revisions, err)
	}
	for i, want := range []string{plain, edited} {
		if src, err := s.SourceAt(tides.ID, revisions[i].SHA256); err != nil || string(src) != want {
			t.Errorf("revision %d: %q, %v", i, src, err)
		}
	}
	if n := len(mustList(t, s.Library)); n != 3 {
		t.Errorf("%d briefings, want 3", n)
	}
}

// The index of paths may be lost or lie; then the text decides.
func TestPathIndexIsNotTrusted(t *testing.T) {
	s := newShelf(t)
	path := s.file(t, "tides.md", plain)
	it := s.keep(t, plain, path)
	other := s.keep(t, harbour, "")
	for _, text := range []string{"", "{", `{"path":"/x","id":"` + other.ID + `"}`, fmt.Sprintf(`{"path":%q,"id":%q}`, path, other.ID), fmt.Sprintf(`{"path":%q,"id":"../../x"}`, path)} {
		if err := os.WriteFile(s.pathFile(filePath(path)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if got := s.keep(t, plain, path); got.ID != it.ID {
			t.Errorf("%s: %s", text, got.ID)
		}
		if got := s.Identify([]byte("edited"), path); got != it.ID {
			t.Errorf("%s: the index was not mended", text)
		}
	}
}

// Two files with one id are revisions of one briefing, and it is said.
func TestTwoFilesOneID(t *testing.T) {
	s := newShelf(t)
	other := strings.Replace(harbour, "Lind met Oja", "Lind saw Oja", 1)
	a, b := s.file(t, "a.md", harbour), s.file(t, "b.md", other)
	if it := s.keep(t, harbour, a); it.Elsewhere != nil {
		t.Error(it.Elsewhere)
	}
	it := s.keep(t, other, b)
	if it.Path != b || !slices.Equal(it.Elsewhere, []string{a}) {
		t.Errorf("path %s, elsewhere %v", it.Path, it.Elsewhere)
	}
	if listed := mustList(t, s.Library); len(listed) != 1 || !slices.Equal(listed[0].Elsewhere, []string{a}) {
		t.Errorf("%+v", listed)
	}
	if revisions, err := s.Revisions(it.ID); err != nil || len(revisions) != 2 {
		t.Error(revisions, err)
	}
	if others := s.Elsewhere(it.ID, []byte(harbour), a); !slices.Equal(others, []string{b}) {
		t.Errorf("elsewhere %v before it is kept", others)
	}
	if others := s.Elsewhere(it.ID, []byte(other), b); !slices.Equal(others, []string{a}) {
		t.Errorf("elsewhere %v as it is kept", others)
	}
	// A file that was moved claims nothing, nor one that says the same.
	if err := os.Rename(a, filepath.Join(filepath.Dir(a), "c.md")); err != nil {
		t.Fatal(err)
	}
	if it := s.keep(t, harbour, filepath.Join(filepath.Dir(a), "c.md")); !slices.Equal(it.Elsewhere, []string{b}) {
		t.Error(it.Elsewhere)
	}
	if it := s.keep(t, other, b); len(it.Elsewhere) != 1 {
		t.Error(it.Elsewhere)
	}
	if it := s.keep(t, other, s.file(t, "c.md", other)); it.Elsewhere != nil {
		t.Error(it.Elsewhere)
	}
}

func withID(id string) string { return fmt.Sprintf("---\nid: %q\ntitle: T\n---\n# T\n\ntext\n", id) }

// Whatever an id is, it names one folder in the library and nothing outside it.
func TestHostileIDs(t *testing.T) {
	s := newShelf(t)
	names := map[string]string{}
	ids := []string{
		"../../../etc/passwd", "..", ".", "/", "/abs", `C:\x`, `a\b`, "a/b", "CON", "con", "nul", "com1", "lpt9.txt", "a.", "a ", " ", "-rf",
		"ABC", "abc", "Abc", strings.Repeat("a", 64), strings.Repeat("a", 65), strings.Repeat("a", 5000), "a\x1b[2Jb", "a\u202eb", "ärger", "~", "a~b",
		nameOf("../../../etc/passwd"), "7D0C8A1E-0B5E-4A46-9D9C-3D1F3C0B8F99", "7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f99", "conin$", "a:b", "a\x00b", "*?<>|",
	}
	for _, id := range ids {
		src := withID(id)
		declared := briefing.Parse([]byte(src)).ID
		it := s.keep(t, src, "")
		if !isName(it.ID) || it.ID != strings.ToLower(it.ID) || len(it.ID) > maxName {
			t.Errorf("%q is kept as %q", id, it.ID)
		}
		if strings.TrimSpace(declared) == "" {
			continue // it says nothing
		}
		if was, twice := names[it.ID]; twice && was != declared && len(declared) != 36 {
			t.Errorf("%q and %q are both %q", declared, was, it.ID)
		}
		names[it.ID] = declared
		if found, err := s.Lookup(declared); err != nil || found.ID != it.ID {
			t.Errorf("%q is not found by its own name: %v, %v", id, found.ID, err)
		}
	}
	for name := range tree(t, s.root) {
		if name != "." && name != "in" && !strings.HasPrefix(name, filepath.Join("in", "data")) {
			t.Errorf("%s was written", name)
		}
	}
	// The methods that take an id take only names.
	for _, id := range append(ids, "") {
		if isName(id) {
			continue
		}
		for what, err := range map[string]error{
			"Source":    second(s.Source(id)),
			"Revisions": second(s.Revisions(id)),
			"Append":    s.Append(id, "ada", sampleNote(1)),
			"SourceAt":  second(s.SourceAt(id, strings.Repeat("0", 64))),
		} {
			if !errors.Is(err, ErrNotFound) {
				t.Errorf("%s(%q): %v", what, id, err)
			}
		}
		if _, _, err := s.Notes(id); !errors.Is(err, ErrNotFound) {
			t.Errorf("Notes(%q): %v", id, err)
		}
		if path := s.StateFile(id, "x"); !strings.HasPrefix(path, filepath.Join(s.root, "in", "state", "briefings")+string(filepath.Separator)) {
			t.Errorf("StateFile(%q) is %s", id, path)
		}
	}
	if _, err := s.SourceAt("abc", "../../x"); err == nil {
		t.Error("a path was taken for a revision")
	}
}

func second[T any](_ T, err error) error { return err }

func TestNames(t *testing.T) {
	for id, want := range map[string]string{
		"abc": "abc", "a-b_9": "a-b_9", "7D0C8A1E-0B5E-4A46-9D9C-3D1F3C0B8F99": "7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f99",
		"Jörg Müller": "j-rg-m-ller~", "../x": "x~", "": "~", "con": "con~", "a~b": "a-b~",
	} {
		got := nameOf(id)
		if got != want && (!strings.HasSuffix(want, "~") || !strings.HasPrefix(got, want)) || !isName(got) {
			t.Errorf("%q is named %q, want %q", id, got, want)
		}
	}
	for _, s := range []string{"", "..", "a/b", "A", "a~", "~", "~xyz", "a~" + strings.Repeat("0", 31), "a~" + strings.Repeat("g", 32), "con", "a.b", "../~" + strings.Repeat("0", 32)} {
		if isName(s) {
			t.Errorf("%q is taken for a name", s)
		}
	}
}

func TestUntitled(t *testing.T) {
	s := newShelf(t)
	for src, want := range map[string]string{
		"just text\n":         "text",
		"text\n\n## A head\n": "A head",
		"":                    "text",
	} {
		if it := s.keep(t, src, s.file(t, "text.md", src)); it.Title != want {
			t.Errorf("%q has the title %q, want %q", src, it.Title, want)
		}
	}
	if it := s.keep(t, "other text\n", ""); it.Title != "Untitled" {
		t.Errorf("title %q", it.Title)
	}
}

// A record is a file that anyone may have written.
func TestListsNoControls(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "")
	path := s.briefing(it.ID, recordFile)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.NewReplacer("Meetings", `M\u001b[2J`, "Strait Courier", `S\u009b31m`, "Norland", `N\u202e\u0007`, `"2025-03-04"`, `"2025\u001b]0;x\u0007"`).Replace(string(text))
	if bad == string(text) {
		t.Fatal("the record has none of these")
	}
	if err := os.WriteFile(path, []byte(bad), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, it := range mustList(t, s.Library) {
		for _, text := range append([]string{it.Title, it.Published.Value, it.Published.Words, it.Sections[0].Title, it.Sections[0].Key}, it.Publishers...) {
			if content.CleanLine(text) != text {
				t.Errorf("%q is listed", text)
			}
		}
	}
}

// A revision that was damaged is mended by keeping its text again.
func TestDamagedRevision(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "")
	path := s.revision(it.ID, it.Revision)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"empty": nil, "cut": whole[:len(whole)/2], "noise": []byte("noise"), "another": []byte("\x1f\x8b")} {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Source(it.ID); err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
		s.keep(t, harbour, "")
		if src, err := s.Source(it.ID); err != nil || string(src) != harbour {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Source(it.ID); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	// A text under another's name is not taken for it.
	s.keep(t, plain, "")
	if err := os.Rename(s.revision(s.Identify([]byte(plain), ""), briefing.Revision([]byte(plain))), path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Source(it.ID); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Error(err)
	}
}

// A record that was damaged is reported, put aside and made anew from the revisions.
func TestDamagedRecord(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "")
	s.keep(t, harbour+"\nmore\n", "")
	tides := s.keep(t, plain, "")
	path := s.briefing(it.ID, recordFile)
	for _, text := range []string{"", "{", "[]", `{"id":"other"}`, `{"id":"` + it.ID + `","revision":"../../x"}`} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		items, problems, err := s.List()
		if err != nil || len(items) != 1 || items[0].ID != tides.ID {
			t.Fatalf("%q: %+v, %v", text, items, err)
		}
		if len(problems) != 1 || problems[0].Path != path || !strings.Contains(problems[0].Error(), "open the briefing's file again") {
			t.Errorf("%q: problems %v", text, problems)
		}
		if _, err := s.Lookup(it.ID); err == nil || errors.Is(err, ErrNotFound) {
			t.Errorf("%q: %v", text, err)
		}
		s.keep(t, harbour, "")
		if aside, err := os.ReadFile(path + ".damaged"); err != nil || string(aside) != text {
			t.Errorf("%q: put aside %q, %v", text, aside, err)
		}
		if revisions, err := s.Revisions(it.ID); err != nil || len(revisions) != 2 {
			t.Errorf("%q: revisions %v, %v", text, revisions, err)
		}
	}
	mustList(t, s.Library)
}

// What a program that was killed left half written goes with the next revision.
func TestSweeps(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "")
	left := []string{s.briefing(it.ID, ".briefing.json.77-1.tmp"), s.briefing(it.ID, revisionsDir, ".00.md.gz.77-1.tmp")}
	for _, path := range left {
		if err := os.WriteFile(path, []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	mustList(t, s.Library)
	s.keep(t, harbour+"\nmore\n", "")
	for _, path := range left {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
}

// Several programs keep the same and other texts at once.
func TestConcurrentKeep(t *testing.T) {
	s := newShelf(t)
	var wg sync.WaitGroup
	for w := range 4 {
		l := open(t, s.root, morning)
		wg.Go(func() {
			for i := range 5 {
				for _, src := range []string{
					strings.Replace(harbour, "Oja", fmt.Sprintf("Oja %d-%d", w, i), 1), fmt.Sprintf("# Text %d\n", i),
				} {
					if _, err := l.Keep([]byte(src), ""); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	wg.Wait()
	if n := len(mustList(t, s.Library)); n != 6 {
		t.Errorf("%d briefings, want 6", n)
	}
	if revisions, err := s.Revisions("7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f11"); err != nil || len(revisions) != 20 {
		t.Errorf("%d revisions, %v", len(revisions), err)
	}
	for name := range tree(t, s.root) {
		if strings.HasSuffix(name, ".tmp") {
			t.Errorf("%s is left", name)
		}
	}
}

// What a text says in its headings and front matter does not blow up the list.
func TestRecordIsBounded(t *testing.T) {
	s := newShelf(t)
	long := strings.Repeat("ä", 1<<20)
	src := "---\nid: " + long + "\ntitle: " + long + "\nsources:\n" + strings.Repeat("  - {publisher: \""+long[:1000]+"\"}\n", 300) + "---\n" +
		strings.Repeat("## "+long[:2000]+"\n\ntext\n\n", 2000)
	it := s.keep(t, src, "")
	info, err := os.Stat(s.briefing(it.ID, recordFile))
	if err != nil || info.Size() > 1<<20 {
		t.Fatal(info.Size(), err)
	}
	if listed := mustList(t, s.Library); len(listed) != 1 || len(listed[0].Title) > 2*maxText {
		t.Error("it is not listed well")
	}
}

func TestKeepBinary(t *testing.T) {
	s := newShelf(t)
	src := bytes.Repeat([]byte{0, 1, 0xff, '\n', '-'}, 1000)
	it, err := s.Keep(src, "")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.Source(it.ID); err != nil || !bytes.Equal(got, src) {
		t.Error(err)
	}
}

// FuzzKeepID keeps texts of any id from any path: they come back, under a safe name, and
// nothing is written outside the library.
func FuzzKeepID(f *testing.F) {
	f.Add("7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f11", "/tmp/x.md", "text")
	f.Add("../../..", "../x", "---\nid: ..\n---\n")
	f.Add("CON", "", "\x00")
	f.Add("\"\nid: [{", "a\x00b", "")
	f.Fuzz(func(t *testing.T, id, from, body string) {
		s := newShelf(t, WithFiles(disktest.Hasty{}))
		for _, src := range []string{"---\nid: " + id + "\n---\n" + body, withID(id) + body, body} {
			it, err := s.Keep([]byte(src), from)
			if err != nil {
				t.Fatal(err)
			}
			if !isName(it.ID) || s.Identify([]byte(src), from) != it.ID {
				t.Fatalf("%q is kept as %q", id, it.ID)
			}
			if got, err := s.Source(it.ID); err != nil || string(got) != src {
				t.Fatalf("%q came back as %q: %v", src, got, err)
			}
			before := tree(t, s.root)
			if _, err := s.Keep([]byte(src), from); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before, tree(t, s.root)); diff != "" {
				t.Fatalf("keeping it again changed\n%s", diff)
			}
			if content.CleanLine(it.Title) != it.Title || it.Title == "" {
				t.Fatalf("title %q", it.Title)
			}
			if found, err := s.Lookup(it.ID); err != nil || found.ID != it.ID {
				t.Fatal(err)
			}
			if err := s.Append(it.ID, id, sampleNote(1)); err != nil {
				t.Fatal(err)
			}
		}
		mustList(t, s.Library)
		for name := range tree(t, s.root) {
			if name != "." && name != "in" && name != filepath.Join("in", "data") && !strings.HasPrefix(name, filepath.Join("in", "data")+string(filepath.Separator)) {
				t.Fatalf("%s was written", name)
			}
			for part := range strings.SplitSeq(name, string(filepath.Separator)) {
				if part != strings.ToLower(part) {
					t.Fatalf("%s has capitals", name)
				}
			}
		}
	})
}
