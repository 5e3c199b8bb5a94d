// Package view makes Markdown of briefings: what happened when, who is who, what each
// source contributed, one section of many briefings. A view is a briefing itself, in the
// form that briefing.Format writes: it can be read, printed, kept and opened like any
// other, its citations lead to the paragraphs word for word, and whatever a briefing calls
// somebody is escaped in it. Beside the Markdown stand its places, which say where in
// which briefing each entry is from.
//
// The same briefings give the same view. A view says nothing of keys or the screen, and
// reads no disk.
package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/content"
)

// Text is a briefing that views are made of.
type Text struct {
	ID       string // under which its places are known
	Name     string // what the reader calls it; empty: as it calls itself
	Day      content.Date
	Briefing *briefing.Briefing // parsed: its Spans are places in its source
}

// title gives what a text is called.
func (t *Text) title() string {
	return cmp.Or(content.CleanLine(t.Name), content.CleanLine(t.Briefing.Title), "Untitled")
}

// day gives the day that a text counts as: Day, or that of its publication.
func (t *Text) day() content.Date {
	if t.Day.Value != "" {
		return t.Day
	}
	return t.Briefing.Published
}

// View is Markdown made of briefings.
type View struct {
	Title    string
	Markdown []byte
	Briefing *briefing.Briefing // Markdown as it parses
	Places   []Place            // in the order of the Markdown
	Entries  int                // how many it has; 0: there is nothing to see
}

// Place says where a part of a view is from.
type Place struct {
	Span     content.Span // bytes of the view's Markdown: an entry or a heading
	Briefing string       // id; empty where it is from none
	Target   content.Span // bytes of that briefing's source
	Text     string       // what stands there of it, as plain text; empty for a heading
	Name     string       // whom the entry is about
	Address  string       // of the article that it is about
}

// At gives the place at an offset of the view's Markdown.
func (v *View) At(offset int) (Place, bool) {
	i, found := slices.BinarySearchFunc(v.Places, offset, func(p Place, at int) int { return cmp.Compare(p.Span.Start, at) })
	if !found {
		i--
	}
	if i < 0 || !v.Places[i].Span.Contains(offset) {
		return Place{}, false
	}
	return v.Places[i], true
}

// Find gives where the place is in a briefing that may have changed since the view was
// made: the words of its sentence, an entry of the same words, or where they were.
func (p Place) Find(doc *markdown.Document, b *briefing.Briefing) content.Span {
	if span, ok := wordsIn(doc, p.Target, p.Text); ok {
		return span
	}
	best, near := content.Span{}, -1
	for i := range b.Sections {
		for k := range b.Sections[i].Entries {
			e := &b.Sections[i].Entries[k]
			if far := max(e.Span.Start-p.Target.Start, p.Target.Start-e.Span.Start); e.Text == p.Text && (near < 0 || far < near) {
				best, near = e.Span, far
			}
		}
	}
	if near < 0 || p.Text == "" {
		end := len(doc.Source())
		return content.Span{Start: min(p.Target.Start, end), End: min(p.Target.End, end)}
	}
	if span, ok := wordsIn(doc, best, p.Text); ok {
		return span
	}
	return best
}

// wordsIn finds words in the visible text of a range of a document.
func wordsIn(doc *markdown.Document, within content.Span, words string) (content.Span, bool) {
	if words == "" || within.Start < 0 || within.End > len(doc.Source()) {
		return content.Span{}, false
	}
	words, _, _ = strings.Cut(words, "\n")
	for i := doc.ChunkAt(within.Start); i < doc.Chunks(); i++ {
		chunk := doc.Chunk(i)
		if chunk.Span.Start >= within.End {
			break
		}
		for k := range chunk.Blocks {
			if !chunk.Blocks[k].Span.Overlaps(within) {
				continue
			}
			v := chunk.Blocks[k].Visible()
			if at := strings.Index(oneLine(v.Text), oneLine(words)); at >= 0 {
				return v.SourceSpan(content.Span{Start: at, End: at + len(words)})
			}
		}
	}
	return content.Span{}, false
}

// builder puts a view together as a briefing.
type builder struct {
	b        briefing.Briefing
	headings []Place
	entries  []Place
	labels   map[string]bool               // of the citations that b has
	from     *Text                         // of which entries are added now
	known    map[string]*briefing.Citation // of from
	articles int                           // sources of b that are those of texts before
	texts    int                           // how many texts there were
}

// begin goes on with the entries of a text.
func (w *builder) begin(t *Text) {
	w.from, w.known = t, make(map[string]*briefing.Citation, len(t.Briefing.Citations))
	for i := range t.Briefing.Citations {
		if c := &t.Briefing.Citations[i]; w.known[c.Label] == nil {
			w.known[c.Label] = c
		}
	}
	w.articles = len(w.b.Sources)
	w.b.Sources = append(w.b.Sources, t.Briefing.Sources...)
	w.texts++
}

