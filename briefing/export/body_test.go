package export

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"readout/briefing"
	"readout/briefing/note"
	"readout/content"
)

func TestContainedLeavesPlainMarkdownAlone(t *testing.T) {
	for _, body := range []string{
		"One line.",
		"Two\nlines with *marks*, `code <b>`, [a link](https://example.org/a_b) and <https://example.org>.",
		"- [ ] a task\n- [x] another\n    - below\n\n1. one\n2. two",
		"> a quotation\n> > in another\n\n| a | b |\n|---|---|\n| 1 | 2 |",
		"```go\n# not a heading\n<b>\n%%\n```\n\n    indented # code",
		"It costs $5, 50 % more; #tag [[page]] ==marked== ^id \\*escaped\\* AT&amp;T &copy;",
		"Hard  \nbreak\\\nand another.",
	} {
		if got := contained(body, 3, "n1-"); got != body+"\n" {
			t.Errorf("%q became\n%q", body, got)
		}
	}
}

func TestContained(t *testing.T) {
	for body, want := range map[string]string{
		"":                            "",
		" \n\t\n":                     "",
		"# One\n###### Six ##":        "#### One\n\n###### Six ##\n",
		"Two\nlines\n---\ntext":       "##### Two lines\ntext\n",
		"---\ntitle: x\n---\ntext":    "* * *\n\n##### title: x\ntext\n",
		"> # quoted\n> Set\n> ===":    "> #### quoted\n> #### Set\n",
		"text\n# right below\n- list": "text\n\n#### right below\n\n- list\n",
		"text\n- list\n***":           "text\n\n- list\n\n* * *\n",
		"```\nopen":                   "```\nopen\n```\n",
		"~~~~ `odd` info\n~~~":        "~~~~\n~~~\n~~~~\n",
		"- ```\n  open":               "- ```\n  open\n",
		"<div>\n# shown\n</div>":      "\\<div>  \n\\# shown  \n\\</div>\n",
		"<!-- never closed\n\n# x":    "\\<!-- never closed\n\n\\# x\n",
		"a <b onclick=x>b</b>":        "a \\<b onclick=x>b\\</b>\n",
		"%%hidden%% `%%`":             "\\%%hidden\\%% `%%`\n",
		"a $$x$$ and $$":              "a \\$$x\\$$ and \\$$\n",
		"[a][r], [r][], [r] and ![i][r]\n\n[r]: <https://example.org/x y> \"title\"": "[a](<https://example.org/x y>), [r](<https://example.org/x y>), [r](<https://example.org/x y>) and ![i](<https://example.org/x y>)\n",
		"[**bold** *x*][r]\n\n[r]: /u":                                           "[**bold** *x*](</u>)\n",
		"x[^1] and [^2]\n\n[^1]: note\n    more":                                 "x[^n1-1] and \\[^2]\n\n[^n1-1]: note\n    more\n",
		"`<b>`{=html} [x]{onclick=y} # a {#b}":                                   "`<b>`\\{=html} [x]\\{onclick=y} # a \\{#b}\n",
		"\\input{/etc/passwd} costs $\\write{1}$":                                "\\\\input\\{/etc/passwd} costs \\$\\\\write\\{1}\\$\n",
		"C:\\dir, $x^2$ and `\\x{y}`":                                            "C:\\\\dir, \\$x^2\\$ and `\\x{y}`\n",
		"::: {.x}\nin\n:::\n\na ::: b":                                           "\\::: \\{.x}\nin\n\\:::\n\na ::: b\n",
		"[*a*](javascript:x) <JAVASCRIPT:y> [b](data:z) [c](mailto:a@b.example)": "[*a*\\](javascript:x) \\<JAVASCRIPT:y> [b\\](data:z) [c](mailto:a@b.example)\n",
		"[a][r]\n\n[r]: java&Tab;script:x":                                       "[a\\][r]\n",
		"a\x1b[31mred\x1b[0m\u202eb\x00":                                         "aredb\ufffd\n",
	} {
		if got := contained(body, 3, "n1-"); got != want {
			t.Errorf("%q became\n%q, want\n%q", body, got, want)
		}
	}
}

var github = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))

