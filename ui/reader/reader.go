// Package reader is the pane that shows a text and moves a cursor through it: motions,
// selection, search, and the keys that ask for notes.
//
// It knows no disk and no other pane: what a key asks for beyond moving it says by the
// Action that Update returns.
package reader

import (
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/page"
	"readout/ui/picture"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// gutter is the width, in cells, of the margin with the marks of notes.
const gutter = 2

// Options are what a reader stands on.
type Options struct {
	Theme    *theme.Theme
	Method   ansi.Method
	Keys     KeyMap
	MaxWidth int // of the column of text, in cells; 0: the page's own

	// Picture gives a picture that the terminal draws, as page.Options has it.
	Picture func(target string) (picture.Picture, bool)

	Text  string // what places of this text are called on the trail
	Trail *Trail // of jumps; nil: one of this reader's own

	Queries *Queries // what was searched; nil: this reader's own

	// After gives the command that brings a message back after some time; nil: tea.Tick.
	After func(wait time.Duration, msg tea.Msg) tea.Cmd
}

// Note is a note as the reader shows it.
type Note struct {
	Span     content.Span // source bytes
	Kind     note.Kind
	ID       string
	Orphaned bool
	HasBody  bool
	Tags     []string
	Says     string // on one line, what the margin shows; may be empty
	Whole    bool   // it is on a whole section or text: its range says where that is shown
	Linked   bool   // it leads somewhere, or another note leads to it
}

// Model is the pane. Make one with New.
type Model struct {
	opt      Options
	page     *page.Page
	flow     *flow
	briefing *briefing.Briefing
	sections []int // source offsets at which sections begin, in the order of the text
	numbered []int // the same in the order of the outline, for digits
	width    int
	height   int
	drawn    int // bytes of the last frame
	top      page.Pos
	cursor   int // source offset
	column   int // wanted by motions over lines
	anchor   int // where the selection began; -1: there is none
	chosen   selection
	notes    noteList
	arrivals noteList
	fresh    []Fresh // in the order of the text
	dimmed   bool    // another reader has the keys
	typed    typed
	jumps    jumps
	came     came
	mouse    mouse
	sought   sought
	search   search
}

// came is where the reader was in the text before the last SetDocument.
type came struct{ cursor, anchor, top int }

// New gives a reader without a text.
func New(opt Options) *Model {
	if opt.Trail == nil {
		opt.Trail = &Trail{}
	}
	if opt.Queries == nil {
		opt.Queries = &Queries{}
	}
	return &Model{
		jumps: jumps{trail: opt.Trail, text: opt.Text},
		opt:   opt, anchor: -1, typed: typed{strokes: stroke.NewTaker(opt.Keys.Bindings())},
		sought: sought{latest: new(atomic.Int64)}, search: search{latest: new(atomic.Int64)},
	}
}

// SetSize sets the size in cells.
func (m *Model) SetSize(w, h int) {
	if w == m.width && h == m.height {
		return
	}
	top := m.topOffset()
	m.width, m.height = w, h
	if m.page != nil {
		m.page.SetWidth(max(w-m.margins(), 1))
		m.settle(top)
	}
}

// SetFocused says whether the reader has the keys, as at first; one that has not shows no
// cursor.
func (m *Model) SetFocused(on bool) { m.dimmed = !on }

// margins is the width of the margin with the marks of notes; a pane that would have no
// room for text beside it goes without.
func (m *Model) margins() int {
	if m.width <= gutter {
		return 0
	}
	return gutter
}

// settle finds the lines again after they were laid out anew.
func (m *Model) settle(top int) {
	m.endCount()
	m.top = m.page.Find(top)
	if p, ok := m.flow.find(m.cursor); ok {
		m.put(p, 1)
		m.keepColumn()
	}
}

// SetDocument shows a text. Cursor and selection stay on their offsets.
func (m *Model) SetDocument(doc *markdown.Document, b *briefing.Briefing) {
	top, had := m.topOffset(), m.page != nil
	m.came = came{m.cursor, m.anchor, top}
	if m.search.done && m.briefing != nil {
		m.search.landed = true // nothing was found in all of it: what has come since is no place to be taken to
	}
	m.flow, m.briefing = newFlow(doc), b
	m.page = m.lay(doc)
	m.search.renew()
	m.sought.renew()
	m.setSections()
	if m.anchor >= 0 {
		if p, ok := m.flow.find(m.anchor); ok {
			m.anchor = m.flow.source(p).Start
		}
	}
	if !had {
		top = 0
	}
	m.settle(top)
}

// SetNotes sets the notes to show.
func (m *Model) SetNotes(notes []Note) { m.notes = newNoteList(notes) }

// SetArrivals replaces the places to which notes lead; Says tells from where.
func (m *Model) SetArrivals(places []Note) { m.arrivals = newNoteList(places) }

// ArrivalUnder says from where notes lead to the text under the cursor; empty if none does.
func (m *Model) ArrivalUnder() string {
	if m.page == nil {
		return ""
	}
	a, _ := m.arrivals.at(m.cursor)
	return a.Says
}

// SetTheme changes the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.opt.Theme = th }

// SetMethod changes how cells are counted.
func (m *Model) SetMethod(method ansi.Method) {
	m.opt.Method = method
	m.layOut()
}

// SetMaxWidth changes how wide the column of text grows, in cells.
func (m *Model) SetMaxWidth(cells int) {
	m.opt.MaxWidth = cells
	m.layOut()
}

// lay lays a text out as the options and the size have it.
func (m *Model) lay(doc *markdown.Document) *page.Page {
	return page.New(doc, page.Options{
		Width: max(m.width-m.margins(), 1), Method: m.opt.Method, MaxWidth: m.opt.MaxWidth, Picture: m.opt.Picture,
	})
}

// SetPictures takes in that there are other pictures than before.
func (m *Model) SetPictures() { m.layOut() }

// layOut lays the text out anew.
func (m *Model) layOut() {
	if m.page == nil {
		return
	}
	top := m.topOffset()
	m.page = m.lay(m.flow.doc)
	m.settle(top)
}

// Cursor gives the source offset of the cursor.
func (m *Model) Cursor() int { return m.cursor }

// Jump puts the cursor on the character at a source offset, or the next one. The place
// that it was on can be gone back to.
func (m *Model) Jump(offset int) {
	if m.page != nil {
		m.endCount()
		m.leaving(func() { m.goTo(offset) })
		m.centre()
	}
}

// SetPosition restores what Position gave.
func (m *Model) SetPosition(cursor, top int) {
	if m.page != nil {
		m.endCount()
		m.goTo(cursor)
		m.top = m.page.Find(top)
		m.show()
	}
}

// Follow takes cursor, selection, marks and the places to go back to to where a text that
// has just been set has them now: to gives the new offset for an old one.
func (m *Model) Follow(to func(offset int) int) {
	if m.page == nil {
		return
	}
	top := to(m.came.top)
	cursor := to(m.came.cursor)
	if m.came.anchor >= 0 {
		m.anchor = to(m.came.anchor)
	}
	m.jumps.trail.follow(m.jumps.text, to)
	for mark, at := range m.jumps.marks {
		m.jumps.marks[mark] = to(at)
	}
	if m.jumps.last > 0 {
		m.jumps.last = to(m.jumps.last-1) + 1
	}
	if last := &m.chosen; *last != (selection{}) {
		*last = selection{to(last.anchor-1) + 1, to(last.cursor-1) + 1}
	}
	m.SetPosition(cursor, top)
}

// Position gives the source offsets of the cursor and of the first line shown.
func (m *Model) Position() (cursor, top int) { return m.cursor, m.topOffset() }

// Selection gives what is selected.
func (m *Model) Selection() (content.Span, bool) {
	if m.anchor < 0 || m.flow == nil {
		return content.Span{}, false
	}
	from, ok := m.flow.find(min(m.anchor, m.cursor))
	to, _ := m.flow.find(max(m.anchor, m.cursor))
	if !ok {
		return content.Span{}, false
	}
	return m.flow.span(from, to), true
}

// Progress gives how far the cursor is, in percent.
func (m *Model) Progress() int {
	if m.flow == nil || len(m.flow.doc.Source()) == 0 {
		return 0
	}
	_, bottom := m.seen()
	if last := m.page.Line(m.page.Last()); last != nil && bottom >= last.End {
		return 100
	}
	return min(100*m.cursor/len(m.flow.doc.Source()), 99)
}

func (m *Model) topOffset() int {
	if m.page == nil {
		return 0
	}
	for at := m.top; ; {
		if l := m.page.Line(at); l != nil && l.End > l.Start {
			return l.Start
		}
		next, ok := m.page.Next(at)
		if !ok {
			return m.cursor
		}
		at = next
	}
}

// Update takes a key press, a paste, what the mouse does, or the result of a search.
func (m *Model) Update(msg tea.Msg) (Action, tea.Cmd) {
	if m.page == nil {
		return m.unread(msg), nil
	}
	var action Action
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case foundMsg:
		m.take(msg)
	case soughtMsg:
		if msg.request == m.sought.latest.Load() {
			action = m.arrive(msg.quest)
		}
	case countedMsg:
		if msg.request == m.typed.request && !m.Awaiting() {
			m.endCount()
		}
	case tea.PasteMsg:
		if m.search.open {
			cmd = m.query(m.search.query+content.CleanLine(msg.Content), m.search.how)
		}
	case clickedMsg:
		if msg.click == m.mouse.clicked {
			m.mouse.clicked = 0
		}
	case tea.MouseMsg:
		m.sought.latest.Add(1)
		action, cmd = m.mousing(msg)
	case tea.KeyPressMsg:
		m.mouse.clicked = 0
		m.sought.latest.Add(1)
		if m.search.open {
			cmd = m.typeSearch(msg)
		} else {
			action, cmd = m.press(msg)
		}
	}
	if again := m.Resume(); again != nil {
		cmd = again
	}
	return action, cmd
}
