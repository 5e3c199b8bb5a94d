package briefing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/content"
)

// escaping says where escaped text will stand.
type escaping uint8

const (
	atStart escaping = 1 << iota // at the start of a block
	inLink                       // inside the brackets of a link
)

// Escape gives one line of Markdown that shows text as it is: on GitHub, in Obsidian, by
// pandoc and by every CommonMark reader, with or without tables, strikethrough, linkified
// addresses, footnotes, mathematics, tags, mentions and citations. It escapes where a
// reader might take a character for markup and nowhere else, so that prose stays prose.
// Line breaks and runs of blanks become one space. The result may stand at the start of
// a block or after other text; quotation marks and dots are left to the reader's own
// typography.
func Escape(text string) string { return escape(fold(text), atStart) }

// EscapeLink is Escape for text between the brackets of a link.
func EscapeLink(text string) string { return escape(fold(text), atStart|inLink) }

// LinkTarget gives a web address as it may stand between the parentheses of a link; empty
// if it is not an http or https address.
func LinkTarget(url string) string {
	url = strings.TrimSpace(content.CleanLine(url))
	scheme, _, _ := strings.Cut(url, "://")
	if s := strings.ToLower(scheme); s != "http" && s != "https" || len(scheme) == len(url) {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(url); {
		r, n := utf8.DecodeRuneInString(url[i:])
		switch {
		case strings.ContainsRune(" <>\\\"`{}|^()[]", r) || unicode.IsSpace(r):
			for _, c := range []byte(url[i : i+n]) {
				b.WriteByte('%')
				b.WriteByte("0123456789ABCDEF"[c>>4])
				b.WriteByte("0123456789ABCDEF"[c&15])
			}
		case r == '&' && entity(url[i:]):
			b.WriteString("&amp;")
		default:
			b.WriteString(url[i : i+n])
		}
		i += n
	}
	return b.String()
}

// fold gives text cleaned, on one line, with single spaces.
func fold(text string) string {
	text = content.CleanLine(text)
	if !strings.Contains(text, "  ") && (text == "" || text[0] != ' ' && text[len(text)-1] != ' ') {
		return text
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), " ")
}

func escape(s string, where escaping) string {
	e := escaper{s: s, where: where, math: mathematics(s)}
	e.b.Grow(len(s) + 8)
	if where&atStart != 0 {
		e.at = e.start()
	}
	for e.at < len(s) {
		if e.address() {
			continue
		}
		c := s[e.at]
		if e.special(c) {
			e.b.WriteByte('\\')
		}
		e.b.WriteByte(c)
		e.at++
	}
	return e.b.String()
}

type escaper struct {
	b     strings.Builder
	s     string
	at    int
	where escaping
	math  bool
}

