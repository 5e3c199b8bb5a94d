package briefing

import (
	"bytes"
	"strconv"
	"strings"

	"readout/briefing/markdown"
	"readout/content"
)

// Parse reads a briefing, or any other Markdown, from its source. It never fails: what it
// cannot read is in Problems and stays text.
//
//   - Sections are the headings outside lists and quotations. Text before the first of them
//     is a section of level 0 with the key "top".
//   - Entries are the top-level list items of a section, or its paragraphs if it has no
//     list. The text of an entry is what shows, without its lead and its citations; its
//     paragraphs are lines.
//   - A briefing in our form (Made) has an id, sources and a title in its front matter or
//     first heading. The list under the title is KeyPoints, and neither the title nor the
//     list of sources is a Section.
func Parse(src []byte) *Briefing { return ParseDocument(markdown.Open(src)) }

// ParseDocument is Parse for a document that has been opened as a whole.
func ParseDocument(d *markdown.Document) *Briefing {
	p := reader{b: &Briefing{}, src: d.Source()}
	for block := range d.Blocks() {
		p.block(&block)
	}
	p.finish()
	return p.b
}

// reader reads blocks in order and holds none of them.
type reader struct {
	b     *Briefing
	src   []byte
	body  int // where the front matter ends
	ours  bool
	title *Section // the title of a briefing in our form, with the key points
	items bool     // the section has a list, so that its paragraphs are no entries
	open  openEntry
	note  openNote
}

// openEntry is an entry that goes on.
type openEntry struct {
	id        int // of the list item; 0 for a paragraph
	span      content.Span
	live      bool
	lead      []byte // text of the bold beginning
	leading   bool   // there was nothing but bold text so far
	text      []byte
	citations []string
}

// openNote is a footnote definition that goes on.
type openNote struct {
	id   int
	live bool
	text []byte
}

func (p *reader) block(b *markdown.Block) {
	if b.Kind == markdown.FrontMatter {
		p.b.readFrontMatter(p.src[b.Span.Start:b.Span.End])
		p.body = b.Span.End
		p.ours = p.b.ID != "" && len(p.b.Sources) > 0
		return
	}
	for i := range b.Containers {
		if b.Containers[i].Kind == markdown.Footnote {
			p.footnote(b, &b.Containers[i])
			return
		}
	}
	p.closeNote()
	switch {
	case b.Kind == markdown.Heading && len(b.Containers) == 0:
		p.heading(b)
	case b.Kind == markdown.Rule:
		p.closeEntry()
	default:
		p.text(b)
	}
}

func (p *reader) heading(b *markdown.Block) {
	p.closeEntry()
	title := lines(appendRuns(nil, b.Runs))
	s := Section{Title: strings.ReplaceAll(title, "\n", " "), Level: b.Level, Heading: b.Span, Span: content.Span{Start: b.Span.Start}}
	if p.ours && b.Level == 1 && p.title == nil && len(p.b.Sections) == 0 {
		p.title, p.items = &s, true
		if p.b.Title == "" {
			p.b.Title = s.Title
		}
		return
	}
	p.items = false
	s.Key = SectionKey(s.Title)
	p.b.Sections = append(p.b.Sections, s)
}

// section gives the section that text belongs to.
func (p *reader) section() *Section {
	if n := len(p.b.Sections); n > 0 {
		return &p.b.Sections[n-1]
	}
	if p.title != nil {
		return p.title
	}
	p.b.Sections = append(p.b.Sections, Section{Key: "top", Title: "Top", Span: content.Span{Start: p.body}})
	return &p.b.Sections[0]
}

func (p *reader) text(b *markdown.Block) {
	s := p.section()
	item := len(b.Containers) > 0 && b.Containers[0].Kind == markdown.Item
	switch {
	case item && p.open.live && p.open.id == b.Containers[0].ID:
		p.open.span.End = max(p.open.span.End, b.Containers[0].Span.End)
		p.joint(b)
	case item:
		p.closeEntry()
		if !p.items {
			p.items, s.Entries = true, nil
		}
		c := &b.Containers[0]
		p.begin(c.ID, c.Span)
	case b.Join != markdown.Apart && p.open.live && p.open.id == 0:
		p.open.span.End = b.Span.End
		p.joint(b)
	default:
		p.closeEntry()
		if p.items || b.Kind != markdown.Paragraph {
			return
		}
		p.begin(0, b.Span)
	}
	p.runs(b.Runs)
}

