package app

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// find gives the cell of the first place of a text on the screen.
func (s *stage) find(text string) (x, y int) {
	s.t.Helper()
	for y, row := range strings.Split(s.screen(), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return s.m.method.StringWidth(before), y
		}
	}
	s.t.Fatalf("the screen lacks %q:\n%s", text, s.screen())
	return 0, 0
}

func (s *stage) click(text string) {
	s.t.Helper()
	x, y := s.find(text)
	s.send(tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	s.send(tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

func (s *stage) under() string {
	s.t.Helper()
	d := s.m.desk()
	src := string(d.doc.Source)
	return src[d.reader.Cursor():min(d.reader.Cursor()+12, len(src))]
}

// A click goes where it points, whatever stands beside the text.
func TestClicks(t *testing.T) {
	for _, size := range [][2]int{{40, 16}, {80, 24}, {120, 30}, {200, 40}} {
		s := newStage(t, newShelf(), size[0], size[1], "harbour")
		s.m.view.mouse = true
		s.click("Northport")
		if got := s.under(); !strings.HasPrefix(got, "Northport") {
			t.Errorf("%v: a click goes to %q", size, got)
		}
		if size[0] >= outlineFrom {
			s.click("Background")
			if got := s.under(); !strings.HasPrefix(got, "Background") {
				t.Errorf("%v: a click in the outline goes to %q", size, got)
			}
			s.keys("g g")
		}
		s.keys("tab")
		s.send(tea.MouseClickMsg{X: size[0] - 1, Y: 4, Button: tea.MouseLeft})
		if s.m.side != noSide {
			t.Errorf("%v: a click in the text leaves the keys to the outline", size)
		}
	}
}

// Where the outline lies over the text, the click is the outline's.
func TestClickInOverlay(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.m.view.mouse = true
	s.keys("tab")
	s.click("Background")
	if got := s.under(); !strings.HasPrefix(got, "Background") || s.m.side != noSide {
		t.Errorf("a click in the outline goes to %q", got)
	}
}

func TestDoubleClickOpensTheSource(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.m.view.mouse = true
	s.goTo("[^a1-1]\n\n## Weapons")
	x, y := s.m.desk().reader.CursorCell()
	at := tea.MouseClickMsg{X: x + s.m.layout.margin, Y: y + s.m.layout.title, Button: tea.MouseLeft}
	s.send(at)
	s.hides("paragraph 1")
	s.send(at)
	s.shows("paragraph 1")
	s.send(tea.MouseWheelMsg{X: 3, Y: 20, Button: tea.MouseWheelDown}) // the source's
	if s.m.side != onSource {
		t.Error("the wheel closes the source")
	}
}

// The wheel moves lists; what the mouse does is nothing while it is off or a question is
// asked.
func TestMouseElsewhere(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	if s.m.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is taken without being asked for")
	}
	before := s.screen()
	s.click("Northport")
	if s.screen() != before {
		t.Error("a click counts while the mouse is off")
	}
	s.keys("ctrl+t")
	s.shows("mouse on")
	if s.m.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is not taken")
	}
	s.keys("?")
	before = s.screen()
	if s.send(tea.MouseWheelMsg{X: 3, Y: 9, Button: tea.MouseWheelDown}); s.screen() == before {
		t.Error("the wheel does not scroll the help")
	}
	s.keys("esc")
	s.goTo("forty")
	s.keys("enter")
	before = s.screen()
	if s.click("Northport"); s.screen() != before {
		t.Error("a click counts while a question is asked")
	}
	s.keys("esc ctrl+t")
	s.shows("mouse off")
}

// A key of two strokes belongs to the reader whole, though the app knows its second one.
func TestSecondStrokes(t *testing.T) {
	s := newStage(t, newShelf(), 120, 30, "harbour")
	s.goTo("They agreed")
	for _, keys := range []string{"g N", "m N", "' N", "g L", "z o", "m q", "' u"} {
		s.keys(keys)
		if s.m.screen != onText || s.quits() || s.m.appearance().noOutline {
			t.Fatalf("%s leaves the text", keys)
		}
	}
	s.keys("m a g g ' a")
	if got := s.under(); !strings.HasPrefix(got, "They agreed") {
		t.Errorf("the mark is at %q", got)
	}
	s.keys("tab z o z M")
	if s.m.side != onOutline || s.m.appearance().noOutline {
		t.Error("zo in the outline hides it")
	}
}

// A number that may become a count shows until its time is over.
func TestCountShows(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.keys("2 3")
	s.shows("   23 · ")
	timers := s.sent
	for _, msg := range timers {
		s.send(msg)
	}
	s.hides("   23 · ")
	s.keys("3 j")
	s.hides("   3 · ")
}

// A click in the library selects a briefing, a second one opens it.
func TestClicksInTheLibrary(t *testing.T) {
	s := newStage(t, newShelf(), 140, 30)
	s.m.view.mouse = true
	s.click("/briefings/plain.md")
	s.shows("climbs for an hour", "Library")
	s.click("/briefings/plain.md")
	s.hides("Library")
	s.shows("climbs for an hour")
}
