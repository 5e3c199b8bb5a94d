package palette

import (
	"charm.land/bubbles/v2/key"

	"readout/ui/field"
)

// KeyMap holds the keys of the palette.
type KeyMap struct {
	Run, Close       key.Binding
	Down, Up         key.Binding
	PageDown, PageUp key.Binding
	Field            field.KeyMap `bind:"-"`
}

// DefaultKeys gives the keys of the palette.
func DefaultKeys() KeyMap {
	bind := func(help, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, what))
	}
	return KeyMap{
		Run:      bind("enter", "run", "enter"),
		Close:    bind("esc", "close", "esc"),
		Down:     bind("↓", "down", "down", "ctrl+n", "tab"),
		Up:       bind("↑", "up", "up", "ctrl+p", "shift+tab"),
		PageDown: bind("pgdn", "page down", "pgdown"),
		PageUp:   bind("pgup", "page up", "pgup"),
		Field:    field.DefaultKeys(),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{k.Run, k.Close, k.Down, k.Up, k.PageDown, k.PageUp}
}
