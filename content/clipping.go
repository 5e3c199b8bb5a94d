package content

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/yuin/goldmark"
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// longestFrontMatter bounds the front matter that is believed to be one.
const longestFrontMatter = 64 << 10

// IsArticleMarkdown reports whether b is Markdown that was clipped from a page, as web
// clippers write it: its front matter has the page's address, or both an author and a
// date of publication, and it is no briefing (which has an id and sources).
func IsArticleMarkdown(b []byte) bool {
	text, _, err := Decode(b[:min(len(b), longestFrontMatter)])
	return err == nil && isArticleMarkdown(string(text))
}

func isArticleMarkdown(source string) bool {
	head, _, ok := cutFrontMatter(source)
	if !ok {
		return false
	}
	f := frontMatter(head)
	if f.has("sources") {
		return false
	}
	if f.address() != "" {
		return true
	}
	return f.first("author", "authors", "byline", "creator") != "" && f.first("published", "date", "date_published") != ""
}

// readClipping reads Markdown as an article.
func readClipping(source string) *manuscript {
	m := &manuscript{}
	body := Clean(source)
	if head, rest, ok := cutFrontMatter(body); ok {
		m.Article = frontMatter(head).article()
		body = rest
	}
	m.blocks = markdownBlocks([]byte(body))
	if first := 0; len(m.blocks) > 0 && m.Title == "" && m.blocks[first].kind == Heading {
		m.Title = m.blocks[first].text
	}
	return m
}

// cutFrontMatter parts the YAML between two lines of --- at the top from the text below.
func cutFrontMatter(source string) (head, rest string, ok bool) {
	body, ok := strings.CutPrefix(strings.TrimPrefix(source, "\ufeff"), "---\n")
	if !ok {
		return "", source, false
	}
	head, rest, ok = strings.Cut(body, "\n---\n")
	if !ok {
		head, ok = strings.CutSuffix(strings.TrimRight(body, "\n"), "\n---")
	}
	if !ok || len(head) > longestFrontMatter {
		return "", source, false
	}
	return head, rest, true
}

// fields are the top-level keys of a front matter, in lower case, with their texts.
type fields map[string][]string

// frontMatter reads the keys of a YAML mapping whose values are texts or lists of texts.
// Aliases are not followed, so that no input grows. What is no YAML has no fields.
func frontMatter(head string) fields {
	f := fields{}
	file, err := parser.ParseBytes([]byte(head), 0)
	if err != nil || len(file.Docs) == 0 {
		return f
	}
	var values []*ast.MappingValueNode
	switch body := file.Docs[0].Body.(type) {
	case *ast.MappingNode:
		values = body.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{body}
	}
	for _, v := range values {
		key := strings.ToLower(strings.TrimSpace(v.Key.String()))
		f[key] = append(f[key], scalars(v.Value)...)
		if _, isList := v.Value.(*ast.SequenceNode); isList && len(f[key]) == 0 {
			f[key] = []string{""}
		}
	}
	return f
}

func scalars(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.SequenceNode:
		var out []string
		for _, e := range n.Values {
			if _, nested := e.(*ast.SequenceNode); !nested {
				out = append(out, scalars(e)...)
			}
		}
		return out
	case *ast.StringNode:
		return []string{line(n.Value)}
	case *ast.LiteralNode:
		return []string{line(n.Value.Value)}
	case *ast.NullNode, *ast.AliasNode, *ast.AnchorNode, *ast.MappingNode, *ast.MappingValueNode:
		return nil
	}
	return []string{line(n.String())}
}

func (f fields) has(key string) bool { _, ok := f[key]; return ok }

// first gives the first text that one of the keys has.
func (f fields) first(keys ...string) string {
	for _, key := range keys {
		if s := firstOf(f[key]...); s != "" {
			return s
		}
	}
	return ""
}

func (f fields) address() string {
	for _, key := range []string{"url", "source", "link", "canonical", "canonical_url", "source_url", "original", "uri"} {
		for _, s := range f[key] {
			if address := webAddress(s); address != "" {
				return address
			}
		}
	}
	return ""
}

func (f fields) article() Article {
	a := Article{
		Title:     f.first("title", "headline"),
		Publisher: f.first("publisher", "site", "site_name", "sitename", "website", "newspaper"),
		URL:       f.address(),
		Language:  languageTag(f.first("language", "lang")),
	}
	if a.Publisher == "" && webAddress(f.first("source")) == "" {
		a.Publisher = f.first("source")
	}
	for _, key := range []string{"author", "authors", "byline", "creator"} {
		var names []string
		for _, s := range f[key] {
			if s = bylineName(strings.Trim(s, "[]")); s != "" { // Obsidian links its authors
				names = append(names, s)
			}
		}
		if len(names) > 0 {
			a.Byline = joinNames(names)
			break
		}
	}
	if day, words, ok := firstDay(f.first("published", "date_published", "publish_date", "published_at", "pubdate", "date")); ok {
		a.Published = Date{Value: day, Certainty: Exact, Words: words}
	}
	return a
}

// markdownBlocks gives the paragraphs of Markdown. Pictures, code fences of other
// languages and raw HTML are no text of an article.
func markdownBlocks(source []byte) []block {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify))
	doc := md.Parser().Parse(text.NewReader(source))
	var out []block
	items := 0
	_ = gast.Walk(doc, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if n.Kind() == gast.KindListItem {
			if entering {
				items++
			} else {
				items--
			}
			return gast.WalkContinue, nil
		}
		if !entering {
			return gast.WalkContinue, nil
		}
		kind := Text
		switch n.Kind() {
		case gast.KindHeading:
			kind = Heading
		case gast.KindParagraph, gast.KindTextBlock, tables.KindTableRow, tables.KindTableHeader:
			if items > 0 {
				kind = ListItem
			}
		case gast.KindHTMLBlock:
			raw := string(n.(*gast.HTMLBlock).Lines().Value(source))
			out = append(out, streamBlocks(raw)...)
			return gast.WalkSkipChildren, nil
		default:
			return gast.WalkContinue, nil
		}
		var b inline
		b.write(n, source, false)
		if s := line(b.text.String()); s != "" {
			out = append(out, block{kind: kind, text: s, linked: min(b.linked, len(s))})
		}
		return gast.WalkSkipChildren, nil
	})
	return out
}

// inline gathers the text of a paragraph.
type inline struct {
	text   strings.Builder
	linked int
}

func (b *inline) write(n gast.Node, source []byte, linked bool) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		before := b.text.Len()
		switch c := c.(type) {
		case *gast.Text:
			v := c.Value(source)
			if !c.IsRaw() {
				v = util.UnescapePunctuations(util.ResolveNumericReferences(util.ResolveEntityNames(v)))
			}
			b.text.Write(v)
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.text.WriteByte(' ')
			}
		case *gast.String:
			b.text.Write(c.Value)
		case *gast.AutoLink:
			b.text.Write(c.Label(source))
			b.linked += b.text.Len() - before
		case *gast.Image, *gast.RawHTML:
		case *gast.Link:
			b.write(c, source, true)
			if !linked {
				b.linked += b.text.Len() - before
			}
		case *tables.TableCell:
			b.write(c, source, linked)
			b.text.WriteByte(' ')
		default:
			b.write(c, source, linked)
		}
	}
}
