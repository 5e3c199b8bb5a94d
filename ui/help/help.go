// Package help is the pane that shows every key, by scope, from the same key maps that
// the panes act on.
package help

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/list"
	"readout/ui/theme"
)

// Scope is a place in which keys count.
type Scope struct {
	Name string
	Keys []key.Binding
}

// KeyMap holds the keys of the help.
type KeyMap struct {
	List          list.KeyMap  `bind:"-"`
	Field         field.KeyMap `bind:"-"`
	Filter, Close key.Binding
}

// DefaultKeys gives the keys of the help.
func DefaultKeys() KeyMap {
	return KeyMap{
		List:   list.DefaultKeys(),
		Field:  field.DefaultKeys(),
		Filter: key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "search the keys")),
		Close:  key.NewBinding(key.WithKeys("esc", "?", "q"), key.WithHelp("esc", "back")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return append([]key.Binding{k.Filter, k.Close}, k.List.Bindings()...)
}

// Model is the help.
type Model struct {
	keys   KeyMap
	theme  *theme.Theme
	method ansi.Method
	width  int
	height int
	scopes []Scope
	rows   []string // as laid out for width and filter, unless stale
	stale  bool     // to be laid out when it is looked at: most of the time nobody does
	top    int
	filter field.Filter
}

// New gives the help for some scopes, in their order.
func New(th *theme.Theme, m ansi.Method, keys KeyMap, scopes []Scope) *Model {
	return &Model{theme: th, method: m, keys: keys, scopes: scopes}
}

// Reset opens the help anew, at its top.
func (m *Model) Reset() {
	m.top = 0
	m.filter.Reset()
	m.stale = true
}

// SetTheme sets the colours.
func (m *Model) SetTheme(th *theme.Theme) {
	m.theme = th
	m.stale = true
}

// SetMethod sets the width method.
func (m *Model) SetMethod(method ansi.Method) {
	m.method = method
	m.stale = true
}

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.stale = true
}

// Update scrolls and filters; closed is true when the reader is done.
func (m *Model) Update(msg tea.Msg) (closed bool) {
	press, isKey := msg.(tea.KeyPressMsg)
	if m.filter.Typing() {
		m.filter.Update(m.keys.Field, msg)
		m.stale = true
		return false
	}
	if !isKey {
		return false
	}
	m.look()
	page := max(m.body()-1, 1)
	switch keys := m.keys.List; {
	case key.Matches(press, m.keys.Close):
		if key.Matches(press, m.keys.Field.Filter.Leave) && m.filter.Value() != "" {
			m.Reset()
			return false
		}
		return true
	case key.Matches(press, m.keys.Filter):
		m.filter.Open()
	case key.Matches(press, keys.Down):
		m.top++
	case key.Matches(press, keys.Up):
		m.top--
	case key.Matches(press, keys.PageDown):
		m.top += page
	case key.Matches(press, keys.PageUp):
		m.top -= page
	case key.Matches(press, keys.First):
		m.top = 0
	case key.Matches(press, keys.Last):
		m.top = len(m.rows)
	}
	m.top = max(min(m.top, len(m.rows)-m.body()), 0)
	return false
}

// Filtering reports whether a filter is being typed, so that letters are text.
func (m *Model) Filtering() bool { return m.filter.Typing() }

func (m *Model) body() int { return max(m.height-m.filter.Rows(), 0) }

// Cursor gives the cell of the cursor of the filter line; ok is false when it is not
// being typed in.
func (m *Model) Cursor() (x, y int, ok bool) {
	x, ok = m.filter.Cursor(m.method, m.width)
	return x, 0, ok && m.height > 0
}

// look lays out what was changed since the last look.
func (m *Model) look() {
	if m.stale {
		m.lay()
		m.stale = false
	}
}

// View draws the pane.
func (m *Model) View() string {
	m.look()
	var rows []string
	if m.filter.Rows() > 0 {
		prompt, words := m.filter.View(m.method, m.width)
		rows = append(rows, m.theme.Style(theme.Accent).Render(prompt)+words)
	}
	end := min(m.top+m.body(), len(m.rows))
	rows = append(rows, m.rows[min(m.top, end):end]...)
	return strings.Join(cell.Rows(m.method, strings.Join(rows, "\n"), m.width, m.height), "\n")
}
