package notes

import (
	"charm.land/bubbles/v2/key"

	"readout/ui/field"
	"readout/ui/list"
)

// KeyMap holds the keys of the list of notes.
type KeyMap struct {
	List                             list.KeyMap  `bind:"-"`
	Field                            field.KeyMap `bind:"-"`
	Jump, Edit, Tags, Delete, Filter key.Binding
	Attach, Mark, MarkAll, Sort      key.Binding
	Link                             key.Binding
	Settle                           key.Binding `bind:"settle-conflict"`
	Close                            key.Binding
	Highlight, Write                 string // the keys of the text that make notes, as they are shown
}

// DefaultKeys gives the keys of the list of notes.
func DefaultKeys() KeyMap {
	return KeyMap{
		List:    list.DefaultKeys(),
		Field:   field.DefaultKeys(),
		Jump:    key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go to text")),
		Edit:    key.NewBinding(key.WithKeys("e"), key.WithHelp("e", "edit")),
		Tags:    key.NewBinding(key.WithKeys("t"), key.WithHelp("t", "tags")),
		Delete:  key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "delete")),
		Filter:  key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "filter")),
		Attach:  key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "attach at the cursor")),
		Mark:    key.NewBinding(key.WithKeys("v"), key.WithHelp("v", "mark")),
		MarkAll: key.NewBinding(key.WithKeys("V"), key.WithHelp("V", "mark all shown")),
		Settle:  key.NewBinding(key.WithKeys("c"), key.WithHelp("c", "settle two versions")),
		Sort:    key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "by text or by time")),
		Link:    key.NewBinding(key.WithKeys("l"), key.WithHelp("l", "link from, then to")),
		Close:   key.NewBinding(key.WithKeys("esc", "N", "q"), key.WithHelp("esc", "back to the text")),

		Highlight: "h", Write: "a",
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return append([]key.Binding{k.Jump, k.Edit, k.Tags, k.Delete, k.Mark, k.MarkAll, k.Filter, k.Sort, k.Attach, k.Link, k.Settle, k.Close}, k.List.Bindings()...)
}
