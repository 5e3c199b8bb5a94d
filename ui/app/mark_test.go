package app

import (
	"strings"
	"testing"
)

// A mark of a capital is of one briefing among all, also when that is not open any more.
func TestMarksAcrossBriefings(t *testing.T) {
	shelf := newShelf()
	s := newStage(t, shelf, 100, 30, "harbour", "plain")
	s.goTo("coast guards")
	s.keys("m A")
	s.shows("from any briefing")
	at := s.m.desk().reader.Cursor()
	s.keys("g g > ' A")
	if d := s.m.desk(); d.id != "harbour" || d.reader.Cursor() != at {
		t.Errorf("'A goes to %d in %s, want %d", d.reader.Cursor(), d.id, at)
	}
	s.keys("ctrl+o")
	if d := s.m.desk(); d.id != "plain" {
		t.Errorf("there is no way back from a mark: %s", d.id)
	}
	s.keys("< g g ctrl+w c ' A")
	if d := s.m.desk(); d.id != "harbour" || d.reader.Cursor() != at {
		t.Errorf("of a briefing that is closed 'A goes to %d in %s, want %d", d.reader.Cursor(), d.id, at)
	}
	s.keys("' B")
	s.shows("mark B is not set")

	// Set anew it is of the other briefing.
	s.keys("> G m A <")
	s.goTo("coast guards")
	if s.keys("' A"); s.m.desk().id != "plain" {
		t.Error("a mark that was set anew is where it was")
	}
	s = newStage(t, shelf, 100, 30, "harbour")
	s.keys("V t ' A")
	if d := s.m.desk(); d.id != "plain" || !strings.Contains(s.screen(), d.title()) {
		t.Errorf("the next time 'A goes to %s", d.id)
	}
}
