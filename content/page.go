package content

import (
	"errors"
	"strings"
	"unicode"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of what is parsed into a tree: beyond them a page is read as a stream of tags.
const (
	maxTreeBytes    = 12 << 20
	maxTreeElements = 150_000
)

// readPage reads an HTML page, or a piece of one.
func readPage(text string) *manuscript {
	var doc *html.Node
	err := errors.New("too large")
	if len(text) <= maxTreeBytes && strings.Count(text, "<") <= 2*maxTreeElements {
		doc, err = html.Parse(strings.NewReader(text))
	}
	if err != nil {
		m := &manuscript{blocks: densest(streamBlocks(text))}
		m.Warnings = append(m.Warnings, "the page is too large or too deep to be read as a tree: read tag by tag")
		return m
	}
	meta := pageMetadata(doc)
	m := &manuscript{Article: meta.article()}
	var base []block // of the whole page; readability takes the tree apart, so it comes first
	if body := find(doc, atom.Body); body != nil {
		base = blocksOf(body)
	}
	m.blocks = choose(readable(doc), base, meta.body)
	return m
}

// readable gives what readability (Mozilla's Readability.js) takes for the article. It
// changes doc.
func readable(doc *html.Node) (blocks []block) {
	defer func() {
		// A page that the library trips over is still a page.
		if recover() != nil {
			blocks = nil
		}
	}()
	parser := readability.NewParser()
	parser.DisableJSONLD = true // read already
	parser.MaxElemsToParse = maxTreeElements
	found, err := parser.ParseAndMutate(doc, nil)
	if err != nil || found.Node == nil {
		return nil
	}
	return blocksOf(found.Node)
}

// walker turns a node tree into blocks, in document order.
type walker struct {
	blocks []block
	text   strings.Builder
	linked int
	kind   Kind
	reason string
	inLink bool
	breaks int // <br> since the last text
}

// blocksOf gives the paragraphs below n.
func blocksOf(n *html.Node) []block {
	var w walker
	w.walk(n)
	w.flush()
	return w.blocks
}

func (w *walker) flush() {
	if text := foldSpace(CleanLine(w.text.String())); text != "" {
		w.blocks = append(w.blocks, block{kind: w.kind, text: text, linked: min(w.linked, len(text)), reason: w.reason})
	}
	w.text.Reset()
	w.linked, w.breaks = 0, 0
}

func (w *walker) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.write(n.Data)
	case html.ElementNode:
		w.element(n)
	case html.DocumentNode:
		w.children(n)
	}
}

func (w *walker) element(n *html.Node) {
	name := atom.Lookup([]byte(n.Data)) // readability renames elements and leaves DataAtom as it was
	switch {
	case isSilent(name) || isHidden(n):
	case name == atom.Br:
		w.lineBreak()
	case name == atom.A:
		was := w.inLink
		w.inLink = true
		w.children(n)
		w.inLink = was
	case name == atom.Td || name == atom.Th:
		w.text.WriteByte(' ')
		w.children(n)
	case name == atom.Pre:
		w.flush()
		for _, b := range pasteBlocks(textOf(n)) {
			w.blocks = append(w.blocks, block{kind: w.kind, text: b.text, reason: w.reason})
		}
	case isBlock(name):
		w.flush()
		kind, reason := w.kind, w.reason
		w.enter(name)
		if n.DataAtom == atom.Figcaption {
			w.reason = reasonCaption
		}
		w.children(n)
		w.flush()
		w.kind, w.reason = kind, reason
	default:
		w.children(n)
	}
}

func (w *walker) enter(a atom.Atom) {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.kind = Heading
	case atom.Li, atom.Dt, atom.Dd:
		w.kind = ListItem
	case atom.Figcaption, atom.Caption:
		w.reason = reasonCaption
	}
}

func (w *walker) lineBreak() {
	if w.breaks++; w.breaks == 2 {
		w.flush()
	}
	w.text.WriteByte(' ')
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
}

func (w *walker) write(s string) {
	w.text.WriteString(s)
	if s = strings.TrimSpace(s); s != "" {
		w.breaks = 0
		if w.inLink {
			w.linked += len(s)
		}
	}
}

// streamBlocks cuts a page into paragraphs from its tags alone, in memory bounded by the text.
func streamBlocks(text string) []block {
	var w walker
	var skip atom.Atom
	links := 0
	tokens := html.NewTokenizer(strings.NewReader(text))
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			w.flush()
			return w.blocks
		case html.TextToken:
			if skip == 0 {
				w.inLink = links > 0
				w.write(string(tokens.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := tokens.TagName()
			a := atom.Lookup(name)
			opens := kind == html.StartTagToken
			switch {
			case skip != 0:
				if a == skip && kind == html.EndTagToken {
					skip = 0
				}
			case opens && isSilent(a) && a != atom.Input:
				skip = a
			case a == atom.A && opens:
				links = 1
			case a == atom.A:
				links = 0
			case a == atom.Br:
				w.lineBreak()
			case isBlock(a):
				w.flush()
				links = 0 // a link left open does not take the rest of the page
				if w.kind, w.reason = Text, ""; opens {
					w.enter(a)
				}
			}
		}
	}
}

// isSilent reports whether an element shows no text, or none that could be an article.
func isSilent(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Svg, atom.Math, atom.Iframe, atom.Object,
		atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Audio, atom.Video, atom.Canvas, atom.Map:
		return true
	}
	return false
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
		}
	}
	return false
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Nav, atom.Aside,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Caption, atom.Figure,
		atom.Figcaption, atom.Address, atom.Form, atom.Fieldset, atom.Hr, atom.Body, atom.Html, atom.Details,
		atom.Summary, atom.Center:
		return true
	}
	return false
}

// textOf gives the text below n as it stands, line ends and all.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// find gives the first element a below n, nil if there is none.
func find(n *html.Node, a atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == a {
			return d
		}
	}
	return nil
}

// foldSpace makes every run of white space one space and takes it from both ends.
func foldSpace(s string) string {
	if isFolded(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for f := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f)
	}
	return b.String()
}

func isFolded(s string) bool {
	before := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return false
		}
		before = r
	}
	return before != ' '
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
