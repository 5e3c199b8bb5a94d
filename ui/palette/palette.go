// Package palette is the pane below the text in which a command is typed: everything that
// can be done by a key, found by its name, with its key beside it.
//
// It does nothing of what it lists: it says by its actions what was chosen. What a line
// means that names no item, like ":50%", is for who opens it to say.
package palette

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/list"
	"readout/ui/theme"
)

// Item is something that can be chosen.
type Item struct {
	Title string // what it does
	Name  string // that a configuration calls it by; empty: none
	Key   string // that does the same; empty: none does
	Run   func() tea.Cmd
}

// Reading gives what a line means by itself; false: it is only words to look for.
type Reading func(line string) (Item, bool)

// Action is what the pane asks for; nil is nothing.
type Action interface{ isAction() }

type (
	// Run asks to close the pane and do what an item says.
	Run struct{ Item Item }
	// Close asks to close the pane.
	Close struct{}
)

func (Run) isAction()   {}
func (Close) isAction() {}

// The size of the pane.
const (
	wanted  = 13 // rows
	widest  = 76 // columns of the list
	prompt  = ": "
	keyRoom = 16 // columns that a key has at least before titles are cut
)

// Model is the palette.
type Model struct {
	keys   KeyMap
	theme  *theme.Theme
	method ansi.Method
	width  int
	height int
	indent int
	items  []Item
	read   Reading
	title  string
	none   string   // said where nothing fits what was typed
	hints  []string // what can be typed, a row each, until something is
	line   field.Line
	shown  []row
	list   list.List
}

// row is an item that fits what was typed.
type row struct {
	Item
	fit
}

// New gives an empty palette.
func New(th *theme.Theme, m ansi.Method, keys KeyMap) *Model {
	return &Model{theme: th, method: m, keys: keys}
}

// Open begins with an empty line and all items, in their order.
func (m *Model) Open(items []Item, read Reading) {
	m.OpenAs("Command", items, read)
	m.none = "no command is called that"
}

// OpenAs is Open under another heading. The hints say what can be typed where there is
// nothing to choose from.
func (m *Model) OpenAs(title string, items []Item, read Reading, hints ...string) {
	m.title, m.items, m.read, m.hints, m.none = title, items, read, hints, "nothing is like that"
	m.line.SetValue("")
	m.find()
}

// SetLine begins with a text in the line, to be changed.
func (m *Model) SetLine(text string) {
	m.line.SetValue(text)
	m.find()
}

// SetTheme sets the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.theme = th }

// SetMethod sets the width method.
func (m *Model) SetMethod(method ansi.Method) { m.method = method }

// SetIndent says in which column the line begins. It counts from the next SetSize.
func (m *Model) SetIndent(cells int) { m.indent = cells }

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.list.SetHeight(m.body())
}

// Want gives the rows that the pane would like to have.
func (m *Model) Want() int { return wanted }

// heading gives the rows above the line, and body those under it.
func (m *Model) heading() int {
	if m.height >= 5 {
		return 1
	}
	return 0
}

func (m *Model) body() int { return max(m.height-m.heading()-1, 0) }

// find lists what fits the line, the best first.
func (m *Model) find() {
	typed := m.line.Value()
	m.shown = m.shown[:0]
	for _, it := range m.items {
		if f, ok := fits(it.Title, typed); ok {
			m.shown = append(m.shown, row{it, f})
		}
	}
	if strings.TrimSpace(typed) != "" {
		m.rank()
	}
	if m.read != nil {
		if it, ok := m.read(strings.TrimSpace(typed)); ok {
			m.shown = slices.Insert(m.shown, 0, row{Item: it})
		}
	}
	heights := make([]int, len(m.shown))
	m.list.SetRows(heights)
	m.list.SetHeight(m.body())
	m.list.Select(0)
}

// rank puts what fits best first, of equals the shortest, and leaves out what fits far
// less than the best.
func (m *Model) rank() {
	slices.SortStableFunc(m.shown, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(len(a.Title), len(b.Title)))
	})
	best := 0
	if len(m.shown) > 0 {
		best = m.shown[0].score
	}
	m.shown = slices.DeleteFunc(m.shown, func(r row) bool { return 5*r.score < 2*best })
}

// Selected gives the item that would run; false where none fits.
func (m *Model) Selected() (Item, bool) {
	if i := m.list.Cursor(); i >= 0 {
		return m.shown[i].Item, true
	}
	return Item{}, false
}