func (p *reader) begin(id int, span content.Span) {
	o := &p.open
	*o = openEntry{id: id, span: span, live: true, leading: true, lead: o.lead[:0], text: o.text[:0]}
}

// joint separates a block of an entry from those before it.
func (p *reader) joint(b *markdown.Block) {
	switch {
	case b.Join == markdown.InLine:
	case b.Join == markdown.AfterLine && b.Kind == markdown.Paragraph:
		p.open.text = append(p.open.text, ' ')
	default:
		p.open.leading = p.open.leading && len(p.open.lead) == 0
		p.open.text = append(p.open.text, '\n')
	}
}

func (p *reader) runs(runs []markdown.Run) {
	o := &p.open
	for i := range runs {
		r := &runs[i]
		switch {
		case r.Style&markdown.Citation != 0:
			o.citations = append(o.citations, r.Target)
		case o.leading && r.Style&markdown.Strong != 0:
			o.lead = append(o.lead, r.Text...)
		default:
			o.leading = o.leading && r.Text == ""
			o.text = append(o.text, r.Text...)
		}
		if r.Break == markdown.NoBreak || i == len(runs)-1 {
			continue
		}
		end := byte(' ')
		if r.Break == markdown.HardBreak {
			end = '\n'
		}
		if o.leading && len(o.text) == 0 {
			o.lead = append(o.lead, end)
		} else {
			o.text = append(o.text, end)
		}
	}
}

func appendRuns(text []byte, runs []markdown.Run) []byte {
	for i := range runs {
		text = append(text, runs[i].Text...)
		if i == len(runs)-1 {
			continue
		}
		switch runs[i].Break {
		case markdown.SoftBreak:
			text = append(text, ' ')
		case markdown.HardBreak:
			text = append(text, '\n')
		}
	}
	return text
}

// closeEntry puts the entry that goes on into its section.
func (p *reader) closeEntry() {
	o := &p.open
	if !o.live {
		return
	}
	o.live = false
	s := p.section()
	e := Entry{Span: o.span, Citations: o.citations}
	raw := strings.TrimSpace(string(o.lead))
	rest := bytes.Trim(o.text, " \n")
	dated := strings.Contains(raw, leadJoint)
	if !dated && raw != "" {
		first, _, _ := strings.Cut(raw, leadJoint)
		_, dated = readDate(strings.TrimSuffix(first, ":"))
	}
	after, ended := afterLead(rest, strings.HasSuffix(raw, ":"))
	switch {
	case raw == "":
		e.Text = lines(rest)
	case !ended && !dated:
		e.Text = lines(append(o.lead, o.text...))
	default:
		e.Text = lines(after)
		name := strings.TrimSpace(strings.TrimSuffix(raw, ":"))
		e.Lead = Lead{Raw: name}
		if dated || p.ours || isStandard(s.Key) {
			e.Lead = readLead(name)
			if len(name) < len(raw) && len(e.Lead.Actors) > 0 {
				e.Speaker = e.Lead.Actors[0]
			}
		}
	}
	if e.Text != "" || e.Lead.Raw != "" || len(e.Citations) > 0 {
		s.Entries = append(s.Entries, e)
	}
}

// afterLead takes away what stands between a lead and its text, and reports whether it is
// something that ends a lead.
func afterLead(text []byte, colon bool) ([]byte, bool) {
	if colon {
		return text, true
	}
	for _, end := range [...]string{"—", "–", "-", ":"} {
		if rest, ok := bytes.CutPrefix(text, []byte(end)); ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == '\n') {
			return rest, true
		}
	}
	return text, false
}

