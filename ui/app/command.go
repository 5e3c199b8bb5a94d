package app

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/keymap"
	"readout/ui/palette"
	"readout/ui/stroke"
)

// openPalette lists what can be done where the reader is.
func (m *Model) openPalette() {
	m.panes.palette.Open(m.commands(), m.spelled)
	m.bottom = onPalette
}

func (m *Model) inPalette(msg tea.Msg) tea.Cmd {
	switch a := m.panes.palette.Update(msg).(type) {
	case palette.Close:
		m.bottom = noBottom
	case palette.Run:
		m.bottom = noBottom
		return a.Item.Run()
	}
	return nil
}

// commands gives every action whose keys count where the reader is. One is done by its
// key, pressed for the reader: the key maps are all that knows what there is.
func (m *Model) commands() []palette.Item {
	var items []palette.Item
	var taken []string
	for _, a := range m.active() {
		pressed := ""
		for _, k := range a.Binding.Keys() {
			if pressed == "" && !slices.Contains(taken, k) {
				pressed = k
			}
			taken = append(taken, k)
		}
		if pressed == "" || a.Fixed || a.Binding == &m.keys.app.Palette {
			continue
		}
		title, _, _ := strings.Cut(a.Binding.Help().Desc, ";")
		presses := stroke.Stroke(pressed).Presses()
		items = append(items, palette.Item{Title: title, Name: a.ID(), Key: a.Binding.Help().Key, Run: func() tea.Cmd {
			var cmds []tea.Cmd
			for _, p := range presses {
				cmds = append(cmds, m.pressed(p))
			}
			return tea.Batch(cmds...)
		}})
	}
	return items
}

// active gives the actions whose keys count where the reader is; where one key is that of
// two, the one that has it comes first.
func (m *Model) active() []keymap.Action {
	k := m.keys.Keys
	only := func(all []keymap.Action, these ...*key.Binding) []keymap.Action {
		return slices.DeleteFunc(all, func(a keymap.Action) bool { return !slices.Contains(these, a.Binding) })
	}
	app := slices.DeleteFunc(keymap.Of("app", &k.app), func(a keymap.Action) bool { return a.Binding == &k.app.Dismiss })
	lists := k.app.inLists()
	switch {
	case m.screen == onHelp:
		return slices.Concat(only(app, &k.app.Suspend, &k.app.Redraw), keymap.Of("help", &k.help), keymap.Of("list", &k.help.List))
	case m.screen == onNotes:
		return slices.Concat(only(app, lists...), keymap.Of("notes", &k.notes), keymap.Of("list", &k.notes.List))
	case m.screen == onLibrary || m.desk() == nil:
		return slices.Concat(only(app, lists[:len(lists)-3]...), keymap.Of("library", &k.library), keymap.Of("list", &k.library.List))
	case m.side == onSource:
		return slices.Concat(only(app, &k.app.Suspend, &k.app.Redraw), keymap.Of("source", &k.source))
	case m.side == onOutline:
		return slices.Concat(app, keymap.Of("outline", &k.outline), keymap.Of("list", &k.outline.List))
	}
	text := keymap.Of("reader", &k.reader)
	hits := []*key.Binding{&k.reader.HitNext, &k.reader.HitPrev}
	text = slices.DeleteFunc(text, func(a keymap.Action) bool { return slices.Contains(hits, a.Binding) })
	if !m.desk().reader.Searching() {
		return slices.Concat(app, text)
	}
	return slices.Concat(only(keymap.Of("reader", &k.reader), hits...), app, text)
}

// sayWritten says that there is nothing to write.
func (m *Model) sayWritten() {
	for _, d := range m.desks {
		if d.busy() {
			m.say("notes are being saved; they always are as soon as they are made")
			return
		}
	}
	m.say("all notes are saved; they always are as soon as they are made")
}
