package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/content"
)

// Token is a word, a number, a punctuation mark or a clitic ("'s", "n't") of a text.
// Words joined by hyphens, initials with periods ("U.S.") and known abbreviations with
// their period ("Gen.") are one token, as in the Penn Treebank.
type Token struct {
	content.Span
	Lower string // lower case, curly apostrophes made straight
	Lemma string // dictionary form of an English verb or noun; otherwise Lower
	Shape Shape
	nouns nounClass // what the gazetteer said of it, once it was asked
}

// Shape is what a token looks like.
type Shape uint8

// The shapes of tokens.
const (
	Mark        Shape = iota // punctuation or a symbol
	Plain                    // a word in lower case
	Capitalised              // a word that begins with a capital letter
	Upper                    // a word of two or more capitals: "NATO", "U.S."
	Mixed                    // begins in lower case, has capitals: "al-Assad", "iPhone"
	Number                   // begins with a digit: "1,200", "155mm", "5th"
)

// Word reports whether t is made of letters.
func (t *Token) Word() bool { return t.Shape != Mark && t.Shape != Number }

// Tokens cuts a text into tokens. Their spans are bytes of text, in order, not
// overlapping; white space and format characters belong to none.
func Tokens(text string) []Token {
	toks := make([]Token, 0, len(text)/5+4)
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case blank(r):
			at += n
		case wordRune(r):
			end := wordEnd(text, at)
			toks = appendWord(toks, text, at, end)
			at = toks[len(toks)-1].End
		case (r == '\'' || r == '’') && clitic(toks, text, at) > 0:
			end := at + clitic(toks, text, at)
			toks = append(toks, newToken(text, at, end))
			at = end
		case r == '.' || r == '-':
			end := at + 1
			for end < len(text) && text[end] == byte(r) {
				end++
			}
			toks = append(toks, newToken(text, at, end))
			at = end
		default:
			toks = append(toks, newToken(text, at, at+n))
			at += n
		}
	}
	return toks
}

func blank(r rune) bool {
	return r == ' ' || unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// address gives the length of a web or e-mail address at the start of s, or 0.
func address(s string) int {
	s = s[:min(len(s), 300)]
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("<>\"“”", r) })
	if end < 0 {
		end = len(s)
	}
	word := s[:end]
	at := strings.IndexByte(word, '@')
	mail := at > 0 && strings.Contains(word[at:], ".")
	if !mail && !strings.Contains(word, "://") && !strings.HasPrefix(strings.ToLower(word), "www.") {
		return 0
	}
	return len(strings.TrimRight(word, ".,;:!?)]'’"))
}

// wordEnd gives the end of the word that begins at the byte at.
func wordEnd(text string, at int) int {
	if n := longToken(text, at); n > 0 {
		return at + n
	}
	end := at
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if wordRune(r) {
			end += n
			continue
		}
		if !joins(text, at, end, r, n) {
			break
		}
		end += n
	}
	return end
}

// longToken tells an address from a word by looking at the first mark in it, so that
// most words cost nothing.
func longToken(text string, at int) int {
	for i := at; i < len(text) && i < at+80; i++ {
		switch c := text[i]; {
		case c == '@' || c == ':' && strings.HasPrefix(text[i:], "://"):
			return address(text[at:])
		case c == '.' && i == at+3 && strings.EqualFold(text[at:i], "www"):
			return address(text[at:])
		case c == ' ' || c == ',' || c >= utf8.RuneSelf || c == '\n':
			return 0
		}
	}
	return 0
}

// joins reports whether the mark r at the byte at belongs to the inside of the word
// that begins at start.
func joins(text string, start, at int, r rune, n int) bool {
	next, _ := utf8.DecodeRuneInString(text[at+n:])
	if !wordRune(next) {
		return false
	}
	prev := text[at-1]
	digits := isDigit(prev) && unicode.IsDigit(next)
	switch r {
	case '-', '‐', '‑', '_':
		// "Jordanian-U.S." is two names.
		rest := text[at+n:]
		return len(rest) < 3 || rest[1] != '.' || !wordRune(rune(rest[2])) || isDigit(rest[0])
	case '\'', '’':
		return apostropheInside(text, start, at, n)
	case '.':
		if digits {
			return true
		}
		if domain(text[at+n:]) && at-start > 1 {
			return true
		}
		// Initials: every part so far is one letter, and so is the next.
		return at-start < 24 && initials(text[start:at]) && loneLetter(text[at+n:])
	case ',', ':':
		return digits
	case '&':
		return unicode.IsUpper(next) && !isDigit(prev)
	}
	return false
}

// apostropheInside tells O'Brien and Da'esh from the clitics 's, 're, n't.
func apostropheInside(text string, start, at, n int) bool {
	rest := text[at+n:]
	end := strings.IndexFunc(rest, func(r rune) bool { return !wordRune(r) })
	if end < 0 {
		end = len(rest)
	}
	switch strings.ToLower(rest[:end]) {
	case "s", "re", "ve", "ll", "d", "m":
		return false
	case "t":
		return true
	}
	return at > start
}

