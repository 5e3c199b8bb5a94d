package reader

import (
	"readout/ui/page"
)

// The motions over lines and screens, and what scrolls.

// shown reports whether the screen's lines show the character at an offset: the space
// at which a line is broken is nowhere.
func (m *Model) shown(offset int) bool {
	l := m.page.Line(m.page.Find(offset))
	if l == nil {
		return false
	}
	_, w, ok := l.Column(offset)
	return ok && w > 0
}

// reveal goes from p in a direction until a character is shown, or else back.
func (m *Model) reveal(p place, direction int) place {
	for _, step := range [2]int{direction, -direction} {
		for q := p; ; {
			if m.shown(m.flow.source(q).Start) {
				return q
			}
			next, ok := m.flow.step(q, step)
			if !ok {
				break
			}
			q = next
		}
	}
	return p
}

// put puts the cursor on a character that is shown, near p.
func (m *Model) put(p place, direction int) {
	was := m.cursor
	m.cursor = m.flow.source(m.reveal(p, direction)).Start
	switch air := m.air(); {
	case m.cursor < was:
		m.showWith(air, 0)
	case m.cursor > was:
		m.showWith(0, air)
	default:
		m.show()
	}
}

// keepColumn makes the cursor's column the one that motions over lines want.
func (m *Model) keepColumn() {
	if l := m.page.Line(m.page.Find(m.cursor)); l != nil {
		if col, _, ok := l.Column(m.cursor); ok {
			m.column = col
		}
	}
}

// goTo puts the cursor on the character at an offset, or the first after it, and makes
// its column the wanted one.
func (m *Model) goTo(offset int) {
	if p, ok := m.flow.find(offset); ok {
		m.put(p, 1)
		m.keepColumn()
	}
}

// toEdge goes to the first or the last character of the text, and shows what is before
// or behind it.
func (m *Model) toEdge(p place, ok bool) {
	if !ok {
		return
	}
	m.top = m.page.First()
	if p != (place{}) && m.flow.source(p).Start > m.cursor {
		m.top = m.page.Last()
	}
	m.put(p, 1)
	m.keepColumn()
}

// moveText moves over the flow of text.
func (m *Model) moveText(move func(place) place) {
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return
	}
	q := move(p)
	direction := 1
	if m.flow.source(q).Start < m.cursor {
		direction = -1
	}
	m.put(q, direction)
	m.keepColumn()
}

// moveOn is moveText, n times over, for motions to the start of what comes next. A
// selection that they extend ends before that, so that it holds whole words, sentences
// and paragraphs.
func (m *Model) moveOn(n int, move func(place) place) {
	if m.anchor < 0 || m.anchor > m.cursor {
		m.moveText(times(n, move))
		return
	}
	m.moveText(times(n, func(p place) place {
		q := move(p)
		end := m.flow.endBefore(q)
		if !p.before(end) { // p was the end of one already
			q = move(q)
			end = m.flow.endBefore(q)
		}
		if move(q) == q && m.flow.at(q).class(q.at) != citation { // the text ends
			end = q
		}
		if !p.before(end) {
			return p
		}
		return end
	}))
}

// under gives the character in the wanted column of a line; false where the line has
// none of its own.
func (m *Model) under(at page.Pos) (place, bool) {
	l := m.page.Line(at)
	if l == nil {
		return place{}, false
	}
	offset, ok := l.Offset(m.column)
	if !ok {
		return place{}, false
	}
	p, ok := m.flow.find(offset)
	if !ok {
		return place{}, false
	}
	start := m.flow.source(p).Start
	return p, m.page.Find(start) == at && m.shown(start)
}

// moveLines moves over n lines that show text, and keeps the wanted column.
func (m *Model) moveLines(n int) {
	at, step := m.page.Find(m.cursor), 1
	if n < 0 {
		step, n = -1, -n
	}
	var to place
	moved := false
	for n > 0 {
		next := m.page.Move(at, step)
		if next == at {
			break
		}
		at = next
		if p, ok := m.under(at); ok {
			to, moved = p, true
			n--
		}
	}
	if moved {
		m.put(to, step)
	}
	m.show()
}

// land puts the cursor on a line, or on the nearest one with text, in the wanted column.
func (m *Model) land(at page.Pos, direction int) {
	if p, ok := m.nearest(at, direction); ok {
		m.put(p, direction)
	}
}

// scroll moves the screen and the cursor by n lines.
func (m *Model) scroll(n int) {
	direction := 1
	if n < 0 {
		direction = -1
	}
	at := m.page.Move(m.page.Find(m.cursor), n)
	m.top = m.page.Move(m.top, n)
	m.fill()
	m.land(at, direction)
}

// screenLine goes to the n-th line of the screen, as far as that does not scroll.
func (m *Model) screenLine(n int) {
	air, last := m.air(), m.textHeight()-1
	first := 0
	if m.top != m.page.First() {
		first = air
	}
	if m.page.Move(m.top, last) != m.page.Last() {
		last -= air
	}
	direction := 1
	if n > m.textHeight()/2 {
		direction = -1
	}
	m.land(m.page.Move(m.top, max(min(n, last), first)), direction)
}

// lineEdge goes to the character in a column of the line, and keeps to that column.
func (m *Model) lineEdge(column int) {
	was := m.column
	m.column = column
	if p, ok := m.under(m.page.Find(m.cursor)); ok {
		m.put(p, 1)
		return
	}
	m.column = was
}

func after(a, b page.Pos) bool {
	return a.Chunk > b.Chunk || a.Chunk == b.Chunk && a.Line > b.Line
}

// air is the number of lines that are kept between the cursor and the edge that it moves
// to.
func (m *Model) air() int { return min(3, (m.textHeight()-1)/2) }

// show scrolls as far as the cursor needs it.
func (m *Model) show() { m.showWith(0, 0) }

// showWith is show with some lines above and below the cursor's.
func (m *Model) showWith(above, below int) {
	if m.page == nil || m.height <= 0 {
		return
	}
	at := m.page.Find(m.cursor)
	if first := m.page.Move(at, -above); after(m.top, first) {
		m.top = first
	} else if first := m.page.Move(m.page.Move(at, below), 1-m.textHeight()); after(first, m.top) {
		m.top = first
	}
	m.fill()
}

// fill scrolls back as far as there are no lines to fill the screen with.
func (m *Model) fill() {
	at, h := m.top, m.textHeight()
	for i := 1; i < h; i++ {
		next, ok := m.page.Next(at)
		if !ok {
			m.top = m.page.Move(m.top, i-h)
			return
		}
		at = next
	}
}

// place scrolls so that the cursor's line is n lines below the top.
func (m *Model) place(n int) {
	m.top = m.page.Move(m.page.Find(m.cursor), -n)
	m.show()
}

// centre scrolls so that the cursor's line has more below it than above.
func (m *Model) centre() { m.place(m.textHeight() / 3) }

// onScreen reports whether the cursor's line is on the screen.
func (m *Model) onScreen() bool {
	at := m.page.Find(m.cursor)
	return !after(m.top, at) && !after(at, m.page.Move(m.top, m.textHeight()-1))
}

// textHeight is the number of lines of text that are shown.
func (m *Model) textHeight() int {
	if m.Searching() {
		return max(m.height-1, 1)
	}
	return max(m.height, 1)
}
