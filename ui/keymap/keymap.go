// Package keymap makes actions of key maps: it gives every binding of a key map a name
// that a configuration file can say, changes its keys, and finds keys that two actions
// claim.
//
// It does not know what an action does, nor who takes its keys.
package keymap

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"

	"readout/ui/stroke"
)

// Action is a binding with its name. The name of a field is that of its action, in lower
// case with hyphens, unless the field has a tag: `bind:"jump-back"`. After a comma the tag
// says what keys there can be: "letter", any letter follows the key; "fixed", the keys
// are digits and stay what they are.
type Action struct {
	Scope, Name string
	Binding     *key.Binding
	Letter      bool // the key's second stroke is any letter
	Strokes     bool // its keys may have two strokes
	Fixed       bool // its keys cannot be changed
}

// ID gives scope and name, as configuration files have them: "reader.word-next".
func (a Action) ID() string { return a.Scope + "." + a.Name }

// Of gives the actions of a key map in the order of its fields, and of the structs in it
// after them in theirs. keys points to a struct of bindings; fields tagged `bind:"-"` are
// passed over.
func Of(scope string, keys any) []Action {
	return appendActions(nil, scope, reflect.ValueOf(keys).Elem())
}

func appendActions(actions []Action, scope string, v reflect.Value) []Action {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, how, _ := strings.Cut(field.Tag.Get("bind"), ",")
		if name == "-" {
			continue
		}
		binding, ok := reflect.TypeAssert[*key.Binding](v.Field(i).Addr())
		if !ok {
			if field.Type.Kind() == reflect.Struct {
				actions = appendActions(actions, scope, v.Field(i))
			}
			continue
		}
		actions = append(actions, Action{
			Scope: scope, Name: cmp.Or(name, hyphened(field.Name)), Binding: binding,
			Letter: how == "letter", Fixed: how == "fixed",
		})
	}
	return actions
}

// hyphened gives the name of a field in lower case with hyphens.
func hyphened(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// Change gives an action other keys. None: it has no key any more, and only its name in
// the command palette.
type Change struct {
	Action string // its ID
	Keys   []string
	Row    int // of the file that says so, from 1; 0: no file of the reader's does
}

// RowError is a change that cannot be made.
type RowError struct {
	Row  int // of the file; 0: not of the file's making
	Text string
}

// Error gives the text, without the row.
func (e *RowError) Error() string { return e.Text }

// always is the key that leaves the program wherever it is pressed.
const always = "ctrl+c"

// unbound is the key of an action that has none: no keyboard sends it.
func unbound(id string) string { return "<" + id + ">" }

// Unbound reports whether an action has no key that can be pressed.
func (a Action) Unbound() bool {
	keys := a.Binding.Keys()
	return len(keys) == 0 || len(keys) == 1 && keys[0] == unbound(a.ID())
}

// Apply makes changes, the later ones over the earlier. It gives the row that says so of
// every action that was changed.
func Apply(actions []Action, changes []Change) (rows map[string]int, err error) {
	byID := make(map[string]Action, len(actions))
	for _, a := range actions {
		byID[a.ID()] = a
	}
	rows = map[string]int{}
	for _, c := range changes {
		a, ok := byID[c.Action]
		switch {
		case !ok:
			return nil, &RowError{c.Row, fmt.Sprintf("there is no action %q; readout keys lists all of them", c.Action)}
		case a.Fixed:
			return nil, &RowError{c.Row, c.Action + " cannot be bound: its keys are the digits"}
		}
		keys, err := a.read(c)
		if err != nil {
			return nil, err
		}
		label := stroke.Label(keys)
		if len(keys) == 0 {
			keys = []string{unbound(a.ID())}
		}
		a.Binding.SetKeys(keys...)
		a.Binding.SetHelp(label, a.Binding.Help().Desc)
		rows[c.Action] = c.Row
	}
	return rows, nil
}

// read gives the keys of a change as key maps name them.
func (a Action) read(c Change) ([]string, error) {
	var keys []string
	for _, written := range c.Keys {
		s, err := stroke.Parse(written)
		if err != nil {
			return nil, &RowError{c.Row, err.Error()}
		}
		_, _, two := s.Parts()
		if s == always && !slices.Contains(a.Binding.Keys(), always) {
			return nil, &RowError{c.Row, "ctrl-c always quits, and cannot be a key of " + c.Action}
		}
		if a.Letter {
			if two {
				return nil, &RowError{c.Row, fmt.Sprintf("%s takes keys of one stroke, a letter follows; not %q", c.Action, written)}
			}
			s += " " + stroke.Letter
		} else if two && !a.Strokes {
			return nil, &RowError{c.Row, fmt.Sprintf("%s takes keys of one stroke, not %q", c.Action, written)}
		}
		keys = append(keys, s.String())
	}
	return keys, nil
}

// Group are actions whose keys count at the same time.
type Group struct {
	Name    string // "while reading"
	Actions []Action
}

// Check finds what cannot be in a group: one key of two actions, a key that begins
// another one. rows are those of Apply; the error
// has that of the later change of the two.
func (g Group) Check(rows map[string]int) error {
	whose := map[string]Action{}
	for _, a := range g.Actions {
		for _, k := range a.Binding.Keys() {
			if other, ok := whose[k]; ok && other.ID() != a.ID() {
				return clash(rows, a, other, fmt.Sprintf("the key %s is both %s and %s %s", stroke.Stroke(k).Written(), other.ID(), a.ID(), g.Name))
			}
			whose[k] = a
		}
	}
	for _, a := range g.Actions {
		for _, k := range a.Binding.Keys() {
			first, _, two := stroke.Stroke(k).Parts()
			if other, ok := whose[first]; ok && two {
				return clash(rows, a, other, fmt.Sprintf("the key %s of %s begins with %s, which is %s %s",
					stroke.Stroke(k).Written(), a.ID(), stroke.Stroke(first).Written(), other.ID(), g.Name))
			}
		}
	}
	return nil
}

func clash(rows map[string]int, a, b Action, text string) error {
	if rows[b.ID()] > rows[a.ID()] {
		a, b = b, a
	}
	if rows[b.ID()] == 0 && rows[a.ID()] > 0 && !b.Fixed {
		text += "; bind that to another key too, or to none: " + b.ID() + " = []"
	}
	return &RowError{rows[a.ID()], text}
}
