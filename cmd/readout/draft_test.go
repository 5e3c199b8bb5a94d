package main

import (
	"testing"
	"time"

	"readout/briefing/library"
	"readout/ui/app"
)

// Two readers type on one briefing: each finds what it typed after a crash, and neither
// takes away what the other one has.
func TestDraftsOfTwoReaders(t *testing.T) {
	dir := t.TempDir()
	open := func() *store {
		lib, err := library.Open(library.Dirs{Data: dir, State: dir}, time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		return newStore(lib, "ada", dir)
	}
	save := func(s *store, d *app.Draft) {
		t.Helper()
		if err := s.SaveDraft("harbour", d); err != nil {
			t.Fatal(err)
		}
	}
	wants := func(s *store, text string) {
		t.Helper()
		switch d := s.draft("harbour"); {
		case d == nil && text != "", d != nil && d.Text != text:
			t.Errorf("the draft that was kept is %+v, not %q", d, text)
		}
	}
	one, two := open(), open()
	wants(one, "")
	wants(two, "")
	save(one, &app.Draft{Text: "of one"})
	save(two, &app.Draft{Text: "of"})
	save(two, &app.Draft{Text: "of two"})
	wants(open(), "of one")
	save(two, nil)
	wants(open(), "of one")
	save(two, &app.Draft{Text: "of two again"})
	save(one, nil)
	later := open() // after a crash
	wants(later, "of two again")
	save(later, &app.Draft{Text: "gone on with"})
	save(two, &app.Draft{Text: "it did not crash"})
	save(later, nil)
	wants(open(), "it did not crash")
	save(two, nil)
	wants(open(), "")
}
