package export

import (
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"readout/briefing"
)

// page writes one HTML page that needs no other file, runs nothing and loads nothing; its
// policy (Content-Security-Policy) holds the browser to that. HTML in bodies shows as text,
// links lead to http, https and mailto only, an image is a link to it.
func page(bundles []Bundle, by Grouping) (*Rendered, error) {
	var out strings.Builder
	var notes footnotes
	bodies := newBodyPage()
	fmt.Fprintf(&out, "<h1>%s</h1>\n", escaped(exportTitle(bundles)))
	for _, r := range outline(bundles, by) {
		if r.isNote() {
			if err := writeArticle(&out, r, &notes, bodies); err != nil {
				return nil, err
			}
			continue
		}
		if r.title != "" {
			fmt.Fprintf(&out, "<h%d>%s</h%d>\n", r.level, escaped(line(r.title)), r.level)
		}
		if r.empty {
			out.WriteString("<p>No notes.</p>\n")
		}
	}
	if len(notes.list) > 0 {
		out.WriteString("<h2>Source paragraphs</h2>\n<ol class=\"sources\">\n")
		for _, f := range notes.list {
			fmt.Fprintf(&out, "<li id=\"%s\" value=\"%d\">%s", f.name(), f.number, citationHTML(citations{f.from}))
			if f.text != "" {
				fmt.Fprintf(&out, "<blockquote dir=\"auto\">%s</blockquote>", escaped(f.text))
			}
			out.WriteString("</li>\n")
		}
		out.WriteString("</ol>\n")
	}
	title := escaped(exportTitle(bundles))
	return &Rendered{Head: fmt.Sprintf(pageHead, language(bundles), title), Body: out.String(), Tail: "</main>\n</body>\n</html>\n", marks: pageMarks}, nil
}

const pageHead = `<!DOCTYPE html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>
:root { color-scheme: light dark; --line: #8886; --mark: #b58900; }
body { margin: 0; font: 1.05rem/1.6 Georgia, "Noto Serif", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1, h2, h3, h4, .kind, .grade, .by { font-family: system-ui, sans-serif; line-height: 1.3; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; border-bottom: 1px solid var(--line); margin-top: 2.5rem; } h3 { font-size: 1.1rem; }
article { border-left: .25rem solid var(--mark); padding: .1rem 0 .1rem 1rem; margin: 1.5rem 0; }
article.question { --mark: #268bd2; } article.check { --mark: #cb4b16; } article.action { --mark: #859900; } article.judgement { --mark: #d33682; }
.kind, .grade { font-weight: 600; font-size: .85rem; margin: 0; } .by, cite { font-size: .85rem; opacity: .8; font-style: normal; }
blockquote { margin: .5rem 0; font-style: italic; } blockquote blockquote { margin-left: 1rem; }
pre { overflow-x: auto; } code, pre { font-size: .9rem; } table { border-collapse: collapse; } td, th { border: 1px solid var(--line); padding: .2rem .5rem; }
.tag { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; font-size: .8rem; white-space: nowrap; }
.orphan { border-left-style: dashed; }
@media print { main { max-width: none; } article { break-inside: avoid; } }
</style>
</head>
<body>
<main>
`

func escaped(s string) string { return html.EscapeString(s) }

// language gives the language that all briefings have; "en" is that of the headings.
func language(bundles []Bundle) string {
	lang := ""
	for i := range bundles {
		l := line(bundles[i].Briefing.Language)
		if lang != "" && l != lang || strings.Trim(strings.ToLower(l), "abcdefghijklmnopqrstuvwxyz-") != "" {
			return "en"
		}
		lang = l
	}
	if lang == "" {
		return "en"
	}
	return lang
}

