package markdown

import (
	"slices"
	"strings"

	"readout/content"
)

// chunkParser makes the blocks of one chunk.
type chunkParser struct {
	d      *Document
	part   extract
	blocks []Block
	lists  [][]*list // for each block and each of its containers: the list it is an item of
	places [][]place
	ends   map[int]int
	leaves []inlineLeaf // inline content still to be read
	into   []func([]Run)
}

func (d *Document) parse(i int) Chunk {
	span := d.span(i)
	p := &chunkParser{
		d: d, ends: map[int]int{},
		part: extract{text: string(d.src[span.Start:span.End]), start: span.Start},
	}
	s := d.marks[i].state.snapshot()
	s.refs = lookup{d}
	s.emit = p.put
	s.close = func(c *container) { p.ends[c.ID] = c.Span.End }
	last := slices.Clone(s.last)
	at := span.Start
	if i == 0 {
		at = d.body
		if at > len(byteOrderMark) {
			p.blocks = append(p.blocks, Block{Kind: FrontMatter, Span: content.Span{End: at}})
			p.lists = append(p.lists, nil)
			p.places = append(p.places, nil)
		}
	}
	for at < span.End {
		c := lineAt(d.src, at, len(d.src))
		s.line(c)
		at = c.end
	}
	s.cut(span.End)
	if i == len(d.marks)-1 {
		s.finish()
	}
	for j, runs := range d.names.inlines(d.src, p.part, p.leaves) {
		p.into[j](runs)
	}
	p.settle(last)
	return Chunk{Span: span, Blocks: p.blocks}
}

// put makes a block of a leaf.
func (p *chunkParser) put(s *structure, l *leaf) {
	b := Block{Kind: l.kind, Span: l.span, Level: l.level, Join: l.join, Align: l.align}
	for i := 1; i < len(s.stack); i++ {
		c := s.stack[i].Container
		c.First = !s.stack[i].emitted
		b.Containers = append(b.Containers, c)
	}
	at := len(p.blocks)
	switch l.kind {
	case Paragraph, Heading:
		p.later(inlineLeaf{lines: spans(l.lines)}, func(r []Run) { p.blocks[at].Runs = r })
	case Table:
		p.rows(&b, at, l)
	case Code:
		info, _, _ := strings.Cut(destination(p.d.src[l.info.Start:l.info.End]), " ")
		b.Info = info
		b.Runs = p.verbatim(l)
	case HTML:
		b.Runs = p.verbatim(l)
	}
	p.blocks = append(p.blocks, b)
	lists, places := make([]*list, 0, len(s.stack)), make([]place, 0, len(s.stack))
	for i := 1; i < len(s.stack); i++ {
		lists = append(lists, s.itemOf(i))
		places = append(places, s.placeOf(i))
	}
	p.lists = append(p.lists, lists)
	p.places = append(p.places, places)
}

func spans(lines []piece) []content.Span {
	out := make([]content.Span, len(lines))
	for i, l := range lines {
		out[i] = l.Span
	}
	return out
}

// later has the inline content of a leaf read with that of the others. What would take
// goldmark time by the square of its length is read in pieces.
func (p *chunkParser) later(leaf inlineLeaf, into func([]Run)) {
	if !slow(p.d.src, leaf.lines) {
		p.leaves = append(p.leaves, leaf)
		p.into = append(p.into, into)
		return
	}
	var all []Run
	for _, l := range leaf.lines {
		for l.Len() > 0 {
			piece := l
			if piece.Len() > slowPiece {
				piece.End = piece.Start + stretch(p.d.src[piece.Start:piece.Start+slowPiece])
			}
			l.Start = piece.End
			p.leaves = append(p.leaves, inlineLeaf{lines: []content.Span{piece}, cell: leaf.cell})
			p.into = append(p.into, func(runs []Run) {
				all = append(all, runs...)
				into(all)
			})
		}
	}
}

const slowPiece = 256 // bytes

