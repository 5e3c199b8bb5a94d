package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// folded is a text with everything made equal that a search takes for equal: capitals
// where case does not count, the shapes of quotation marks and of spaces. It knows which
// bytes of the text its own stand for.
type folded struct {
	text string
	from []int32 // byte of the text that each byte stands for; nil: the same
	raw  string
}

// fold folds a text. exact keeps the case.
func fold(s string, exact bool) folded {
	if i := firstOther(s); i == len(s) {
		if exact {
			return folded{text: s, raw: s}
		}
		return folded{text: strings.ToLower(s), raw: s}
	}
	var b strings.Builder
	b.Grow(len(s))
	from := make([]int32, 0, len(s)+8)
	for i, r := range s {
		if r < utf8.RuneSelf {
			if !exact && 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
			from = append(from, int32(i))
			continue
		}
		n := b.Len()
		foldRune(&b, r, exact)
		for range b.Len() - n {
			from = append(from, int32(i))
		}
	}
	return folded{text: b.String(), from: from, raw: s}
}

func firstOther(s string) int {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return i
		}
	}
	return len(s)
}

// foldRune writes what a rune is searched as. Some letters become more or fewer bytes.
func foldRune(b *strings.Builder, r rune, exact bool) {
	switch r {
	case '’', '‘', '‚', '‛', 'ʼ':
		b.WriteByte('\'')
		return
	case '“', '”', '„', '‟':
		b.WriteByte('"')
		return
	case '\u00a0', '\u202f', '\u2007', '\u2009':
		b.WriteByte(' ')
		return
	case '‑', '‐':
		b.WriteByte('-')
		return
	}
	if exact {
		b.WriteRune(r)
		return
	}
	switch r {
	case 'ß', 'ẞ':
		b.WriteString("ss")
	case 'İ':
		b.WriteByte('i')
	default:
		b.WriteRune(unicode.ToLower(unicode.ToUpper(r)))
	}
}

// span gives the bytes of the text that [start, end) of the folded text stand for,
// whole characters.
func (f folded) span(start, end int) (from, to int) {
	if f.from == nil {
		return start, end
	}
	last := int(f.from[end-1])
	_, size := utf8.DecodeRuneInString(f.raw[last:])
	return int(f.from[start]), last + size
}
