// Package field holds the texts that a reader types into: one line, or an area of many.
// It moves by grapheme cluster, cleans everything that is put in, and undoes.
//
// It draws the text alone; panes put headings and hints around it.
package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"readout/content"
)

// undoDepth is how many steps back a text remembers.
const undoDepth = 200

// text is a string with a cursor in it. The cursor is a byte offset on a cluster boundary.
type text struct {
	value  string
	at     int
	past   []state
	typing bool // the last change was a typed character: the next one belongs to the same step
}

type state struct {
	value string
	at    int
}

// set replaces everything and forgets the past.
func (t *text) set(s string) {
	*t = text{value: clean(s)}
	t.at = len(t.value)
}

// clean gives s as a field can hold it: no control characters but the line break.
func clean(s string) string {
	return strings.ReplaceAll(content.Clean(s), "\t", "    ")
}

// insert puts s in at the cursor.
func (t *text) insert(s string) {
	s = clean(s)
	if s == "" {
		return
	}
	typed := utf8.RuneCountInString(s) == 1 && s != "\n"
	if !typed || !t.typing {
		t.remember()
	}
	t.typing = typed
	t.value = t.value[:t.at] + s + t.value[t.at:]
	t.at += len(s)
}

// remove takes [from, to) out and leaves the cursor there.
func (t *text) remove(from, to int) {
	if from >= to {
		return
	}
	t.remember()
	t.typing = false
	t.value = t.value[:from] + t.value[to:]
	t.at = from
}

// replace makes s the text; the cursor goes to its end.
func (t *text) replace(s string) {
	t.remember()
	t.typing = false
	t.value = clean(s)
	t.at = len(t.value)
}

func (t *text) remember() {
	if len(t.past) == undoDepth {
		t.past = append(t.past[:0], t.past[1:]...)
	}
	t.past = append(t.past, state{t.value, t.at})
}

// undo goes back one step.
func (t *text) undo() {
	if n := len(t.past); n > 0 {
		t.value, t.at = t.past[n-1].value, t.past[n-1].at
		t.past = t.past[:n-1]
	}
	t.typing = false
}

// next gives the end of the cluster that begins at i.
func (t *text) next(i int) int {
	if i >= len(t.value) {
		return len(t.value)
	}
	cluster, _ := ansi.FirstGraphemeCluster(t.value[i:], ansi.GraphemeWidth)
	return i + len(cluster)
}

// previous gives the start of the cluster that ends at i.
func (t *text) previous(i int) int {
	if i <= 0 {
		return 0
	}
	// Clusters cannot be told from their end: they are counted from the start of the line,
	// and a line break is a cluster of its own.
	start := strings.LastIndexByte(t.value[:i-1], '\n') + 1
	for at := start; ; {
		end := t.next(at)
		if end >= i {
			return at
		}
		at = end
	}
}

// wordLeft gives the start of the word before i.
func (t *text) wordLeft(i int) int {
	i = t.back(i, func(r rune) bool { return !wordRune(r) })
	return t.back(i, wordRune)
}

// wordRight gives the end of the word after i.
func (t *text) wordRight(i int) int {
	i = t.ahead(i, func(r rune) bool { return !wordRune(r) })
	return t.ahead(i, wordRune)
}

func (t *text) back(i int, over func(rune) bool) int {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(t.value[:i])
		if !over(r) {
			break
		}
		i -= n
	}
	return i
}

func (t *text) ahead(i int, over func(rune) bool) int {
	for i < len(t.value) {
		r, n := utf8.DecodeRuneInString(t.value[i:])
		if !over(r) {
			break
		}
		i += n
	}
	return i
}

// wordRune holds marks and joiners too, so that words end on cluster boundaries.
func wordRune(r rune) bool {
	return unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mark) || r == '\u200d' || r == '_'
}

// lineStart gives the start of the line that i is in.
func (t *text) lineStart(i int) int { return strings.LastIndexByte(t.value[:i], '\n') + 1 }

// lineEnd gives the end of the line that i is in, before its break.
func (t *text) lineEnd(i int) int {
	if n := strings.IndexByte(t.value[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(t.value)
}