// slow reports whether goldmark would take long for the inline content of lines: where
// many links or tags are begun and not ended, or very many delimiters are unmatched,
// each is looked up to the end.
func slow(src []byte, lines []content.Span) bool {
	if len(lines) == 0 {
		return false
	}
	s := src[lines[0].Start:lines[len(lines)-1].End]
	if len(s) < 4<<10 {
		return false
	}
	links, tags, marks := 0, 0, 0
	link, tag := false, false
	for i, c := range s {
		switch c {
		case ')':
			link = false
		case '(':
			if i > 0 && s[i-1] == ']' {
				if link {
					links++
				}
				link = true
			}
		case '>':
			tag = false
		case '<':
			if tag {
				tags++
			}
			tag = true
		case '*', '_', '~':
			if i == 0 || s[i-1] != c {
				marks++
			}
		}
	}
	return links*len(s) > 4<<20 || tags*len(s) > 400<<10 || marks*marks > 16<<20
}

func (p *chunkParser) rows(b *Block, at int, l *leaf) {
	for r, line := range l.lines {
		cols := cells(p.d.src, line.Span)
		b.Rows = append(b.Rows, Row{Span: trim(p.d.src, line.Span), Cells: make([][]Run, len(cols))})
		for j, cell := range cols {
			p.later(inlineLeaf{lines: []content.Span{cell}, cell: true}, func(runs []Run) { p.blocks[at].Rows[r].Cells[j] = runs })
		}
	}
}

// verbatim gives the lines of code or HTML.
func (p *chunkParser) verbatim(l *leaf) []Run {
	w := runWriter{src: p.d.src, copy: p.part}
	for _, line := range l.lines {
		start, col := line.Start, 0
		if line.pad > 0 {
			w.add(Run{Text: strings.Repeat(" ", line.pad), Span: content.Span{Start: start, End: start + 1}})
			start++
			col = line.pad
		}
		stop := line.End
		if stop > start && w.src[stop-1] == '\n' {
			stop--
			if stop > start && w.src[stop-1] == '\r' {
				stop--
			}
		}
		w.tabbed(start, stop, col)
		if stop < line.End || line.End == len(w.src) {
			w.endLine(stop, line.End)
		}
	}
	return w.finish()
}

// tabbed puts out a line of code, its tabs as spaces up to the next multiple of four.
func (w *runWriter) tabbed(start, stop, col int) {
	from := start
	for i := start; i < stop; i++ {
		switch c := w.src[i]; {
		case c == '\t':
			w.raw(from, i, 0, "")
			n := tabStop - col%tabStop
			w.add(Run{Text: strings.Repeat(" ", n), Span: content.Span{Start: i, End: i + 1}})
			col += n
			from = i + 1
		case c < 0x80 || c >= 0xc0:
			col++
		}
	}
	w.raw(from, stop, 0, "")
}

// endLine ends the last run with a hard break, or puts out an empty line.
func (w *runWriter) endLine(stop, end int) {
	if n := len(w.runs); n > 0 && w.runs[n-1].Break == NoBreak && w.runs[n-1].Span.End == stop {
		w.runs[n-1].Break = HardBreak
		return
	}
	w.runs = append(w.runs, Run{Span: content.Span{Start: stop, End: end}, Break: HardBreak})
}

// settle fills in what is known only at the end of the chunk: where containers end and
// which lists are tight.
func (p *chunkParser) settle(before []place) {
	for i := range p.blocks {
		b := &p.blocks[i]
		for j := range b.Containers {
			c := &b.Containers[j]
			if end, ok := p.d.ends[c.ID]; ok {
				c.Span.End = end
			} else if end, ok := p.ends[c.ID]; ok {
				c.Span.End = end
			}
		}
		b.Tight = p.tight(before, p.places[i], p.lists[i])
		before = p.places[i]
	}
}

// tight reports whether no blank line is due between a block at before and one at here,
// whose lists are given too.
func (p *chunkParser) tight(before, here []place, lists []*list) bool {
	k := 0
	for k < len(before) && k < len(here) && before[k].id == here[k].id {
		k++
	}
	if k < len(before) && k < len(here) && lists[k] != nil && before[k].list == lists[k].id {
		return !p.isLoose(lists[k])
	}
	if k > 0 && lists[k-1] != nil {
		return !p.isLoose(lists[k-1])
	}
	return false
}

func (p *chunkParser) isLoose(l *list) bool {
	if loose, ok := p.d.loose[l.id]; ok {
		return loose
	}
	return l.loose
}
