package markdown

import (
	"bytes"
	"slices"
	"sync"

	"readout/content"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// inlineParsers are goldmark's inline phase alone, for each kind of markup: their only
// block parser puts down the leaves that structure has found, each a paragraph. To look for
// addresses takes half as long again, at every word, as all else.
var inlineParsers = map[markup]func() parser.Parser{
	marked: sync.OnceValue(func() parser.Parser { return inlineParser() }),
	linked: sync.OnceValue(func() parser.Parser {
		return inlineParser(util.Prioritized(extension.NewLinkifyParser(), 999))
	}),
}

func inlineParser(more ...util.PrioritizedValue) parser.Parser {
	inline := append(
		parser.DefaultInlineParsers(),
		util.Prioritized(citationParser{}, 150),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
	)
	return parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(leafParser{}, 1)),
		parser.WithInlineParsers(append(inline, more...)...),
	)
}

// linkContext is goldmark's context with the definitions of the whole document.
type linkContext struct {
	parser.Context
	names  *names
	leaves []*ast.Paragraph
}

// names are what a document defines for all of its text.
type names struct {
	links map[string]parser.Reference
	notes map[string]bool
}

func newNames() *names {
	return &names{links: map[string]parser.Reference{}, notes: map[string]bool{}}
}

func (n *names) note(label []byte) { n.notes[util.ToLinkReference(label)] = true }

func (n *names) cites(label []byte) bool { return n.notes[util.ToLinkReference(label)] }

// linksOf takes the link reference definitions from the start of a paragraph and gives
// the lines that are left.
func (n *names) linksOf(src []byte, lines []piece, keep bool) []piece {
	if len(lines) == 0 || src[lines[0].Start] != '[' {
		return lines
	}
	if !bytes.Contains(src[lines[0].Start:lines[len(lines)-1].End], []byte("]:")) {
		return lines
	}
	for len(lines) > 0 {
		size := batch(src, lines)
		left := n.linksIn(src, lines[:size], keep)
		if left > 0 || size == len(lines) {
			return lines[size-left:]
		}
		lines = lines[size:]
	}
	return nil
}

// batch gives how many lines to look for definitions in at once: goldmark takes time by
// the square of their number. A definition begins with each batch.
func batch(src []byte, lines []piece) int {
	const most = 128
	for i := most; i < len(lines); i++ {
		if src[lines[i].Start] == '[' {
			return i
		}
	}
	return len(lines)
}

// linksIn gives the number of lines at the end that are no definitions.
func (n *names) linksIn(src []byte, lines []piece, keep bool) int {
	doc, para := ast.NewDocument(), ast.NewParagraph()
	doc.AppendChild(doc, para)
	for _, l := range lines {
		para.Lines().Append(text.NewSegment(l.Start, l.End))
	}
	ctx := &linkContext{Context: parser.NewContext()}
	if keep {
		ctx.names = n
	}
	parser.LinkReferenceParagraphTransformer.Transform(para, text.NewReader(src), ctx)
	if para.Parent() == nil {
		return 0
	}
	return para.Lines().Len()
}

// AddReference keeps the first definition of a label.
func (c *linkContext) AddReference(ref parser.Reference) {
	if c.names == nil {
		return
	}
	key := util.ToLinkReference(ref.Label())
	if _, ok := c.names.links[key]; !ok {
		c.names.links[key] = ref
	}
}

func (c *linkContext) Reference(label string) (parser.Reference, bool) {
	ref, ok := c.names.links[label]
	return ref, ok
}

// leafReader shows goldmark's block phase one line, and its inline phase the source.
type leafReader struct {
	text.Reader
	src []byte
}

func (r leafReader) Source() []byte { return r.src }

type leafParser struct{}

func (leafParser) Trigger() []byte { return nil }

func (leafParser) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	leaves := pc.(*linkContext).leaves
	for _, n := range leaves[:len(leaves)-1] {
		parent.AppendChild(parent, n)
	}
	r.AdvanceToEOL()
	return leaves[len(leaves)-1], parser.NoChildren
}

