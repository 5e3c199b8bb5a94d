package list

import (
	"slices"
	"strings"
	"unicode"
)

// Field is a condition that was typed as name:value.
type Field struct{ Name, Value string } // both folded

// Ask gives the conditions and the words of what was typed. A condition begins with one of
// the names; its value, or a word, can stand in quotation marks, with spaces in it. What
// begins with another name is a word.
func Ask(typed string, names ...string) (fields []Field, words Query) {
	for _, token := range tokens(Fold(typed)) {
		name, value, ok := strings.Cut(token, ":")
		switch {
		case ok && slices.Contains(names, name):
			if value != "" { // it is still being typed
				fields = append(fields, Field{name, value})
			}
		case token != "":
			words = append(words, token)
		}
	}
	return fields, words
}

// tokens cuts at white space outside quotation marks, which it takes away.
func tokens(s string) (out []string) {
	var b strings.Builder
	quoted := false
	for _, r := range s {
		switch {
		case r == '"' || r == '“' || r == '”':
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteRune(r)
		}
	}
	return append(out, b.String())
}
