// Package stroke tells keys of two strokes from keys of one: "g" and "n" pressed one
// after the other are the key that key maps name "g n".
//
// It does not know what a key does.
package stroke

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Stroke is a key as key maps name it: "j", "ctrl+d", "g n".
type Stroke string

// String gives the name.
func (s Stroke) String() string { return string(s) }

// Parts gives the two strokes of a key in two; false if it is a key of one.
func (s Stroke) Parts() (first, second string, ok bool) { return strings.Cut(string(s), " ") }

// Taker puts strokes together. The zero value knows no key of two.
type Taker struct {
	prefixes []string
	first    string
}

// NewTaker gives a Taker that knows the keys of some bindings.
func NewTaker(bindings []key.Binding) Taker {
	var t Taker
	for _, b := range bindings {
		for _, name := range b.Keys() {
			if first, _, ok := Stroke(name).Parts(); ok && !slices.Contains(t.prefixes, first) {
				t.prefixes = append(t.prefixes, first)
			}
		}
	}
	return t
}

// Take gives the key that a stroke completes; false while another stroke is awaited.
func (t *Taker) Take(msg tea.KeyPressMsg) (Stroke, bool) {
	if first := t.first; first != "" {
		t.first = ""
		return Stroke(first + " " + msg.String()), true
	}
	if slices.Contains(t.prefixes, msg.String()) {
		t.first = msg.String()
		return "", false
	}
	return Stroke(msg.String()), true
}

// Awaiting reports whether the next stroke belongs to the one before it.
func (t *Taker) Awaiting() bool { return t.first != "" }

// Reset forgets a first stroke.
func (t *Taker) Reset() { t.first = "" }
