package reader

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// stroke is a key as key maps name it, both strokes of one in two: "j", "g g".
type stroke string

func (s stroke) String() string { return string(s) }

// parts gives the two strokes of a key in two.
func (s stroke) parts() (first, second string, ok bool) { return strings.Cut(string(s), " ") }

// prefixes gives the keys that others begin with.
func (k KeyMap) prefixes() []string {
	var found []string
	for _, b := range k.Bindings() {
		for _, name := range b.Keys() {
			if first, _, ok := stroke(name).parts(); ok && !slices.Contains(found, first) {
				found = append(found, first)
			}
		}
	}
	return found
}

// stroke gives what was pressed; false while the second stroke of a key is awaited.
func (m *Model) stroke(msg tea.KeyPressMsg) (stroke, bool) {
	if first := m.typed.first; first != "" {
		m.typed.first = ""
		return stroke(first + " " + msg.String()), true
	}
	if slices.Contains(m.typed.prefixes, msg.String()) {
		m.typed.first = msg.String()
		return "", false
	}
	return stroke(msg.String()), true
}

// Awaiting reports whether the next key belongs to the one before it.
func (m *Model) Awaiting() bool { return m.typed.first != "" }

// letter gives the mark that the second stroke of a key names.
func (s stroke) letter(b key.Binding) (rune, bool) {
	first, second, ok := s.parts()
	r, size := utf8.DecodeRuneInString(second)
	return r, ok && slices.Contains(b.Keys(), first+" letter") && size == len(second) && unicode.IsLetter(r)
}
