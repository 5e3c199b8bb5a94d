package page

import (
	"strconv"
	"strings"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/theme"
)

const footnoteIndent = 4

// layouter makes the lines of one chunk.
type layouter struct {
	p      *Page
	width  int
	margin int
	blocks []markdown.Block
	digits map[int]int // digits of the widest number in the list that an item is of
	lines  []Line
	block  int
	text   flow // of the piece of running text at hand: one after the other needs room
}

// flow gives an empty flow. It holds until the next is asked for.
func (l *layouter) flow(role theme.Role, keep bool) *flow {
	l.text = flow{m: l.p.m, role: role, keep: keep, runs: l.text.runs[:0], atoms: l.text.atoms[:0]}
	return &l.text
}

// prefix is what stands before each line of a block: quote bars, markers, indents.
type prefix struct {
	first, rest []Span
	width       int
}

func (p *Page) layout(chunk int) []Line {
	width, margin := p.column()
	l := &layouter{p: p, width: width, margin: margin, blocks: p.doc.Chunk(chunk).Blocks}
	l.measureLists()
	begun := chunk > 0
	for i := range l.blocks {
		b := &l.blocks[i]
		l.block = i
		if b.Kind == markdown.FrontMatter {
			continue
		}
		l.air(i, begun)
		begun = true
		l.lay(b)
	}
	if chunk == 0 && len(l.lines) == 0 {
		l.put(nil, nil, 0)
	}
	return l.lines
}

// air adds the blank lines due before block i.
func (l *layouter) air(i int, begun bool) {
	b := &l.blocks[i]
	if !begun || b.Tight || b.Join != markdown.Apart || l.nextNote(i) {
		return
	}
	n := 1
	if b.Kind == markdown.Heading && b.Level <= 2 && len(b.Containers) == 0 && (i == 0 || l.blocks[i-1].Kind != markdown.Heading) {
		n = 2
	}
	for range n {
		l.put(nil, nil, b.Span.Start)
	}
	if l.keepsBar(i) {
		pre := l.prefix(&markdown.Block{Containers: l.shared(i)})
		l.lines[len(l.lines)-1].Spans = trimRight(pre.rest)
	}
}

// nextNote reports whether block i begins a footnote right below another one.
func (l *layouter) nextNote(i int) bool {
	if i == 0 || l.blocks[i-1].Span.End != l.blocks[i].Span.Start {
		return false
	}
	a, b := l.blocks[i-1].Containers, l.blocks[i].Containers
	return len(a) > 0 && len(b) > 0 && a[0].Kind == markdown.Footnote && b[0].Kind == markdown.Footnote && a[0].ID != b[0].ID
}

// shared gives the containers that block i has in common with the one before it.
func (l *layouter) shared(i int) []markdown.Container {
	if i == 0 {
		return nil
	}
	a, b := l.blocks[i-1].Containers, l.blocks[i].Containers
	k := 0
	for k < len(a) && k < len(b) && a[k].ID == b[k].ID {
		k++
	}
	return b[:k]
}

// keepsBar reports whether a quote goes on over the blank line before block i.
func (l *layouter) keepsBar(i int) bool {
	for _, c := range l.shared(i) {
		if c.Kind == markdown.Quote {
			return true
		}
	}
	return false
}

func trimRight(spans []Span) []Span {
	for len(spans) > 0 && strings.TrimSpace(spans[len(spans)-1].Text) == "" {
		spans = spans[:len(spans)-1]
	}
	return spans
}

