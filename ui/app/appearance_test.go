package app

import (
	"slices"
	"testing"
)

// TestAppearanceIsKept: what is shown beside a text is so again after the library, in its tab
// and the next time; another briefing has its own.
func TestAppearanceIsKept(t *testing.T) {
	shelf := newShelf()
	s := newStage(t, shelf, 160, 40, "harbour", "plain")
	s.keys("o V x")
	s.hides("1 Meetings")
	s.shows("▏ Wednesday", "Example Post")
	s.keys("L esc")
	s.shows("▏ Wednesday")
	s.keys(">")
	s.hides("▏ Wednesday")
	s.keys("o")
	s.keys("<")
	s.shows("▏ Wednesday")
	s.hides("1 Meetings")
	if err := s.m.Close(); err != nil {
		t.Fatal(err)
	}
	if got := shelf.positions["harbour"].View; !slices.Equal(got, []string{"no-outline", "sources"}) {
		t.Errorf("kept %q", got)
	}
	s = newStage(t, shelf, 160, 40, "harbour", "plain")
	s.hides("1 Meetings")
	s.shows("▏ Wednesday")
	s.keys("o V x")
	s.shows("1 Meetings")
	s.hides("▏ Wednesday")
}
