package palette

import (
	"strings"
	"unicode"
)

// fit is how well a title fits what was typed.
type fit struct {
	score int
	at    []int // the runes of the title that were typed, in order
}

// The worth of a rune that fits, and of where it stands.
const (
	found   = 1
	joined  = 4 // right behind the one before it
	atWord  = 5 // at the start of a word
	atBegin = 3 // at the start of the title, besides
)

// fits reports whether the runes of what was typed stand in a title in their order, or its
// words in any order, and how well. Blanks and case do not count.
func fits(title, typed string) (fit, bool) {
	text, words := lower(title), strings.Fields(typed)
	if len(words) == 0 {
		return fit{}, true
	}
	best, ok := inOrder(text, lower(strings.Join(words, "")))
	if other, all := wordwise(text, words); all && (!ok || other.score > best.score) {
		return other, true
	}
	return best, ok
}

func lower(s string) []rune {
	runes := []rune(s)
	for i, r := range runes {
		runes[i] = unicode.ToLower(r)
	}
	return runes
}

func startsWord(text []rune, i int) bool {
	return i == 0 || !wordRune(text[i-1]) && wordRune(text[i])
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// worth gives what a rune that fits at i counts, the one before it being at last.
func worth(text []rune, i, last int) int {
	n := found
	if i == last+1 && last >= 0 {
		n += joined
	}
	if startsWord(text, i) {
		n += atWord
	}
	if i == 0 {
		n += atBegin
	}
	return n
}

// inOrder finds the runes of what was typed in their order: of all beginnings, the one
// whose runes, each taken at the next word that begins with it or else where it comes
// first, count most.
func inOrder(text, typed []rune) (fit, bool) {
	best, ok := fit{}, false
	for start := range text {
		if text[start] != typed[0] {
			continue
		}
		for _, byWord := range []bool{true, false} {
			if f, all := follow(text, typed, start, byWord); all && (!ok || f.score > best.score) {
				best, ok = f, true
			}
		}
	}
	return best, ok
}

// follow takes the runes of what was typed from a start on.
func follow(text, typed []rune, start int, byWord bool) (fit, bool) {
	f := fit{score: worth(text, start, -1), at: []int{start}}
	last := start
	for _, r := range typed[1:] {
		next := -1
		for i := last + 1; i < len(text); i++ {
			if text[i] != r {
				continue
			}
			if next < 0 {
				next = i
			}
			if i == last+1 || !byWord || startsWord(text, i) {
				next = i
				break
			}
		}
		if next < 0 {
			return fit{}, false
		}
		f.score += worth(text, next, last)
		f.at, last = append(f.at, next), next
	}
	return f, true
}

// wordwise finds every word that was typed somewhere in the title.
func wordwise(text []rune, words []string) (fit, bool) {
	f := fit{}
	for _, w := range words {
		word := lower(w)
		i := strings.Index(string(text), string(word))
		if i < 0 {
			return fit{}, false
		}
		i = len([]rune(string(text)[:i]))
		for j := range word {
			f.score += worth(text, i+j, i+j-1) - joined*(1-min(j, 1))
			f.at = append(f.at, i+j)
		}
	}
	return f, true
}
