package reader

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"readout/briefing/markdown"
	"readout/content"
)

// blockText is one block's visible text. Its characters are grapheme clusters, and
// citations: these are shown as one sign.
type blockText struct {
	block *markdown.Block
	text  *markdown.Visible
	cites []content.Span // where text has citations
	said  []content.Span // its sentences, once they were asked for
	read  bool
	lead  int // where the text behind a bold lead begins; 0: there is no lead
}

// newBlockText gives the text of a block; false if nothing in it can be stood on.
func newBlockText(b *markdown.Block) (blockText, bool) {
	v := b.Visible()
	if _, ok := v.SourceSpan(content.Span{End: len(v.Text)}); !ok || strings.TrimSpace(v.Text) == "" {
		return blockText{}, false
	}
	t := blockText{block: b, text: v}
	for r := range runs(b) {
		if r.Style&markdown.Citation != 0 {
			if s := v.TextSpan(r.Span); s.Len() > 0 {
				t.cites = append(t.cites, s)
			}
		}
	}
	return t, true
}

// runs gives the runs of a block, those of table cells too.
func runs(b *markdown.Block) func(yield func(*markdown.Run) bool) {
	return func(yield func(*markdown.Run) bool) {
		for i := range b.Runs {
			if !yield(&b.Runs[i]) {
				return
			}
		}
		for i := range b.Rows {
			for _, cell := range b.Rows[i].Cells {
				for j := range cell {
					if !yield(&cell[j]) {
						return
					}
				}
			}
		}
	}
}

// cite gives the citation that byte at of the text lies in.
func (b *blockText) cite(at int) (content.Span, bool) {
	i := sort.Search(len(b.cites), func(i int) bool { return b.cites[i].End > at })
	if i < len(b.cites) && b.cites[i].Start <= at {
		return b.cites[i], true
	}
	return content.Span{}, false
}

// start gives the start of the character that byte at lies in; -1 before the text.
func (b *blockText) start(at int) int {
	if c, ok := b.cite(at); ok {
		return c.Start
	}
	return clusterStart(b.text.Text, at)
}

// after gives the start of the character behind that at byte at; len of the text at its end.
func (b *blockText) after(at int) int {
	if c, ok := b.cite(at); ok {
		return c.End
	}
	return clusterEnd(b.text.Text, at)
}

// before gives the start of the character before that at byte at; -1 at the start.
func (b *blockText) before(at int) int { return b.start(at - 1) }

// class is what a character is to motions by word: words are runs of one class.
type class uint8

const (
	blank class = iota
	mark        // punctuation and symbols
	letter
	han // scripts written without spaces are cut where the script changes
	hiragana
	katakana
	citation
)

func (b *blockText) class(at int) class {
	if _, ok := b.cite(at); ok {
		return citation
	}
	s := b.text.Text
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case unicode.IsSpace(r):
		return blank
	case r == '’', r == '\'', r == '.' || r == ',': // don’t, 1.5, 10,000; but not at the edge of a word
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		behind, _ := utf8.DecodeRuneInString(s[at+size:])
		number := r == '.' || r == ','
		if number && unicode.IsDigit(before) && unicode.IsDigit(behind) || !number && unicode.IsLetter(before) && unicode.IsLetter(behind) {
			return letter
		}
		return mark
	case r < utf8.RuneSelf:
		if r == '_' || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' {
			return letter
		}
		return mark
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r), r == 'ー':
		return katakana
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letter
	}
	return mark
}

// word gives the run of characters of one class that byte at lies in; false on a blank.
func (b *blockText) word(at int) (content.Span, bool) {
	if c, ok := b.cite(at); ok {
		return c, true
	}
	was := b.class(at)
	s := content.Span{Start: b.start(at), End: b.after(at)}
	for s.Start > 0 && b.class(b.before(s.Start)) == was {
		s.Start = b.before(s.Start)
	}
	for s.End < len(b.text.Text) && b.class(s.End) == was {
		s.End = b.after(s.End)
	}
	return s, was != blank
}

// clusterStart gives the start of the grapheme cluster that byte at lies in; -1 before
// the text. It looks back to a place where a cluster surely begins.
func clusterStart(s string, at int) int {
	if at < 0 {
		return -1
	}
	from := min(at, len(s))
	for from > 0 && (at-from < 1024 || !utf8.RuneStart(s[from])) {
		from--
		if s[from] < utf8.RuneSelf && (from == 0 || s[from-1] < utf8.RuneSelf) {
			break
		}
	}
	it := graphemes.FromString(s[from:])
	for it.Next() {
		if from+it.End() > at {
			return from + it.Start()
		}
	}
	return at
}

func clusterEnd(s string, at int) int {
	at = max(at, 0)
	it := graphemes.FromString(s[min(at, len(s)):])
	if it.Next() {
		return at + it.End()
	}
	return len(s)
}

// target gives the citation or link that is nearest to a source offset: the one there,
// the next one in the block, or the last one before; nil if there is none.
func (b *blockText) target(offset int) *markdown.Run {
	var best *markdown.Run
	for r := range runs(b.block) {
		if r.Style&(markdown.Citation|markdown.Link) != 0 && (best == nil || best.Span.End <= offset) {
			best = r
		}
	}
	return best
}

// targets gives the source offsets at which the block's runs in one of some styles begin:
// citations, links. A link may be several runs.
func (b *blockText) targets(styles markdown.Style) []int {
	var found []int
	last := ""
	for r := range runs(b.block) {
		is := r.Style&styles != 0
		if is && (r.Style&markdown.Citation != 0 || r.Target != last) {
			found = append(found, r.Span.Start)
		}
		last = ""
		if is && r.Style&markdown.Link != 0 {
			last = r.Target
		}
	}
	return found
}
