package app

import (
	"strings"
	"testing"

	"readout/briefing"
)

// edited gives a store with a note made on harbour, whose text is then another one.
func edited(t *testing.T, now string) (*stage, string) {
	t.Helper()
	shelf := newShelf()
	s := newStage(t, shelf, 100, 30, "harbour")
	s.keys("2 j a")
	s.types("mine")
	s.keys("ctrl+s")
	if len(shelf.notes["harbour"]) != 1 {
		t.Fatal("no note was saved")
	}
	before := shelf.sources["harbour"]
	shelf.older[briefing.Revision([]byte(before))] = before
	shelf.sources["harbour"] = now
	return newStage(t, shelf, 100, 30, "harbour"), before
}

func TestNotesFollowTheirText(t *testing.T) {
	shelf := newShelf()
	quoted := func(s *stage) string { return s.m.desk().text.notes[0].Note.Target.Exact }
	s, before := edited(t, strings.Replace(shelf.sources["harbour"], "# Harbour", "# New: harbour", 1))
	exact := quoted(s)
	if len(s.store.placed) != 1 || s.store.placed[0].Outcome != "found" || s.m.desk().text.notes[0].Orphaned {
		t.Fatalf("%+v", s.store.placed)
	}
	if strings.Contains(s.screen(), "is another one") {
		t.Error("it is said that nothing moved")
	}
	s = newStage(t, s.store, 100, 30, "harbour") // remembered, not worked out again
	if len(s.store.placed) != 1 || s.m.desk().text.notes[0].Orphaned {
		t.Errorf("%+v", s.store.placed)
	}
	s.store.sources["harbour"] = before
	s = newStage(t, s.store, 100, 30, "harbour")
	if n := s.m.desk().text.notes[0]; before[n.Span.Start:n.Span.End] == "" || n.Outcome.Method != "data" || quoted(s) != exact {
		t.Errorf("back on its own text: %+v", n)
	}
}

func TestOrphanIsAttachedByHand(t *testing.T) {
	s, _ := edited(t, "# Another text\n\nNothing of it is left here. A second sentence.\n")
	if !strings.Contains(s.screen(), "1 orphaned · N lists them") {
		t.Errorf("nothing is said of the orphan:\n%s", s.screen())
	}
	s.keys("G N")
	s.shows("its text is gone")
	s.keys("r esc")
	n := s.m.desk().text.notes[0]
	if n.Orphaned || n.Note.Target.Exact != "A second sentence." || n.Note.Revision != 2 {
		t.Errorf("attached: %+v", n)
	}
	s.keys("u")
	if n := s.m.desk().text.notes[0]; !n.Orphaned {
		t.Errorf("undone: %+v", n)
	}
}

// Enter on a note whose text is gone goes to where it stood, as far as that is still there.
func TestOrphanShowsItsPlace(t *testing.T) {
	before := newShelf().sources["harbour"]
	s, _ := edited(t, before)
	gone := s.m.desk().text.notes[0].Note.Target.Exact
	s, _ = edited(t, strings.Replace(before, gone, "", 1))
	n := s.m.desk().text.notes[0]
	if !n.Orphaned {
		t.Fatalf("%q is still there: %+v", gone, n.Outcome)
	}
	s.keys("G N enter")
	s.shows("it stood about here")
	at, _ := s.m.desk().reader.Position()
	if was := strings.Index(before, gone); at < was-100 || at > was+100 {
		t.Errorf("the cursor is at %d, the text was at %d", at, was)
	}
}
