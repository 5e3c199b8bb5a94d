package markdown

import (
	"slices"
	"strings"

	"readout/content"
)

// chunkParser makes the blocks of one chunk. What belongs to one block lies together in
// the slices that all blocks share.
type chunkParser struct {
	d          *Document
	w          runWriter
	blocks     []Block
	containers []Container
	seats      []seat // of containers, at the same index
	ends       map[int]int
	spans      []content.Span
	leaves     []inlineLeaf // inline content still to be read
}

// seat is a container's place and the list it is an item of.
type seat struct {
	place
	list *list
}

// inlineLeaf is a leaf with inline content, given as its lines, and where the runs go.
type inlineLeaf struct {
	lines        []content.Span
	block        int
	row, col     int
	cell, goesOn bool // of a table; on in the next leaf
}

func (d *Document) parse(i int) Chunk {
	span := d.span(i)
	text := string(d.src[span.Start:span.End])
	lines := strings.Count(text, "\n")
	p := &chunkParser{
		d: d, ends: map[int]int{},
		w:      runWriter{src: d.src, copy: extract{text: text, start: span.Start}, runs: make([]Run, 0, 2*lines+8)},
		blocks: make([]Block, 0, lines/2+1), leaves: make([]inlineLeaf, 0, lines/2+1),
		containers: make([]Container, 0, lines/2+1), seats: make([]seat, 0, lines/2+1), spans: make([]content.Span, 0, lines+1),
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
	d.names.inlines(&p.w, p.leaves, p.take)
	p.settle(last)
	return Chunk{Span: span, Blocks: p.blocks}
}

// put makes a block of a leaf.
func (p *chunkParser) put(s *structure, l *leaf) {
	b := Block{Kind: l.kind, Span: l.span, Level: l.level, Join: l.join, Align: l.align}
	from := len(p.containers)
	for i := 1; i < len(s.stack); i++ {
		c := s.stack[i].Container
		c.First = !s.stack[i].emitted
		p.containers = append(p.containers, c)
		p.seats = append(p.seats, seat{s.placeOf(i), s.itemOf(i)})
	}
	b.Containers = slices.Clip(p.containers[from:])
	to := inlineLeaf{block: len(p.blocks)}
	switch l.kind {
	case Paragraph, Heading:
		to.lines = p.linesOf(l.lines)
		if n := len(to.lines); n > 0 && l.kind == Paragraph {
			// A long line is cut behind a space, which is text.
			end := to.lines[n-1].End
			to.goesOn = end < len(p.d.src) && p.d.src[end-1] != '\n'
		}
		p.later(to)
	case Table:
		p.rows(&b, to, l)
	case Code:
		b.Info, _, _ = strings.Cut(destination(p.d.src[l.info.Start:l.info.End]), " ")
		b.Runs = p.verbatim(l)
	case HTML:
		b.Runs = p.verbatim(l)
	}
	p.blocks = append(p.blocks, b)
}

// linesOf gives the lines of a leaf; stretches of one long line are joined again.
func (p *chunkParser) linesOf(lines []piece) []content.Span {
	from := len(p.spans)
	for _, l := range lines {
		if n := len(p.spans); n > from && p.spans[n-1].End == l.Start && p.d.src[l.Start-1] != '\n' {
			p.spans[n-1].End = l.End
			continue
		}
		p.spans = append(p.spans, l.Span)
	}
	return slices.Clip(p.spans[from:])
}

// take puts the runs of a leaf where they belong.
func (p *chunkParser) take(leaf *inlineLeaf, runs []Run) {
	to := &p.blocks[leaf.block].Runs
	if leaf.cell {
		to = &p.blocks[leaf.block].Rows[leaf.row].Cells[leaf.col]
	}
	if len(*to) > 0 {
		runs = append(slices.Clip(*to), runs...)
	}
	*to = runs
}

// later has the inline content of a leaf read with that of the others. What would take
// goldmark time by the square of its length is read in pieces.
func (p *chunkParser) later(leaf inlineLeaf) {
	if !slow(p.d.src, leaf.lines) {
		p.leaves = append(p.leaves, leaf)
		return
	}
	lines, goesOn := leaf.lines, leaf.goesOn
	for i, l := range lines {
		for l.Len() > 0 {
			piece := l
			if piece.Len() > slowPiece {
				piece.End = piece.Start + stretch(p.d.src[piece.Start:piece.Start+slowPiece])
			}
			l.Start = piece.End
			leaf.lines = []content.Span{piece}
			leaf.goesOn = goesOn || l.Len() > 0 || i < len(lines)-1
			p.leaves = append(p.leaves, leaf)
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

func (p *chunkParser) rows(b *Block, to inlineLeaf, l *leaf) {
	to.cell = true
	for r, line := range l.lines {
		cols := cells(p.d.src, line.Span)
		b.Rows = append(b.Rows, Row{Span: trim(p.d.src, line.Span), Cells: make([][]Run, len(cols))})
		for j := range cols {
			to.row, to.col, to.lines = r, j, cols[j:j+1:j+1]
			p.later(to)
		}
	}
}

// verbatim gives the lines of code or HTML.
func (p *chunkParser) verbatim(l *leaf) []Run {
	w := &p.w
	w.begin()
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
	if n := len(w.runs); n > w.first && w.runs[n-1].Break == NoBreak && w.runs[n-1].Span.End == stop {
		w.runs[n-1].Break = HardBreak
		return
	}
	w.runs = append(w.runs, Run{Span: content.Span{Start: stop, End: end}, Break: HardBreak})
}

// settle fills in what is known only at the end of the chunk: where containers end and
// which lists are tight.
func (p *chunkParser) settle(last []place) {
	before := make([]seat, 0, len(last))
	for _, at := range last {
		before = append(before, seat{place: at})
	}
	from := 0
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
		here := p.seats[from : from+len(b.Containers)]
		from += len(b.Containers)
		b.Tight = p.tight(before, here)
		before = here
	}
}

// tight reports whether no blank line is due between a block at before and one at here.
func (p *chunkParser) tight(before, here []seat) bool {
	k := 0
	for k < len(before) && k < len(here) && before[k].id == here[k].id {
		k++
	}
	if k < len(before) && k < len(here) && here[k].list != nil && before[k].place.list == here[k].place.list {
		return !p.isLoose(here[k].list)
	}
	if k > 0 && here[k-1].list != nil {
		return !p.isLoose(here[k-1].list)
	}
	return false
}

func (p *chunkParser) isLoose(l *list) bool {
	if loose, ok := p.d.loose[l.id]; ok {
		return loose
	}
	return l.loose
}
