package reader

import (
	"errors"
	"fmt"
	"iter"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/content"
)

// manner is how a query is meant.
type manner uint8

const (
	asWords   manner = iota
	asWord           // a whole word, in any case
	asPattern        // a regular expression of RE2
)

// prompt stands before a query on the search line.
func (h manner) prompt() string { return [...]string{"/", "*", "re/"}[h] }

const (
	mostHits    = 1 << 20 // kept of one search
	mostPattern = 500     // bytes of a regular expression
)

// query finds text; made by newQuery. The zero value finds nothing.
type query struct {
	text    string // folded
	exact   bool   // case counts
	whole   bool   // not within a longer word
	pattern *regexp.Regexp
}

// newQuery reads what was typed. Case counts where there is a capital in it. The error
// says what is wrong with a regular expression.
func newQuery(s string, how manner) (query, error) {
	switch {
	case s == "":
		return query{}, nil
	case how == asPattern:
		return newPattern(s)
	case how == asWord:
		first, _ := utf8.DecodeRuneInString(s)
		spaced := !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana)
		return query{text: fold(s, false).text, whole: spaced}, nil
	}
	exact := strings.IndexFunc(s, unicode.IsUpper) >= 0
	return query{text: fold(s, exact).text, exact: exact}, nil
}

func newPattern(s string) (query, error) {
	if len(s) > mostPattern {
		return query{}, fmt.Errorf("longer than %d bytes", mostPattern)
	}
	flags := "(?m)"
	if !capital(s) {
		flags = "(?mi)"
	}
	re, err := regexp.Compile(flags + fold(s, true).text)
	var wrong *syntax.Error
	switch {
	case errors.As(err, &wrong):
		return query{}, errors.New(wrong.Code.String())
	case err != nil:
		return query{}, err
	}
	return query{text: s, exact: true, pattern: re}, nil
}

// capital reports whether a regular expression has a capital that stands for itself:
// those in \S, \B, \pL, \p{Greek} do not.
func capital(s string) bool {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if r != '\\' {
			if unicode.IsUpper(r) {
				return true
			}
			continue
		}
		class, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if class != 'p' && class != 'P' {
			continue
		}
		if end := strings.IndexByte(s[i:], '}'); strings.HasPrefix(s[i:], "{") && end > 0 {
			i += end
		} else if i < len(s) {
			i++
		}
	}
	return false
}

// in adds the source spans of q in a text.
func (q query) in(v *markdown.Visible, found []content.Span) []content.Span {
	if q.text == "" {
		return found
	}
	f := fold(v.Text, q.exact)
	add := func(start, end int) {
		from, to := f.span(start, end)
		if span, ok := v.SourceSpan(content.Span{Start: from, End: to}); ok {
			found = append(found, span)
		}
	}
	if q.pattern != nil {
		for _, at := range q.pattern.FindAllStringIndex(f.text, -1) {
			if at[0] < at[1] {
				add(at[0], at[1])
			}
		}
		return found
	}
	for at := 0; ; {
		n := strings.Index(f.text[at:], q.text)
		if n < 0 {
			return found
		}
		start := at + n
		if at = start + len(q.text); !q.whole || alone(f.text, start, at) {
			add(start, at)
		}
	}
}

// alone reports whether s[start:end] is no part of a longer word.
func alone(s string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:start])
	behind, _ := utf8.DecodeRuneInString(s[end:])
	return !wordRune(before) && !wordRune(behind)
}

func wordRune(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// hits finds the places of a query in the visible text of chunks, in order, the first
// mostHits of them; false if it was stopped.
func hits(doc *markdown.Document, chunks iter.Seq[int], q query, stopped func() bool) ([]content.Span, bool) {
	var found []content.Span
	for i := range chunks {
		if stopped() {
			return nil, false
		}
		blocks := doc.Chunk(i).Blocks
		for j := range blocks {
			if found = q.in(blocks[j].Visible(), found); len(found) >= mostHits {
				return found[:mostHits], true
			}
		}
	}
	return found, true
}
