package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"readout/briefing"
	"readout/briefing/note"
	"readout/content"
)

// reference is an article, or a briefing that names none, with the notes on its text.
type reference struct {
	key   string
	from  SourceRecord
	notes []string // plain text
}

// references gives the articles of all briefings, each once, in the order of the briefings,
// with keys as citations have them: publisher or author, year, first word of the title.
func references(bundles []Bundle) []*reference {
	var list []*reference
	byArticle := map[string]*reference{}
	get := func(s SourceRecord) *reference {
		id := cmp.Or(s.SHA256, s.URL, s.Publisher+"\x00"+s.Title+"\x00"+s.Published.Value)
		r := byArticle[id]
		if r == nil {
			r = &reference{from: s}
			byArticle[id] = r
			list = append(list, r)
		}
		return r
	}
	for i := range bundles {
		b := &bundles[i]
		sources := BriefingJSON(b.Briefing).Sources
		for _, s := range sources {
			get(s)
		}
		for _, g := range groups(b) {
			for _, n := range g.notes {
				r := row{bundle: b, section: g, note: n}
				articles := articlesOf(b, n)
				for _, a := range articles {
					ref := get(sources[a.article-1])
					ref.notes = append(ref.notes, referenceNote(&r, a.paragraphs))
				}
				if len(articles) == 0 {
					ref := get(SourceRecord{Title: b.title(), Published: dateRecord(b.Briefing.Published), SHA256: "briefing " + b.id()})
					ref.notes = append(ref.notes, referenceNote(&r, nil))
				}
			}
		}
	}
	keys := map[string]int{}
	for _, r := range list {
		base := referenceKey(&r.from)
		keys[base]++
		r.key = base
		if n := keys[base]; n > 1 {
			r.key += "-" + strconv.Itoa(n)
		}
	}
	return list
}

// articleNumber is an article of a briefing, from 1, with the paragraphs that a note is on.
type articleNumber struct {
	article    int
	paragraphs []int
}

func articlesOf(b *Bundle, n *Placed) (out []articleNumber) {
	if !n.Orphaned {
		for _, c := range citing(b.Briefing, n.Span, n.Note.Target.Exact) {
			if b.Briefing.Source(c) == nil {
				continue
			}
			i := slices.IndexFunc(out, func(a articleNumber) bool { return a.article == c.Article })
			if i < 0 {
				i = len(out)
				out = append(out, articleNumber{article: c.Article})
			}
			if !slices.Contains(out[i].paragraphs, c.Paragraph) {
				out[i].paragraphs = append(out[i].paragraphs, c.Paragraph)
			}
		}
	}
	if len(out) == 0 && len(b.Briefing.Sources) == 1 {
		out = []articleNumber{{article: 1}}
	}
	return out
}

// referenceNote gives a note as plain text on one line.
func referenceNote(r *row, paragraphs []int) string {
	c := cited{paragraphs: paragraphs}
	slices.Sort(c.paragraphs)
	var parts []string
	if quote := line(strings.Join(r.quoteLines(), " ")); quote != "" {
		parts = append(parts, joinWords(quoted(quote), inBrackets(c.paragraphMark())))
	}
	if body := line(r.note.Note.Body); body != "" {
		parts = append(parts, body)
	}
	parts = append(parts, assessments(&r.note.Note)...)
	label := r.kind()
	if r.note.Note.Target.Scope() == note.OnSection {
		label += " " + sectionTitle(r)
	}
	if r.note.Orphaned {
		label += ", its text no longer found"
	}
	words := []string{label + ":", strings.Join(parts, " — ")}
	for _, tag := range tagNames(r.note.Note.Tags) {
		words = append(words, "#"+tag)
	}
	return joinWords(words...)
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return "(" + s + ")"
}

func joinWords(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// referenceKey gives letters and digits only.
func referenceKey(s *SourceRecord) string {
	word := func(s string, all bool) string {
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			w = strings.Map(func(r rune) rune {
				if r < 0x80 {
					return r
				}
				return -1
			}, w)
			if len(w) > 3 || all && w != "" {
				return w
			}
		}
		return ""
	}
	year, _, _ := strings.Cut(s.Published.Value, "-")
	key := cmp.Or(word(s.Publisher, false), word(s.Publisher, true), word(s.Byline, true)) + year + cmp.Or(word(s.Title, false), word(s.Title, true))
	if key == "" || key[0] >= '0' && key[0] <= '9' {
		key = "ref" + key
	}
	return key
}

