package reader

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
	"readout/ui/page"
)

const (
	wheelLines  = 3
	doubleClick = 400 * time.Millisecond
)

// mouse is what the mouse does in the text.
type mouse struct {
	down    bool // the left button is held
	from    int  // source offset on which it was pressed
	clicked int  // number of the click that another one may follow; 0: none
	clicks  int
	times   int // clicks at one place
}

// clickedMsg ends the time in which a second click makes a double one.
type clickedMsg struct {
	of    *Model
	click int
}

// Dragging reports whether a button is held that was pressed in the text, so that moves
// of the mouse are the reader's wherever it is.
func (m *Model) Dragging() bool { return m.mouse.down }

// mousing takes what the mouse does; places are counted from the pane's corner.
func (m *Model) mousing(msg tea.MouseMsg) (Action, tea.Cmd) {
	m.typed.strokes.Reset()
	m.endCount()
	at := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		switch at.Button {
		case tea.MouseWheelDown:
			m.wheel(wheelLines)
		case tea.MouseWheelUp:
			m.wheel(-wheelLines)
		}
	case tea.MouseClickMsg:
		switch at.Button {
		case tea.MouseLeft:
			return m.click(at.X, at.Y)
		case tea.MouseBackward:
			return m.back(1), nil
		case tea.MouseForward:
			return m.back(-1), nil
		}
	case tea.MouseMotionMsg:
		if m.mouse.down = m.mouse.down && at.Button == tea.MouseLeft; m.mouse.down {
			m.drag(at.X, at.Y)
		}
	case tea.MouseReleaseMsg:
		m.mouse.down = false
	}
	return nil, nil
}

// point gives the character that is nearest to a cell of the pane: on a line without
// text that of the next line with some, or of the one before where that is off the screen.
func (m *Model) point(x, y int) (place, bool) {
	m.column = max(x-m.margins(), 0)
	at := m.page.Move(m.top, min(max(y, 0), m.textHeight()-1))
	p, ok := m.nearest(at, 1)
	if !ok {
		return place{}, false
	}
	if last := m.page.Move(m.top, m.textHeight()-1); after(m.page.Find(m.flow.source(p).Start), last) {
		p, _ = m.nearest(at, -1)
	}
	return m.reveal(p, 1), true
}

// nearest gives the character in the wanted column of a line, or of the nearest one with
// text, in a direction first.
func (m *Model) nearest(at page.Pos, direction int) (place, bool) {
	for _, step := range [2]int{direction, -direction} {
		for try := at; ; {
			if p, ok := m.under(try); ok {
				return p, true
			}
			next := m.page.Move(try, step)
			if next == try {
				break
			}
			try = next
		}
	}
	return place{}, false
}

// click puts the cursor on a character; a second click follows the citation or link
// there, or selects the word, and a third one selects the sentence.
func (m *Model) click(x, y int) (Action, tea.Cmd) {
	if y < 0 || y >= m.height {
		return nil, nil
	}
	m.closeSearch()
	p, ok := m.point(x, y)
	if !ok {
		return nil, nil
	}
	at := m.flow.source(p).Start
	times := 1
	if m.mouse.clicked != 0 && at == m.mouse.from {
		times += m.mouse.times
	}
	m.ClearSelection()
	m.cursor = at
	m.show()
	m.keepColumn()
	m.mouse = mouse{down: times == 1, from: at, clicks: m.mouse.clicks + 1}
	if times > 2 {
		m.grow()
		return nil, nil
	}
	m.mouse.clicked, m.mouse.times = m.mouse.clicks, times
	wait := m.after(doubleClick, clickedMsg{m, m.mouse.clicked})
	if times == 1 {
		return nil, wait
	}
	b := m.flow.at(p)
	if r := b.target(at); r != nil && r.Span.Contains(at) && r.Style&(markdown.Citation|markdown.Link) != 0 {
		m.mouse.clicked = 0
		return m.follow(), nil
	}
	if word, ok := b.word(p.at); ok {
		m.anchor = m.flow.source(m.flow.settle(place{p.chunk, p.block, word.Start}, 1)).Start
		m.cursor = m.flow.source(m.flow.settle(place{p.chunk, p.block, b.start(word.End - 1)}, -1)).Start
		m.show()
	}
	return nil, wait
}

// drag selects from where the button was pressed. Beyond the edges the text scrolls.
func (m *Model) drag(x, y int) {
	switch {
	case y < 0:
		m.scrollBy(-1)
	case y >= m.textHeight():
		m.scrollBy(1)
	}
	p, ok := m.point(x, y)
	if !ok {
		return
	}
	at := m.flow.source(p).Start
	if m.anchor < 0 && at == m.mouse.from {
		return
	}
	m.mouse.clicked = 0
	m.anchor, m.cursor = m.mouse.from, at
	m.show()
	m.keepColumn()
}

// wheel scrolls; the cursor stays on its text as long as that is on the screen.
func (m *Model) wheel(n int) {
	m.scrollBy(n)
	at, direction := m.page.Find(m.cursor), 1
	last := m.page.Move(m.top, m.textHeight()-1)
	switch {
	case after(m.top, at):
		at = m.top
	case after(at, last):
		at, direction = last, -1
	default:
		return
	}
	if p, ok := m.nearest(at, direction); ok {
		m.cursor = m.flow.source(m.reveal(p, direction)).Start
		m.show()
	}
}

func (m *Model) scrollBy(n int) {
	m.top = m.page.Move(m.top, n)
	m.fill()
}
