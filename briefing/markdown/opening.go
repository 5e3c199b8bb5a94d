package markdown

import "readout/content"

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