// lines folds white space within the lines of a text and drops empty ones. In the middle
// of a line that is where a citation was taken out.
func lines(text []byte) string {
	if !bytes.Contains(text, []byte("  ")) && !bytes.ContainsAny(text, "\n") {
		return string(bytes.Trim(text, " \n"))
	}
	var out []byte
	for line := range bytes.Lines(text) {
		begun := false
		for word := range bytes.FieldsFuncSeq(line, func(r rune) bool { return r == ' ' || r == '\n' }) {
			switch {
			case begun:
				out = append(out, ' ')
			case len(out) > 0:
				out = append(out, '\n')
			}
			begun = true
			out = append(out, word...)
		}
	}
	return string(out)
}

func (p *reader) footnote(b *markdown.Block, c *markdown.Container) {
	p.closeEntry()
	switch {
	case !p.note.live || p.note.id != c.ID:
		p.closeNote()
		p.note = openNote{id: c.ID, live: true, text: p.note.text[:0]}
		article, paragraph := labelNumbers(c.Label)
		p.b.Citations = append(p.b.Citations, Citation{Label: c.Label, Article: article, Paragraph: paragraph})
	case b.Join == markdown.Apart:
		p.note.text = append(p.note.text, '\n')
	case b.Join == markdown.AfterLine:
		p.note.text = append(p.note.text, ' ')
	}
	p.b.Citations[len(p.b.Citations)-1].Span = c.Span
	p.note.text = appendRuns(p.note.text, b.Runs)
}

func (p *reader) closeNote() {
	if p.note.live {
		p.note.live = false
		p.b.Citations[len(p.b.Citations)-1].Text = lines(p.note.text)
	}
}

// labelNumbers reads the numbers of article and paragraph from a label such as "a1-2".
func labelNumbers(label string) (article, paragraph int) {
	first, last, ok := strings.Cut(strings.TrimPrefix(label, "a"), "-")
	a, err1 := strconv.Atoi(first)
	n, err2 := strconv.Atoi(last)
	if !ok || label[0] != 'a' || err1 != nil || err2 != nil || a < 1 || n < 1 {
		return 0, 0
	}
	return a, n
}

func (p *reader) finish() {
	p.closeEntry()
	p.closeNote()
	b := p.b
	b.Made = p.ours && p.title != nil
	if b.Made {
		b.KeyPoints = p.title.Entries
	}
	setEnds(b.Sections, len(p.src))
	if b.Made {
		for i := len(b.Sections) - 1; i >= 0; i-- {
			if s := &b.Sections[i]; s.Title == sourcesName && s.Level == 2 {
				b.Sections = append(b.Sections[:i], b.Sections[i+1:]...)
				break
			}
		}
	}
	setKeys(b.Sections)
	if b.Title == "" {
		b.Title = firstTitle(b.Sections)
	}
	if b.Published.Value == "" {
		b.Published = content.Date{}
	}
	for i := range b.Sources {
		if d := &b.Sources[i].Published; d.Value == "" {
			*d = content.Date{}
		}
	}
}

// setEnds ends each section where the next of its level or a higher one begins.
func setEnds(sections []Section, end int) {
	var open []int
	for i := range sections {
		s := &sections[i]
		for n := len(open); n > 0 && (sections[open[n-1]].Level >= s.Level || sections[open[n-1]].Level == 0); n-- {
			sections[open[n-1]].Span.End = s.Span.Start
			open = open[:n-1]
		}
		open = append(open, i)
	}
	for _, i := range open {
		sections[i].Span.End = end
	}
}

// setKeys numbers the sections whose key another has already.
func setKeys(sections []Section) {
	next := make(map[string]int, len(sections)) // by key that is taken: the number to try
	for i := range sections {
		base := sections[i].Key
		key := base
		for next[key] > 0 {
			next[base]++
			key = base + "-" + strconv.Itoa(next[base])
		}
		next[key] = 1
		sections[i].Key = key
	}
}

// firstTitle gives the first heading of level 1, or the first at all.
func firstTitle(sections []Section) string {
	first := ""
	for i := range sections {
		switch s := &sections[i]; {
		case s.Level == 1:
			return s.Title
		case s.Level > 0 && first == "":
			first = s.Title
		}
	}
	return first
}