// domain reports whether s begins with the end of a web address: "com", "info".
func domain(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !wordRune(r) })
	if end < 0 {
		end = len(s)
	}
	switch s[:end] {
	case "com", "org", "net", "info", "gov", "edu", "mil", "ru", "ua", "uk", "eu", "io", "tv", "co":
		return true
	}
	return false
}

func initials(s string) bool {
	if s == "" {
		return false
	}
	for part := range strings.SplitSeq(s, ".") {
		r, n := utf8.DecodeRuneInString(part)
		if n != len(part) || !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

func loneLetter(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[n:])
	return !wordRune(next)
}

// appendWord adds the word text[at:end], taking n't off its end and the period of an
// abbreviation onto it.
func appendWord(toks []Token, text string, at, end int) []Token {
	word := text[at:end]
	if n := len(word); n > 3 && (strings.HasSuffix(word, "n't") || strings.HasSuffix(word, "n’t")) {
		cut := strings.LastIndexByte(word, 'n')
		if cut > 0 {
			return append(toks, newToken(text, at, at+cut), newToken(text, at+cut, end))
		}
	}
	if end < len(text) && text[end] == '.' && takesPeriod(toks, text, at, end) {
		end++
	}
	return append(toks, newToken(text, at, end))
}

// takesPeriod reports whether the period after the word text[at:end] marks an
// abbreviation rather than only the end of a sentence.
func takesPeriod(toks []Token, text string, at, end int) bool {
	word := text[at:end]
	rest := text[end+1:]
	if strings.HasPrefix(rest, ".") {
		return false
	}
	if strings.IndexByte(word, '.') > 0 {
		return initials(word)
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \u00a0"))
	if r, n := utf8.DecodeRuneInString(word); n == len(word) {
		if !unicode.IsLetter(r) {
			return false
		}
		if class(strings.ToLower(word)) == "number" {
			return unicode.IsDigit(next)
		}
		if word == "I" {
			return len(toks) > 0 && toks[len(toks)-1].Shape == Capitalised && unicode.IsUpper(next)
		}
		return unicode.IsUpper(r) && !unicode.IsDigit(next)
	}
	if len(word) > 6 {
		return false
	}
	switch class(strings.ToLower(word)) {
	case "title":
		return unicode.IsUpper(next) || unicode.IsLower(next)
	case "number":
		return unicode.IsDigit(next)
	case "month":
		first, _ := utf8.DecodeRuneInString(word)
		// "sun." and "mar." are words too.
		return unicode.IsUpper(first)
	case "any":
		return true
	}
	return false
}

// clitic gives the length of the clitic that begins with the apostrophe at the byte
// at, or 0.
func clitic(toks []Token, text string, at int) int {
	if len(toks) == 0 || toks[len(toks)-1].End != at || toks[len(toks)-1].Shape == Mark {
		return 0
	}
	_, n := utf8.DecodeRuneInString(text[at:])
	end := at + n
	for end < len(text) && end-at-n < 3 && 'A' <= text[end]&^0x20 && text[end]&^0x20 <= 'Z' {
		end++
	}
	if r, _ := utf8.DecodeRuneInString(text[end:]); end < len(text) && wordRune(r) {
		return 0
	}
	switch strings.ToLower(text[at+n : end]) {
	case "s", "re", "ve", "ll", "d", "m":
		return end - at
	}
	return 0
}

func newToken(text string, at, end int) Token {
	word := text[at:end]
	t := Token{Span: content.Span{Start: at, End: end}, Shape: shape(word)}
	t.Lower = word
	if t.Shape != Mark || len(word) > 1 {
		t.Lower = strings.ToLower(word)
		if strings.Contains(t.Lower, "’") {
			t.Lower = strings.ReplaceAll(t.Lower, "’", "'")
		}
	}
	t.Lemma = t.Lower
	if t.Shape == Plain || t.Shape == Capitalised {
		t.Lemma = lemma(t.Lower)
	} else if t.Shape == Mark && len(word) > 1 {
		t.Lemma = cliticLemma(t.Lower)
	}
	return t
}

func shape(word string) Shape {
	first, n := utf8.DecodeRuneInString(word)
	switch {
	case unicode.IsDigit(first):
		return Number
	case !unicode.IsLetter(first):
		return Mark
	}
	upper, lower := 0, 0
	for _, r := range word[n:] {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	switch {
	case unicode.IsUpper(first) && lower == 0 && upper > 0:
		return Upper
	case unicode.IsUpper(first) || unicode.IsTitle(first):
		return Capitalised
	case upper > 0:
		return Mixed
	}
	return Plain
}
