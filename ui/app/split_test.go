package app

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/screentest"
)

// TestTabs: the open briefings stand in the title line; keys, numbers and clicks go to them,
// and one that is closed is gone once its place is kept.
func TestTabs(t *testing.T) {
	shelf := newShelf()
	shelf.sources["third"] = "# Third\n\n## One\n\ntext\n"
	s := newStage(t, shelf, 80, 24, "harbour", "plain", "third")
	s.keys("g t")
	s.shows("▎Notes of a walk")
	s.keys("3 g t")
	s.shows("▎Third")
	s.keys("g t")
	s.shows("▎Harbour")
	s.keys("g T")
	s.shows("▎Third")
	s.m.view.mouse = true
	s.click("Notes of a")
	s.shows("▎Notes of a walk")
	s.goTo("Then there")
	at := s.m.desk().reader.Cursor()
	s.keys("ctrl+w c")
	s.shows("▎Third")
	s.hides("Notes of a walk")
	if got := s.store.positions["plain"].Offset; got != at {
		t.Errorf("its place was kept as %d, not %d", got, at)
	}
	s.keys("ctrl+w c")
	s.hides("▎", "Third")
	s.shows("Harbour towns agree to share what")
	s.keys("ctrl+w c")
	s.shows("Library")
}

// TestSplit: two briefings side by side, or one below the other; keys go to the side that
// has them, and the sides can go to sections together.
func TestSplit(t *testing.T) {
	shelf := newShelf()
	shelf.sources["later"] = strings.Replace(harbour, "id: harbour", "id: later", 1)
	s := newStage(t, shelf, 120, 30, "harbour", "later", "plain")
	var got strings.Builder
	show := func(name string) {
		t.Helper()
		screentest.Check(t, s.m.method, s.m.View().Content, s.m.width, s.m.height)
		got.WriteString("════ " + name + "\n" + s.screen() + "\n")
	}
	s.keys("ctrl+w v")
	show("beside")
	if s.m.view.split == nil || s.m.view.split.other.id != "later" {
		t.Fatal("no second briefing")
	}
	s.keys("ctrl+w b 3")
	show("bound")
	if at := s.m.view.split.other.reader.Cursor(); !strings.HasPrefix(shelf.sources["later"][at:], "Weapons requests") {
		t.Errorf("the other side is at %.20q", shelf.sources["later"][at:])
	}
	s.keys("ctrl+w l")
	if s.m.baseID() != "later" || !s.m.view.split.second || s.m.view.split.other.id != "harbour" {
		t.Fatal("the right side has no keys")
	}
	s.keys("j h")
	if len(shelf.notes["later"]) != 1 || len(shelf.notes["harbour"]) != 0 {
		t.Error("the note is on the wrong side")
	}
	show("the right side")
	s.keys("ctrl+w s /")
	show("below, searching")
	if c := s.m.View().Cursor; c == nil || c.Y != s.m.height-2 {
		t.Errorf("the cursor of the search: %+v", c)
	}
	s.keys("esc > ") // plain comes to this side
	show("another briefing on this side")
	s.keys("< g t")
	s.m.view.mouse = true
	s.keys("ctrl+w v")
	for _, size := range [][2]int{{60, 20}, {30, 7}, {3, 2}, {200, 60}, {84, 24}} {
		s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		screentest.Check(t, s.m.method, s.m.View().Content, size[0], size[1])
	}
	other := s.m.view.split.other
	s.send(tea.MouseClickMsg{X: s.m.layout.other.x + 3, Y: s.m.layout.title + s.m.layout.other.y + 3, Button: tea.MouseLeft})
	if s.m.base() != other {
		t.Error("a click does not go to the other side")
	}
	s.keys("ctrl+w o")
	if s.m.view.split != nil {
		t.Error("both sides are still there")
	}
	s.keys("ctrl+w w")
	s.shows("one briefing is on the screen")
	screentest.Golden(t, "split.txt", got.String())
}

// TestSplitFromTheLibrary: where one briefing is open the other is chosen in the library.
func TestSplitFromTheLibrary(t *testing.T) {
	s := newStage(t, newShelf(), 120, 30, "harbour")
	s.keys("ctrl+w v")
	s.shows("Library", "which briefing is to stand beside")
	s.keys("j enter")
	s.shows("Notes of a walk", "Harbour towns agree to share")
	if two := s.m.view.split; two == nil || two.other.id != "harbour" || !two.second {
		t.Errorf("%+v", two)
	}
	s.keys("ctrl+w c ctrl+w v")
	s.keys("ctrl+w c L esc")
	if s.m.view.split != nil || s.m.view.splitting != nil {
		t.Error("the split is still there")
	}
}
