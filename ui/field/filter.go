package field

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// Filter is the line above a list in which words are typed that its rows must have. The
// zero value is not shown.
type Filter struct {
	line   Line
	typing bool
}

// filterPrompt stands before the words, in as many cells as it has bytes.
const filterPrompt = " / "

// Open lets words be typed.
func (f *Filter) Open() { f.typing = true }

// Reset takes the words away, and the line.
func (f *Filter) Reset() { *f = Filter{} }

// Value gives the words.
func (f *Filter) Value() string { return f.line.Value() }

// Typing reports whether words are being typed, so that letters are text.
func (f *Filter) Typing() bool { return f.typing }

// Rows gives the number of rows that the line takes, 0 or 1.
func (f *Filter) Rows() int {
	if f.typing || f.Value() != "" {
		return 1
	}
	return 0
}

// Update takes a message while words are typed: Accept of the keys leaves them to the list,
// Leave takes them away.
func (f *Filter) Update(keys KeyMap, msg tea.Msg) {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && key.Matches(press, keys.Filter.Accept):
		f.typing = false
	case isKey && key.Matches(press, keys.Filter.Leave):
		f.Reset()
	default:
		f.line.Update(keys, msg)
	}
}

// Cursor gives the column of the cursor in a line of so many cells; ok is false when no
// words are being typed.
func (f *Filter) Cursor(m ansi.Method, width int) (x int, ok bool) {
	if !f.typing {
		return 0, false
	}
	_, x = f.line.View(m, f.room(width))
	return min(x+len(filterPrompt), max(width-1, 0)), true
}

// View gives the prompt and the words in a line of so many cells.
func (f *Filter) View(m ansi.Method, width int) (prompt, words string) {
	words, _ = f.line.View(m, f.room(width))
	return filterPrompt, words
}

func (f *Filter) room(width int) int { return max(width-len(filterPrompt)-1, 1) }
