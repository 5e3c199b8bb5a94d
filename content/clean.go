package content

import (
	"strings"
	"unicode/utf8"
)

// longestSequence is the most bytes that an escape sequence is believed to have. What is
// longer, or does not end, is text behind a stray control character.
const longestSequence = 4096

// Clean gives s without anything that a terminal would act on and without characters
// that hide or reorder text. The result is valid UTF-8, its only control characters are
// \n and \t, and Clean of it is the same again. A string that has nothing to clean is
// given back as it is, without allocating.
//
//   - Escape sequences (ECMA-48: CSI, OSC, DCS, APC, PM, SOS, and the two-character
//     ones; 7-bit and as C1 code points) go as a whole, payload and all, if they are
//     well formed and at most 4 KiB long.
//   - \r\n, \r, vertical tab, form feed, NEL, U+2028 and U+2029 become \n.
//   - Bidi overrides, embeddings, isolates and marks, the BOM inside text, zero-width
//     space, word joiner, soft hyphen, tag characters, supplementary variation selectors
//     and other format characters that show nothing go. ZWJ and ZWNJ stay: emoji and
//     many scripts need them.
//   - Every other control character, and every byte that is not UTF-8, becomes U+FFFD,
//     so that a reader sees that something was there.
func Clean(s string) string { return clean(s, false) }

// CleanLine is Clean for what stands on one line, such as titles, names, file names and
// messages: line breaks and tabs become spaces.
func CleanLine(s string) string { return clean(s, true) }

func clean(s string, line bool) string {
	at := firstUnclean(s, line)
	if at == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for at < len(s) {
		b.WriteString(s[:at])
		s = s[at:]
		instead, size := neutral(s)
		if line && (instead == '\n' || instead == '\t') {
			instead = ' '
		}
		if instead >= 0 {
			b.WriteRune(instead)
		}
		s = s[size:]
		at = firstUnclean(s, line)
	}
	b.WriteString(s)
	return b.String()
}

// firstUnclean gives the offset of the first character that cannot stay; len(s) if all can.
func firstUnclean(s string, line bool) int {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if (c < ' ' || c == 0x7f) && (line || c != '\n' && c != '\t') {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || isC1(r) || isInvisible(r) || isLineBreak(r) {
			return i
		}
		i += size
	}
	return len(s)
}

// neutral says what stands for the unclean character or sequence that s begins with (-1:
// nothing), and how many bytes of s that replaces.
func neutral(s string) (instead rune, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '\t' || r == '\n':
		return r, 1
	case r == '\r' && strings.HasPrefix(s, "\r\n"):
		return '\n', 2
	case isLineBreak(r):
		return '\n', size
	case isInvisible(r):
		return -1, size
	case r == 0x1b || isC1(r):
		if n := sequence(s); n > 0 {
			return -1, n
		}
	}
	return utf8.RuneError, size
}

// sequence gives the length of the escape sequence that s begins with, 0 if it begins with
// none that is well formed.
func sequence(s string) int {
	r, at := utf8.DecodeRuneInString(s)
	short := 0
	if r == 0x1b {
		if len(s) < 2 {
			return 0
		}
		// ESC and a character in @..._ stand for a C1 control (ECMA-48, 5.3).
		if c := s[1]; c < 0x40 || c > 0x5f {
			return escaped(s)
		}
		r, at, short = rune(s[1])+0x40, 2, 2
	}
	switch r {
	case 0x9b: // CSI
		return control(s, at)
	case 0x90, 0x98, 0x9d, 0x9e, 0x9f: // DCS, SOS, OSC, PM, APC
		return payload(s, at)
	}
	return short // a lone C1 code point is more often a quotation mark gone wrong: show that something is there
}

// escaped measures ESC, intermediate bytes, final byte.
func escaped(s string) int {
	for i := 1; i < min(len(s), 6); i++ {
		switch c := s[i]; {
		case c >= 0x20 && c <= 0x2f:
		case c >= 0x30 && c <= 0x7e:
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// control measures a control sequence whose parameters begin at from.
func control(s string, from int) int {
	for i := from; i < min(len(s), longestSequence); i++ {
		switch c := s[i]; {
		case c >= 0x20 && c <= 0x3f:
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

// payload measures a control string whose payload begins at from: up to ST, or BEL as
// xterm has it. A payload has no other control characters.
func payload(s string, from int) int {
	for i := from; i < min(len(s), longestSequence); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == 0x07 || r == 0x9c:
			return i + size
		case strings.HasPrefix(s[i:], "\x1b\\"):
			return i + 2
		case r < ' ' && r != '\t' || r == 0x7f || isC1(r) || r == utf8.RuneError && size == 1:
			return 0
		}
		i += size
	}
	return 0
}

func isC1(r rune) bool { return r >= 0x80 && r <= 0x9f }

// isLineBreak reports whether r breaks a line and is not \n.
func isLineBreak(r rune) bool {
	return r >= '\v' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// isInvisible reports whether r shows nothing and only hides, joins, reorders or annotates.
func isInvisible(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e, r == 0xfeff:
		return true
	case r >= 0x2000 && r <= 0x206f:
		return r == 0x200b || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060
	case r >= 0xfff9 && r <= 0xfffb:
		return true
	case r >= 0x1d173 && r <= 0x1d17a: // musical format characters
		return true
	}
	return r >= 0xe0000 && r <= 0xe0fff
}
