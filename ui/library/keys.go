package library

import (
	"charm.land/bubbles/v2/key"

	"readout/ui/field"
	"readout/ui/list"
)

// KeyMap holds the keys of the list of briefings.
type KeyMap struct {
	List                       list.KeyMap  `bind:"-"`
	Field                      field.KeyMap `bind:"-"`
	Open, Filter, Clear, Close key.Binding
	Remove, Undo               key.Binding
	Read, Archive, Rename      key.Binding
	Find                       key.Binding `bind:"find-everywhere"`
	Everywhere                 key.Binding `bind:"section-everywhere"`
}

// DefaultKeys gives the keys of the list of briefings.
func DefaultKeys() KeyMap {
	return KeyMap{
		List:   list.DefaultKeys(),
		Field:  field.DefaultKeys(),
		Open:   key.NewBinding(key.WithKeys("enter", "l"), key.WithHelp("enter", "open")),
		Filter: key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "filter")),
		Remove: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "remove to the trash")),
		Undo:   key.NewBinding(key.WithKeys("u"), key.WithHelp("u", "bring back")),
		Clear:  key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "show all, or back")),
		Close:  key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit")),

		Read:       key.NewBinding(key.WithKeys("m"), key.WithHelp("m", "read, unread")),
		Archive:    key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "archive, or back")),
		Rename:     key.NewBinding(key.WithKeys("R"), key.WithHelp("R", "rename")),
		Find:       key.NewBinding(key.WithKeys("f"), key.WithHelp("f", "find in all briefings")),
		Everywhere: key.NewBinding(key.WithKeys("V"), key.WithHelp("V", "a section everywhere")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return append([]key.Binding{k.Open, k.Filter, k.Find, k.Read, k.Archive, k.Rename, k.Remove, k.Undo, k.Everywhere, k.Clear, k.Close}, k.List.Bindings()...)
}