// bibtex writes an @article an article (a briefing is @misc), for BibTeX and biblatex.
func bibtex(bundles []Bundle) *Rendered {
	var out strings.Builder
	for i, r := range references(bundles) {
		if i > 0 {
			out.WriteByte('\n')
		}
		kind := "article"
		if r.from.Publisher == "" && r.from.URL == "" {
			kind = "misc"
		}
		fmt.Fprintf(&out, "@%s{%s,\n", kind, r.key)
		year, month, _ := dateParts(r.from.Published.Value)
		url := ""
		if briefing.LinkTarget(r.from.URL) != "" {
			url = r.from.URL
		}
		var notes []string
		for _, n := range r.notes {
			notes = append(notes, latex(n))
		}
		for _, f := range [][2]string{
			{"author", bibAuthor(r.from.Byline)},
			{"title", braced(latex(r.from.Title))},
			{"journal", latex(r.from.Publisher)},
			{"year", year},
			{"month", month},
			{"date", bibDate(r.from.Published.Value)},
			{"url", bibURL(url)},
			{"note", strings.Join(notes, `\\ {}`)}, // a break that pandoc keeps too; {} keeps a bracket behind it from being its argument
		} {
			if f[1] != "" {
				fmt.Fprintf(&out, "  %s = {%s},\n", f[0], f[1])
			}
		}
		out.WriteString("}\n")
	}
	return &Rendered{Body: out.String(), marks: bibtexMarks}
}

// braced keeps BibTeX from changing capitals.
func braced(s string) string {
	if s == "" {
		return ""
	}
	return "{" + s + "}"
}

// bibAuthor takes a byline as one name: what is in it is not told apart.
func bibAuthor(byline string) string { return braced(latex(byline)) }

func bibURL(url string) string {
	return strings.NewReplacer("{", "%7B", "}", "%7D", "\\", "%5C", " ", "%20").Replace(url)
}

// latex escapes what TeX acts on.
func latex(s string) string {
	var out strings.Builder
	for _, r := range line(s) {
		switch r {
		case '\\':
			out.WriteString(`\textbackslash{}`)
		case '~':
			out.WriteString(`\textasciitilde{}`)
		case '^':
			out.WriteString(`\textasciicircum{}`)
		case '{':
			out.WriteString(`\textbraceleft{}`)
		case '}':
			out.WriteString(`\textbraceright{}`)
		case '$', '&', '#', '%', '_':
			out.WriteByte('\\')
			out.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// bibDate gives a date as biblatex has it: ISO 8601, a range with a slash.
func bibDate(value string) string {
	if briefing.ShowDate(content.Date{Value: value}) == "" {
		return ""
	}
	return value
}

// dateParts gives the numbers of a date, or of the beginning of a range.
func dateParts(value string) (year, month, day string) {
	if bibDate(value) == "" {
		return "", "", ""
	}
	from, _, _ := strings.Cut(value, "/")
	parts := append(strings.SplitN(from, "-", 3), "", "")
	return parts[0], strings.TrimLeft(parts[1], "0"), strings.TrimLeft(parts[2], "0")
}

// cslItem is an item of CSL-JSON (citation-style-language/schema, csl-data.json).
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func csl(bundles []Bundle) (*Rendered, error) {
	items := []cslItem{}
	for _, r := range references(bundles) {
		it := cslItem{ID: r.key, Type: "article-newspaper", Title: r.from.Title, Container: r.from.Publisher, Note: strings.Join(r.notes, "\n")}
		if r.from.Publisher == "" && r.from.URL == "" {
			it.Type = "document"
		}
		if r.from.Byline != "" {
			it.Author = []cslName{{r.from.Byline}}
		}
		if briefing.LinkTarget(r.from.URL) != "" {
			it.URL = r.from.URL
		}
		if bibDate(r.from.Published.Value) != "" {
			it.Issued = &cslDate{}
			for part := range strings.SplitSeq(r.from.Published.Value, "/") {
				var numbers []int
				for n := range strings.SplitSeq(part, "-") {
					v, _ := strconv.Atoi(n) // ShowDate has checked it
					numbers = append(numbers, v)
				}
				it.Issued.Parts = append(it.Issued.Parts, numbers)
			}
		}
		items = append(items, it)
	}
	text, err := printable(items)
	return &Rendered{Body: text}, err
}
