package anchor

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
)

// word is a word of a visible text: where it stands, in bytes, and its number in a
// vocabulary. Letters, digits and marks make words, with an apostrophe between letters; a
// character of a script without spaces and a symbol are words of their own, and so is each
// character of a run that is longer than any word. Punctuation is in none.
type word struct{ start, end, id uint32 }

// text is a visible text in words.
type text struct {
	visible *markdown.Visible
	words   []word
}

// vocabulary numbers words without regard to case and the shape of apostrophes. One that
// stands on a base goes on with its numbers and leaves it as it is.
type vocabulary struct {
	base  *vocabulary
	ids   map[string]uint32
	names []name
}

// name is a word as it is compared: folded, with a set of its characters.
type name struct {
	text string
	sign uint64
}

const longestWord = 64 // bytes

func newVocabulary(base *vocabulary, size int) *vocabulary {
	return &vocabulary{base: base, ids: make(map[string]uint32, size)}
}

// size gives the number of words, those of the base among them.
func (v *vocabulary) size() int {
	if v.base == nil {
		return len(v.names)
	}
	return v.base.size() + len(v.names)
}

func (v *vocabulary) name(id uint32) *name {
	first := uint32(0)
	if v.base != nil {
		if first = uint32(v.base.size()); id < first {
			return v.base.name(id)
		}
	}
	return &v.names[id-first]
}

// number gives the number of a folded word.
func (v *vocabulary) number(folded []byte) uint32 {
	if v.base != nil {
		if id, ok := v.base.ids[string(folded)]; ok {
			return id
		}
	}
	if id, ok := v.ids[string(folded)]; ok {
		return id
	}
	id, s := uint32(v.size()), string(folded)
	v.ids[s] = id
	n := name{text: s}
	for _, c := range folded {
		n.sign |= 1 << (c & 63)
	}
	v.names = append(v.names, n)
	return id
}

// read gives the words of a text.
func (v *vocabulary) read(s string) []word {
	words := make([]word, 0, len(s)/6+1)
	var folded [2 * longestWord]byte
	for at := 0; at < len(s); {
		kind, size := kindAt(s, at)
		switch kind {
		case apart:
			at += size
		case alone:
			words = append(words, word{uint32(at), uint32(at + size), v.number(fold(folded[:0], s[at:at+size]))})
			at += size
		default:
			end := wordEnd(s, at+size)
			if end-at <= longestWord {
				words = append(words, word{uint32(at), uint32(end), v.number(fold(folded[:0], s[at:end]))})
				at = end
				continue
			}
			for at < end {
				_, size := utf8.DecodeRuneInString(s[at:])
				words = append(words, word{uint32(at), uint32(at + size), v.number(fold(folded[:0], s[at:at+size]))})
				at += size
			}
		}
	}
	return words
}

// wordEnd gives the end of the word whose first character ends at an offset.
func wordEnd(s string, at int) int {
	for at < len(s) {
		kind, size := kindAt(s, at)
		if kind == apart {
			if n := apostrophe(s[at:]); n > 0 {
				if next, more := kindAt(s, min(at+n, len(s)-1)); at+n < len(s) && next == letter {
					at += n + more
					continue
				}
			}
			return at
		}
		if kind == alone {
			return at
		}
		at += size
	}
	return at
}

// kind is what a character is to a word.
type kind uint8

const (
	apart  kind = iota // it is in none
	letter             // it is in one
	alone              // it is one
)

func kindAt(s string, at int) (kind, int) {
	c := s[at]
	if c < utf8.RuneSelf {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
			return letter, 1
		}
		return apart, 1
	}
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case r >= 0x2000 && r < 0x2070: // spaces, dashes, quotes
		return apart, size
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return alone, size
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letter, size
	case unicode.Is(unicode.So, r):
		return alone, size
	}
	return apart, size
}

// apostrophe gives the length of the apostrophe at the start of s; 0 if there is none.
func apostrophe(s string) int {
	if s[0] == '\'' {
		return 1
	}
	for _, a := range [...]string{"’", "‘", "ʼ"} {
		if len(s) >= len(a) && s[:len(a)] == a {
			return len(a)
		}
	}
	return 0
}

// fold appends s in lower case and with one kind of apostrophe.
func fold(to []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c |= 0x20
			}
			to = append(to, c)
			i++
			continue
		}
		if n := apostrophe(s[i:]); n > 0 {
			to = append(to, '\'')
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		to = utf8.AppendRune(to, unicode.ToLower(r))
		i += size
	}
	return to
}

// near reports whether two different words are probably one with a slip in it: at most one
// edit (a character more, less, other, or two exchanged) in a word of four bytes or more,
// two from eight.
func (n *name) near(o *name) bool {
	a, b := n.text, o.text
	if len(a) > len(b) {
		a, b = b, a
	}
	allowed := 1
	switch {
	case len(a) < 4:
		return false
	case len(a) >= 8:
		allowed = 2
	}
	if len(b)-len(a) > allowed || bits.OnesCount64(n.sign^o.sign) > 2*allowed {
		return false
	}
	return within(a, b, allowed)
}

// within reports whether the edit distance of two texts, in bytes and with exchanged
// neighbours as one edit, is at most so much.
func within(a, b string, allowed int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(b) <= allowed:
		return true
	case allowed == 0 || len(b)-len(a) > allowed:
		return false
	case within(a, b[1:], allowed-1):
		return true
	case len(a) == 0:
		return false
	case within(a[1:], b, allowed-1), within(a[1:], b[1:], allowed-1):
		return true
	}
	return len(a) > 1 && a[0] == b[1] && a[1] == b[0] && within(a[2:], b[2:], allowed-1)
}
