package markdown

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/content"
)

// text puts out source text in which entities and backslash escapes count.
func (w *runWriter) text(start, stop int, style Style, target string) {
	from := start
	for i := start; i < stop; {
		switch c := w.src[i]; {
		case c == '\\' && i+1 < stop && punct(w.src[i+1]):
			w.raw(from, i, style, target)
			from = i + 1
			i += 2
		case c == '&':
			s, n := entity(w.src[i:stop])
			if n == 0 {
				i++
				continue
			}
			w.raw(from, i, style, target)
			w.add(Run{Text: safe(s), Span: content.Span{Start: i, End: i + n}, Style: style, Target: target})
			i += n
			from = i
		default:
			i++
		}
	}
	w.raw(from, stop, style, target)
}

// raw puts out source text as it stands, apart from what could act on a terminal.
func (w *runWriter) raw(start, stop int, style Style, target string) {
	from := start
	flush := func(to int) {
		if to > from {
			s := content.Span{Start: from, End: to}
			w.add(Run{Span: s, Verbatim: true, Style: style, Target: target})
		}
	}
	for i := start; i < stop; {
		if c := w.src[i]; c >= ' ' && c < 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRune(w.src[i:stop])
		stand, odd := standIn(r, n)
		if !odd {
			i += n
			continue
		}
		flush(i)
		w.add(Run{Text: stand, Span: content.Span{Start: i, End: i + n}, Style: style, Target: target})
		i += n
		from = i
	}
	flush(stop)
}

// standIn gives the text to show for a rune of n bytes that must not reach a terminal
// as it is: control characters, C1, bidi controls, line separators and invalid UTF-8.
func standIn(r rune, n int) (string, bool) {
	switch {
	case r == '\t':
		return " ", true
	case r == 0 || r == utf8.RuneError && n <= 1:
		return "\uFFFD", true
	case r < ' ':
		return string(0x2400 + r), true
	case r == 0x7f:
		return "\u2421", true
	case r >= 0x80 && r < 0xa0, bidi(r), r == 0x2028, r == 0x2029:
		return "\uFFFD", true
	}
	return "", false
}

// bidi reports the characters that turn the order of the text around them.
func bidi(r rune) bool {
	return r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// safe gives s with everything that could act on a terminal replaced.
func safe(s string) string {
	odd := false
	for i, r := range s {
		if r >= ' ' && r < 0x7f {
			continue
		}
		if _, bad := standIn(r, size(s[i:], r)); bad {
			odd = true
			break
		}
	}
	if !odd {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		if stand, bad := standIn(r, size(s[i:], r)); bad {
			b.WriteString(stand)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func size(s string, r rune) int {
	if r != utf8.RuneError {
		return utf8.RuneLen(r)
	}
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// entity decodes the entity or numeric character reference at the start of s and gives
// its length; 0 if there is none (CommonMark 0.31.2, 2.5).
func entity(s []byte) (string, int) {
	if len(s) < 3 {
		return "", 0
	}
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		for i := range len(name) {
			if !letter(name[i]) && (name[i] < '0' || name[i] > '9') {
				return "", 0
			}
		}
		whole := string(s[:end+1])
		if got := html.UnescapeString(whole); got != whole && !strings.HasSuffix(got, ";") || name == "semi" {
			return html.UnescapeString(whole), end + 1
		}
		return "", 0
	}
	digits, base := name[1:], 10
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	if len(digits) == 0 || base == 10 && len(digits) > 7 || base == 16 && len(digits) > 6 || digits[0] == '+' || digits[0] == '-' {
		return "", 0
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	if v == 0 || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) {
		v = utf8.RuneError
	}
	return string(rune(v)), end + 1
}

func punct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// destination gives a link's destination with escapes and entities resolved.
func destination(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return safe(string(b))
	}
	var out strings.Builder
	for i := 0; i < len(b); {
		if b[i] == '\\' && i+1 < len(b) && punct(b[i+1]) {
			out.WriteByte(b[i+1])
			i += 2
			continue
		}
		if b[i] == '&' {
			if s, n := entity(b[i:]); n > 0 {
				out.WriteString(s)
				i += n
				continue
			}
		}
		out.WriteByte(b[i])
		i++
	}
	return safe(out.String())
}
