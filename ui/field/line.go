package field

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/content"
)

// Line is a text on one line. The zero value is empty and ready.
type Line struct {
	text text
}

// SetValue replaces the text; the cursor goes to its end.
func (l *Line) SetValue(s string) { l.text.set(content.CleanLine(s)) }

// Value gives the text.
func (l *Line) Value() string { return l.text.value }

// Cursor gives the cursor as a byte offset into Value.
func (l *Line) Cursor() int { return l.text.at }

// Insert puts s in at the cursor, line breaks as spaces.
func (l *Line) Insert(s string) { l.text.insert(content.CleanLine(s)) }

// Update edits the text by a key press or a paste and reports whether it was for the
// line.
func (l *Line) Update(keys KeyMap, msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if msg.Text == "\n" {
			return false
		}
		return keys.edit(&l.text, msg)
	case tea.PasteMsg:
		l.Insert(msg.Content)
		return true
	}
	return false
}

// View gives at most w cells of the text around the cursor, and the cell that the
// cursor is on.
func (l *Line) View(m ansi.Method, w int) (shown string, x int) {
	if w <= 0 {
		return "", 0
	}
	x = m.StringWidth(l.text.value[:l.text.at])
	skip := max(x-(w-1), 0)
	shown = l.text.value
	if skip > 0 {
		// A wide character may be cut in two: whole ones are dropped until the cursor fits.
		at := 0
		for skipped := 0; skipped < skip && at < l.text.at; {
			cluster, cw := ansi.FirstGraphemeCluster(shown[at:], m)
			skipped += cw
			at += len(cluster)
		}
		x = m.StringWidth(shown[at:l.text.at])
		shown = shown[at:]
	}
	return m.Truncate(shown, w, ""), min(x, w-1)
}