// measureLists finds how wide the numbers of each list are.
func (l *layouter) measureLists() {
	list := []int{} // by depth, the list (its first item) that is open
	ids := []int{}
	for i := range l.blocks {
		c := l.blocks[i].Containers
		for d := range c {
			if d >= len(ids) || ids[d] != c[d].ID {
				goesOn := d < len(ids) && list[d] != 0 && c[d].Kind == markdown.Item && c[d].Ordered
				key := 0
				if c[d].Kind == markdown.Item && c[d].Ordered {
					key = c[d].ID + 1
					if goesOn {
						key = list[d]
					}
				}
				ids, list = append(ids[:d], c[d].ID), append(list[:d], key)
			}
			if list[d] != 0 {
				if l.digits == nil {
					l.digits = map[int]int{}
				}
				l.digits[c[d].ID] = list[d]
				l.digits[-list[d]] = max(l.digits[-list[d]], len(strconv.Itoa(c[d].Number)))
			}
		}
		ids, list = ids[:len(c)], list[:len(c)]
	}
}

// prefix gives what stands before the lines of b. Where it would leave too little room,
// the outer containers give theirs up.
func (l *layouter) prefix(b *markdown.Block) prefix {
	var pre prefix
	type part struct {
		first, rest Span
		width       int
	}
	parts := make([]part, 0, len(b.Containers))
	depth := 0
	for i := range b.Containers {
		c := &b.Containers[i]
		var s Span
		rest := ""
		switch c.Kind {
		case markdown.Quote:
			s = Span{Text: l.p.m.bar + " ", Role: theme.QuoteBar}
			rest = s.Text
		case markdown.Footnote:
			rest = strings.Repeat(" ", footnoteIndent)
			if c.First && b.Kind == markdown.Paragraph {
				parts = append(parts, part{Span{}, Span{Text: rest, Width: footnoteIndent}, footnoteIndent})
				pre.width += footnoteIndent
				continue
			}
			s = Span{Text: rest}
		default:
			s = l.marker(c, depth)
			depth++
		}
		w := l.p.m.width(s.Text)
		s.Width = w
		blank := Span{Text: rest, Width: w, Role: s.Role}
		if rest == "" {
			blank.Text = strings.Repeat(" ", w)
		}
		if !c.First && c.Kind != markdown.Quote {
			s = blank
		}
		parts = append(parts, part{s, blank, w})
		pre.width += w
	}
	for len(parts) > 0 && pre.width > l.width/2 {
		pre.width -= parts[0].width
		parts = parts[1:]
	}
	for _, p := range parts {
		pre.first = append(pre.first, p.first)
		pre.rest = append(pre.rest, p.rest)
	}
	return pre
}

// marker gives the sign of a list item.
func (l *layouter) marker(c *markdown.Container, depth int) Span {
	m := l.p.m
	s := Span{Text: m.bullets[depth%len(m.bullets)] + " ", Role: theme.Marker}
	if c.Ordered {
		n := strconv.Itoa(c.Number)
		if key, ok := l.digits[c.ID]; ok {
			n = strings.Repeat(" ", max(l.digits[-key]-len(n), 0)) + n
		}
		s.Text = n + ". "
	}
	if c.Task == markdown.NoTask {
		return s
	}
	box := m.open
	s.Role = theme.TaskOpen
	if c.Task == markdown.TaskDone {
		box, s.Role = m.done, theme.TaskDone
	}
	if c.Ordered {
		s.Text += box + " "
	} else {
		s.Text = box + " "
	}
	return s
}

