package export

import (
	"fmt"
	"strconv"
	"strings"

	"readout/briefing"
	"readout/content"
)

// footnotes are the source paragraphs that the notes of an export rest on, each once.
type footnotes struct {
	list []footnote
	at   map[footnoteKey]int
}

type footnoteKey struct {
	bundle *Bundle
	label  string
}

// footnote is a source paragraph with where it is from.
type footnote struct {
	number int
	from   cited
	text   string // on one line, cleaned
}

// of gives the footnotes of a note, and keeps them for the list at the end.
func (f *footnotes) of(r *row) (out []footnote) {
	if r.note.Orphaned {
		return nil
	}
	b := r.bundle.Briefing
	for _, c := range citing(b, r.note.Span, r.note.Note.Target.Exact) {
		s := b.Source(c)
		if s == nil {
			continue
		}
		key := footnoteKey{r.bundle, c.Label}
		i, ok := f.at[key]
		if !ok {
			if f.at == nil {
				f.at = map[footnoteKey]int{}
			}
			i = len(f.list)
			f.at[key] = i
			from := citedSource(s)
			from.paragraphs = []int{c.Paragraph}
			f.list = append(f.list, footnote{i + 1, from, line(c.Text)})
		}
		out = append(out, f.list[i])
	}
	return out
}

// marks gives the footnotes of a note as text, each by a format of its number.
func (f *footnotes) marks(r *row, format string) string {
	var out strings.Builder
	for _, n := range f.of(r) {
		out.WriteString(strings.ReplaceAll(format, "%d", strconv.Itoa(n.number)))
	}
	return out.String()
}

// writeMarkdown writes the list of footnotes.
func (f *footnotes) writeMarkdown(out *strings.Builder) {
	for i, n := range f.list {
		if i == 0 {
			out.WriteByte('\n')
		}
		where := citations{n.from}.markdown()
		if text := briefing.Escape(n.text); text != "" {
			where = strings.TrimPrefix(where+": "+text, ": ")
		}
		fmt.Fprintf(out, "[^%s]: %s\n", n.name(), where)
	}
}

func (n footnote) name() string { return "s" + strconv.Itoa(n.number) }

// attribution says in plain words where a note's text is from, briefly.
func attribution(r *row) citations { return citation(r.bundle.Briefing, r.note) }

// bodyOf gives the body of a note, cleaned.
func bodyOf(r *row) string { return content.Clean(r.note.Note.Body) }

// sectionTitle names the section that a note stands in, for formats without headings.
func sectionTitle(r *row) string {
	if !r.note.Orphaned {
		return line(r.section.title)
	}
	key := line(r.note.Note.Target.Section)
	if s := r.bundle.Briefing.Find(key); s != nil && key != "" {
		return line(s.Title)
	}
	return key
}

// safeURL gives an address that may stand in a link; empty for any but http and https.
func safeURL(c *cited) string {
	if briefing.LinkTarget(c.url) == "" {
		return ""
	}
	return c.url
}
