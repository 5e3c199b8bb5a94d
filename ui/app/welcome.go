package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cell"
	"readout/ui/theme"
)

// welcomeKeys is how many keys who is new here presses before the line that says the
// first of them goes away.
const welcomeKeys = 6

// greet counts a key of who is new here.
func (m *Model) greet() tea.Cmd {
	if m.view.welcome == 0 {
		return nil
	}
	m.view.welcome--
	if m.view.welcome > 0 {
		return nil
	}
	store := m.opt.Store
	return func() tea.Msg {
		if err := store.Welcomed(); err != nil {
			return saidMsg(saying("this line comes again: " + err.Error()))
		}
		return nil
	}
}

// welcomeLine says the first keys, as many as there is room for.
func (m *Model) welcomeLine() string {
	k := m.keys.Keys
	hints := []key.Binding{
		short(k.reader.Down, "move"), short(k.reader.Highlight, "highlight a sentence"), short(k.reader.Write, "note on it"),
		short(k.app.Palette, "any command"), short(k.app.Help, "all keys"),
	}
	if m.screen == onLibrary || m.desk() == nil {
		hints = []key.Binding{short(k.list.Down, "move"), k.library.Open, short(k.app.Palette, "any command"), short(k.app.Help, "all keys")}
	}
	head := " " + m.theme.Style(theme.Title).Render("Welcome") + "  "
	for len(hints) > 0 && m.method.StringWidth(head)+cell.HintsWidth(m.method, hints...) > m.width {
		hints = hints[:len(hints)-1]
	}
	return cell.Fit(m.method, head+cell.Hints(m.theme, hints...), m.width)
}
