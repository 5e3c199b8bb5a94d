package field

import (
	"sort"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// AreaKeys are the keys that an area knows besides those of every field.
type AreaKeys struct {
	Up, Down, PageUp, PageDown, First, Last, Newline, Indent key.Binding
}

// DefaultAreaKeys gives the keys of an area.
func DefaultAreaKeys() AreaKeys {
	return AreaKeys{
		Up:       key.NewBinding(key.WithKeys("up", "ctrl+p"), key.WithHelp("↑", "line up")),
		Down:     key.NewBinding(key.WithKeys("down", "ctrl+n"), key.WithHelp("↓", "line down")),
		PageUp:   key.NewBinding(key.WithKeys("pgup"), key.WithHelp("pgup", "page up")),
		PageDown: key.NewBinding(key.WithKeys("pgdown"), key.WithHelp("pgdn", "page down")),
		First:    key.NewBinding(key.WithKeys("ctrl+home", "alt+<"), key.WithHelp("ctrl-home", "start of text")),
		Last:     key.NewBinding(key.WithKeys("ctrl+end", "alt+>"), key.WithHelp("ctrl-end", "end of text")),
		Newline:  key.NewBinding(key.WithKeys("enter", "shift+enter", "ctrl+j"), key.WithHelp("enter", "new line")),
		Indent:   key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "two spaces")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k AreaKeys) Bindings() []key.Binding {
	return []key.Binding{k.Newline, k.Indent, k.Up, k.Down, k.PageUp, k.PageDown, k.First, k.Last}
}

// Area is a text of many lines, wrapped at words. Make one with NewArea.
type Area struct {
	text   text
	rows   []row // of the text as laid out last
	laid   string
	method ansi.Method
	width  int
	height int
	top    int // first row shown
	goal   int // cell that up and down aim for; -1: that of the cursor
}

// row is the part [start, end) of the text that one row of cells shows.
type row struct{ start, end int }

// NewArea gives an empty area.
func NewArea(m ansi.Method) *Area {
	a := &Area{method: m, width: 1, height: 1, goal: -1}
	a.lay()
	return a
}

// SetValue replaces the text and forgets what undo knew; the cursor goes to its end.
func (a *Area) SetValue(s string) {
	a.text.set(s)
	a.top, a.goal = 0, -1
	a.lay()
}

// Replace makes another text that of the area, as one change that undo takes back; the
// cursor goes to its end.
func (a *Area) Replace(s string) {
	a.text.replace(s)
	a.goal = -1
	a.lay()
}

// Value gives the text.
func (a *Area) Value() string { return a.text.value }

// SetSize sets the cells that the area has; it needs one more column than its text so
// that the cursor can stand behind a full row.
func (a *Area) SetSize(w, h int) {
	a.width, a.height = max(w, 2), max(h, 1)
	a.laid, a.rows = "", nil
	a.lay()
}

// SetMethod sets the width method.
func (a *Area) SetMethod(m ansi.Method) {
	a.method = m
	a.SetSize(a.width, a.height)
}

// Around gives the text before the cursor and that behind it.
func (a *Area) Around() (before, after string) {
	return a.text.value[:a.text.at], a.text.value[a.text.at:]
}

// Insert puts s in at the cursor.
func (a *Area) Insert(s string) {
	a.goal = -1
	a.text.insert(s)
	a.lay()
}

// Row gives the row of the cursor, from 0, and how many there are.
func (a *Area) Row() (row, all int) {
	_, y := a.position()
	return y, len(a.rows)
}

// Rows gives the number of rows that the whole text needs at the width set.
func (a *Area) Rows() int { return len(a.rows) }

// Update edits the text by a key press or a paste and reports whether it was for the
// area.
func (a *Area) Update(keys KeyMap, area AreaKeys, msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if a.vertical(area, msg) {
			break
		}
		a.goal = -1
		switch {
		case key.Matches(msg, area.First):
			a.text.at = 0
		case key.Matches(msg, area.Last):
			a.text.at = len(a.text.value)
		case key.Matches(msg, area.Newline):
			a.text.insert("\n")
		case key.Matches(msg, area.Indent):
			a.text.insert("  ")
		case !keys.edit(&a.text, msg):
			return false
		}
	case tea.PasteMsg:
		a.goal = -1
		a.text.insert(msg.Content)
	default:
		return false
	}
	a.lay()
	return true
}

