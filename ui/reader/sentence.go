package reader

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/content"
	"readout/content/prose"
)

// sentences gives the sentences of a block in its visible text, in order: of a table
// those of its cells, of code its lines. The bold lead of an entry is a piece of its own
// (lead tells where it ends), and citations behind a sentence are not part of it: what
// is left is what the source says.
func (b *blockText) sentences() []content.Span {
	if b.read {
		return b.said
	}
	b.read = true
	text := b.uncited()
	if b.lead = b.leadEnd(text); b.lead > 0 {
		b.said = append(b.said, content.Span{End: len(strings.TrimRightFunc(text[:b.lead], joins))})
	}
	from := b.lead
	for _, to := range b.cuts() {
		b.said = b.pieces(b.said, text, from, to)
		from = to
	}
	return b.said
}

// uncited gives the text with blanks where its citations are.
func (b *blockText) uncited() string {
	if len(b.cites) == 0 {
		return b.text.Text
	}
	masked := []byte(b.text.Text)
	for _, c := range b.cites {
		for i := c.Start; i < c.End; i++ {
			masked[i] = ' '
		}
	}
	return string(masked)
}

// cuts gives where no sentence reaches over: the ends of cells and of lines of code, and
// the end of the text.
func (b *blockText) cuts() []int {
	text := b.text.Text
	var cuts []int
	switch b.block.Kind {
	case markdown.Table, markdown.Code, markdown.HTML:
		for i := range len(text) {
			if text[i] == '\n' || text[i] == '\t' && b.block.Kind == markdown.Table {
				cuts = append(cuts, i+1)
			}
		}
	}
	return append(cuts, len(text))
}

// pieces adds the sentences of text[from:to].
func (b *blockText) pieces(said []content.Span, text string, from, to int) []content.Span {
	if b.block.Kind == markdown.Code || b.block.Kind == markdown.HTML {
		line := text[from:to]
		s := content.Span{Start: to - len(strings.TrimLeftFunc(line, unicode.IsSpace)), End: from + len(strings.TrimRightFunc(line, unicode.IsSpace))}
		if s.Len() > 0 {
			said = append(said, s)
		}
		return said
	}
	for _, s := range prose.Sentences(text[from:to]) {
		if strings.TrimSpace(text[from+s.Start:from+s.End]) != "" {
			said = append(said, content.Span{Start: from + s.Start, End: from + s.End})
		}
	}
	return said
}

// joins reports whether r stands between a lead and the sentence.
func joins(r rune) bool { return unicode.IsSpace(r) || r == '—' || r == '–' }

// leadEnd gives where the text of an entry begins behind its bold lead: bold text at the
// start of a list item or paragraph with a dash behind it or a colon at its end.
func (b *blockText) leadEnd(text string) int {
	if b.block.Kind != markdown.Paragraph || b.block.Join != markdown.Apart {
		return 0
	}
	end := 0
	for i := range b.block.Runs {
		r := &b.block.Runs[i]
		if r.Style&markdown.Strong == 0 {
			break
		}
		end = b.text.TextSpan(r.Span).End
	}
	rest := strings.TrimLeftFunc(text[end:], joins)
	gap := text[end : len(text)-len(rest)]
	if end == 0 || strings.TrimSpace(rest) == "" || !strings.HasSuffix(text[:end], ":") && !strings.ContainsAny(gap, "—–") {
		return 0
	}
	return len(text) - len(rest)
}

// sentenceAt gives the source of the sentence that is meant at p: on a lead the first
// one behind it, on a citation or a space the one before. A quotation that was begun
// belongs to it up to its end.
func (f *flow) sentenceAt(p place) content.Span {
	b := f.at(p)
	said := b.sentences()
	first := 0
	if b.lead > 0 && len(said) > 1 {
		first = 1
	}
	at := -1
	for i := first; i < len(said) && (at < 0 || said[i].Start <= p.at); i++ {
		at = i
	}
	if at >= 0 {
		if s, ok := b.text.SourceSpan(b.quoted(said[first:], at-first)); ok {
			return s
		}
	}
	s, _ := b.text.SourceSpan(content.Span{End: len(b.text.Text)})
	return s
}

// quoted gives sentence i with those before and behind it that are in one quotation with
// it, so that no quotation is cut.
func (b *blockText) quoted(said []content.Span, i int) content.Span {
	for from := 0; from < len(said); {
		to := from
		for open := 0; to < len(said); to++ {
			if open = quotes(b.text.Text[said[to].Start:said[to].End], open); open == 0 {
				break
			}
		}
		if to == len(said) { // it ends in a later paragraph, or never
			if i == from {
				break
			}
			from++
			continue
		}
		if from <= i && i <= to {
			return content.Span{Start: said[from].Start, End: said[to].End}
		}
		from = to + 1
	}
	return said[i]
}

// quotes gives how many double quotation marks are open behind s if there were open
// ones before it. A straight mark opens where none is open.
func quotes(s string, open int) int {
	for i, r := range s {
		switch r {
		case '“', '«', '„':
			if r == '“' && open > 0 && strings.HasPrefix(s[i+utf8.RuneLen(r):], " ") {
				open-- // „German“
				continue
			}
			open++
		case '”', '»':
			open = max(open-1, 0)
		case '"':
			open = 1 - min(open, 1)
		}
	}
	return open
}
