package main

import (
	"testing"
	"time"

	"readout/briefing/library"
	"readout/briefing/note"
)

// What leads to a text is found among the notes of all, also when they change afterwards; notes
// that lead nowhere do not matter.
func TestLeading(t *testing.T) {
	dir := t.TempDir()
	lib, err := library.Open(library.Dirs{Data: dir + "/data", State: dir + "/state"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, text := range []string{"# Strait\n\nThey met.\n", "# Harbour\n\nThey parted.\n", "# Lake\n\nIt froze.\n"} {
		it, err := lib.Keep([]byte(text), "")
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, it.ID)
	}
	at := time.Date(2025, 3, 4, 9, 0, 0, 0, time.UTC)
	add := func(id string, n note.Note) {
		t.Helper()
		n.Briefing, n.Kind, n.Created, n.Modified = id, note.Question, at, at
		n.Target = note.Target{Exact: "They"}
		if err := lib.Append(id, "ada", n); err != nil {
			t.Fatal(err)
		}
	}
	to := note.Link{Briefing: ids[0], Label: "They met", Target: note.Target{Exact: "They met"}}
	s := newStore(lib, "ada", dir)
	leading := func(id string) int {
		t.Helper()
		links, err := s.Leading(id)
		if err != nil {
			t.Fatal(err)
		}
		return len(links)
	}
	add(ids[2], note.Note{ID: "00000000-0000-4000-8000-000000000001", Revision: 1, Body: "It says linking."})
	if leading(ids[0]) != 0 {
		t.Error("a note that leads nowhere leads here")
	}
	add(ids[1], note.Note{ID: "00000000-0000-4000-8000-000000000002", Revision: 1, Links: []note.Link{to}})
	for range 2 {
		if a, b := leading(ids[0]), leading(ids[1]); a != 1 || b != 0 {
			t.Errorf("%d lead to the one, %d to the other", a, b)
		}
	}
	add(ids[1], note.Note{ID: "00000000-0000-4000-8000-000000000002", Revision: 2})
	if leading(ids[0]) != 0 {
		t.Error("a link that was taken away is still there")
	}
	if _, err := s.Survey(); err != nil {
		t.Fatal(err)
	}
	add(ids[2], note.Note{ID: "00000000-0000-4000-8000-000000000003", Revision: 1, Links: []note.Link{to}})
	if leading(ids[0]) != 1 {
		t.Error("a link that came in after all notes were looked over is not seen")
	}
}
