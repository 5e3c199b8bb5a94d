// Package list keeps a cursor among rows of unequal height and knows which of their
// lines a pane of some height shows. It draws nothing.
package list

import (
	"iter"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap moves the cursor of a list.
type KeyMap struct {
	Up, Down, PageUp, PageDown, First, Last key.Binding
}

// DefaultKeys gives the keys that move the cursor of a list.
func DefaultKeys() KeyMap {
	return KeyMap{
		Up:       key.NewBinding(key.WithKeys("k", "up"), key.WithHelp("k ↑", "up")),
		Down:     key.NewBinding(key.WithKeys("j", "down"), key.WithHelp("j ↓", "down")),
		PageUp:   key.NewBinding(key.WithKeys("pgup", "ctrl+b", "ctrl+u"), key.WithHelp("pgup", "page up")),
		PageDown: key.NewBinding(key.WithKeys("pgdown", "ctrl+f", "ctrl+d", "space"), key.WithHelp("pgdn", "page down")),
		First:    key.NewBinding(key.WithKeys("g", "home"), key.WithHelp("g", "first")),
		Last:     key.NewBinding(key.WithKeys("G", "end"), key.WithHelp("G", "last")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Down, k.Up, k.PageDown, k.PageUp, k.First, k.Last}
}

// List is a cursor among rows. The zero value is an empty list.
type List struct {
	starts []int // line at which each row starts, and the line after the last
	cursor int
	top    int // first line shown
	height int
}

// SetRows replaces the rows by rows of these heights in lines; the cursor stays on its
// index as far as there is one.
func (l *List) SetRows(heights []int) {
	l.starts = append(l.starts[:0], 0)
	line := 0
	for _, h := range heights {
		line += max(h, 1)
		l.starts = append(l.starts, line)
	}
	l.Select(l.cursor)
}

// SetHeight says how many lines the pane shows.
func (l *List) SetHeight(h int) {
	l.height = max(h, 0)
	l.Select(l.cursor)
}

// Len gives the number of rows.
func (l *List) Len() int { return max(len(l.starts)-1, 0) }

// Cursor gives the index of the row that the cursor is on, -1 for an empty list.
func (l *List) Cursor() int {
	if l.Len() == 0 {
		return -1
	}
	return l.cursor
}

// Select puts the cursor on a row, the nearest one where there is none of that index,
// and scrolls so that it is seen.
func (l *List) Select(i int) {
	l.cursor = max(min(i, l.Len()-1), 0)
	if l.Len() == 0 {
		l.top = 0
		return
	}
	first, end := l.starts[l.cursor], l.starts[l.cursor+1]
	if end > l.top+l.height {
		l.top = end - l.height
	}
	if first < l.top {
		l.top = first
	}
	l.top = max(min(l.top, l.starts[l.Len()]-l.height), 0)
}

// Update moves the cursor and reports whether the key was one of its own.
func (l *List) Update(keys KeyMap, msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, keys.Up):
		l.Select(l.cursor - 1)
	case key.Matches(msg, keys.Down):
		l.Select(l.cursor + 1)
	case key.Matches(msg, keys.PageUp):
		l.page(-1)
	case key.Matches(msg, keys.PageDown):
		l.page(1)
	case key.Matches(msg, keys.First):
		l.Select(0)
	case key.Matches(msg, keys.Last):
		l.Select(l.Len() - 1)
	default:
		return false
	}
	return true
}

// page moves by the height of the pane, at least by one row.
func (l *List) page(direction int) {
	if l.Len() == 0 {
		return
	}
	line := l.starts[l.cursor] + direction*max(l.height-1, 1)
	i, found := slices.BinarySearch(l.starts[:l.Len()], line)
	if !found {
		i--
	}
	if i == l.cursor {
		i += direction
	}
	l.Select(i)
}

// Visible gives the lines that the pane shows, from the top: the index of the row and
// which of its lines it is.
func (l *List) Visible() iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		if l.Len() == 0 {
			return
		}
		row, found := slices.BinarySearch(l.starts, l.top)
		if !found {
			row--
		}
		end := min(l.top+l.height, l.starts[l.Len()])
		for line := l.top; line < end; line++ {
			for line >= l.starts[row+1] {
				row++
			}
			if !yield(row, line-l.starts[row]) {
				return
			}
		}
	}
}

// Click selects the row that a line of the pane shows, from 0 at the top, and reports
// whether it was selected already; ok is false where there is no row.
func (l *List) Click(line int) (again, ok bool) {
	if line < 0 {
		return false, false
	}
	for row := range l.Visible() {
		if line--; line < 0 {
			again = row == l.cursor
			l.Select(row)
			return again, true
		}
	}
	return false, false
}
