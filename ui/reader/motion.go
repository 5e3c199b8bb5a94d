package reader

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"readout/content"
	"readout/ui/page"
)

// class tells words from marks from white space, as motions by word see them.
func class(s string, at int) int {
	r, _ := utf8.DecodeRuneInString(s[at:])
	switch {
	case unicode.IsSpace(r):
		return 0
	case unicode.IsLetter(r), unicode.IsDigit(r), r == '_', r == '’', r == '\'', unicode.IsMark(r):
		return 2
	}
	return 1
}

// wordNext goes to the start of the next word.
func (f *flow) wordNext(p place) place {
	text := f.at(p).text.Text
	at, was := p.at, class(text, p.at)
	for at < len(text) && class(text, at) == was && was != 0 {
		at = clusterEnd(text, at)
	}
	for at < len(text) && class(text, at) == 0 {
		at = clusterEnd(text, at)
	}
	if at < len(text) {
		if q := f.settle(place{p.chunk, p.block, at}, 1); q.at > p.at {
			return q
		}
	}
	if q, ok := f.next(p.chunk, p.block); ok {
		return q
	}
	return f.end(p)
}

// wordPrev goes to the start of the word, or of the one before.
func (f *flow) wordPrev(p place) place {
	q, ok := f.step(p, -1)
	if !ok {
		return p
	}
	text := f.at(q).text.Text
	at := q.at
	for at > 0 && class(text, at) == 0 {
		at = clusterStart(text, at-1)
	}
	for was := class(text, at); at > 0; {
		back := clusterStart(text, at-1)
		if class(text, back) != was {
			break
		}
		at = back
	}
	return f.settle(place{q.chunk, q.block, at}, 1)
}

// sentenceNext goes to the start of the next sentence.
func (f *flow) sentenceNext(p place) place {
	for _, s := range f.sentences(p) {
		if s.Start > p.at {
			if q := f.settle(place{p.chunk, p.block, s.Start}, 1); q.at > p.at {
				return q
			}
		}
	}
	if q, ok := f.next(p.chunk, p.block); ok {
		return q
	}
	return f.end(p)
}

// sentencePrev goes to the start of the sentence, or of the one before.
func (f *flow) sentencePrev(p place) place {
	for _, s := range slices.Backward(f.sentences(p)) {
		if q := f.settle(place{p.chunk, p.block, s.Start}, 1); q.at < p.at {
			return q
		}
	}
	q, ok := f.prev(p.chunk, p.block)
	if !ok {
		return p
	}
	if all := f.sentences(q); len(all) > 0 {
		return f.settle(place{q.chunk, q.block, all[len(all)-1].Start}, 1)
	}
	return q
}

// sentenceAt gives the source of the sentence at p.
func (f *flow) sentenceAt(p place) content.Span {
	for _, s := range f.sentences(p) {
		if p.at < s.End {
			if span, ok := f.at(p).text.SourceSpan(s); ok {
				return span
			}
		}
	}
	span, _ := f.at(p).text.SourceSpan(content.Span{End: len(f.at(p).text.Text)})
	return span
}

func (f *flow) paragraphNext(p place) place {
	if q, ok := f.next(p.chunk, p.block); ok {
		return q
	}
	return f.end(p)
}

func (f *flow) paragraphPrev(p place) place {
	if start := f.settle(place{p.chunk, p.block, 0}, 1); start.at < p.at {
		return start
	}
	if q, ok := f.prev(p.chunk, p.block); ok {
		return q
	}
	return p
}

// moveText moves over the flow of text.
func (m *Model) moveText(move func(place) place) {
	if p, ok := m.flow.find(m.cursor); ok {
		m.goTo(m.flow.source(move(p)).Start)
	}
}

// moveLines moves over n lines that show text, and keeps the column.
func (m *Model) moveLines(n int) {
	at, step := m.page.Find(m.cursor), 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		next := m.page.Move(at, step)
		if next == at {
			break
		}
		at = next
		if _, ok := m.page.Line(at).Offset(m.column); ok {
			n--
		}
	}
	m.land(at, step)
}

// land puts the cursor on a line, or on the nearest one with text, in the wanted column.
func (m *Model) land(at page.Pos, step int) {
	for _, step := range [2]int{step, -step} {
		for try := at; ; {
			if offset, ok := m.page.Line(try).Offset(m.column); ok {
				m.setCursor(offset)
				return
			}
			next := m.page.Move(try, step)
			if next == try {
				break
			}
			try = next
		}
	}
}

// scroll moves the screen and the cursor by n lines.
func (m *Model) scroll(n int) {
	m.top = m.page.Move(m.top, n)
	if last := m.page.Move(m.page.Last(), 1-m.height); n > 0 && after(m.top, last) {
		m.top = last
	}
	at := m.page.Move(m.page.Find(m.cursor), n)
	step := 1
	if n < 0 {
		step = -1
	}
	m.land(at, step)
}

func after(a, b page.Pos) bool {
	return a.Chunk > b.Chunk || a.Chunk == b.Chunk && a.Line > b.Line
}

// screenLine goes to the n-th line of the screen.
func (m *Model) screenLine(n int) {
	m.land(m.page.Move(m.top, max(min(n, m.height-1), 0)), 1)
}

// lineEnd goes to the end or the start of the line.
func (m *Model) lineEdge(column int) {
	if offset, ok := m.page.Line(m.page.Find(m.cursor)).Offset(column); ok {
		m.setCursor(offset)
		m.column = column
	}
}

// section goes n sections on or back.
func (m *Model) section(n int) {
	starts := m.sections
	i := sort.SearchInts(starts, m.cursor+1) // the first section behind the cursor
	if n < 0 {
		i = sort.SearchInts(starts, m.cursor) - 1
	}
	if i >= 0 && i < len(starts) {
		m.goTo(starts[i])
	}
}
