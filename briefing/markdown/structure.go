package markdown

import (
	"math"
	"slices"

	"readout/content"
)

// maxDepth is how deep containers nest; deeper markers are text.
const maxDepth = 64

// structure is the state of the block parser between two lines: CommonMark's two-phase
// algorithm (0.31.2, appendix) with tables and footnotes, lines one by one, so that a
// document can be cut before any line and read on from there.
type structure struct {
	src        []byte
	stack      []container // the document itself first
	leaf       leaf
	underlined bool    // the last line made a heading of the paragraph above it
	prevBlank  int     // depth from which on the line before was blank; math.MaxInt if it was not
	last       []place // of the block put out last
	refs       definitions
	emit       func(*structure, *leaf)
	close      func(*container)
}

// definitions takes what a document defines for all of its text.
type definitions interface {
	note(label []byte)
	links(lines []piece) (left []piece)
}

// list is what the items of one list share.
type list struct {
	id      int
	char    byte
	start   int
	count   int
	loose   bool
	ordered bool
}

// place is a container and the list, if any, that it is an item of; -1 if none.
type place struct{ id, list int }

func (p *structure) itemOf(i int) *list {
	if p.stack[i].Kind != Item {
		return nil
	}
	return p.stack[i-1].list
}

func (p *structure) placeOf(i int) place {
	at := place{id: p.stack[i].ID, list: -1}
	if l := p.itemOf(i); l != nil {
		at.list = l.id
	}
	return at
}

type container struct {
	Container
	indent  int   // columns that a line must be indented to go on in it
	list    *list // the list open among its children
	has     bool  // a child has begun
	emitted bool  // a leaf of it has been put out
}

// piece is one source line of a leaf.
type piece struct {
	content.Span     // with the line ending
	pad          int // columns left of a tab at Start that a container took in part
	blank        bool
}

// leaf is the leaf block being read.
type leaf struct {
	open   bool
	kind   Kind
	join   Join
	span   content.Span
	level  int
	info   content.Span
	fence  byte // of fenced code; 0 for indented
	length int  // of the fence
	indent int  // of the fence
	html   int  // type of an HTML block
	lines  []piece
	align  []Align
}

func newStructure(src []byte, refs definitions) *structure {
	return &structure{src: src, stack: make([]container, 1, 8), prevBlank: math.MaxInt, refs: refs}
}

// snapshot copies the state, for a cut before the next line.
func (p *structure) snapshot() *structure {
	q := *p
	q.stack = slices.Clone(p.stack)
	q.last = slices.Clone(p.last)
	for i := range q.stack {
		if l := q.stack[i].list; l != nil {
			l := *l
			q.stack[i].list = &l
		}
	}
	q.leaf.lines = slices.Clip(q.leaf.lines)
	return &q
}

// line reads the line at c. It reports whether a new block began on it.
func (p *structure) line(c cursor) (began bool) {
	start := c.pos
	if start > 0 && p.src[start-1] != '\n' {
		p.middle(c)
		return false
	}
	depth := p.match(&c)
	all := depth == len(p.stack)-1
	if all && p.leaf.open && (p.leaf.kind == Code || p.leaf.kind == HTML) {
		if p.verbatim(&c) {
			p.reach(c.end)
			p.prevBlank = math.MaxInt
			return false
		}
		p.closeLeaf()
	}
	p.underlined = false
	depth, all, began, done := p.begin(&c, start, depth, all)
	began = began && !p.underlined
	blank := c.blank()
	switch {
	case done:
	case blank:
		p.closeTo(depth)
		p.closeLeaf()
		p.prevBlank = p.blankFrom(start, c.end)
		if began {
			p.reach(c.end)
		}
		return began
	case !all && p.leaf.open && p.leaf.kind == Paragraph: // lazy continuation
		p.addText(&c)
	default:
		p.closeTo(depth)
		switch {
		case !p.leaf.open:
			p.paragraph(&c, start)
			began = true
		case p.leaf.kind == Table || !p.table(&c):
			p.addText(&c)
		}
	}
	p.reach(c.end)
	p.prevBlank = math.MaxInt
	return began
}

// blankFrom gives the depth from which on the line at start is blank.
func (p *structure) blankFrom(start, end int) int {
	c := lineAt(p.src, start, end)
	for d := range p.stack {
		if c.blank() {
			return d
		}
		if d+1 < len(p.stack) && !p.goesOn(&c, &p.stack[d+1]) {
			break
		}
	}
	return len(p.stack) - 1
}

// reach extends the containers to offset end.
func (p *structure) reach(end int) {
	for i := range p.stack {
		p.stack[i].Span.End = end
	}
	if p.leaf.open {
		p.leaf.span.End = end
	}
}

