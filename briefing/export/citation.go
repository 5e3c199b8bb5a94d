package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/briefing"
	"readout/content"
)

// cited is an article with the numbers of the paragraphs that are cited from it.
type cited struct {
	publisher  string
	title      string
	date       string
	url        string // http or https, or empty
	paragraphs []int
}

// citations are the articles that a quotation is from.
type citations []cited

// citation gives where the text of a note is from.
func citation(b *briefing.Briefing, n *Placed) citations {
	if n.Orphaned {
		return sourcesOf(b, nil)
	}
	return citationAt(b, n.Span, n.Note.Target.Exact)
}

// citationAt gives where a quotation is from.
func citationAt(b *briefing.Briefing, span content.Span, exact string) citations {
	return sourcesOf(b, citing(b, span, exact))
}

// citing gives the footnotes that a quotation has: the one that it stands in, or those of
// its entry. Of several, those count whose paragraph has the quotation.
func citing(b *briefing.Briefing, span content.Span, exact string) []briefing.Citation {
	for _, c := range b.Citations {
		if c.Span.Contains(span.Start) {
			return []briefing.Citation{c}
		}
	}
	var found []briefing.Citation
	if _, e := b.EntryAt(span.Start); e != nil {
		for _, label := range e.Citations {
			if c, ok := b.Citation(label); ok {
				found = append(found, c)
			}
		}
	}
	words := strings.Join(strings.Fields(exact), " ")
	having := slices.DeleteFunc(slices.Clone(found), func(c briefing.Citation) bool {
		return words == "" || !strings.Contains(strings.Join(strings.Fields(c.Text), " "), words)
	})
	if len(having) > 0 {
		found = having
	}
	return found
}

// sourcesOf gives articles by citations; without any, the only source of a briefing, or
// the briefing itself.
func sourcesOf(b *briefing.Briefing, list []briefing.Citation) citations {
	var out citations
	seen := map[int]int{}
	for _, c := range list {
		s := b.Source(c)
		if s == nil {
			continue
		}
		i, ok := seen[c.Article]
		if !ok {
			i = len(out)
			seen[c.Article] = i
			out = append(out, citedSource(s))
		}
		if !slices.Contains(out[i].paragraphs, c.Paragraph) {
			out[i].paragraphs = append(out[i].paragraphs, c.Paragraph)
		}
	}
	switch {
	case len(out) > 0:
	case len(b.Sources) == 1:
		out = citations{citedSource(&b.Sources[0])}
	default:
		out = citations{{title: line(b.Title), date: briefing.ShowDate(b.Published)}}
	}
	for i := range out {
		slices.Sort(out[i].paragraphs)
	}
	return out
}

func citedSource(s *briefing.Source) cited {
	c := cited{publisher: line(s.Publisher), title: line(s.Title), date: briefing.ShowDate(s.Published)}
	if briefing.LinkTarget(s.URL) != "" {
		c.url = line(s.URL)
	}
	return c
}

func line(s string) string { return strings.Join(strings.Fields(content.CleanLine(s)), " ") }

// paragraphMark gives "¶ 2, 5"; empty without paragraphs.
func (c *cited) paragraphMark() string {
	var n []string
	for _, p := range c.paragraphs {
		n = append(n, strconv.Itoa(p))
	}
	if len(n) == 0 {
		return ""
	}
	return "¶ " + strings.Join(n, ", ")
}

// markdown gives a line of Markdown; empty if nothing is known.
func (list citations) markdown() string {
	var out []string
	for _, c := range list {
		title, target := "", briefing.LinkTarget(c.url)
		switch {
		case c.title != "" && target != "":
			title = "[" + briefing.EscapeLink(c.title) + "](" + target + ")"
		case target != "":
			title = "<" + strings.ReplaceAll(target, "&amp;", "&") + ">"
		case c.title != "":
			title = briefing.Escape(quoted(c.title))
		}
		if s := joined(briefing.Escape(c.publisher), title, c.date, c.paragraphMark()); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// text gives a line of plain text; empty if nothing is known.
func (list citations) text() string {
	var out []string
	for _, c := range list {
		title := ""
		if c.title != "" {
			title = quoted(c.title)
		}
		if s := joined(c.publisher, title, c.date, c.paragraphMark(), c.url); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

// quoted puts a title in quotation marks, and those in it in single ones.
func quoted(title string) string {
	return "“" + innerQuotes.Replace(title) + "”"
}

var innerQuotes = strings.NewReplacer("“", "‘", "”", "’")

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// Quotation gives the text of a source range with its citation, for the clipboard:
//
//	“The two sides agreed …” — Example Post, “Ministers agree”, 27 Nov 2024, ¶ 5, https://…
//
// exact is the range's visible text. The result has no line break but those of exact.
func Quotation(b *briefing.Briefing, span content.Span, exact string) string {
	exact = strings.TrimSpace(content.Clean(exact))
	text := "“" + exact + "”"
	if strings.HasPrefix(exact, "“") && strings.HasSuffix(exact, "”") && strings.Count(exact, "“") == 1 {
		text = exact
	}
	if where := citationAt(b, span, exact).text(); where != "" {
		text += " — " + where
	}
	return text
}

// stamp gives a time in UTC as ISO 8601.
func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
