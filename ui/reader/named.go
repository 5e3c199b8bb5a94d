package reader

import (
	"strings"
	"time"
	"unicode"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/content"
	"readout/content/prose"
)

// named gives the source offsets of the dates or of the names in the blocks of a chunk:
// those that the leads of entries say, and those that reading the text finds.
func named(t thing, blocks []blockText, b *briefing.Briefing) []int {
	// Days without a year count from that of publication; which year that is, is the same here.
	a := content.Article{Published: content.Date{Value: "2000-01-01", Certainty: content.Exact}}
	if b != nil && b.Published.Value != "" {
		a.Published = b.Published
	}
	for i := range blocks {
		if k := blocks[i].block.Kind; k == markdown.Code || k == markdown.HTML {
			continue
		}
		text := strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' {
				return ' '
			}
			return r
		}, blocks[i].uncited())
		a.Paragraphs = append(a.Paragraphs, content.Paragraph{Number: i + 1, Text: text})
	}
	var found []int
	add := func(b *blockText, at int) {
		if s, ok := b.text.Source(at); ok {
			found = append(found, s.Start)
		}
	}
	for i := range blocks {
		for _, at := range blocks[i].leadNamed(t, b) {
			add(&blocks[i], at)
		}
	}
	read := prose.Analyze(&a, time.Time{})
	for i := range read.Paragraphs {
		p := &read.Paragraphs[i]
		block := &blocks[p.Number-1]
		if t == aDate {
			for j := range p.Dates {
				add(block, p.Dates[j].Start)
			}
			continue
		}
		for j := range p.Mentions {
			m := &p.Mentions[j]
			if m.Anaphor || m.Modifier {
				continue
			}
			if i := strings.IndexFunc(p.Text[m.Start:m.End], unicode.IsUpper); i >= 0 { // "ministers of Norway"
				add(block, m.Start+i)
			}
		}
	}
	return found
}

// leadNamed gives where in the text the lead of an entry has its date or its names.
func (b *blockText) leadNamed(t thing, of *briefing.Briefing) []int {
	if of == nil || b.block.Join != markdown.Apart {
		return nil
	}
	_, e := of.EntryAt(b.block.Span.Start)
	if e == nil || e.Lead.Raw == "" || !strings.HasPrefix(b.text.Text, e.Lead.Raw) {
		return nil
	}
	if t == aDate {
		if e.Lead.Date.Value == "" {
			return nil
		}
		return []int{0}
	}
	var found []int
	from := 0
	for _, actor := range e.Lead.Actors {
		if i := strings.Index(e.Lead.Raw[from:], actor); i >= 0 && actor != "" {
			found = append(found, from+i)
			from += i + len(actor)
		}
	}
	return found
}
