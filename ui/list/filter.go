package list

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Match reports whether every word of query is in text, whatever its case and accents.
// An empty query matches everything.
func Match(text, query string) bool {
	words := strings.Fields(fold(query))
	if len(words) == 0 {
		return true
	}
	text = fold(text)
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// fold gives s in lower case without marks.
func fold(s string) string {
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
