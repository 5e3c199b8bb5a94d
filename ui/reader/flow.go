package reader

import (
	"cmp"
	"iter"
	"sort"

	"readout/briefing/markdown"
	"readout/content"
)

// flow is a document as the running text that motions go over: blocks with visible
// text, one after another.
type flow struct {
	doc  *markdown.Document
	near [nearChunks]chunkText // the chunks looked at lately, the latest first
}

// nearChunks is enough for a motion to look over the joint of two chunks and back.
const nearChunks = 3

// chunkText is the text of one chunk.
type chunkText struct {
	number int
	blocks []blockText
}

// place is a character of the flow: a byte of a block's visible text.
type place struct{ chunk, block, at int }

func (p place) before(q place) bool {
	return cmp.Or(cmp.Compare(p.chunk, q.chunk), cmp.Compare(p.block, q.block), cmp.Compare(p.at, q.at)) < 0
}

func newFlow(doc *markdown.Document) *flow {
	f := &flow{doc: doc}
	for i := range f.near {
		f.near[i].number = -1
	}
	return f
}

// blocks gives the blocks of a chunk that have text.
func (f *flow) blocks(chunk int) []blockText {
	for i := range f.near {
		if c := f.near[i]; c.number == chunk {
			copy(f.near[1:i+1], f.near[:i])
			f.near[0] = c
			return c.blocks
		}
	}
	c := chunkText{chunk, blocksOf(f.doc, chunk)}
	copy(f.near[1:], f.near[:])
	f.near[0] = c
	return c.blocks
}

// blocksOf reads the blocks of a chunk that have text.
func blocksOf(doc *markdown.Document, chunk int) []blockText {
	var found []blockText
	blocks := doc.Chunk(chunk).Blocks
	for i := range blocks {
		if b, ok := newBlockText(&blocks[i]); ok {
			found = append(found, b)
		}
	}
	return found
}

// chunks gives the numbers of all chunks.
func (f *flow) chunks() iter.Seq[int] {
	n := f.doc.Chunks()
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

// chunksOf gives the numbers of the chunks in which spans begin; the spans are in order.
func (f *flow) chunksOf(spans []content.Span) iter.Seq[int] {
	doc := f.doc
	return func(yield func(int) bool) {
		last := -1
		for _, s := range spans {
			if i := doc.ChunkAt(s.Start); i != last {
				if last = i; !yield(i) {
					return
				}
			}
		}
	}
}

func (f *flow) at(p place) *blockText { return &f.blocks(p.chunk)[p.block] }

// next gives the start of the first block after a block; false at the end.
func (f *flow) next(chunk, block int) (place, bool) {
	for ; chunk < f.doc.Chunks(); chunk, block = chunk+1, -1 {
		if block+1 < len(f.blocks(chunk)) {
			return f.settle(place{chunk, block + 1, 0}, 1), true
		}
	}
	return place{}, false
}

// prev gives the start of the last block before a block; false at the start.
func (f *flow) prev(chunk, block int) (place, bool) {
	for chunk >= 0 {
		if n := min(block, len(f.blocks(chunk))); n > 0 {
			return f.settle(place{chunk, n - 1, 0}, 1), true
		}
		chunk--
		block = 1 << 30
	}
	return place{}, false
}

// first gives the first character of the document; false if it has no text.
func (f *flow) first() (place, bool) { return f.next(0, -1) }

// last gives the last character of the document; false if it has no text.
func (f *flow) last() (place, bool) {
	p, ok := f.prev(f.doc.Chunks()-1, 1<<30)
	if !ok {
		return p, false
	}
	return f.end(p), true
}

// settle moves to the nearest character with a source, in a direction first.
func (f *flow) settle(p place, direction int) place {
	b := f.at(p)
	for _, step := range [2]int{direction, -direction} {
		for at := b.start(p.at); at >= 0 && at < len(b.text.Text); {
			if _, ok := b.text.Source(at); ok {
				return place{p.chunk, p.block, at}
			}
			if step > 0 {
				at = b.after(at)
			} else {
				at = b.before(at)
			}
		}
	}
	return p
}

// find gives the character at, or the first after, a source offset; else the last one;
// false if there is no text.
func (f *flow) find(offset int) (place, bool) {
	chunk := f.doc.ChunkAt(offset)
	blocks := f.blocks(chunk)
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].block.Span.End > offset })
	if i < len(blocks) {
		if at := blocks[i].text.At(offset); at < len(blocks[i].text.Text) {
			return f.settle(place{chunk, i, at}, 1), true
		}
	}
	if p, ok := f.next(chunk, min(i, len(blocks)-1)); ok {
		return p, true
	}
	return f.last()
}

// end gives the last character of p's block.
func (f *flow) end(p place) place {
	return f.settle(place{p.chunk, p.block, len(f.at(p).text.Text) - 1}, -1)
}

// source gives the source bytes of the character at p.
func (f *flow) source(p place) content.Span {
	b := f.at(p)
	s, _ := b.text.SourceSpan(content.Span{Start: p.at, End: b.after(p.at)})
	return s
}

// step goes one character on or back; false at the ends of the text.
func (f *flow) step(p place, direction int) (place, bool) {
	b := f.at(p)
	for at := p.at; ; {
		if direction > 0 {
			at = b.after(at)
		} else {
			at = b.before(at)
		}
		if at < 0 || at >= len(b.text.Text) {
			break
		}
		if _, ok := b.text.Source(at); ok {
			return place{p.chunk, p.block, at}, true
		}
	}
	if direction > 0 {
		if q, ok := f.next(p.chunk, p.block); ok {
			return q, true
		}
		return p, false
	}
	q, ok := f.prev(p.chunk, p.block)
	if !ok {
		return p, false
	}
	return f.end(q), true
}
