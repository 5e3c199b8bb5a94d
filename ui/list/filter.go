package list

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Match reports whether every word of query is in text, whatever its case and accents.
// An empty query matches everything.
func Match(text, query string) bool {
	words := Words(query)
	return len(words) == 0 || words.In(Fold(text))
}

// Query is the words that are looked for.
type Query []string

// Words gives the words of what was typed.
func Words(typed string) Query { return strings.Fields(Fold(typed)) }

// In reports whether all words are in a text that Fold gave: whoever looks through the
// same texts at every key folds them once.
func (q Query) In(folded string) bool {
	for _, w := range q {
		if !strings.Contains(folded, w) {
			return false
		}
	}
	return true
}

// Fold gives s in lower case without marks.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < 0x80
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
