package intake

import (
	"errors"
	"regexp"
	"strings"
	"sync"

	"readout/briefing/markdown"
)

// quotePairs are the quotation marks of the languages that Zotero has.
func quotePairs() [][2]string {
	return [][2]string{{"“", "”"}, {"„", "“"}, {"„", "”"}, {"«", "»"}, {"»", "«"}, {"「", "」"}, {"『", "』"}, {"‘", "’"}, {"\"", "\""}}
}

// zoteroForms are what a note made from annotations has behind a quotation.
type zoteroForms struct {
	citation *regexp.Regexp // ([Author, year, p. n](zotero://select/…)), or without the link
	link     *regexp.Regexp // ([pdf](zotero://open-pdf/…?annotation=KEY))
}

// zoteroLink matches an address; one into a book or a page has brackets (EPUB CFI, CSS).
const zoteroLink = `zotero://(?:[^()\s]|\((?:[^()\s]|\([^()\s]*\))*\))*`

var zoteroText = sync.OnceValue(func() zoteroForms {
	return zoteroForms{
		citation: regexp.MustCompile(`^\s*\((?:\[((?:[^\]\\]|\\.)*)\]\((` + zoteroLink + `)\)|([^()]*(?:\d{4}|n\.d\.|p\. ?\S+)[^()]*))\)`),
		link:     regexp.MustCompile(`^\s*\(?\[[^\]]*\]\((` + zoteroLink + `)\)\)?`),
	}
})

func isZotero(text string) bool {
	if strings.Contains(text, "](zotero://") {
		return true
	}
	for _, p := range paragraphs(text) {
		if q := readQuotation(p.text); q.exact != "" && q.label != "" {
			return true
		}
	}
	return false
}

// paragraph is a run of lines between blank ones.
type paragraph struct {
	line int
	text string
}

func paragraphs(text string) (out []paragraph) {
	open := false
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "## ") {
			open = false // a heading needs no blank line
		}
		switch {
		case line == "":
			open = false
		case open:
			out[len(out)-1].text += "\n" + line
		default:
			out, open = append(out, paragraph{number, line}), true
		}
	}
	return out
}

// zotero reads a note made from annotations: each quotation is followed by its citation,
// and that by the comment. A paragraph without either goes on with the comment before it.
func (in *intake) zotero(text string) {
	about := Document{}
	last := -1
	for _, p := range paragraphs(text) {
		if title, ok := strings.CutPrefix(p.text, "# "); ok {
			title, _, _ = strings.Cut(title, "\n")
			if title = visible(title); !strings.HasPrefix(strings.ToLower(title), "annotations") {
				about.Title = title
			}
			last = -1
			continue
		}
		q := readQuotation(strings.TrimSpace(strings.TrimLeft(p.text, ">-* ")))
		switch {
		case q.exact == "" && q.label == "" && q.link == "":
			if last >= 0 {
				n := &in.entries[last].Note
				n.Body = strings.TrimSpace(n.Body + "\n\n" + p.text)
			}
			continue
		case q.exact == "" && q.comment == "":
			in.bad(p.line, errors.New("it is a picture or a link, without a text"))
			last = -1
			continue
		}
		e := Entry{Line: p.line, About: about, via: q.link}
		e.About.Author, _, _ = strings.Cut(q.label, ", p.") // the rest is the page
		if q.annotation != "" {
			e.Note = madeOf(Zotero, q.annotation)
		} else {
			e.Note = madeOf(Zotero, q.label, q.exact)
			if q.exact == "" {
				e.Note = madeOf(Zotero, q.label, q.comment)
			}
		}
		e.Note.Target.Exact, e.Note.Body = q.exact, q.comment
		before := len(in.entries)
		if in.add(e); len(in.entries) > before {
			last = before
		}
	}
}

// quotation is a paragraph taken apart.
type quotation struct {
	exact      string
	label      string // of the citation: Author, year, page
	link       string // zotero://
	annotation string // its key in Zotero
	comment    string // Markdown
}

// readQuotation takes a paragraph apart; exact, label and link are empty where it is none.
func readQuotation(p string) (q quotation) {
	forms := zoteroText()
	rest := p
	for _, pair := range quotePairs() {
		inner, ok := strings.CutPrefix(p, pair[0])
		if !ok {
			continue
		}
		// A quotation can have quotations in it: the one counts that the citation follows.
		for from := 0; ; {
			i := strings.Index(inner[from:], pair[1])
			if i < 0 {
				break
			}
			end := from + i + len(pair[1])
			if forms.citation.MatchString(inner[end:]) || forms.link.MatchString(inner[end:]) {
				q.exact, rest = visible(inner[:from+i]), inner[end:]
				break
			}
			from = end
		}
		if q.exact != "" {
			break
		}
	}
	if q.exact == "" {
		// A comment that stands alone has its citation at the end.
		at := strings.Index(rest, "([")
		if at < 0 || !strings.Contains(rest, "](zotero://") {
			return quotation{}
		}
		q.comment, rest = strings.TrimSpace(rest[:at]), rest[at:]
		if strings.HasPrefix(q.comment, "![") {
			q.comment = ""
		}
	}
	if m := forms.citation.FindStringSubmatch(rest); m != nil {
		q.label, q.link, rest = visible(m[1]+m[3]), m[2], rest[len(m[0]):]
	}
	for {
		m := forms.link.FindStringSubmatch(rest)
		if m == nil {
			break
		}
		q.link, rest = m[1], rest[len(m[0]):]
	}
	if _, key, ok := strings.Cut(q.link, "annotation="); ok {
		q.annotation, _, _ = strings.Cut(key, "&")
	}
	q.comment = strings.TrimSpace(q.comment + strings.TrimSpace(rest))
	return q
}

// visible gives the text of Markdown that stands within a line, without its marks.
func visible(s string) string {
	// A word before it keeps it from being read as a list, a heading or code.
	text := markdown.Open([]byte("x " + strings.TrimSpace(strings.ReplaceAll(s, "\n", " ")))).Visible().Text
	return strings.TrimSpace(strings.TrimPrefix(text, "x"))
}
