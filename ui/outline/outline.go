// Package outline is the pane that lists the sections of a briefing: how many entries
// and notes each has, which one the cursor of the text is in, and the digit that jumps
// to it. A section can be closed over those under it.
//
// It knows neither the text nor its lines: it asks to go somewhere by the Action that
// Update returns.
package outline

import (
	"maps"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing"
	"readout/ui/list"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// numbered is the number of sections that a digit jumps to.
const numbered = 9

// KeyMap holds the keys of the outline while it has the focus.
type KeyMap struct {
	List   list.KeyMap `bind:"-"`
	Jump   key.Binding
	Number key.Binding `bind:",fixed"`
	Leave  key.Binding
	Folds  FoldKeys
}

// DefaultKeys gives the keys of the outline.
func DefaultKeys() KeyMap {
	keys := list.DefaultKeys()
	keys.PageDown.SetKeys("pgdown", "ctrl+f", "ctrl+d") // the space folds
	return KeyMap{
		List:   keys,
		Jump:   key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "to the section")),
		Number: key.NewBinding(key.WithKeys("1", "2", "3", "4", "5", "6", "7", "8", "9"), key.WithHelp("1–9", "to a section")),
		Leave:  key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back to the text")),
		Folds:  defaultFolds(),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return slices.Concat([]key.Binding{k.Jump, k.Number, k.Leave}, k.Folds.Bindings(), k.List.Bindings())
}

// Options are what an outline stands on.
type Options struct {
	Theme  *theme.Theme
	Method ansi.Method
	Keys   KeyMap
}

// Action is something for the app to do; nil is nothing.
type Action interface{ action() }

// Jump asks to go to the section that begins at a source offset.
type Jump struct{ Offset int }

func (Jump) action() {}

// Model is the pane. Make one with New.
type Model struct {
	opt      Options
	briefing *briefing.Briefing
	notes    map[string]int
	fresh    map[string]int // entries that are new or changed, by section key
	columns  columns
	closed   map[string]bool // sections that hide those under them, by key
	rows     []int           // the sections that are shown
	list     list.List
	strokes  stroke.Taker
	current  int // the section that the cursor is in; -1: none
	width    int
	height   int
	focused  bool
}

// New gives an empty outline.
func New(opt Options) *Model {
	return &Model{
		opt: opt, briefing: &briefing.Briefing{}, current: -1, closed: map[string]bool{}, strokes: stroke.NewTaker(opt.Keys.Bindings()),
	}
}

// SetBriefing shows the sections of a briefing; nil shows none. Those that were closed
// stay so.
func (m *Model) SetBriefing(b *briefing.Briefing) {
	if b == nil {
		b = &briefing.Briefing{}
	}
	m.briefing, m.current = b, -1
	m.lay()
}

// Whole stands among the keys of sections for the whole briefing.
const Whole = ""

// SetCounts sets the number of notes by section key, and of those on the whole briefing.
func (m *Model) SetCounts(notes map[string]int) {
	m.notes = notes
	m.measure()
}

// SetFresh sets the number of entries that are new or changed, by section key.
func (m *Model) SetFresh(fresh map[string]int) {
	m.fresh = fresh
	m.measure()
}

// Closed gives the keys of the sections that are closed, in order.
func (m *Model) Closed() []string { return slices.Sorted(maps.Keys(m.closed)) }

// SetClosed closes sections; keys of others are passed over.
func (m *Model) SetClosed(keys []string) {
	clear(m.closed)
	for i := range m.briefing.Sections {
		if k := m.briefing.Sections[i].Key; slices.Contains(keys, k) && m.below(i) > 0 {
			m.closed[k] = true
		}
	}
	m.lay()
}

// SetCursor says at which source offset the cursor of the text is. Its section is marked,
// and seen unless the outline has the focus.
func (m *Model) SetCursor(offset int) {
	was := m.current
	m.current = -1
	at := m.briefing.SectionAt(offset)
	for i := range m.briefing.Sections {
		if at == &m.briefing.Sections[i] {
			m.current = i
		}
	}
	if m.current == was || m.focused {
		return
	}
	if m.current >= 0 {
		m.list.Select(m.row(m.current))
	} else if len(m.briefing.Sections) > 0 && offset < m.briefing.Sections[0].Span.Start {
		m.list.Select(0)
	}
}

// Awaiting reports whether the next key belongs to the one before it.
func (m *Model) Awaiting() bool { return m.strokes.Awaiting() }

// SetFocused says whether the outline has the keys.
func (m *Model) SetFocused(on bool) { m.focused = on }

// SetSize sets the size in cells.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = max(w, 0), max(h, 0)
	m.list.SetHeight(m.height)
}

// SetTheme changes the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.opt.Theme = th }

// SetMethod changes how cells are counted.
func (m *Model) SetMethod(method ansi.Method) { m.opt.Method = method }

// Update takes a key press, or a click whose place is counted from the pane's corner.
func (m *Model) Update(msg tea.Msg) Action {
	switch msg := msg.(type) {
	case tea.MouseClickMsg:
		if msg.Button == tea.MouseLeft {
			return m.click(msg.X, msg.Y)
		}
	case tea.KeyPressMsg:
		return m.press(msg)
	}
	return nil
}

func (m *Model) press(msg tea.KeyPressMsg) Action {
	s, whole := m.strokes.Take(msg)
	if !whole || m.folded(s) {
		return nil
	}
	switch k := m.opt.Keys; {
	case key.Matches(s, k.Jump):
		if i, ok := m.selected(); ok {
			return m.jump(i)
		}
	case key.Matches(s, k.Number):
		return m.jump(int(s[0] - '1'))
	default:
		if _, _, two := s.Parts(); !two {
			m.list.Update(k.List, msg)
		}
	}
	return nil
}

func (m *Model) click(x, y int) Action {
	if x < 0 || x >= m.width {
		return nil
	}
	line := 0
	for row := range m.list.Visible() {
		if line == y {
			return m.jump(m.rows[row])
		}
		line++
	}
	return nil
}

// jump asks to go to section i. One that was coded begins with its first entry.
func (m *Model) jump(i int) Action {
	if i < 0 || i >= len(m.briefing.Sections) {
		return nil
	}
	m.list.Select(m.row(i))
	s := &m.briefing.Sections[i]
	if s.Heading.Len() == 0 && len(s.Entries) > 0 {
		return Jump{Offset: s.Entries[0].Span.Start}
	}
	return Jump{Offset: s.Span.Start}
}