// headings gives the headings of levels up to 3 that stand in nothing else, and whether
// there is HTML.
func headings(src []byte) (list []string, html bool) {
	doc := github.Parser().Parse(text.NewReader(src))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Heading:
			if entering && n.Level <= 3 {
				line := ""
				if n.Lines().Len() > 0 {
					line = string(n.Lines().Value(src))
				}
				if n.Parent() != doc {
					line = "inside: " + line
				}
				list = append(list, fmt.Sprint(n.Level, " ", line))
			}
		case *ast.HTMLBlock, *ast.RawHTML:
			html = true
		}
		return ast.WalkContinue, nil
	})
	return list, html
}

// afterFrontMatter cuts front matter off, and checks that it is YAML.
func afterFrontMatter(t *testing.T, src []byte) []byte {
	t.Helper()
	_, rest, _ := bytes.Cut(src, []byte("---\n"))
	front, rest, ok := bytes.Cut(rest, []byte("---\n\n"))
	if !ok {
		t.Fatalf("no front matter:\n%s", src)
	}
	var v map[string]any
	if err := yaml.Unmarshal(front, &v); err != nil {
		t.Fatalf("front matter: %v\n%s", err, front)
	}
	return rest
}

func checkExport(t *testing.T, body, words string) {
	t.Helper()
	src := harbour()
	first := noteOn(t, src, "Dorn met Vale in the harbour town.", "1", note.Question, body, words)
	first.Creator = words
	second := noteOn(t, src, "They will meet again", "2", note.Highlight, "[r] [^1] [^n1-1] last words", "x")
	gone := first
	gone.ID, gone.Target = "3", note.Target{Exact: words + "\n" + body, Section: words}
	b := bundle(src, first, second)
	b.Notes = append([]Placed{{Note: gone, Orphaned: true}}, b.Notes...)
	b.Revision = words
	var out bytes.Buffer
	if err := Markdown(&out, []Bundle{b}); err != nil {
		t.Fatal(err)
	}
	if clean := content.Clean(out.String()); clean != out.String() {
		t.Errorf("control characters in\n%q", out.String())
	}
	rest := afterFrontMatter(t, out.Bytes())
	list, html := headings(rest)
	want := []string{"1 Notes: Harbour talks: “a start”, says Dorn", "2 Meetings", "3 1 · Question", "3 2 · Highlight", "2 Text no longer found", "3 3 · Question"}
	if diff := cmp.Diff(want, list); diff != "" || html {
		t.Errorf("html %v, headings (-want +got):\n%s\n%s", html, diff, out.String())
	}
	if !strings.Contains(shownText(rest), "[r] [^1] [^n1-1] last words") {
		t.Errorf("the first note changes the second:\n%s", out.String())
	}
	records := NotesJSON([]Bundle{b})
	if len(records) != 3 || records[0].ID != "1" || !records[2].Orphaned {
		t.Errorf("%+v", records)
	}
}

// shownText gives the text of a document, paragraph by paragraph.
func shownText(src []byte) string {
	var b strings.Builder
	doc := github.Parser().Parse(text.NewReader(src))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.WriteString(strings.ReplaceAll(string(n.Segment.Value(src)), "\\", ""))
			}
		case *ast.Link:
			b.WriteString("«link»")
		case *ast.Paragraph:
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// pieces are what bodies are put together from, to break out of their place.
var pieces = []string{
	"# ", "## x\n", "###", "\n===\n", "\n---\n", "---\n", "***\n", "```", "~~~~\n", "    ", "\t", "> ", "- ", "1. ", "<div>", "</div>\n", "<!--", "-->", "<script>", "<?php", "<![CDATA[", "<pre>\n",
	"[r]: /evil\n", "[r]", "[^1]", "[^1]: note\n", "[^n1-1]: y\n", "[x][r]", "![x][r]", "[a *b*][r]", "`", "``", "|a|b|\n|-|-|\n", "\\", "\\\n", "  \n", "\n", "\n\n", "%%", "$$", "$", "{#id}", ":::", "title: x\n", "...\n", "word", " ", "é", "&lt;", "\x1b[31m", "\u202e", "*", "**", "_", "~~", "#tag", "]", "(", ")", "<https://a.b>", "https://a.b/<x",
}

func TestBodiesStayInTheirPlace(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	r := rand.New(rand.NewPCG(11, 12))
	for range 3000 {
		var b strings.Builder
		for range 1 + r.IntN(14) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		checkExport(t, b.String(), pieces[r.IntN(len(pieces))]+pieces[r.IntN(len(pieces))])
		if t.Failed() {
			t.Fatalf("%q", b.String())
		}
	}
}

