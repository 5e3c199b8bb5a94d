package app

import (
	"embed"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"

	"readout/ui/keymap"
	"readout/ui/list"
	"readout/ui/stroke"
)

// presets are files of the form of a configuration, which say what differs from the keys
// that count without them.
//
//go:embed presets/*.toml
var presets embed.FS

// Presets gives the names of the sets of keys that there are besides readout's own.
func Presets() []string { return []string{"vim", "emacs", "less"} }

// NewKeys gives readout's own keys, changed by a preset, one of Presets or empty, and
// then by the reader's own changes. An error is a *keymap.RowError with the row of the
// change that cannot be made; 0 for one of the preset itself.
func NewKeys(preset string, changes []keymap.Change) (*Keys, error) {
	k := defaultKeys()
	if preset == "" && len(changes) == 0 {
		return k, nil
	}
	all, err := presetChanges(preset)
	if err != nil {
		return nil, err
	}
	actions := k.Actions()
	rows, err := keymap.Apply(actions, append(all, changes...))
	if err != nil {
		return nil, err
	}
	k.share(rows)
	for _, g := range k.groups(actions) {
		if err := g.Check(rows); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// presetChanges gives the changes of a preset.
func presetChanges(preset string) ([]keymap.Change, error) {
	if preset == "" {
		return nil, nil
	}
	if !slices.Contains(Presets(), preset) {
		return nil, &keymap.RowError{Text: "there are no keys called \"" + preset + "\"; there are " + strings.Join(Presets(), ", ")}
	}
	document, err := presets.ReadFile("presets/" + preset + ".toml")
	if err != nil {
		return nil, &keymap.RowError{Text: err.Error()}
	}
	changes, err := keymap.Read(document)
	for i := range changes {
		changes[i].Row = 0
	}
	return changes, err
}

// Actions gives everything that can be done by a key, in the order in which it is listed.
// Changing their bindings has no effect on a running program.
func (k *Keys) Actions() []keymap.Action {
	all := slices.Concat(
		keymap.Of("reader", &k.reader),
		keymap.Of("search", &k.reader.Line),
		keymap.Of("app", &k.app),
		keymap.Of("question", &k.app.Answers),
		keymap.Of("palette", &k.palette),
		keymap.Of("composer", &k.composer),
		keymap.Of("text", &k.field),
		keymap.Of("text", &k.area),
		keymap.Of("notes", &k.notes),
		keymap.Of("library", &k.library),
		keymap.Of("outline", &k.outline),
		keymap.Of("source", &k.source),
		keymap.Of("help", &k.help),
		keymap.Of("list", &k.list),
		keymap.Of("filter", &k.field.Filter),
	)
	for i := range all {
		all[i].Strokes = slices.Contains([]string{"reader", "app", "outline"}, all[i].Scope)
	}
	return all
}

// groups gives which of the actions count at the same time.
func (k *Keys) groups(actions []keymap.Action) []keymap.Group {
	scope := func(name string, without ...*key.Binding) (out []keymap.Action) {
		for _, a := range actions {
			if a.Scope == name && !slices.Contains(without, a.Binding) {
				out = append(out, a)
			}
		}
		return out
	}
	these := func(bindings ...*key.Binding) (out []keymap.Action) {
		for _, a := range actions {
			if slices.Contains(bindings, a.Binding) {
				out = append(out, a)
			}
		}
		return out
	}
	c, r := &k.composer, &k.reader
	notes := k.app.inLists()
	lists := notes[:len(notes)-3]
	app := scope("app", &k.app.Dismiss)
	text := scope("text")
	line := keymap.Of("text", &k.field)
	tools := these(&k.app.Palette, &k.app.Suspend, &k.app.Redraw)
	return []keymap.Group{
		{Name: "while reading", Actions: slices.Concat(scope("reader", &r.HitNext, &r.HitPrev), app)},
		{Name: "while hits are marked", Actions: these(&r.HitNext, &r.HitPrev, &r.Cancel)},
		{Name: "in the search line", Actions: scope("search")},
		{Name: "in the outline", Actions: slices.Concat(scope("outline"), keymap.Of("list", &k.outline.List), app)},
		{Name: "in the source", Actions: slices.Concat(scope("source"), tools)},
		{Name: "in the list of notes", Actions: slices.Concat(scope("notes"), keymap.Of("list", &k.notes.List), these(notes...))},
		{Name: "in the library", Actions: slices.Concat(scope("library"), keymap.Of("list", &k.library.List), these(lists...))},
		{Name: "in the help", Actions: slices.Concat(scope("help"), keymap.Of("list", &k.help.List), tools)},
		{Name: "while writing", Actions: slices.Concat(scope("composer", &c.Keep, &c.Discard, &c.GoOn, &c.SaveTags, &c.Complete, &c.SetGrade), text)},
		{Name: "while grading", Actions: slices.Concat(these(&c.SetGrade, &c.Save, &c.Close), line)},
		{Name: "when a text is left", Actions: these(&c.Keep, &c.Discard, &c.GoOn)},
		{Name: "while tagging", Actions: slices.Concat(these(&c.SaveTags, &c.Complete, &c.Close), line)},
		{Name: "while filtering", Actions: slices.Concat(scope("filter"), line)},
		{Name: "in the palette", Actions: slices.Concat(scope("palette"), line)},
		{Name: "in a question", Actions: scope("question")},
	}
}

// share hands the keys of all lists and of all texts to the panes. Where a key of a pane
// is one of the list's too, it is the pane's.
func (k *Keys) share(rows map[string]int) {
	k.composer.Field, k.composer.Area = k.field, k.area
	k.notes.Highlight, k.notes.Write = k.reader.Highlight.Help().Key, k.reader.Write.Help().Key
	k.notes.Field, k.library.Field, k.help.Field, k.palette.Field = k.field, k.field, k.field, k.field
	for _, pane := range []struct {
		list *list.KeyMap
		own  []keymap.Action
	}{
		{&k.notes.List, keymap.Of("notes", &k.notes)},
		{&k.library.List, keymap.Of("library", &k.library)},
		{&k.outline.List, keymap.Of("outline", &k.outline)},
		{&k.help.List, keymap.Of("help", &k.help)},
	} {
		*pane.list = k.list
		var taken []string
		for _, a := range pane.own {
			taken = append(taken, a.Binding.Keys()...)
		}
		for _, a := range keymap.Of("list", pane.list) {
			keys := slices.DeleteFunc(slices.Clone(a.Binding.Keys()), func(k string) bool { return slices.Contains(taken, k) })
			if len(keys) == len(a.Binding.Keys()) {
				continue
			}
			a.Binding.SetKeys(keys...)
			if _, changed := rows[a.ID()]; changed {
				a.Binding.SetHelp(stroke.Label(keys), a.Binding.Help().Desc)
			}
		}
	}
}