// Update edits the line, moves in the list, and says what was chosen.
func (m *Model) Update(msg tea.Msg) Action {
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey {
		switch {
		case key.Matches(press, m.keys.Run):
			if it, ok := m.Selected(); ok {
				return Run{it}
			}
			return nil
		case key.Matches(press, m.keys.Close), m.line.Value() == "" && key.Matches(press, m.keys.Field.Backspace):
			return Close{}
		case m.list.Update(list.KeyMap{Down: m.keys.Down, Up: m.keys.Up, PageDown: m.keys.PageDown, PageUp: m.keys.PageUp}, press):
			return nil
		}
	}
	before := m.line.Value()
	m.line.Update(m.keys.Field, msg)
	if m.line.Value() != before {
		m.find()
	}
	return nil
}

func (m *Model) margin() int {
	if m.width < 40 {
		return 0
	}
	return max(min(m.indent, m.width-widest), 2)
}

// columns gives the width of the list.
func (m *Model) columns() int { return max(min(m.width-m.margin()-1, widest), 1) }

func (m *Model) room() int { return max(m.columns()-len(prompt)-1, 1) }

// Cursor gives the cell of the cursor in the pane.
func (m *Model) Cursor() (x, y int) {
	_, x = m.line.View(m.method, m.room())
	return min(m.margin()+len(prompt)+x, max(m.width-1, 0)), m.heading()
}

// View draws the pane: a rule, the line, and what fits it.
func (m *Model) View() string {
	var rows []string
	if m.heading() > 0 {
		rows = append(rows, m.rule())
	}
	margin := strings.Repeat(" ", m.margin())
	typed, _ := m.line.View(m.method, m.room())
	rows = append(rows, margin+m.theme.Style(theme.Accent).Render(prompt)+typed)
	for _, said := range m.instead() {
		rows = append(rows, margin+m.theme.Style(theme.Muted).Render("  "+said))
	}
	for i := range m.list.Visible() {
		rows = append(rows, margin+m.row(i))
	}
	return strings.Join(cell.Rows(m.method, strings.Join(rows, "\n"), m.width, m.height), "\n")
}

// instead gives what stands where nothing can be chosen.
func (m *Model) instead() []string {
	switch {
	case len(m.shown) > 0:
		return nil
	case m.line.Value() != "":
		return []string{m.none}
	}
	return m.hints
}

// rule draws "── Command ────── 12 of 84 ──".
func (m *Model) rule() string {
	line := m.theme.Style(theme.BorderFocused)
	head := line.Render(strings.Repeat("─", max(m.margin()-1, 1))+" ") + m.theme.Style(theme.Title).Render(cell.Cut(m.method, m.title, max(m.width-m.margin()-4, 1))) + " "
	count := fmt.Sprintf(" %d of %d ", len(m.shown), len(m.items))
	switch {
	case len(m.items) == 0:
		count = ""
	case m.line.Value() == "":
		count = fmt.Sprintf(" %d ", len(m.items))
	}
	rest := m.margin() + m.columns() - m.method.StringWidth(head) - m.method.StringWidth(count)
	if rest < 2 {
		count, rest = "", m.width-m.method.StringWidth(head)
	}
	tail := m.width - m.method.StringWidth(head) - max(rest, 0) - m.method.StringWidth(count)
	return head + line.Render(strings.Repeat("─", max(rest, 0))) + m.theme.Style(theme.Muted).Render(count) + line.Render(strings.Repeat("─", max(tail, 0)))
}

// row draws an item: what was typed of its title stands out, its key is at the right.
func (m *Model) row(i int) string {
	it, selected := m.shown[i], i == m.list.Cursor()
	sign, plain := "  ", m.theme.Style(theme.Text)
	hit := m.theme.Style(theme.Accent).Bold(true)
	if selected {
		sign, plain = m.theme.Style(theme.Accent).Render("▸ "), m.theme.Style(theme.Accent).Bold(true)
		hit = hit.Underline(true)
	}
	var title strings.Builder
	room := m.columns() - len(prompt)
	if it.Key != "" {
		room -= min(keyRoom, m.columns()/3)
	}
	for j, r := range []rune(cell.Cut(m.method, it.Title, max(room, 1))) {
		style := plain
		if slices.Contains(it.at, j) {
			style = hit
		}
		title.WriteString(style.Render(string(r)))
	}
	keyName := m.theme.Style(theme.Muted)
	if selected {
		keyName = m.theme.Style(theme.Accent)
	}
	return sign + cell.Ends(m.method, title.String(), keyName.Render(it.Key), m.columns()-len(prompt), 1)
}
