package reader

import (
	"slices"

	"readout/briefing/markdown"
	"readout/content"
)

// The motions over text. At the ends of the text they stay on its first or last
// character.

func (f *flow) right(p place) place {
	q, _ := f.step(p, 1)
	return q
}

func (f *flow) left(p place) place {
	q, _ := f.step(p, -1)
	return q
}

// wordNext goes to the start of the next word.
func (f *flow) wordNext(p place) place {
	b := f.at(p)
	at, text := p.at, b.text.Text
	for was := b.class(at); was != blank && at < len(text) && b.class(at) == was; {
		at = b.after(at)
		if was == citation {
			break
		}
	}
	for at < len(text) && b.class(at) == blank {
		at = b.after(at)
	}
	if at < len(text) {
		return f.settle(place{p.chunk, p.block, at}, 1)
	}
	return f.beyond(p)
}

// wordPrev goes to the start of the word, or of the one before.
func (f *flow) wordPrev(p place) place {
	q, ok := f.step(p, -1)
	if !ok {
		return p
	}
	b, at := f.at(q), q.at
	for at > 0 && b.class(at) == blank {
		at = b.before(at)
	}
	for was := b.class(at); at > 0 && was != citation; {
		back := b.before(at)
		if b.class(back) != was {
			break
		}
		at = back
	}
	return f.settle(place{q.chunk, q.block, at}, 1)
}

// sentenceNext goes to the start of the next sentence.
func (f *flow) sentenceNext(p place) place {
	for _, s := range f.at(p).sentences() {
		if s.Start > p.at {
			if q := f.settle(place{p.chunk, p.block, s.Start}, 1); q.at > p.at {
				return q
			}
		}
	}
	return f.beyond(p)
}

// sentencePrev goes to the start of the sentence, or of the one before.
func (f *flow) sentencePrev(p place) place {
	if q, ok := f.lastStart(p, p.at); ok {
		return q
	}
	q, ok := f.prev(p.chunk, p.block)
	if !ok {
		return f.settle(place{p.chunk, p.block, 0}, 1)
	}
	if s, ok := f.lastStart(q, len(f.at(q).text.Text)); ok {
		return s
	}
	return q
}

// lastStart gives the start of the last sentence of p's block that begins before byte at.
func (f *flow) lastStart(p place, at int) (place, bool) {
	for _, s := range slices.Backward(f.at(p).sentences()) {
		if q := f.settle(place{p.chunk, p.block, s.Start}, 1); q.at < at {
			return q, true
		}
	}
	return place{}, false
}

// paragraphNext goes to the start of the next paragraph, entry, heading or table. A leaf
// that is read in pieces is one.
func (f *flow) paragraphNext(p place) place {
	for q := p; ; {
		next, ok := f.next(q.chunk, q.block)
		if !ok {
			return f.end(q)
		}
		if f.at(next).block.Join == markdown.Apart {
			return next
		}
		q = next
	}
}

// paragraphPrev goes to the start of the paragraph, or of the one before.
func (f *flow) paragraphPrev(p place) place {
	q := f.settle(place{p.chunk, p.block, 0}, 1)
	if q.at >= p.at || f.at(q).block.Join != markdown.Apart {
		back, ok := f.prev(q.chunk, q.block)
		for ok {
			if q = back; f.at(q).block.Join == markdown.Apart {
				break
			}
			back, ok = f.prev(q.chunk, q.block)
		}
	}
	return q
}

// paragraph gives the start of a paragraph, counted from 1 at p, or of the last one.
func (f *flow) paragraph(p place, n int) place {
	last := p
	for n > 1 {
		next, ok := f.next(p.chunk, p.block)
		if !ok {
			break
		}
		if p = next; f.at(p).block.Join == markdown.Apart {
			last = p
			n--
		}
	}
	return last
}

// endBefore gives the last character before p that is neither a blank nor a citation.
func (f *flow) endBefore(p place) place {
	q, ok := f.step(p, -1)
	for ok {
		if c := f.at(q).class(q.at); c != blank && c != citation {
			return q
		}
		q, ok = f.step(q, -1)
	}
	return p
}

// beyond gives the start of the block after p's, or the last character of the text.
func (f *flow) beyond(p place) place {
	if q, ok := f.next(p.chunk, p.block); ok {
		return q
	}
	return f.end(p)
}

// span gives the source range of the characters from one place to another, both
// included.
func (f *flow) span(from, to place) content.Span {
	return content.Span{Start: f.source(from).Start, End: f.source(to).End}
}
