package reader

import (
	"sort"
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"

	"readout/briefing/markdown"
	"readout/content"
	"readout/content/prose"
)

// flow is a document as the running text that motions go over: blocks with visible
// text, one after another.
type flow struct {
	doc   *markdown.Document
	chunk int
	texts []blockText // of the chunk
}

// blockText is one block's visible text.
type blockText struct {
	block *markdown.Block
	text  *markdown.Visible
}

// place is a character of the flow: a byte of a block's visible text.
type place struct{ chunk, block, at int }

func newFlow(doc *markdown.Document) *flow { return &flow{doc: doc, chunk: -1} }

// blocks gives the blocks of a chunk that have text.
func (f *flow) blocks(chunk int) []blockText {
	if chunk == f.chunk {
		return f.texts
	}
	f.chunk, f.texts = chunk, nil
	blocks := f.doc.Chunk(chunk).Blocks
	for i := range blocks {
		if v := blocks[i].Visible(); mapped(v) {
			f.texts = append(f.texts, blockText{&blocks[i], v})
		}
	}
	return f.texts
}

// mapped reports whether any character of v has a source.
func mapped(v *markdown.Visible) bool {
	_, ok := v.SourceSpan(content.Span{End: len(v.Text)})
	return ok && strings.TrimSpace(v.Text) != ""
}

func (f *flow) at(p place) *blockText { return &f.blocks(p.chunk)[p.block] }

// next gives the start of the first block after chunk and block; false at the end.
func (f *flow) next(chunk, block int) (place, bool) {
	for ; chunk < f.doc.Chunks(); chunk, block = chunk+1, -1 {
		if block+1 < len(f.blocks(chunk)) {
			return f.settle(place{chunk, block + 1, 0}, 1), true
		}
	}
	return place{}, false
}

// prev gives the start of the last block before chunk and block; false at the start.
func (f *flow) prev(chunk, block int) (place, bool) {
	for chunk >= 0 {
		if block > 0 && block <= len(f.blocks(chunk)) {
			return f.settle(place{chunk, block - 1, 0}, 1), true
		}
		if chunk--; chunk >= 0 {
			block = len(f.blocks(chunk))
		}
	}
	return place{}, false
}

// settle moves to the nearest character with a source, in a direction first.
func (f *flow) settle(p place, direction int) place {
	b := f.at(p)
	for _, step := range [2]int{direction, -direction} {
		for at := p.at; at >= 0 && at < len(b.text.Text); at += step {
			if _, ok := b.text.Source(at); ok {
				return place{p.chunk, p.block, clusterStart(b.text.Text, at)}
			}
		}
	}
	return p
}

// find gives the character at, or the first after, a source offset; else the last one.
func (f *flow) find(offset int) (place, bool) {
	chunk := f.doc.ChunkAt(offset)
	blocks := f.blocks(chunk)
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].block.Span.End > offset })
	if i < len(blocks) {
		at := blocks[i].text.At(offset)
		if at < len(blocks[i].text.Text) {
			return f.settle(place{chunk, i, at}, 1), true
		}
	}
	if p, ok := f.next(chunk, min(i, len(blocks)-1)); ok {
		return p, true
	}
	if p, ok := f.prev(f.doc.Chunks()-1, len(f.blocks(f.doc.Chunks()-1))); ok {
		return f.end(p), true
	}
	return place{}, false
}

// end gives the last character of p's block.
func (f *flow) end(p place) place {
	return f.settle(place{p.chunk, p.block, len(f.at(p).text.Text) - 1}, -1)
}

// source gives the source bytes of the cluster at p.
func (f *flow) source(p place) content.Span {
	v := f.at(p).text
	s, _ := v.SourceSpan(content.Span{Start: p.at, End: clusterEnd(v.Text, p.at)})
	return s
}

// step goes n characters on or back.
func (f *flow) step(p place, n int) (place, bool) {
	text := f.at(p).text
	at := p.at
	for {
		if n > 0 {
			at = clusterEnd(text.Text, at)
		} else {
			at = clusterStart(text.Text, at-1)
		}
		if at < 0 || at >= len(text.Text) {
			break
		}
		if _, ok := text.Source(at); ok {
			return place{p.chunk, p.block, at}, true
		}
	}
	if n > 0 {
		return f.next(p.chunk, p.block)
	}
	q, ok := f.prev(p.chunk, p.block)
	if !ok {
		return p, false
	}
	return f.end(q), true
}

// sentences gives the sentences of p's block in its visible text. The bold lead of a
// list item is a piece of its own, and citations behind a sentence are not part of it:
// what is left is what the source says.
func (f *flow) sentences(p place) []content.Span {
	b := f.at(p)
	text, lead := b.text.Text, b.lead()
	var all []content.Span
	if lead > 0 {
		all = append(all, content.Span{End: len(strings.TrimRight(text[:lead], " —"))})
	}
	cited := b.citations()
	for _, s := range prose.Sentences(text[lead:]) {
		s = content.Span{Start: s.Start + lead, End: s.End + lead}
		for i := len(cited) - 1; i >= 0; i-- {
			if cited[i].End == s.End && cited[i].Start >= s.Start {
				s.End = s.Start + len(strings.TrimRight(text[s.Start:cited[i].Start], " "))
			}
		}
		if s.End > s.Start {
			all = append(all, s)
		}
	}
	return all
}

// lead gives where the text of a list item begins behind its bold lead; 0: it has none.
func (b *blockText) lead() int {
	containers := b.block.Containers
	if len(containers) == 0 || containers[len(containers)-1].Kind != markdown.Item {
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
	if end == 0 {
		return 0
	}
	return end + len(b.text.Text[end:]) - len(strings.TrimLeft(b.text.Text[end:], " —"))
}

// citations gives where the block's visible text has footnote references.
func (b *blockText) citations() []content.Span {
	var found []content.Span
	for i := range b.block.Runs {
		if r := &b.block.Runs[i]; r.Style&markdown.Citation != 0 {
			found = append(found, b.text.TextSpan(r.Span))
		}
	}
	return found
}

// clusterStart gives the start of the grapheme cluster that byte at lies in; -1 before the text.
func clusterStart(s string, at int) int {
	if at < 0 {
		return -1
	}
	from := max(at-64, 0)
	for from > 0 && s[from] != ' ' && at-from < 256 {
		from--
	}
	for from > 0 && s[from]&0xc0 == 0x80 {
		from--
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
	it := graphemes.FromString(s[min(at, len(s)):])
	if it.Next() {
		return at + it.End()
	}
	return len(s)
}
