package app

import (
	"charm.land/bubbles/v2/key"

	"readout/ui/composer"
	"readout/ui/help"
	"readout/ui/library"
	"readout/ui/notes"
	"readout/ui/outline"
	"readout/ui/reader"
	"readout/ui/source"
)

// KeyMap holds the keys that count wherever a briefing is read, beside those of the
// reader and of the outline.
type KeyMap struct {
	Undo, Redo     key.Binding
	Notes, Export  key.Binding
	Outline, Focus key.Binding
	Next, Previous key.Binding // of the open briefings
	Library        key.Binding
	Scheme         key.Binding
	Mouse          key.Binding
	Help           key.Binding
	Quit           key.Binding
	Dismiss        key.Binding // a message that stays
	Yes, No        key.Binding // answers to a question
}

// DefaultKeys gives the keys of the app.
func DefaultKeys() KeyMap {
	return KeyMap{
		Undo:     key.NewBinding(key.WithKeys("u"), key.WithHelp("u", "undo")),
		Redo:     key.NewBinding(key.WithKeys("ctrl+r"), key.WithHelp("ctrl-r", "redo")),
		Notes:    key.NewBinding(key.WithKeys("N"), key.WithHelp("N", "notes")),
		Export:   key.NewBinding(key.WithKeys("E"), key.WithHelp("E", "export notes")),
		Outline:  key.NewBinding(key.WithKeys("o"), key.WithHelp("o", "outline on, off")),
		Focus:    key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "outline, text")),
		Next:     key.NewBinding(key.WithKeys("ctrl+n"), key.WithHelp("ctrl-n", "next open briefing")),
		Previous: key.NewBinding(key.WithKeys("ctrl+p"), key.WithHelp("ctrl-p", "previous open briefing")),
		Library:  key.NewBinding(key.WithKeys("L"), key.WithHelp("L", "library")),
		Scheme:   key.NewBinding(key.WithKeys("T"), key.WithHelp("T", "dark, light")),
		Mouse:    key.NewBinding(key.WithKeys("ctrl+t"), key.WithHelp("ctrl-t", "mouse on, off")),
		Help:     key.NewBinding(key.WithKeys("?"), key.WithHelp("?", "keys")),
		Quit:     key.NewBinding(key.WithKeys("q", "ctrl+c"), key.WithHelp("q", "quit, or to the library")),
		Dismiss:  key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "take message away")),
		Yes:      key.NewBinding(key.WithKeys("y", "enter"), key.WithHelp("y", "yes")),
		No:       key.NewBinding(key.WithKeys("n", "esc", "q", "ctrl+c"), key.WithHelp("esc", "no")),
	}
}

// Bindings gives the keys that count where a briefing is read, in the order in which
// help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return []key.Binding{
		k.Notes, k.Undo, k.Redo, k.Export, k.Focus, k.Outline,
		k.Next, k.Previous, k.Library, k.Scheme, k.Mouse, k.Help, k.Quit,
	}
}

// keys are the key maps of everything on the screen.
type keys struct {
	app      KeyMap
	reader   reader.KeyMap
	outline  outline.KeyMap
	notes    notes.KeyMap
	library  library.KeyMap
	composer composer.KeyMap
	source   source.KeyMap
	help     help.KeyMap
}

func defaultKeys() keys {
	return keys{
		app:      DefaultKeys(),
		reader:   reader.DefaultKeys(),
		outline:  outline.DefaultKeys(),
		notes:    notes.DefaultKeys(),
		library:  library.DefaultKeys(),
		composer: composer.DefaultKeys(),
		source:   source.DefaultKeys(),
		help:     help.DefaultKeys(),
	}
}

// scopes are the places in which keys count, as help shows them.
func (k keys) scopes() []help.Scope {
	return []help.Scope{
		{Name: "Reading", Keys: k.reader.Bindings()},
		{Name: "Briefings and notes", Keys: k.app.Bindings()},
		{Name: "Searching", Keys: append(k.reader.Line.Bindings(), k.reader.HitNext, k.reader.HitPrev)},
		{Name: "Writing a note", Keys: k.composer.Writing()},
		{Name: "Leaving an unsaved text", Keys: k.composer.Asked()},
		{Name: "Tags", Keys: k.composer.Tagging()[:3]},
		{Name: "List of notes", Keys: k.notes.Bindings()},
		{Name: "Library", Keys: k.library.Bindings()},
		{Name: "Outline", Keys: k.outline.Bindings()},
		{Name: "Source of a citation", Keys: k.source.Bindings()},
		{Name: "Help", Keys: k.help.Bindings()},
	}
}