// word reports whether the character before or behind an offset belongs to a word.
func (e *escaper) wordBefore(at int) bool {
	r, _ := utf8.DecodeLastRuneInString(e.s[:at])
	return at > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func (e *escaper) wordAt(at int) bool {
	r, _ := utf8.DecodeRuneInString(e.s[at:])
	return at < len(e.s) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// special reports whether c, which stands at e.at, could be taken for markup.
func (e *escaper) special(c byte) bool {
	next := byte(' ')
	if e.at+1 < len(e.s) {
		next = e.s[e.at+1]
	}
	switch c {
	case '\\', '`', '*', '[', '<', '~', '^', '|', '{':
		return true
	case ']':
		return e.where&inLink != 0
	case '_':
		return !e.wordBefore(e.at) || !e.wordAt(e.at+1)
	case '&':
		return entity(e.s[e.at:])
	case '$':
		return e.math
	case '@': // a mention, a pandoc citation
		return !e.wordBefore(e.at) && (next == '_' || next == '{' || e.wordAt(e.at+1))
	case '#': // a heading, the end of one, a tag
		return !e.wordBefore(e.at) && (next != ' ' || e.at == 0 || e.at+1 == len(e.s))
	case ':':
		return shortcode(e.s[e.at:])
	case '=', '%': // marked and commented text in Obsidian
		return next == c || e.at > 0 && e.s[e.at-1] == c
	}
	return false
}

// start writes what a block could be mistaken for something else by, and gives the offset
// behind it.
func (e *escaper) start() int {
	s := e.s
	if s == "" {
		return 0
	}
	blank := func(i int) bool { return i >= len(s) || s[i] == ' ' }
	at := -1 // of the character to escape
	switch c := s[0]; {
	case c == '>', (c == '-' || c == '+') && (blank(1) || s[1] == '-' || s[1] == '='), c == ':' && (blank(1) || s[1] == ':'):
		at = 0
	case c == '(':
		if i := strings.IndexByte(s, ')'); i > 1 && blank(i+1) && (numeral(s[1:i]) || s[1] == '@' && !strings.Contains(s[:i], " ")) {
			at = 0
		}
	default:
		i := strings.IndexAny(s, ".) ")
		if i > 0 && s[i] != ' ' && blank(i+1) && numeral(s[:i]) && (s[i] == ')' || i > 1 || c < 'A' || c > 'Z' || i+1 == len(s)) {
			at = i
		}
	}
	if at < 0 {
		return 0
	}
	e.b.WriteString(s[:at])
	e.b.WriteByte('\\')
	e.b.WriteByte(s[at])
	return at + 1
}

// numeral reports whether s can number the items of a list, in pandoc too: digits, one
// letter, a Roman numeral.
func numeral(s string) bool {
	if len(s) == 1 && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') {
		return true
	}
	return strings.Trim(s, "0123456789") == "" || strings.Trim(s, "ivxlcdm") == "" || strings.Trim(s, "IVXLCDM") == ""
}

// entity reports whether s begins with what HTML reads as a character.
func entity(s string) bool {
	end := strings.IndexByte(s, ';')
	if end < 2 || end > 40 {
		return false
	}
	name := s[1:end]
	if name[0] == '#' {
		name = name[1:]
	}
	for _, c := range []byte(name) {
		if !letterOrDigit(c) {
			return false
		}
	}
	return name != ""
}

// shortcode reports whether s begins with the name of an emoji between colons.
func shortcode(s string) bool {
	end := strings.IndexByte(s[1:], ':') + 1
	if end < 2 || end > 40 {
		return false
	}
	other := false
	for _, c := range []byte(s[1:end]) {
		if !letterOrDigit(c) && c != '_' && c != '+' && c != '-' {
			return false
		}
		other = other || c < '0' || c > '9'
	}
	return other
}

func letterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// mathematics reports whether the dollar signs of s could enclose a formula: one before a
// character, a later one behind a character and not before a digit (pandoc, Obsidian).
func mathematics(s string) bool {
	open := false
	for i := range len(s) {
		if s[i] != '$' {
			continue
		}
		if i+1 < len(s) && s[i+1] == '$' {
			return true
		}
		if open && s[i-1] != ' ' && (i+1 == len(s) || s[i+1] < '0' || s[i+1] > '9') {
			return true
		}
		open = open || i+1 < len(s) && s[i+1] != ' '
	}
	return false
}

// address writes a web address that begins at e.at, if one does and escapes in it would
// show: readers that make links of bare addresses take the backslash for a part of it.
func (e *escaper) address() bool {
	rest := e.s[e.at:]
	if c := rest[0] | 0x20; c != 'h' && c != 'f' && c != 'w' || e.wordBefore(e.at) {
		return false
	}
	scheme := ""
	for _, p := range [...]string{"http://", "https://", "ftp://", "www."} {
		if len(rest) > len(p) && strings.EqualFold(rest[:len(p)], p) {
			scheme = rest[:len(p)]
		}
	}
	if scheme == "" {
		return false
	}
	all := rest
	if i := strings.IndexFunc(rest, unicode.IsSpace); i >= 0 {
		all = rest[:i]
	}
	if e.where&inLink == 0 && !e.marked(len(scheme), len(all)) { // in a link it would be a link of its own
		e.b.WriteString(all)
		e.at += len(all)
		return true
	}
	if url := plainAddress(all); e.where&inLink == 0 && len(url) > len(scheme) && scheme[len(scheme)-1] == '/' {
		e.b.WriteString("<" + url + ">")
		e.at += len(url)
		return true
	}
	i := strings.IndexAny(scheme, ":.")
	e.b.WriteString(scheme[:i] + "\\" + scheme[i:])
	e.at += len(scheme)
	return true
}

// marked reports whether a character between two offsets from e.at needs an escape.
func (e *escaper) marked(from, to int) bool {
	ahead := escaper{s: e.s, where: e.where, math: e.math}
	for ahead.at = e.at + from; ahead.at < e.at+to; ahead.at++ {
		if ahead.special(e.s[ahead.at]) {
			return true
		}
	}
	return false
}

// plainAddress gives the part of s that can stand between angle brackets as an address.
func plainAddress(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool {
		return r > unicode.MaxASCII || !letterOrDigit(byte(r)) && !strings.ContainsRune("%._~:/?#@!$&'()*+,;=-", r)
	})
	if end >= 0 {
		s = s[:end]
	}
	for i := range len(s) {
		if s[i] == '&' && entity(s[i:]) {
			s = s[:i]
			break
		}
	}
	s = strings.TrimRight(s, "?!.,:;*_~'&")
	for strings.HasSuffix(s, ")") && strings.Count(s, ")") > strings.Count(s, "(") {
		s = strings.TrimRight(s[:len(s)-1], "?!.,:;*_~'&")
	}
	return s
}