// vertical moves the cursor by rows.
func (a *Area) vertical(keys AreaKeys, msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, keys.Up):
		a.move(-1)
	case key.Matches(msg, keys.Down):
		a.move(1)
	case key.Matches(msg, keys.PageUp):
		a.move(-max(a.height-1, 1))
	case key.Matches(msg, keys.PageDown):
		a.move(max(a.height-1, 1))
	default:
		return false
	}
	return true
}

func (a *Area) move(n int) {
	x, y := a.position()
	if a.goal < 0 {
		a.goal = x
	}
	to := max(min(y+n, len(a.rows)-1), 0)
	if to == y { // past the first or last row there is the first or last character
		a.text.at = a.rows[to].start
		if n > 0 {
			a.text.at = a.rows[to].end
		}
		return
	}
	r := a.rows[to]
	at, col := r.start, 0
	for at < r.end {
		cluster, w := ansi.FirstGraphemeCluster(a.text.value[at:r.end], a.method)
		if col+w > a.goal {
			break
		}
		at, col = at+len(cluster), col+w
	}
	if wrapped := at == r.end && to+1 < len(a.rows) && a.rows[to+1].start == r.end; wrapped && at > r.start {
		at = a.text.previous(at) // the end of a wrapped row is the start of the next one
	}
	a.text.at = at
}

// lay breaks the text into rows where it or the width changed, and scrolls to the cursor.
func (a *Area) lay() {
	if a.rows == nil || a.laid != a.text.value {
		a.rows, a.laid = a.rows[:0], a.text.value
		for start := 0; ; {
			end := a.text.lineEnd(start)
			a.layLine(start, end)
			if end == len(a.text.value) {
				break
			}
			start = end + 1
		}
	}
	_, y := a.position()
	a.top = max(min(a.top, y, len(a.rows)-a.height), y-a.height+1, 0)
}

// layLine breaks one line into rows after the last space that fits, or anywhere in a
// word that is wider than a row.
func (a *Area) layLine(start, end int) {
	room := a.width - 1
	from, breakAt, col, since := start, -1, 0, 0 // since: the column at breakAt
	for at := start; at < end; {
		cluster, w := ansi.FirstGraphemeCluster(a.text.value[at:end], a.method)
		if col+w > room && at > from && cluster != " " {
			to := at
			if breakAt > from {
				to = breakAt
				col -= since
			} else {
				col = 0
			}
			a.rows = append(a.rows, row{from, to})
			from, breakAt = to, -1
		}
		at += len(cluster)
		col += w
		if cluster == " " {
			breakAt, since = at, col
		}
	}
	a.rows = append(a.rows, row{from, end})
}

// position gives the cell of the cursor, from the first row of the text.
func (a *Area) position() (x, y int) {
	y = sort.Search(len(a.rows), func(i int) bool { return a.rows[i].start > a.text.at }) - 1
	y = max(y, 0)
	x = a.method.StringWidth(a.text.value[a.rows[y].start:a.text.at])
	return min(x, a.width-1), y
}

// View gives the rows that are in view, each at most as wide as the area, and the cell
// of the cursor among them.
func (a *Area) View() (rows []string, x, y int) {
	for i := a.top; i < min(a.top+a.height, len(a.rows)); i++ {
		r := a.rows[i]
		rows = append(rows, a.method.Truncate(a.text.value[r.start:r.end], a.width, ""))
	}
	x, y = a.position()
	return rows, x, y - a.top
}