// section begins a section; p says where its heading leads to.
func (w *builder) section(level int, title string, p Place) {
	w.b.Sections = append(w.b.Sections, briefing.Section{Level: level, Title: cmp.Or(content.CleanLine(title), "Untitled")})
	w.headings = append(w.headings, p)
}

// entry adds an entry that is from the text, as it stands there or in other words around
// its sentence. One without words is left out.
func (w *builder) entry(e briefing.Entry, p Place) {
	if strings.TrimSpace(content.CleanLine(e.Text)) == "" {
		return
	}
	e.Citations = w.cite(e.Citations)
	s := &w.b.Sections[len(w.b.Sections)-1]
	s.Entries = append(s.Entries, e)
	w.entries = append(w.entries, p)
}

// told adds an entry of the text as it is.
func (w *builder) told(e briefing.Entry) {
	w.entry(e, Place{Briefing: w.from.ID, Target: e.Span, Text: e.Text})
}

// cite takes over the citations with some labels, and gives the labels that they have here.
func (w *builder) cite(labels []string) []string {
	var out []string
	for _, l := range labels {
		if w.known[l] == nil {
			continue
		}
		c := *w.known[l]
		if c.Label = w.label(c); !w.labels[c.Label] {
			if w.labels == nil {
				w.labels = map[string]bool{}
			}
			w.labels[c.Label] = true
			w.b.Citations = append(w.b.Citations, c)
		}
		out = append(out, c.Label)
	}
	return out
}

// label gives the label that a citation of the text has in the view: articles are numbered
// through over the texts.
func (w *builder) label(c briefing.Citation) string {
	switch {
	case w.from.Briefing.Source(c) != nil:
		return "a" + strconv.Itoa(w.articles+c.Article) + "-" + strconv.Itoa(c.Paragraph)
	case w.texts > 1:
		return "b" + strconv.Itoa(w.texts) + "-" + c.Label
	}
	return c.Label
}

// view writes what there is and finds where each part of it stands.
func (w *builder) view() View {
	slices.SortStableFunc(w.b.Citations, func(a, b briefing.Citation) int {
		x, y, _ := numbers(a.Label, b.Label)
		return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(x[1], y[1]))
	})
	v := View{Title: w.b.Title, Entries: len(w.entries)}
	v.Markdown, v.Briefing = w.write()
	sections := v.Briefing.Sections
	if !v.Briefing.Made {
		title := slices.IndexFunc(sections, func(s briefing.Section) bool { return s.Level == 1 })
		sections = sections[title+1:]
	}
	next := 0
	for i := range sections[:min(len(sections), len(w.headings))] {
		if p := w.headings[i]; p.Briefing != "" || p.Address != "" {
			p.Span = sections[i].Heading
			v.Places = append(v.Places, p)
		}
		for k := range sections[i].Entries {
			if next < len(w.entries) {
				p := w.entries[next]
				p.Span = sections[i].Entries[k].Span
				v.Places = append(v.Places, p)
				next++
			}
		}
	}
	return v
}

// write gives the Markdown, and how it parses. Front matter counts as such up to a length:
// of more sources than it holds the last are left out of it, and that is said.
func (w *builder) write() ([]byte, *briefing.Briefing) {
	all := len(w.b.Sources)
	cut := func(to int) {
		if len(w.b.Sources) == all {
			w.b.Sections = append(w.b.Sections, briefing.Section{Level: 2, Title: "More sources"})
		}
		w.b.Sources = w.b.Sources[:to]
		w.b.Sections[len(w.b.Sections)-1].Entries = []briefing.Entry{{Text: counted(all-to, "more article") + " not listed below"}}
	}
	room := mostFront
	for i := range w.b.Sources {
		s := &w.b.Sources[i]
		room -= len(s.Title) + len(s.Publisher) + len(s.Byline) + len(s.URL) + len(s.SHA256) + sourceFront
		if room < 0 {
			cut(i)
			break
		}
	}
	for {
		src := briefing.Format(&w.b)
		b := briefing.Parse(src)
		if b.Made || w.b.ID == "" || len(w.b.Sources) == 0 {
			return src, b
		}
		cut(len(w.b.Sources) * 3 / 4)
	}
}

// The front matter of a view, in bytes: the most that is written, and what each source
// needs besides its own words.
const (
	mostFront   = 60 << 10
	sourceFront = 90
)

// numbers gives the numbers of article and paragraph that two labels say; those that say
// none come last.
func numbers(a, b string) (x, y [2]int, ok bool) {
	read := func(label string) ([2]int, bool) {
		first, last, ok := strings.Cut(strings.TrimPrefix(label, "a"), "-")
		n, err1 := strconv.Atoi(first)
		m, err2 := strconv.Atoi(last)
		if !ok || err1 != nil || err2 != nil {
			return [2]int{1 << 30, 0}, false
		}
		return [2]int{n, m}, true
	}
	x, one := read(a)
	y, two := read(b)
	return x, y, one && two
}

// repeats reports whether a section says again what others say: those that a briefing is
// made with beside its events.
func repeats(key string) bool { return key == "timeline" || key == "who-is-who" }
