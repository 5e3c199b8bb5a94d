package reader

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/screentest"
)

// cellOf gives the cell in which the cursor would be on the first place of a text.
func cellOf(t *testing.T, m *Model, text string) (x, y int) {
	t.Helper()
	at, top := m.cursor, m.top
	defer func() { m.cursor, m.top = at, top }()
	m.cursor = spanOf(m, text).Start
	if !m.onScreen() {
		t.Fatalf("%q is not on the screen", text)
	}
	return m.CursorCell()
}

func clickOn(t *testing.T, m *Model, text string) Action {
	t.Helper()
	x, y := cellOf(t, m, text)
	action := send(m, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
	send(m, tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
	return action
}

// A click goes to the character under it, wherever that is, and scrolls nothing.
func TestClick(t *testing.T) {
	for _, w := range []int{12, 40, 80, 130} {
		m := open(t, walk, w, 12)
		for range 6 {
			top := m.top
			for y := range 12 {
				for x := 0; x < w; x += 3 {
					send(m, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft})
					m.Update(clickedMsg{m, m.mouse.clicked})
					stands(t, m, "a click")
					gotX, gotY := m.CursorCell()
					if col, ok := charAt(m, x, y); m.top != top || ok && (gotY != y || gotX != col) {
						t.Fatalf("width %d: a click at %d, %d puts the cursor at %d, %d, want %d", w, x, y, gotX, gotY, col)
					}
				}
			}
			press(m, "space")
		}
	}
	m := open(t, walk, 80, 60)
	for _, text := range []string{"towns", "ullet", "12", "スク", "Last", "deeper"} {
		if !strings.Contains(walk, text) {
			continue
		}
		clickOn(t, m, text)
		if from(m, len(text)) != text {
			t.Errorf("a click on %q goes to %q", text, from(m, 10))
		}
	}
}

// charAt gives the column in which the character in a cell begins; false if there is none.
func charAt(m *Model, x, y int) (int, bool) {
	at := m.page.Move(m.top, y)
	l := m.page.Line(at)
	for offset := l.Start; offset < l.End; offset++ {
		p, ok := m.flow.find(offset)
		if !ok || m.flow.source(p).Start != offset {
			continue
		}
		if col, w, ok := l.Column(offset); ok && m.page.Find(offset) == at && col+m.margins() <= x && x < col+m.margins()+w {
			return col + m.margins(), true
		}
	}
	return 0, false
}

// A second click follows what it is on, or selects the word; a later one does not.
func TestDoubleClick(t *testing.T) {
	m := open(t, walk, 80, 60)
	clickOn(t, m, "[^a1-1]\n")
	if a := clickOn(t, m, "[^a1-1]\n"); a != (ShowCitation{Label: "a1-1"}) {
		t.Errorf("on a citation: %v", a)
	}
	clickOn(t, m, "link]")
	if a := clickOn(t, m, "link]"); a != (OpenLink{URL: "https://example.org/a"}) {
		t.Errorf("on a link: %v", a)
	}
	clickOn(t, m, "agreed")
	clickOn(t, m, "agreed")
	if s, _ := m.Selection(); quote(m, s) != "agreed" {
		t.Errorf("a double click selects %q", quote(m, s))
	}
	clickOn(t, m, "agreed")
	if s, _ := m.Selection(); !strings.Contains(quote(m, s), " agreed ") || !strings.HasSuffix(quote(m, s), ".") {
		t.Errorf("a third click selects %q", quote(m, s))
	}
	clickOn(t, m, "Monday")
	if _, ok := m.Selection(); ok {
		t.Error("a click leaves the selection")
	}
	m.Update(clickedMsg{m, m.mouse.clicked})
	clickOn(t, m, "Monday")
	if _, ok := m.Selection(); ok {
		t.Error("two slow clicks are a double one")
	}
	press(m, "l")
	clickOn(t, m, "Monday")
	if _, ok := m.Selection(); ok {
		t.Error("two clicks with a key between are a double one")
	}
}

// A drag selects, both ends included, and scrolls at the edges.
func TestDrag(t *testing.T) {
	m := open(t, strings.Repeat(walk, 3), 80, 20)
	fromX, fromY := cellOf(t, m, "Second one")
	toX, toY := cellOf(t, m, "gain.[^a1")
	send(m, tea.MouseClickMsg{X: fromX, Y: fromY, Button: tea.MouseLeft})
	if _, ok := m.Selection(); ok || !m.Dragging() {
		t.Error("a click selects")
	}
	send(m, tea.MouseMotionMsg{X: toX, Y: toY, Button: tea.MouseLeft})
	if s, _ := m.Selection(); !strings.HasPrefix(quote(m, s), "Second one") || !strings.HasSuffix(quote(m, s), "They meet ag") {
		t.Errorf("a drag selects %q", quote(m, s))
	}
	send(m, tea.MouseMotionMsg{X: fromX, Y: fromY, Button: tea.MouseLeft})
	if s, _ := m.Selection(); !strings.HasSuffix(quote(m, s), "S") {
		t.Errorf("a drag back selects %q", quote(m, s))
	}
	for range 300 {
		send(m, tea.MouseMotionMsg{X: 9, Y: 20, Button: tea.MouseLeft})
		stands(t, m, "a drag over the edge")
	}
	if m.page.Move(m.top, 19) != m.page.Last() {
		t.Error("a drag over the edge does not scroll to the end")
	}
	send(m, tea.MouseReleaseMsg{X: 9, Y: 20, Button: tea.MouseLeft})
	cursor := m.Cursor()
	if send(m, tea.MouseMotionMsg{X: 9, Y: 3}); m.Cursor() != cursor || m.Dragging() {
		t.Error("a move without a button selects")
	}
}

// The wheel scrolls to the ends; the cursor stays on its text while that is seen.
func TestWheel(t *testing.T) {
	m := open(t, strings.Repeat(walk, 3), 80, 20)
	press(m, "B")
	at := m.Cursor()
	down, up := tea.MouseWheelMsg{Button: tea.MouseWheelDown}, tea.MouseWheelMsg{Button: tea.MouseWheelUp}
	if send(m, down); m.Cursor() != at || m.top == m.page.First() {
		t.Errorf("the wheel moves the cursor to %q", from(m, 10))
	}
	for range 60 {
		send(m, down)
		stands(t, m, "the wheel")
	}
	if m.page.Move(m.top, 19) != m.page.Last() {
		t.Error("the wheel does not come to the end")
	}
	for range 60 {
		send(m, up)
		stands(t, m, "the wheel back")
	}
	if m.top != m.page.First() {
		t.Error("the wheel does not come to the start")
	}
}

// Whatever the mouse does between keys, at whatever size, the cursor stands on text.
func TestRandomMouse(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	buttons := []tea.MouseButton{tea.MouseLeft, tea.MouseRight, tea.MouseMiddle, tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseBackward, tea.MouseForward}
	keys := strings.Fields("j v G / a enter esc g g h 3 5 ' m a ctrl+d")
	for round := range 30 {
		m := open(t, []string{walk, "", "x", strings.Repeat(walk, 9)}[round%4], 1+rng.IntN(90), 1+rng.IntN(30))
		for range 150 {
			at := tea.Mouse{X: rng.IntN(m.width+4) - 2, Y: rng.IntN(m.height+4) - 2, Button: buttons[rng.IntN(len(buttons))]}
			switch rng.IntN(7) {
			case 0:
				press(m, keys[rng.IntN(len(keys))])
			case 1, 2:
				send(m, tea.MouseClickMsg(at))
			case 3:
				send(m, tea.MouseReleaseMsg(at))
			case 4:
				send(m, tea.MouseWheelMsg(at))
			case 5:
				send(m, tea.MouseMotionMsg(at))
			case 6:
				m.SetSize(1+rng.IntN(120), 1+rng.IntN(40))
			}
			screentest.Check(t, m.opt.Method, m.View(), m.width, m.height)
			stands(t, m, "the mouse")
		}
	}
}
