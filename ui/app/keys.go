package app

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"readout/ui/composer"
	"readout/ui/field"
	"readout/ui/help"
	"readout/ui/library"
	"readout/ui/list"
	"readout/ui/notes"
	"readout/ui/outline"
	"readout/ui/palette"
	"readout/ui/reader"
	"readout/ui/source"
)

// KeyMap holds the keys that count wherever a briefing is read, beside those of the
// reader and of the outline. The names of the fields are those of the actions in the
// configuration; see package keymap.
type KeyMap struct {
	Undo, Redo    key.Binding
	Notes, Export key.Binding
	Outline       key.Binding
	Focus         key.Binding `bind:"focus-outline"`
	Next          key.Binding `bind:"next-briefing"` // of those that are open
	Previous      key.Binding `bind:"previous-briefing"`
	Library       key.Binding
	EditFile      key.Binding
	Views         ViewKeys
	Margin        key.Binding `bind:"notes-in-margin"`
	Windows       WindowKeys
	Scheme        key.Binding
	Contrast      key.Binding
	Wider         key.Binding
	Narrower      key.Binding
	Mouse         key.Binding
	Help          key.Binding
	Palette       key.Binding
	Suspend       key.Binding
	Redraw        key.Binding
	Quit          key.Binding
	Dismiss       key.Binding  `bind:"dismiss-message"` // one that stays
	Answers       QuestionKeys `bind:"-"`
}

// QuestionKeys answer a question.
type QuestionKeys struct {
	Yes, No       key.Binding
	Version, Both key.Binding
	Whole         key.Binding `bind:"whole-briefing"` // where a note on a section is the other answer
}

// ViewKeys show the briefing in another way.
type ViewKeys struct {
	Timeline, People, Sources key.Binding
	Beside                    key.Binding `bind:"source-text"`
	Everywhere                key.Binding `bind:"section-everywhere"`
	Mentions                  key.Binding
}

func defaultViews() ViewKeys {
	bind := func(help, what, stroke string) key.Binding {
		return key.NewBinding(key.WithKeys(stroke), key.WithHelp(help, what))
	}
	return ViewKeys{
		Timeline:   bind("Vt", "timeline", "V t"),
		People:     bind("Vp", "who is who", "V p"),
		Sources:    bind("Vs", "sources: what each gave", "V s"),
		Beside:     bind("Vx", "source text beside", "V x"),
		Everywhere: bind("Ve", "this section everywhere", "V e"),
		Mentions:   bind("K", "mentions of the name here", "K"),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k QuestionKeys) Bindings() []key.Binding { return []key.Binding{k.Yes, k.Whole, k.No} }

// DefaultKeys gives the keys of the app.
func DefaultKeys() KeyMap {
	bind := func(help, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, what))
	}
	return KeyMap{
		Undo:     bind("u", "undo", "u"),
		Redo:     bind("ctrl-r", "redo", "ctrl+r"),
		Notes:    bind("N", "notes", "N"),
		Export:   bind("E", "export notes", "E"),
		Outline:  bind("o", "outline on, off", "o"),
		Margin:   bind("|", "notes in the margin on, off", "|"),
		Focus:    bind("tab", "to the outline, and back", "tab"),
		Next:     bind(">", "next open briefing", ">", "ctrl+n"),
		Previous: bind("<", "previous open briefing", "<"),
		Library:  bind("L", "library", "L"),
		EditFile: bind("ctrl-e", "Markdown file in $EDITOR", "ctrl+e", "alt+e"),
		Views:    defaultViews(),
		Windows:  defaultWindows(),
		Scheme:   bind("T", "dark or light", "T"),
		Contrast: bind("C", "high contrast on, off", "C"),
		Wider:    bind("+", "wider lines", "+"),
		Narrower: bind("-", "narrower lines", "-"),
		Mouse:    bind("ctrl-t", "mouse on, off", "ctrl+t"),
		Help:     bind("?", "keys", "?"),
		Palette:  bind(":", "command by name; 50%, q", ":", "ctrl+p"),
		Suspend:  bind("ctrl-z", "suspend", "ctrl+z"),
		Redraw:   bind("ctrl-l", "draw the screen anew", "ctrl+l"),
		Quit:     bind("q", "quit, or to the library", "q", "ctrl+c"),
		Dismiss:  bind("esc", "take message away", "esc"),
		Answers: QuestionKeys{
			Yes:   bind("y", "yes", "y", "enter"),
			No:    bind("esc", "no", "n", "esc", "q", "ctrl+c"),
			Whole: bind("A", "on the whole briefing", "A", "b"),

			Version: bind("1–9", "keep that version of a note", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
			Both:    bind("a", "keep both versions", "a"),
		},
	}
}