func (leafParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (leafParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (leafParser) CanInterruptParagraph() bool                                 { return false }
func (leafParser) CanAcceptIndentedLine() bool                                 { return true }

// citationParser reads "[^label]" where the document defines the label.
type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	label, ok := citation(line)
	if !ok || !pc.(*linkContext).names.cites(label) {
		return nil
	}
	n := len(label) + 3
	block.Advance(n)
	return &citationNode{span: content.Span{Start: segment.Start, End: segment.Start + n}, label: string(label)}
}

var kindCitation = ast.NewNodeKind("ReadoutCitation")

type citationNode struct {
	ast.BaseInline
	span  content.Span
	label string
}

func (n *citationNode) Kind() ast.NodeKind         { return kindCitation }
func (n *citationNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// inlines reads the inline content of leaves and hands on the runs of each.
func (n *names) inlines(w *runWriter, leaves []inlineLeaf, take func(*inlineLeaf, []Run)) {
	kinds := make([]markup, len(leaves))
	for i := range leaves {
		kinds[i] = leaves[i].markup(w.src)
	}
	next := map[markup]ast.Node{}
	for kind, inlineParser := range inlineParsers {
		ctx := &linkContext{Context: parser.NewContext(), names: n}
		for i := range leaves {
			if kinds[i] == kind {
				ctx.leaves = append(ctx.leaves, leaves[i].paragraph(w.src))
			}
		}
		if len(ctx.leaves) > 0 {
			r := leafReader{Reader: text.NewReader([]byte("x")), src: w.src}
			next[kind] = inlineParser().Parse(r, parser.WithContext(ctx)).FirstChild()
		}
	}
	for i := range leaves {
		l := &leaves[i]
		w.begin()
		w.cell = l.cell
		if kind := kinds[i]; kind == unmarked {
			w.lines(l.lines)
		} else {
			w.children(next[kind], 0, "")
			next[kind] = next[kind].NextSibling()
		}
		if l.goesOn {
			w.gap(l.lines[len(l.lines)-1])
		}
		take(l, w.finish())
	}
}

// paragraph gives the leaf as goldmark reads it.
func (l *inlineLeaf) paragraph(src []byte) *ast.Paragraph {
	p := ast.NewParagraph()
	for i, line := range l.lines {
		if i == len(l.lines)-1 {
			line = trim(src, line)
		}
		if line.Len() > 0 {
			p.Lines().Append(text.NewSegment(line.Start, line.End))
		}
	}
	return p
}

// markup is what a leaf may have of it, going by its characters.
type markup uint8

const (
	unmarked markup = iota
	marked          // and no addresses but in markup
	linked          // and addresses as they are
)

// markup looks whether the leaf has anything that could be inline markup or an address.
func (l *inlineLeaf) markup(src []byte) markup {
	kind := unmarked
	for _, line := range l.lines {
		s := src[line.Start:line.End]
		for i, c := range s {
			switch c {
			case '\\', '`', '*', '_', '~', '[', ']', '<', '&':
				kind = marked
			case '@':
				return linked
			case ':':
				if bytes.HasPrefix(s[i:], []byte("://")) {
					return linked
				}
			case 'w':
				if bytes.HasPrefix(s[i:], []byte("www.")) {
					return linked
				}
			}
		}
	}
	return kind
}

// runWriter flattens goldmark's inline nodes into runs.
type runWriter struct {
	src   []byte
	copy  extract
	cell  bool // of a table
	runs  []Run
	first int // of the leaf being written
}

// begin starts a leaf.
func (w *runWriter) begin() { w.first = len(w.runs) }

// lines puts out plain text.
func (w *runWriter) lines(lines []content.Span) {
	for i, l := range lines {
		end := l.End
		for end > l.Start && space(w.src[end-1]) {
			end--
		}
		w.raw(l.Start, end, 0, "")
		if i == len(lines)-1 || w.src[l.End-1] != '\n' {
			continue
		}
		rest := bytes.TrimSuffix(w.src[end:l.End-1], []byte("\r"))
		if bytes.HasSuffix(rest, []byte("  ")) {
			w.lineEnd(end, 0, "", HardBreak)
		} else {
			w.lineEnd(end, 0, "", SoftBreak)
		}
	}
}

// gap puts out the white space at the end of a line or stretch that is read alone.
func (w *runWriter) gap(l content.Span) {
	end := trim(w.src, l).End
	switch {
	case end == l.End:
	case w.src[l.End-1] == '\n':
		w.lineEnd(end, 0, "", SoftBreak)
	default:
		w.add(Run{Text: " ", Span: content.Span{Start: end, End: l.End}})
	}
}

// extract is a part of the source as a string, so that runs share its memory.
type extract struct {
	text  string
	start int
}

func (e extract) slice(s content.Span) string { return e.text[s.Start-e.start : s.End-e.start] }

func (w *runWriter) children(n ast.Node, style Style, target string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c, style, target)
	}
}