func writeArticle(out *strings.Builder, r *row, notes *footnotes, bodies *bodyPage) error {
	n := r.note.Note
	class := "highlight"
	switch callout(n.Kind) {
	case "question":
		class = "question"
	case "warning":
		class = "check"
	case "todo":
		class = "action"
	case "important":
		class = "judgement"
	}
	if r.note.Orphaned {
		class += " orphan"
	}
	fmt.Fprintf(out, "<article class=\"%s\" id=\"note-%d\">\n<p class=\"kind\">%d · %s</p>\n", class, r.number, r.number, escaped(r.kind()))
	lines := r.quoteLines()
	if len(lines) > 0 {
		out.WriteString("<blockquote>\n")
		for _, line := range lines {
			fmt.Fprintf(out, "<p dir=\"auto\">%s</p>\n", escaped(line))
		}
		out.WriteString("</blockquote>\n")
	}
	if where := citationHTML(attribution(r)) + notes.marks(r, `<sup><a href="#s%d">%d</a></sup>`); where != "" {
		fmt.Fprintf(out, "<p><cite>— %s</cite></p>\n", where)
	}
	if text := assessed(&n); text != "" {
		fmt.Fprintf(out, "<p class=\"grade\">%s</p>\n", escaped(text))
	}
	for _, l := range r.links() {
		text := escaped(l.text())
		if l.number > 0 {
			text = fmt.Sprintf("<a href=\"#note-%d\">%s</a>", l.number, text)
		}
		fmt.Fprintf(out, "<p class=\"by\">%s</p>\n", text)
	}
	prefix := fmt.Sprintf("n%d-", r.number)
	if body := contained(n.Body, r.level, prefix); body != "" {
		out.WriteString("<div class=\"body\" dir=\"auto\">\n")
		if err := bodies.write(out, body, prefix); err != nil {
			return fmt.Errorf("writing the body of note %s: %w", line(n.ID), err)
		}
		out.WriteString("</div>\n")
	}
	fmt.Fprintf(out, "<p class=\"by\">%s", escaped(who(n)))
	for _, tag := range n.Tags {
		if tag = line(tag); tag != "" {
			fmt.Fprintf(out, " <span class=\"tag\">%s</span>", escaped(tag))
		}
	}
	out.WriteString("</p>\n</article>\n")
	return nil
}

func citationHTML(list citations) string {
	var out []string
	for i := range list {
		c := &list[i]
		title, target := "", safeURL(c)
		switch {
		case target != "" && c.title != "":
			title = anchorHTML(target, c.title)
		case target != "":
			title = anchorHTML(target, target)
		case c.title != "":
			title = escaped(quoted(c.title))
		}
		if s := joined(escaped(c.publisher), title, escaped(c.date), escaped(c.paragraphMark())); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

func anchorHTML(url, title string) string {
	return `<a href="` + escaped(url) + `" rel="noreferrer">` + escaped(title) + "</a>"
}

// bodyPage renders the Markdown of bodies. goldmark leaves out raw HTML and dangerous
// addresses; what else a page could load or lead to is taken out here. Names in the page get
// the prefix of their body.
type bodyPage struct {
	markdown goldmark.Markdown
	prefix   []byte
}

func newBodyPage() *bodyPage {
	p := &bodyPage{}
	prefix := func(ast.Node) []byte { return p.prefix }
	p.markdown = goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.NewFootnote(extension.WithFootnoteIDPrefixFunction(prefix))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(safeLinks{}, 1))),
	)
	return p
}

func (p *bodyPage) write(out *strings.Builder, body, prefix string) error {
	if text := strings.TrimSuffix(body, "\n"); isWords(text) {
		out.WriteString("<p>" + strings.ReplaceAll(text, `"`, "&quot;") + "</p>\n")
		return nil
	}
	p.prefix = []byte(prefix)
	return p.markdown.Convert([]byte(body), out)
}

// safeLinks writes links and images.
type safeLinks struct{}

// RegisterFuncs is renderer.NodeRenderer's.
func (safeLinks) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, link(w, string(n.(*ast.Link).Destination), entering)
	})
	reg.Register(ast.KindImage, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		return ast.WalkContinue, link(w, string(n.(*ast.Image).Destination), entering)
	})
	reg.Register(ast.KindAutoLink, func(w util.BufWriter, src []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		l := n.(*ast.AutoLink)
		url := string(l.URL(src))
		if l.AutoLinkType == ast.AutoLinkEmail {
			url = "mailto:" + strings.TrimPrefix(url, "mailto:")
		}
		if !entering {
			return ast.WalkContinue, nil
		}
		if err := link(w, url, true); err != nil {
			return ast.WalkStop, err
		}
		_, err := w.WriteString(escaped(string(l.Label(src))))
		if err == nil {
			err = link(w, url, false)
		}
		return ast.WalkContinue, err
	})
}

func link(w util.BufWriter, url string, entering bool) (err error) {
	if briefing.LinkTarget(url) == "" && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		return nil
	}
	if entering {
		_, err = w.WriteString(`<a href="` + escaped(url) + `" rel="noreferrer">`)
	} else {
		_, err = w.WriteString("</a>")
	}
	return err
}