// Bindings gives the keys that count where a briefing is read, in the order in which
// help shows them.
func (k KeyMap) Bindings() []key.Binding {
	return slices.Concat([]key.Binding{
		k.Notes, k.Undo, k.Redo, k.Export, k.EditFile, k.Focus, k.Outline,
		k.Views.Timeline, k.Views.People, k.Views.Mentions, k.Views.Sources, k.Views.Beside, k.Views.Everywhere,
		k.Next, k.Previous,
	}, k.Windows.Bindings(), []key.Binding{
		k.Library, k.Margin, k.Scheme, k.Contrast, k.Wider, k.Narrower, k.Mouse, k.Help, k.Palette, k.Redraw, k.Suspend, k.Quit,
	})
}

// inLists gives those of the keys that count in the list of notes too, and, but for the
// last three, in every list.
func (k *KeyMap) inLists() []*key.Binding {
	return []*key.Binding{&k.Help, &k.Palette, &k.Suspend, &k.Redraw, &k.Scheme, &k.Mouse, &k.Next, &k.Previous, &k.Undo, &k.Redo, &k.Export}
}

// Keys are the keys of everything on the screen. Make them with NewKeys.
type Keys struct {
	app      KeyMap
	reader   reader.KeyMap
	outline  outline.KeyMap
	notes    notes.KeyMap
	library  library.KeyMap
	composer composer.KeyMap
	source   source.KeyMap
	help     help.KeyMap
	palette  palette.KeyMap
	list     list.KeyMap    // of every list
	field    field.KeyMap   // of every text that is typed
	area     field.AreaKeys // and of those of many lines
}

func defaultKeys() *Keys {
	return &Keys{
		app:      DefaultKeys(),
		reader:   reader.DefaultKeys(),
		outline:  outline.DefaultKeys(),
		notes:    notes.DefaultKeys(),
		library:  library.DefaultKeys(),
		composer: composer.DefaultKeys(),
		source:   source.DefaultKeys(),
		help:     help.DefaultKeys(),
		palette:  palette.DefaultKeys(),
		list:     list.DefaultKeys(),
		field:    field.DefaultKeys(),
		area:     field.DefaultAreaKeys(),
	}
}

// scopes are the places in which keys count, as help shows them.
func (k *Keys) scopes() []help.Scope {
	return []help.Scope{
		{Name: "Reading", Keys: k.reader.Bindings()},
		{Name: "Briefings and notes", Keys: k.app.Bindings()},
		{Name: "Command palette", Keys: k.palette.Bindings()},
		{Name: "Searching", Keys: append(k.reader.Line.Bindings(), k.reader.HitNext, k.reader.HitPrev)},
		{Name: "Writing a note", Keys: k.composer.Writing()},
		{Name: "Leaving an unsaved text", Keys: k.composer.Asked()},
		{Name: "Grading a note", Keys: k.composer.Grading()[:3]},
		{Name: "Tags", Keys: k.composer.Tagging()[:3]},
		{Name: "List of notes", Keys: k.notes.Bindings()},
		{Name: "Library", Keys: k.library.Bindings()},
		{Name: "Outline", Keys: k.outline.Bindings()},
		{Name: "Source of a citation", Keys: k.source.Bindings()},
		{Name: "Help", Keys: k.help.Bindings()},
	}
}
