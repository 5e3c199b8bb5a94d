// Package outline is the pane that lists the sections of a briefing: how many entries
// and notes each has, which one the cursor is in, and the digit that jumps to it.
package outline

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/list"
	"readout/ui/theme"
)

// KeyMap holds the keys of the outline while it has the focus.
type KeyMap struct {
	List list.KeyMap
	Jump key.Binding
}

// DefaultKeys gives the keys of the outline.
func DefaultKeys() KeyMap {
	return KeyMap{List: list.DefaultKeys(), Jump: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "to the section"))}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding { return append(k.List.Bindings(), k.Jump) }

// Options are what an outline stands on.
type Options struct {
	Theme  *theme.Theme
	Method ansi.Method
	Keys   KeyMap
}

// Action is something for the app to do; nil is nothing.
type Action interface{ action() }

// Jump asks to go to a section.
type Jump struct{ Offset int }

func (Jump) action() {}

// Model is the pane. Make one with New.
type Model struct {
	opt      Options
	sections []briefing.Section
	counts   map[string]int
	list     list.List
	current  int // the section that the cursor is in; -1: none
	width    int
	height   int
	focused  bool
}

// New gives an empty outline.
func New(opt Options) *Model { return &Model{opt: opt, current: -1} }

// SetBriefing shows the sections of a briefing.
func (m *Model) SetBriefing(b *briefing.Briefing) {
	m.sections = nil
	if b != nil {
		m.sections = b.Sections
	}
	heights := make([]int, len(m.sections))
	for i := range heights {
		heights[i] = 1
	}
	m.list.SetRows(heights)
}

// SetCounts sets the number of notes by section key.
func (m *Model) SetCounts(notes map[string]int) { m.counts = notes }

// SetCursor says where the cursor of the text is.
func (m *Model) SetCursor(offset int) {
	was := m.current
	m.current = -1
	for i, s := range m.sections {
		if s.Span.Contains(offset) {
			m.current = i // the innermost comes last
		}
	}
	if m.current != was && m.current >= 0 && !m.focused {
		m.list.Select(m.current)
	}
}

// SetFocused says whether the outline has the keys.
func (m *Model) SetFocused(on bool) { m.focused = on }

// SetSize sets the size in cells.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.list.SetHeight(h)
}

// SetTheme changes the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.opt.Theme = th }

// SetMethod changes how cells are counted.
func (m *Model) SetMethod(method ansi.Method) { m.opt.Method = method }

// Update takes a key press.
func (m *Model) Update(msg tea.Msg) Action {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(m.sections) == 0 {
		return nil
	}
	if key.Matches(press, m.opt.Keys.Jump) {
		return Jump{Offset: m.sections[m.list.Cursor()].Span.Start}
	}
	m.list.Update(m.opt.Keys.List, press)
	return nil
}

// View draws the outline.
func (m *Model) View() string {
	var rows []string
	for i := range m.list.Visible() {
		rows = append(rows, m.row(i))
	}
	return strings.Join(rows, "\n")
}

func (m *Model) row(i int) string {
	s, th, method := m.sections[i], m.opt.Theme, m.opt.Method
	mark, number, role := "  ", "  ", theme.Text
	if i < 9 {
		number = strconv.Itoa(i+1) + " "
	}
	switch {
	case m.focused && i == m.list.Cursor():
		mark, role = "▸ ", theme.Accent
	case i == m.current:
		mark, role = "▎ ", theme.Title
	case s.Key == "sources" || s.Key == "top" || s.Key == "background":
		role = theme.Muted
	}
	counts := ""
	if n := len(s.Entries); n > 0 {
		counts = strconv.Itoa(n)
	}
	if n := m.counts[s.Key]; n > 0 {
		counts += " ✎" + strconv.Itoa(n)
	}
	title := strings.Repeat(" ", min(max(s.Level-2, 0), 4)) + content.CleanLine(s.Title)
	room := max(m.width-4-method.StringWidth(counts)-2, 1)
	left := th.Style(theme.Accent).Render(mark) + th.Style(theme.Muted).Render(number) + th.Style(role).Render(cell.Cut(method, title, room))
	return cell.Ends(method, left, th.Style(theme.Muted).Render(counts)+" ", m.width, 2)
}