// lay makes the lines of b.
func (l *layouter) lay(b *markdown.Block) {
	f := l.flow(role(b), false)
	for i := range b.Containers {
		if c := &b.Containers[i]; c.Kind == markdown.Footnote && c.First {
			f.push(markdown.Run{Text: compact(c.Label), Span: c.Marker, Style: markdown.Citation, Target: c.Label})
			f.push(markdown.Run{Text: " "})
		}
	}
	if len(f.runs) > 0 && b.Kind != markdown.Paragraph {
		l.rows(b, prefix{}, f.wrap(l.width, l.width))
	}
	pre := l.prefix(b)
	room := max(l.width-pre.width, 1)
	switch b.Kind {
	case markdown.Rule:
		l.rows(b, pre, [][]Span{{{Text: strings.Repeat(l.p.m.dash, room), Width: room, Role: theme.Rule}}})
	case markdown.Empty:
		l.rows(b, pre, [][]Span{nil})
	case markdown.Table:
		l.rows(b, pre, l.table(b, room))
	case markdown.Code, markdown.HTML:
		l.rows(b, pre, l.code(b, room))
	default:
		f.add(b.Runs)
		rows := f.wrap(max(l.width-spanWidth(pre.first), 1), room)
		if len(rows) == 0 {
			rows = [][]Span{nil}
		}
		if drawn := l.pictures(b, room); len(drawn) > 0 {
			l.rows(b, pre, drawn)
			pre.first = pre.rest
		}
		l.rows(b, pre, rows)
		if b.Kind == markdown.Heading && b.Level == 1 && len(b.Containers) == 0 {
			l.put(nil, []Span{{Text: strings.Repeat(l.p.m.dash, l.width), Width: l.width, Role: theme.TableLine}}, b.Span.End)
		}
	}
}

// role gives the role of a block's text.
func role(b *markdown.Block) theme.Role {
	if b.Kind == markdown.Heading {
		return theme.Heading1 + theme.Role(min(max(b.Level, 1), 6)-1)
	}
	for i := range b.Containers {
		if b.Containers[i].Kind == markdown.Quote {
			return theme.Quote
		}
	}
	return theme.Text
}

// code gives the rows of code or HTML: each line hard-wrapped, its further rows marked.
func (l *layouter) code(b *markdown.Block, room int) [][]Span {
	r, indent := theme.CodeBlock, 2
	if b.Kind == markdown.HTML {
		r, indent = theme.HTML, 0
	}
	if room < 12 {
		indent = 0
	}
	pad := Span{Text: strings.Repeat(" ", indent), Width: indent, Role: r}
	more := Span{Text: l.p.m.more + " ", Width: 2, Role: theme.Marker}
	var out [][]Span
	for from := 0; from < len(b.Runs); {
		to := from
		for to < len(b.Runs)-1 && b.Runs[to].Break == markdown.NoBreak {
			to++
		}
		f := l.flow(r, true)
		for _, run := range b.Runs[from : to+1] {
			run.Break = markdown.NoBreak
			f.push(run)
		}
		rows := f.wrap(max(room-indent, 2), max(room-indent-more.Width, 2))
		if len(rows) == 0 {
			rows = [][]Span{nil}
		}
		for i, row := range rows {
			line := make([]Span, 0, len(row)+2)
			if indent > 0 {
				line = append(line, pad)
			}
			if i > 0 && room > 6 {
				line = append(line, more)
			}
			out = append(out, append(line, row...))
		}
		from = to + 1
	}
	if len(out) == 0 {
		out = [][]Span{nil}
	}
	return out
}

func spanWidth(spans []Span) int {
	w := 0
	for i := range spans {
		w += spans[i].Width
	}
	return w
}

// rows puts rows out behind the prefix.
func (l *layouter) rows(b *markdown.Block, pre prefix, rows [][]Span) {
	at := b.Span.Start
	for i, row := range rows {
		before := pre.rest
		if i == 0 {
			before = pre.first
		}
		at = l.put(before, row, at)
	}
}

// put adds a line, and gives the source offset behind what it shows.
func (l *layouter) put(pre, row []Span, at int) int {
	line := Line{Block: l.block, Start: at, End: at, Margin: l.margin, m: l.p.m}
	if len(pre)+len(row) > 0 {
		line.Spans = make([]Span, 0, len(pre)+len(row))
		line.Spans = append(append(line.Spans, pre...), row...)
	}
	var s content.Span
	for i := range line.Spans {
		src := line.Spans[i].Source
		switch {
		case src.Len() == 0:
		case s.Len() == 0:
			s = src
		default:
			s.Start, s.End = min(s.Start, src.Start), max(s.End, src.End)
		}
	}
	if s.Len() > 0 {
		line.Start, line.End = s.Start, s.End
	}
	l.lines = append(l.lines, line)
	return line.End
}
