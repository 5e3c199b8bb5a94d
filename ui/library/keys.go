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
	Remove, Undo, Trash        key.Binding
	Read, Archive, Rename      key.Binding
	Find                       key.Binding `bind:"find-everywhere"`
	Everywhere                 key.Binding `bind:"section-everywhere"`
	Mark, MarkAll, Sort, Group key.Binding
	Preview, Fetch, Feeds      key.Binding
	Browse                     key.Binding
	UnreadNext, UnreadPrev     key.Binding
}

// DefaultKeys gives the keys of the list of briefings.
func DefaultKeys() KeyMap {
	return KeyMap{
		List:   list.DefaultKeys(),
		Field:  field.DefaultKeys(),
		Open:   key.NewBinding(key.WithKeys("enter", "l"), key.WithHelp("enter", "open")),
		Filter: key.NewBinding(key.WithKeys("/"), key.WithHelp("/", "filter")),
		Remove: key.NewBinding(key.WithKeys("x"), key.WithHelp("x", "remove to the trash")),
		Undo:   key.NewBinding(key.WithKeys("u"), key.WithHelp("u", "take back what was done")),
		Trash:  key.NewBinding(key.WithKeys("X"), key.WithHelp("X", "bring back from the trash")),
		Clear:  key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "show all, or back")),
		Close:  key.NewBinding(key.WithKeys("q"), key.WithHelp("q", "quit")),

		Read:       key.NewBinding(key.WithKeys("m"), key.WithHelp("m", "read, unread")),
		Archive:    key.NewBinding(key.WithKeys("a"), key.WithHelp("a", "archive, or back")),
		Rename:     key.NewBinding(key.WithKeys("R"), key.WithHelp("R", "rename")),
		Find:       key.NewBinding(key.WithKeys("f"), key.WithHelp("f", "find in all briefings")),
		Everywhere: key.NewBinding(key.WithKeys("V"), key.WithHelp("V", "a section everywhere")),

		Mark:       key.NewBinding(key.WithKeys("v"), key.WithHelp("v", "mark")),
		MarkAll:    key.NewBinding(key.WithKeys("*"), key.WithHelp("*", "mark all shown")),
		Sort:       key.NewBinding(key.WithKeys("s"), key.WithHelp("s", "in another order")),
		Group:      key.NewBinding(key.WithKeys("b"), key.WithHelp("b", "by day, by source, or not")),
		Preview:    key.NewBinding(key.WithKeys("p"), key.WithHelp("p", "how it begins")),
		UnreadNext: key.NewBinding(key.WithKeys("n"), key.WithHelp("n", "next unread")),
		UnreadPrev: key.NewBinding(key.WithKeys("N"), key.WithHelp("N", "unread before")),
		Browse:     key.NewBinding(key.WithKeys("o"), key.WithHelp("o", "article in the browser")),
		Fetch:      key.NewBinding(key.WithKeys("F"), key.WithHelp("F", "fetch the feeds")),
		Feeds:      key.NewBinding(key.WithKeys("r"), key.WithHelp("r", "feeds, and read one")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return append([]key.Binding{
		k.Open, k.Filter, k.Find, k.Sort, k.Group, k.Preview, k.Read, k.Archive, k.Rename, k.Remove, k.Undo, k.Trash,
		k.UnreadNext, k.UnreadPrev, k.Mark, k.MarkAll, k.Everywhere, k.Browse, k.Fetch, k.Feeds, k.Clear, k.Close,
	}, k.List.Bindings()...)
}
