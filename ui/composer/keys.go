package composer

import (
	"charm.land/bubbles/v2/key"

	"readout/ui/field"
)

// KeyMap holds the keys of the editor of notes and of the line of tags.
type KeyMap struct {
	Save, Kind, Copy, Close key.Binding    // while writing
	Grade, Preview          key.Binding    // likewise
	SetGrade                key.Binding    // in the line of the grade, where Save saves with it and Close closes
	Editor                  key.Binding    // likewise: to the reader's own editor
	Keep, Discard, GoOn     key.Binding    // while asked what becomes of the text
	SaveTags, Complete      key.Binding    // in the line of tags, where Close closes too
	Field                   field.KeyMap   `bind:"-"`
	Area                    field.AreaKeys `bind:"-"`
}

// DefaultKeys gives the keys of the composer.
func DefaultKeys() KeyMap {
	return KeyMap{
		Save:     key.NewBinding(key.WithKeys("ctrl+s", "ctrl+enter", "alt+enter"), key.WithHelp("ctrl-s", "save")),
		Kind:     key.NewBinding(key.WithKeys("ctrl+t"), key.WithHelp("ctrl-t", "next kind")),
		Copy:     key.NewBinding(key.WithKeys("ctrl+y"), key.WithHelp("ctrl-y", "copy text")),
		Close:    key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "close")),
		Editor:   key.NewBinding(key.WithKeys("ctrl+o", "alt+e"), key.WithHelp("ctrl-o", "write in $EDITOR")),
		Grade:    key.NewBinding(key.WithKeys("alt+g"), key.WithHelp("alt-g", "grade, likelihood")),
		Preview:  key.NewBinding(key.WithKeys("alt+p"), key.WithHelp("alt-p", "preview on, off")),
		SetGrade: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "set; empty: none")),
		Keep:     key.NewBinding(key.WithKeys("k", "enter"), key.WithHelp("k", "keep as draft")),
		Discard:  key.NewBinding(key.WithKeys("d"), key.WithHelp("d", "discard")),
		GoOn:     key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "go on writing")),
		SaveTags: key.NewBinding(key.WithKeys("enter", "ctrl+s", "ctrl+enter", "alt+enter"), key.WithHelp("enter", "save")),
		Complete: key.NewBinding(key.WithKeys("tab"), key.WithHelp("tab", "complete")),
		Field:    field.DefaultKeys(),
		Area:     field.DefaultAreaKeys(),
	}
}

// Writing gives the keys that count while a note is written.
func (k KeyMap) Writing() []key.Binding {
	b := []key.Binding{k.Save, k.Kind, k.Grade, k.Preview, k.Editor, k.Copy, k.Close}
	return append(append(b, k.Area.Bindings()...), k.Field.Bindings()...)
}

// Grading gives the keys that count in the line of the grade.
func (k KeyMap) Grading() []key.Binding {
	save := k.Save
	save.SetHelp(save.Help().Key, "set, and save the note")
	return append([]key.Binding{k.SetGrade, save, k.Close}, k.Field.Bindings()...)
}

// Asked gives the keys that count while the editor asks what becomes of the text.
func (k KeyMap) Asked() []key.Binding { return []key.Binding{k.Keep, k.Discard, k.GoOn} }

// Tagging gives the keys that count in the line of tags.
func (k KeyMap) Tagging() []key.Binding {
	return append([]key.Binding{k.SaveTags, k.Complete, k.Close}, k.Field.Bindings()...)
}
