package library

import (
	"os"
	"path/filepath"
	"testing"
)

// TestShelve: what is said of a briefing is listed, the last counts, and a file that is
// damaged costs no more than the lines that are.
func TestShelve(t *testing.T) {
	s := newShelf(t)
	a, err := s.Keep([]byte("# One\n\ntext\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Keep([]byte("# Two\n\ntext\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	yes, no, title := true, false, " The\x1b[31m first \n"
	for _, said := range [][]Shelved{
		{{Briefing: a.ID, Read: &yes, Title: &title}, {Briefing: b.ID, Archived: &yes}},
		{{Briefing: b.ID, Read: &yes}},
		{{Briefing: b.ID, Archived: &no}},
	} {
		if err := s.Shelve(said...); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(s.dirs.Data, shelfFile)
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append([]byte("no line\n{}\n"), append(text, `{"briefing":"`+a.ID+`","read":fal`...)...), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Shelve(Shelved{Briefing: b.ID, Read: &no}); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time from the cache
		items, _, err := s.List()
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range items {
			want := Item{Read: it.ID == a.ID, Title: map[string]string{a.ID: "The first", b.ID: "Two"}[it.ID]}
			if it.Read != want.Read || it.Archived || it.Title != want.Title {
				t.Errorf("%+v", it)
			}
		}
	}
	if it, err := s.Lookup("the first"); err != nil || it.ID != a.ID {
		t.Errorf("by its new title: %v %v", it.ID, err)
	}
	none := ""
	if err := s.Shelve(Shelved{Briefing: a.ID, Title: &none}); err != nil {
		t.Fatal(err)
	}
	if it, err := s.Lookup("One"); err != nil || it.ID != a.ID {
		t.Errorf("by its own title again: %v %v", it.ID, err)
	}
	if err := s.Shelve(Shelved{Briefing: "../x", Read: &yes}); err == nil {
		t.Error("a path was taken for an id")
	}
}