// middle reads a further stretch of a long line.
func (p *structure) middle(c cursor) {
	piece := piece{Span: content.Span{Start: c.pos, End: c.end}}
	if !p.leaf.open || p.leaf.kind == Table {
		p.closeLeaf()
		if c.blank() {
			return
		}
		p.child()
		p.leaf = leaf{open: true, kind: Paragraph, span: piece.Span, join: InLine}
	}
	p.leaf.lines = append(p.leaf.lines, piece)
	p.reach(c.end)
}

// match takes the markers of the open containers that go on in this line and gives
// their number.
func (p *structure) match(c *cursor) int {
	for i := 1; i < len(p.stack); i++ {
		if !p.goesOn(c, &p.stack[i]) {
			return i - 1
		}
	}
	return len(p.stack) - 1
}

func (p *structure) goesOn(c *cursor, o *container) bool {
	cols, next := c.indent()
	switch o.Kind {
	case Quote:
		if cols >= tabStop || c.peek(next) != '>' {
			return false
		}
		c.jump(next + 1)
		c.skip(1)
		return true
	default:
		if next >= c.stop {
			c.jump(c.stop)
			return o.has || o.Kind == Footnote
		}
		if cols < o.indent {
			return false
		}
		c.skip(o.indent)
		return true
	}
}

// verbatim gives the line to the code or HTML that is open; false if it ends before it.
func (p *structure) verbatim(c *cursor) bool {
	l := &p.leaf
	cols, next := c.indent()
	blank := next >= c.stop
	switch {
	case l.kind == Code && l.fence != 0:
		if cols < tabStop && c.peek(next) == l.fence && fenceEnd(c.src[next:c.stop], l.fence, l.length) {
			p.reach(c.end)
			p.closeLeaf()
			return true
		}
		c.skip(l.indent)
	case l.kind == Code:
		if !blank && cols < tabStop {
			return false
		}
		c.skip(tabStop)
	case l.kind == HTML:
		if blank && l.html >= 6 {
			return false
		}
	}
	l.lines = append(l.lines, piece{Span: content.Span{Start: c.pos, End: c.end}, pad: c.pad, blank: blank})
	if l.kind == HTML && htmlEnd(c.src[c.pos:c.stop], l.html) {
		p.reach(c.end)
		p.closeLeaf()
	}
	return true
}

// closeTo closes all containers deeper than depth.
func (p *structure) closeTo(depth int) {
	if depth >= len(p.stack)-1 {
		return
	}
	p.closeLeaf()
	for len(p.stack)-1 > depth {
		top := &p.stack[len(p.stack)-1]
		if !top.emitted {
			p.put(&leaf{kind: Empty, span: top.Span})
		}
		if p.close != nil {
			p.close(top)
		}
		p.stack = p.stack[:len(p.stack)-1]
	}
}

func (p *structure) closeLeaf() {
	l := &p.leaf
	if !l.open {
		return
	}
	l.open = false
	switch {
	case l.kind == Paragraph:
		if l.join == Apart {
			l.lines = p.refs.links(l.lines)
		}
		if len(l.lines) == 0 {
			return
		}
	case l.kind == Code && l.fence == 0:
		for len(l.lines) > 0 && l.lines[len(l.lines)-1].blank {
			l.lines = l.lines[:len(l.lines)-1]
		}
		if n := len(l.lines); n > 0 {
			l.span.End = l.lines[n-1].End
		}
	}
	if l.join != Apart && len(l.lines) == 0 {
		return
	}
	p.put(l)
}

// put hands a finished leaf on.
func (p *structure) put(l *leaf) {
	if p.emit != nil {
		p.emit(p, l)
	}
	p.last = p.last[:0]
	for i := range p.stack {
		p.stack[i].emitted = true
		if i > 0 {
			p.last = append(p.last, p.placeOf(i))
		}
	}
}

// cut ends the leaf that is open, so that it goes on in another chunk.
func (p *structure) cut(at int) {
	if !p.leaf.open {
		return
	}
	l := p.leaf
	p.closeLeaf()
	rest := leaf{
		open: true, kind: l.kind, span: content.Span{Start: at, End: at}, level: l.level, info: l.info,
		fence: l.fence, length: l.length, indent: l.indent, html: l.html, align: l.align, join: AfterLine,
	}
	if at > 0 && p.src[at-1] != '\n' {
		rest.join = InLine
	}
	if l.join == Apart && (len(p.leaf.lines) == 0 && l.kind == Paragraph) {
		rest.join = Apart
	}
	p.leaf = rest
}

// finish closes everything at the end of the source.
func (p *structure) finish() {
	p.closeLeaf()
	p.closeTo(0)
}
