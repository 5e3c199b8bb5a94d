package markdown

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// example is one of the examples of the CommonMark specification.
type example struct {
	Markdown string
	HTML     string
	Example  int
}

// specExamples reads them from goldmark's module, where it is.
func specExamples(tb testing.TB) []example {
	tb.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		tb.Skipf("goldmark's module cannot be found: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		tb.Skipf("the examples of the specification are not in the module cache: %v", err)
	}
	var out []example
	if err := json.Unmarshal(data, &out); err != nil {
		tb.Fatal(err)
	}
	return out
}

// outline writes blocks so that they can be compared: containers, kind and text.
func outline(d *Document) string {
	var b strings.Builder
	for block := range d.Blocks() {
		for _, c := range block.Containers {
			switch {
			case c.Kind == Quote:
				b.WriteString("> ")
			case c.Ordered:
				fmt.Fprintf(&b, "%d. ", c.Number)
			case c.Kind == Item:
				b.WriteString("- ")
			}
		}
		fmt.Fprintf(&b, "%d/%d %q\n", block.Kind, block.Level, strings.TrimRight(block.Visible().Text, "\n"))
	}
	return b.String()
}

// goldmarkOutline is the outline of goldmark's own tree.
func goldmarkOutline(src []byte) string {
	root := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.TaskList)).
		Parser().Parse(text.NewReader(src))
	var b strings.Builder
	outlineOf(&b, root, "", src)
	return b.String()
}

func outlineOf(b *strings.Builder, n ast.Node, prefix string, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Blockquote:
			outlineContainer(b, c, prefix+"> ", src)
		case *ast.List:
			number := c.Start
			for item := c.FirstChild(); item != nil; item = item.NextSibling() {
				mark := "- "
				if c.IsOrdered() {
					mark = fmt.Sprintf("%d. ", number)
					number++
				}
				outlineContainer(b, item, prefix+mark, src)
			}
		case *ast.LinkReferenceDefinition:
		default:
			outlineLeaf(b, c, prefix, src)
		}
	}
}

func outlineContainer(b *strings.Builder, n ast.Node, prefix string, src []byte) {
	before := b.Len()
	outlineOf(b, n, prefix, src)
	if b.Len() == before {
		fmt.Fprintf(b, "%s%d/0 \"\"\n", prefix, Empty)
	}
}

func outlineLeaf(b *strings.Builder, n ast.Node, prefix string, src []byte) {
	kind, level := Paragraph, 0
	var s string
	switch n := n.(type) {
	case *ast.Heading:
		kind, level = Heading, n.Level
		s = inlineText(n, src)
	case *ast.ThematicBreak:
		kind = Rule
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		kind = Code
		s = string(n.Lines().Value(src))
	case *ast.HTMLBlock:
		kind = HTML
		s = string(n.Lines().Value(src))
		if n.HasClosure() {
			s += string(n.ClosureLine.Value(src))
		}
	case *extast.Table:
		kind = Table
		var rows []string
		for row := n.FirstChild(); row != nil; row = row.NextSibling() {
			var cols []string
			for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
				cols = append(cols, inlineText(cell, src))
			}
			rows = append(rows, strings.Join(cols, "\t"))
		}
		s = strings.Join(rows, "\n")
	default:
		s = inlineText(n, src)
	}
	if kind == Code || kind == HTML {
		s = expand(s)
	}
	fmt.Fprintf(b, "%s%d/%d %q\n", prefix, kind, level, strings.TrimRight(s, "\n"))
}

// expand turns tabs into spaces as a code block does.
func expand(s string) string {
	var b strings.Builder
	col := 0
	for _, r := range s {
		switch r {
		case '\t':
			n := tabStop - col%tabStop
			b.WriteString(strings.Repeat(" ", n))
			col += n
			continue
		case '\n':
			col = -1
		}
		col++
		b.WriteRune(r)
	}
	return b.String()
}

func inlineText(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image:
			if !n.HasChildren() {
				b.WriteString("image")
			}
		case *ast.AutoLink:
			b.Write(n.Label(src))
		case *ast.RawHTML:
			b.WriteString(strings.ReplaceAll(string(n.Segments.Value(src)), "\n", " "))
		case *ast.Text:
			s := n.Segment.Value(src)
			if n.Parent().Kind() == ast.KindCodeSpan {
				b.WriteString(strings.ReplaceAll(string(s), "\n", " "))
				return ast.WalkContinue, nil
			}
			b.WriteString(plain(s))
			if n.HardLineBreak() {
				// Goldmark leaves all but two of the spaces at a line's end in the text.
				kept := strings.TrimRight(b.String(), " ")
				b.Reset()
				b.WriteString(kept + "\n")
			} else if n.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.ReplaceAll(b.String(), "\t", " ")
}

// plain decodes escapes and entities.
func plain(s []byte) string { return destination(s) }

// Front matter is the one thing that the specification's examples do not know: a
// document that begins with "---" and has another such line is read as having some.
func frontMatter(src string) bool { return strings.HasPrefix(src, "---\n") }

func TestSpecAgainstGoldmark(t *testing.T) {
	for _, e := range specExamples(t) {
		if frontMatter(e.Markdown) {
			continue
		}
		got, want := outline(Open([]byte(e.Markdown))), goldmarkOutline([]byte(e.Markdown))
		if got != want {
			t.Errorf("example %d\n%s\ngot\n%swant\n%s", e.Example, e.Markdown, got, want)
		}
	}
}

// readmes gives the Markdown files of the module cache.
func readmes(tb testing.TB) map[string][]byte {
	tb.Helper()
	dir, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		tb.Skipf("the module cache cannot be found: %v", err)
	}
	out := map[string][]byte{}
	_ = filepath.WalkDir(strings.TrimSpace(string(dir)), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasPrefix(d.Name(), "README") && strings.HasSuffix(d.Name(), ".md") {
			if data, err := os.ReadFile(path); err == nil {
				out[path] = data
			}
		}
		return nil
	})
	if len(out) == 0 {
		tb.Skip("the module cache has no README.md")
	}
	return out
}

func TestReadmesAgainstGoldmark(t *testing.T) {
	for path, src := range readmes(t) {
		got, want := strings.Split(outline(openWhole(src)), "\n"), strings.Split(goldmarkOutline(src), "\n")
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s\n got %s\nwant %s", path, got[i], want[i])
				break
			}
		}
	}
}