func FuzzExport(f *testing.F) {
	for _, p := range pieces {
		f.Add(p, p)
	}
	f.Add("# a\n---\ntitle: x\n---\n<div>\n```\n", "\x1b]0;x\a---\n\u202e: {")
	f.Fuzz(func(t *testing.T, body, words string) {
		if len(body) > 4096 || len(words) > 1024 {
			return
		}
		checkExport(t, body, words)
	})
}

func TestQuotation(t *testing.T) {
	src := harbour()
	b := briefing.Parse(src)
	for words, want := range map[string]string{
		"Dorn met Vale in the harbour town": "“Dorn met Vale in the harbour town” — Example Post, “Ministers agree on [grain]”, 27 Nov [2024], ¶ 1, 3, https://example.org/2024/a_b(c)",
		"They will meet again":              "“They will meet again” — Example Radio, Nov 2024, ¶ 4, https://example.com/talks",
		"It rained":                         "“It rained” — Example Post, “Ministers agree on [grain]”, 27 Nov [2024], ¶ 3, https://example.org/2024/a_b(c)",
		"Meetings":                          "“Meetings” — “Harbour talks: ‘a start’, says Dorn”, 27 Nov 2024",
	} {
		at := bytes.Index(src, []byte(words))
		if got := Quotation(b, content.Span{Start: at, End: at + len(words)}, words); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := Quotation(&briefing.Briefing{}, content.Span{}, "“a\x1b[31m b\u202e”\n"); got != "“a b”" {
		t.Errorf("%q", got)
	}
}

func TestTagName(t *testing.T) {
	for tag, want := range map[string]string{
		"north korea": "north-korea", "#x": "x", "c++": "c", "2024": "t2024", "a/b_c": "a/b_c", "-": "", "": "", "한국": "한국", "a\x1b[31mb": "ab", "_x_": "x", "1984 (book)": "1984-book",
	} {
		if got := tagName(tag); got != want {
			t.Errorf("tagName(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestExportThroughPandoc(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	b := sampleBundle(t)
	b.Notes[1].Note.Body = "---\nevil: yes\n...\n\n``` two words\n\n# not a heading\n\n```\n\n::: x\n\n<div>\n\n$$\n"
	var out bytes.Buffer
	if err := Markdown(&out, []Bundle{b}); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"markdown", "gfm"} {
		cmd := exec.Command("pandoc", "-f", from, "-t", "plain", "--wrap=none")
		cmd.Stdin = bytes.NewReader(out.Bytes())
		got, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "notes-"+from+".txt", got)
	}
}

// A body of words is the same without being parsed.
func TestBodiesOfWords(t *testing.T) {
	for _, body := range []string{
		"note 7", "x", "Who asked for it?", "He said \"no\", and didn't.", "Überprüfen; 2024 zuerst", "a well-known place. It rained.", "ends in 2024", "שלום עולם", "日本語のメモ",
	} {
		if !isWords(body) {
			t.Errorf("%q is not taken for words", body)
		}
		parsed := structure(inlines(body, "n1-"), 3)
		if parsed != body+"\n" || !holds(parsed, 3, "n1-") {
			t.Errorf("%q becomes %q", body, parsed)
		}
		var page strings.Builder
		bodies := newBodyPage()
		if err := bodies.markdown.Convert([]byte(parsed), &page); err != nil {
			t.Fatal(err)
		}
		var quick strings.Builder
		if err := bodies.write(&quick, parsed, "n1-"); err != nil || quick.String() != page.String() {
			t.Errorf("%q is %q on a page, want %q (%v)", body, quick.String(), page.String(), err)
		}
	}
	for _, body := range []string{
		"", " a", "a ", "a  b", "1. a", "- a", "# a", "a\nb", "*a*", "a_b", "see www.example.org", "a@b.org", "http://e.org", "a - b", "a--b", "[a]", "a: b", "`a`", "$a$", "a\\b", "<a>", "a&amp;b", "a|b", "a %% b", "=", "~~~", "(c)", "a^b", "a!",
	} {
		if isWords(body) {
			t.Errorf("%q is taken for words", body)
		}
	}
}
