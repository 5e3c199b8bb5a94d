package app

import (
	"cmp"
	"fmt"
	"slices"
)

// The sizes that decide what stands beside what, in cells.
const (
	outlineFrom = 100 // width from which the outline stands beside the text
	drawerFrom  = 60  // width from which it lies over a part of the text only
	sourceFrom  = 110 // width from which a source stands beside the text
	bothFrom    = 150 // width from which outline, text and source stand side by side
	titleFrom   = 8   // height from which there is a title line
	factsFrom   = 60  // width from which a long title gives way to the date
	statusFrom  = 3   // height from which there is a status line
	narrowest   = 24  // of the outline
	widestSide  = 30  // of the outline
	gutter      = 2   // the line between two columns, and a blank
	airFrom     = 30  // height from which a blank row sets the title line apart
	listAirFrom = 16  // the same above lists and help
	measure     = 84  // widest that the text is laid out where the reader has not said otherwise
	marks       = 2   // the margin of the reader, in which the marks of notes stand
	longest     = 100 // widest that a note is written
)

// layout is where things are on the screen. Everything is in cells; what is 0 wide or
// high is not there.
type layout struct {
	title   int // rows of the title line and of the air under it
	status  int // rows of the status line
	welcome int // rows of the line for who is new here
	asked   int // rows of a question
	bottom  int // rows of the pane below
	palette int // rows of the palette, which lies over the last of the middle
	height  int // rows of the middle
	outline int // columns of the outline
	overlay bool
	wide    bool // there is room for the outline beside the text
	main    int  // columns of the text, with the blank at its sides, or of the list that stands for it
	margin  int  // columns of the blank at the left of the text
	column  int  // columns of the text
	text    int  // rows of that, or of both briefings of a split
	at      slot // where in those the briefing that is read is
	other   slot // where the other one of a split is; zero: it is not there
	source  int  // columns of the source beside the text
	under   int  // rows of the source under the text
}

// The widths between which lines can be made wider and narrower, and by how much, in cells.
const (
	narrowestLine = 40
	widestLine    = 240
	step          = 4
)

// widen makes the lines of all texts wider, or narrower.
func (m *Model) widen(by int) {
	width := cmp.Or(m.opt.MaxWidth, measure)
	if by > 0 && width >= m.layout.at.w { // it fills the screen
		width = m.layout.at.w - by
	}
	m.opt.MaxWidth = min(max(width+by, narrowestLine), widestLine)
	for _, d := range append(slices.Clone(m.desks), m.view.asides...) {
		d.reader.SetMaxWidth(m.opt.MaxWidth)
	}
	m.say(fmt.Sprintf("lines of at most %d", m.opt.MaxWidth))
}

// arrange works out the layout and tells the panes their sizes.
func (m *Model) arrange() {
	l := m.measured()
	if d := m.desk(); d != nil {
		d.reader.SetSize(l.column, l.at.h)
		d.outline.SetSize(l.outline, l.height)
		d.outline.SetFocused(m.side == onOutline)
		if m.side != onOutline {
			d.outline.SetCursor(d.reader.Cursor())
		}
	}
	if l.other.w > 0 {
		column, _ := m.columnIn(l.other)
		m.view.split.other.reader.SetSize(column, l.other.h)
	}
	m.bindSides()
	if l == m.layout {
		return
	}
	m.layout = l
	m.panes.notes.SetSize(l.main, l.height)
	m.panes.library.SetSize(m.width, l.height)
	m.panes.help.SetSize(m.width, l.height)
	indent := l.at.x + l.margin + marks
	if l.outline > 0 && !l.overlay {
		indent += l.outline + gutter
	}
	m.panes.composer.SetIndent(min(indent, max(m.width-longest, marks)), longest)
	m.panes.composer.SetSize(m.width, l.bottom)
	m.panes.tags.SetSize(m.width, l.bottom)
	m.panes.palette.SetIndent(indent)
	m.panes.palette.SetSize(m.width, l.palette)
	switch {
	case l.source > 0:
		m.panes.source.SetSize(l.source, l.height)
	case l.under > 0:
		m.panes.source.SetSize(l.main, l.under)
	}
}

// measured works out the layout.
func (m *Model) measured() layout {
	l := m.stack()
	l.at = slot{w: l.main, h: l.text}
	l.column = l.main
	if m.screen == onText {
		if m.view.split != nil {
			l.at, l.other = m.view.split.divide(l.main, l.text)
		}
		l.column, l.margin = m.columnIn(l.at)
	}
	return l
}

// columnIn gives how wide the text is in its place, and the blank at its left.
func (m *Model) columnIn(at slot) (column, margin int) {
	column = min(at.w, cmp.Or(m.opt.MaxWidth, measure)+marks)
	return column, (at.w - column) / 2
}

// stack works out everything but the column of the text.
func (m *Model) stack() layout {
	l := layout{main: m.width, wide: m.width >= outlineFrom}
	if m.height >= titleFrom {
		l.title = 1
	}
	if m.height >= airFrom || m.screen != onText && m.height >= listAirFrom {
		l.title = 2
	}
	if m.height >= statusFrom {
		l.status = 1
	}
	if m.view.welcome > 0 && (m.bottom == noBottom || m.bottom == onPalette) && m.screen != onHelp && m.height >= titleFrom {
		l.welcome = 1
	}
	rest := m.height - l.title - l.status - l.welcome
	switch m.bottom {
	case onQuestion:
		l.asked = min(len(m.questionRows(m.view.question)), rest)
	case onComposer:
		l.bottom = m.share(m.panes.composer.Want(m.width), rest)
	case onTags:
		l.bottom = m.share(m.panes.tags.Want(m.width), rest)
	}
	l.height = max(rest-l.asked-l.bottom, 0)
	if m.bottom == onPalette {
		l.palette = m.share(m.panes.palette.Want(), l.height)
	}
	l.text = l.height
	if m.screen != onText && m.screen != onNotes {
		return l
	}
	side := min(max(m.width/4, narrowest), widestSide)
	switch {
	case m.view.source && m.screen == onText && m.width < bothFrom && m.side != onOutline:
		// The source takes the outline's place, so that the text keeps its width.
	case l.wide && !m.appearance().noOutline && (m.view.split == nil || m.screen != onText):
		l.outline = side
		l.main -= side + gutter
	case m.side == onOutline && m.screen == onText:
		l.outline, l.overlay = side, true
		if m.width < drawerFrom { // what it would leave of the text is no line
			l.outline = m.width
		}
	}
	if m.view.source && m.screen == onText {
		m.measureSource(&l)
	}
	return l
}

// share gives the rows of the pane below: what it wants, but the text keeps half of the
// screen unless that is too little to be of use.
func (m *Model) share(want, rest int) int {
	most := rest / 2
	if most < 5 {
		most = min(6, rest)
	}
	return max(min(want, most), 0)
}

// measureSource puts the source beside the text, or under it where the screen is narrow.
func (m *Model) measureSource(l *layout) {
	if m.width >= sourceFrom && m.view.split == nil {
		l.source = min(max(l.main*2/5, 36), 70)
		l.main -= l.source + gutter
		return
	}
	l.under = min(m.panes.source.Want(l.main), l.height/2)
	if l.under > 0 {
		l.text = max(l.height-l.under-1, 0)
	}
}
