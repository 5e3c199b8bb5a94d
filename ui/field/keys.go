package field

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap edits a field, on one line as in an area.
type KeyMap struct {
	Left, Right, WordLeft, WordRight, Home, End key.Binding
	Backspace, Delete                           key.Binding
	DropWord, DropHead, DropTail                key.Binding // delete the word before the cursor, the line before it, the line after it
	Undo                                        key.Binding
	Filter                                      FilterKeys `bind:"-"`
}

// FilterKeys end the typing of words that the rows of a list must have.
type FilterKeys struct {
	Accept, Leave key.Binding
}

// Bindings gives the keys in the order in which help shows them.
func (k FilterKeys) Bindings() []key.Binding { return []key.Binding{k.Accept, k.Leave} }

// DefaultKeys gives the keys of a field: those of the shell's line editor and the
// arrows. They are the same in every field.
func DefaultKeys() KeyMap {
	return KeyMap{
		Left:      key.NewBinding(key.WithKeys("left", "ctrl+b"), key.WithHelp("←", "back")),
		Right:     key.NewBinding(key.WithKeys("right", "ctrl+f"), key.WithHelp("→", "on")),
		WordLeft:  key.NewBinding(key.WithKeys("ctrl+left", "alt+left", "alt+b"), key.WithHelp("ctrl-←", "word back")),
		WordRight: key.NewBinding(key.WithKeys("ctrl+right", "alt+right", "alt+f"), key.WithHelp("ctrl-→", "word on")),
		Home:      key.NewBinding(key.WithKeys("home", "ctrl+a"), key.WithHelp("home", "start of line")),
		End:       key.NewBinding(key.WithKeys("end", "ctrl+e"), key.WithHelp("end", "end of line")),
		Backspace: key.NewBinding(key.WithKeys("backspace", "ctrl+h", "shift+backspace"), key.WithHelp("backspace", "delete before")),
		Delete:    key.NewBinding(key.WithKeys("delete", "ctrl+d"), key.WithHelp("delete", "delete under")),
		DropWord:  key.NewBinding(key.WithKeys("ctrl+w", "alt+backspace", "ctrl+backspace"), key.WithHelp("ctrl-w", "delete word before")),
		DropHead:  key.NewBinding(key.WithKeys("ctrl+u"), key.WithHelp("ctrl-u", "delete to start of line")),
		DropTail:  key.NewBinding(key.WithKeys("ctrl+k"), key.WithHelp("ctrl-k", "delete to end of line")),
		Undo:      key.NewBinding(key.WithKeys("ctrl+_", "ctrl+/", "alt+z"), key.WithHelp("ctrl-_", "undo typing")),
		Filter: FilterKeys{
			Accept: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "keep the filter")),
			Leave:  key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "take the filter away")),
		},
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Left, k.Right, k.WordLeft, k.WordRight, k.Home, k.End,
		k.Backspace, k.Delete, k.DropWord, k.DropHead, k.DropTail, k.Undo,
	}
}

// edit applies a key that all fields know to t and reports whether it was one.
func (k KeyMap) edit(t *text, msg tea.KeyPressMsg) bool {
	switch {
	case key.Matches(msg, k.Left):
		t.at = t.previous(t.at)
	case key.Matches(msg, k.Right):
		t.at = t.next(t.at)
	case key.Matches(msg, k.WordLeft):
		t.at = t.wordLeft(t.at)
	case key.Matches(msg, k.WordRight):
		t.at = t.wordRight(t.at)
	case key.Matches(msg, k.Home):
		t.at = t.lineStart(t.at)
	case key.Matches(msg, k.End):
		t.at = t.lineEnd(t.at)
	case key.Matches(msg, k.Backspace):
		t.remove(t.previous(t.at), t.at)
	case key.Matches(msg, k.Delete):
		t.remove(t.at, t.next(t.at))
	case key.Matches(msg, k.DropWord):
		t.remove(t.wordLeft(t.at), t.at)
	case key.Matches(msg, k.DropHead):
		t.remove(t.lineStart(t.at), t.at)
	case key.Matches(msg, k.DropTail):
		t.remove(t.at, t.lineEnd(t.at))
	case key.Matches(msg, k.Undo):
		t.undo()
	case msg.Text != "":
		t.insert(msg.Text)
	default:
		return false
	}
	return true
}