func (w *runWriter) node(n ast.Node, style Style, target string) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n.Segment.Start, n.Segment.Stop, style, target)
		if n.HardLineBreak() {
			w.lineEnd(n.Segment.Stop, style, target, HardBreak)
		} else if n.SoftLineBreak() {
			w.lineEnd(n.Segment.Stop, style, target, SoftBreak)
		}
	case *ast.CodeSpan:
		w.code(n, style|CodeSpan, target)
	case *ast.Emphasis:
		if n.Level == 2 {
			style |= Strong
		} else {
			style |= Emphasis
		}
		w.children(n, style, target)
	case *extast.Strikethrough:
		w.children(n, style|Strike, target)
	case *ast.Link:
		w.children(n, style|Link, destination(n.Destination))
	case *ast.Image:
		if target == "" || style&Link == 0 {
			target = destination(n.Destination)
		}
		w.image(n, style|Image, target)
	case *ast.AutoLink:
		s := content.Span{Start: n.Pos(), End: n.Pos()}
		label := n.Label(w.src)
		for s.Start < min(len(w.src), n.Pos()+8) && !bytes.HasPrefix(w.src[s.Start:], label) {
			s.Start++
		}
		url := string(n.URL(w.src))
		if n.AutoLinkType == ast.AutoLinkEmail {
			url = "mailto:" + string(label)
		}
		w.raw(s.Start, s.Start+len(label), style|Link, safe(url))
	case *ast.RawHTML:
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			w.rawLines(s.Start, s.Stop, style|RawHTML, target)
		}
	case *citationNode:
		w.raw(n.span.Start, n.span.End, style|Citation, safe(n.label))
	default:
		w.children(n, style, target)
	}
}

// image puts out the alternative text; a picture without one is named so.
func (w *runWriter) image(n *ast.Image, style Style, target string) {
	before := len(w.runs)
	w.children(n, style, target)
	if len(w.runs) == before {
		at := content.Span{Start: n.Pos(), End: n.Pos()} // in its place, for runs are in the order of the source
		w.runs = append(w.runs, Run{Text: "image", Span: at, Style: style, Target: target})
	}
}

// code puts out a code span; its line endings are shown as spaces, and in a table cell
// the backslash before a pipe is none of it (GFM 4.10).
func (w *runWriter) code(n ast.Node, style Style, target string) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		start := t.Segment.Start
		for i := start; w.cell && i+1 < t.Segment.Stop; i++ {
			if w.src[i] == '\\' && w.src[i+1] == '|' {
				w.rawLines(start, i, style, target)
				start = i + 1
			}
		}
		w.rawLines(start, t.Segment.Stop, style, target)
	}
}

// rawLines puts out source text as it stands, line endings as soft breaks.
func (w *runWriter) rawLines(start, stop int, style Style, target string) {
	for start < stop {
		i := bytes.IndexByte(w.src[start:stop], '\n')
		if i < 0 {
			w.raw(start, stop, style, target)
			return
		}
		end := start + i
		if end > start && w.src[end-1] == '\r' {
			end--
		}
		w.raw(start, end, style, target)
		w.add(Run{Span: content.Span{Start: end, End: start + i + 1}, Style: style, Target: target, Break: SoftBreak})
		start += i + 1
	}
}

// trimEnd takes the spaces at the end of a line from the last run.
func (w *runWriter) trimEnd() {
	for n := len(w.runs); n > w.first; n-- {
		r := &w.runs[n-1]
		if !r.Verbatim || r.Break != NoBreak || r.Style&CodeSpan != 0 {
			return
		}
		for r.Span.End > r.Span.Start && w.src[r.Span.End-1] == ' ' {
			r.Span.End--
		}
		if r.Span.Len() > 0 {
			return
		}
		w.runs = w.runs[:n-1]
	}
}

// lineEnd puts out the break at the line ending behind at.
func (w *runWriter) lineEnd(at int, style Style, target string, b Break) {
	w.trimEnd()
	s := content.Span{Start: at, End: at}
	for s.End < len(w.src) && w.src[s.End] != '\n' {
		s.End++
	}
	if s.End < len(w.src) {
		s.End++
	}
	w.add(Run{Span: s, Style: style, Target: target, Break: b})
}

// add appends a run, joined with the one before it where that says the same.
func (w *runWriter) add(r Run) {
	if n := len(w.runs); n > w.first && r.Verbatim {
		last := &w.runs[n-1]
		if last.Verbatim && last.Span.End == r.Span.Start && last.Style == r.Style && last.Target == r.Target {
			last.Span.End = r.Span.End
			return
		}
	}
	w.runs = append(w.runs, r)
}

// finish gives the runs of the leaf with the text of those that are verbatim.
func (w *runWriter) finish() []Run {
	if len(w.runs) == w.first {
		return nil
	}
	runs := slices.Clip(w.runs[w.first:])
	for i := range runs {
		if r := &runs[i]; r.Verbatim {
			r.Text = w.copy.slice(r.Span)
		}
	}
	return runs
}
