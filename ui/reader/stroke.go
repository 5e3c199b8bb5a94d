package reader

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"

	"readout/ui/stroke"
)

// Awaiting reports whether the next key belongs to the one before it.
func (m *Model) Awaiting() bool { return m.typed.strokes.Awaiting() }

// markOf gives the letter that follows the key of a mark.
func markOf(s stroke.Stroke, b key.Binding) (rune, bool) {
	first, second, ok := s.Parts()
	r, size := utf8.DecodeRuneInString(second)
	return r, ok && slices.Contains(b.Keys(), first+" letter") && size == len(second) && unicode.IsLetter(r)
}
