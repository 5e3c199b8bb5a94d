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
		if p.leaf.open && p.leaf.kind == Table {
			p.addText(&c)
		} else if p.leaf.open {
			if !p.table(&c) {
				p.addText(&c)
			}
		} else {
			p.paragraph(&c, start)
			began = true
		}
	}
	p.reach(c.end)
	p.prevBlank = math.MaxInt
	return began
}

// blankFrom gives the depth from which on the line at start is blank.
func (p *structure) blankFrom(start, end int) int {
	c := lineAt(p.src, start, end)
	for d := 0; d < len(p.stack); d++ {
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

// begin opens the blocks that start on this line. done means that the line is used up.
func (p *structure) begin(c *cursor, start, depth int, all bool) (int, bool, bool, bool) {
	began := false
	for {
		cols, next := c.indent()
		if next >= c.stop {
			return depth, all, began, false
		}
		text := !began && p.leaf.open && (p.leaf.kind == Paragraph || p.leaf.kind == Table)
		if cols >= tabStop {
			if text {
				return depth, all, began, false
			}
			p.openLeaf(depth, leaf{kind: Code, span: content.Span{Start: start}})
			c.skip(tabStop)
			p.leaf.lines = append(p.leaf.lines, piece{Span: content.Span{Start: c.pos, End: c.end}, pad: c.pad})
			return depth, true, true, true
		}
		if !starts(c.src[next]) {
			return depth, all, began, false
		}
		if p.beginLeaf(c, start, depth, next, cols, text, text && all) {
			return depth, true, true, true
		}
		if len(p.stack) > maxDepth || !p.beginContainer(c, depth, next, cols, text && all) {
			return depth, all, began, false
		}
		depth, all, began = len(p.stack)-1, true, true
	}
}

// starts reports whether a block other than a paragraph can start with c.
func starts(c byte) bool {
	switch c {
	case '#', '`', '~', '*', '+', '_', '=', '<', '>', '-', '[':
		return true
	}
	return c >= '0' && c <= '9'
}

func (p *structure) beginLeaf(c *cursor, start, depth, next, cols int, text, here bool) bool {
	s := c.src[next:c.stop]
	whole := content.Span{Start: start, End: c.end}
	switch s[0] {
	case '#':
		level, span, ok := atx(s)
		if !ok {
			return false
		}
		p.openLeaf(depth, leaf{kind: Heading, level: level, span: whole})
		if span.Len() > 0 {
			p.leaf.lines = []piece{{Span: content.Span{Start: next + span.Start, End: next + span.End}}}
		}
		p.reach(c.end)
		p.closeLeaf()
		return true
	case '`', '~':
		n, info, ok := fenceStart(s)
		if !ok {
			return false
		}
		info.Start += next
		info.End += next
		p.openLeaf(depth, leaf{kind: Code, fence: s[0], length: n, indent: cols, info: info, span: whole})
		return true
	case '<':
		kind := htmlStart(s)
		if kind == 0 || kind == 7 && text {
			return false
		}
		p.openLeaf(depth, leaf{kind: HTML, html: kind, span: whole})
		p.leaf.lines = append(p.leaf.lines, piece{Span: content.Span{Start: c.pos, End: c.end}, pad: c.pad})
		if htmlEnd(s, kind) {
			p.reach(c.end)
			p.closeLeaf()
		}
		return true
	}
	if level := setext(s); level > 0 && here && p.leaf.kind == Paragraph && p.leaf.join == Apart {
		if p.leaf.lines = p.refs.links(p.leaf.lines); len(p.leaf.lines) > 0 {
			p.leaf.kind, p.leaf.level, p.underlined = Heading, level, true
			p.reach(c.end)
			p.closeLeaf()
			return true
		}
	}
	if thematic(s) {
		p.openLeaf(depth, leaf{kind: Rule, span: whole})
		p.reach(c.end)
		p.closeLeaf()
		return true
	}
	return false
}

// beginContainer opens the quote, item or footnote that starts at next.
func (p *structure) beginContainer(c *cursor, depth, next, cols int, here bool) bool {
	s := c.src[next:c.stop]
	o := container{Container: Container{ID: next, Span: content.Span{Start: next, End: c.end}}}
	if s[0] == '>' {
		p.closeTo(depth)
		p.closeLeaf()
		p.child()
		c.jump(next + 1)
		c.skip(1)
		o.Marker = content.Span{Start: next, End: next + 1}
		p.stack = append(p.stack, o)
		return true
	}
	if width, label, ok := footnoteLabel(s); ok {
		p.refs.note(label)
		p.closeTo(depth)
		p.closeLeaf()
		p.child()
		c.jump(next + width)
		cols, _ := c.indent()
		c.skip(cols)
		o.Kind, o.indent, o.Label = Footnote, tabStop, safe(string(label))
		o.Marker = content.Span{Start: next, End: next + width}
		p.stack = append(p.stack, o)
		return true
	}
	m, ok := listMarker(s)
	if !ok {
		return false
	}
	after := *c
	after.jump(next + m.width)
	gap, text := after.indent()
	empty := text >= after.stop
	if here && (empty || m.ordered && m.number != 1) {
		return false
	}
	if empty || gap > tabStop {
		gap = 1
	}
	after.skip(gap)
	*c = after
	p.closeTo(depth)
	p.closeLeaf()
	o.Kind, o.indent, o.Ordered = Item, cols+m.width+gap, m.ordered
	o.Marker = content.Span{Start: next, End: next + m.width}
	o.Number = p.item(m, next)
	p.stack = append(p.stack, o)
	return true
}

// item enters an item into the list open in the innermost container, or a new one, and
// gives its number.
func (p *structure) item(m marker, id int) int {
	d := len(p.stack) - 1
	if l := p.stack[d].list; l != nil && l.char == m.char && l.ordered == m.ordered {
		l.loose = l.loose || p.prevBlank <= d
		l.count++
	} else {
		p.child()
		p.stack[d].list = &list{id: id, char: m.char, ordered: m.ordered, start: m.number, count: 1}
	}
	l := p.stack[d].list
	return l.start + l.count - 1
}

// child notes that a block begins in the innermost container.
func (p *structure) child() {
	d := len(p.stack) - 1
	top := &p.stack[d]
	if d > 0 && top.Kind == Item && top.has && p.prevBlank <= d {
		p.stack[d-1].list.loose = true
	}
	top.has = true
	top.list = nil
}

func (p *structure) openLeaf(depth int, l leaf) {
	p.closeTo(depth)
	p.closeLeaf()
	p.child()
	l.open = true
	p.leaf = l
}

// paragraph opens one with the rest of the line.
func (p *structure) paragraph(c *cursor, start int) {
	top := &p.stack[len(p.stack)-1]
	first := !top.has
	p.child()
	p.leaf = leaf{open: true, kind: Paragraph, span: content.Span{Start: start, End: c.end}}
	_, next := c.indent()
	if first && top.Kind == Item && len(p.stack) > 1 && next+3 <= c.stop && c.src[next] == '[' && c.src[next+2] == ']' &&
		(next+3 == c.stop || c.src[next+3] == ' ' || c.src[next+3] == '\t') {
		switch c.src[next+1] {
		case ' ', '\t':
			top.Task = TaskOpen
		case 'x', 'X':
			top.Task = TaskDone
		}
		if top.Task != NoTask {
			c.jump(next + 3)
			if c.blank() {
				return
			}
		}
	}
	p.addText(c)
}

// addText gives the rest of the line to the open paragraph or table.
func (p *structure) addText(c *cursor) {
	_, next := c.indent()
	p.leaf.lines = append(p.leaf.lines, piece{Span: content.Span{Start: next, End: c.end}})
}

// table turns the open paragraph into a table if its last line and this one are a head.
func (p *structure) table(c *cursor) bool {
	l := &p.leaf
	_, next := c.indent()
	if len(l.lines) == 0 || l.join == InLine {
		return false
	}
	align, ok := delimiterRow(c.src[next:c.stop])
	head := l.lines[len(l.lines)-1]
	if !ok || len(cells(p.src, head.Span)) != len(align) {
		return false
	}
	l.lines = l.lines[:len(l.lines)-1]
	if len(l.lines) > 0 {
		l.span.End = head.Start
		p.closeLeaf()
	}
	start := head.Start
	for start > 0 && p.src[start-1] != '\n' {
		start--
	}
	p.leaf = leaf{open: true, kind: Table, span: content.Span{Start: start, End: c.end}, align: align, lines: []piece{head}}
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
