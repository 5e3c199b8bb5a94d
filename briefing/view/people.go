package view

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"readout/briefing"
	"readout/content"
	"readout/content/prose"
)

// cast is who is named in a briefing, as its paragraphs have them.
type cast struct {
	text  *Text
	named []named
	known map[string]int          // index into named, by kind and name
	told  map[string]content.Span // which entry tells a sentence
}

// named is somebody or something that a briefing names.
type named struct {
	kind   prose.EntityKind
	state  bool
	name   string
	short  string   // of a person: what the text says after the first time
	forms  []string // other names for it
	office string
	at     []sentence
	said   map[string]int // index into at, by the words
	times  int
}

// sentence is one that names somebody.
type sentence struct {
	text   string
	labels []string     // of the citations that it stands in; none where it is of the briefing's own text
	span   content.Span // bytes of the briefing's source
	order  int          // of the paragraph
}

// People gives the persons, organisations and states that a briefing names: what they are
// called there, how often, and the first sentence that does. Each place has the Name for
// Mentions. Names are read in English; of a text in another language those in the leads
// of its entries count.
func People(t Text) View {
	w := builder{b: like(t.Briefing)}
	w.b.ID, w.b.Title = idOf("people", t.ID), "Who is who: "+t.title()
	w.begin(&t)
	c := read(&t)
	slices.SortStableFunc(c.named, func(a, b named) int { return cmp.Compare(b.times, a.times) })
	for _, part := range []struct {
		title string
		has   func(n *named) bool
	}{
		{"People", func(n *named) bool { return n.kind == prose.Person }},
		{"Organisations", func(n *named) bool { return n.kind == prose.Organisation && !n.state }},
		{"States", func(n *named) bool { return n.state && n.kind != prose.Person }},
	} {
		begun := false
		for i := range c.named {
			n := &c.named[i]
			if !part.has(n) || n.times == 0 {
				continue
			}
			if !begun {
				begun = true
				w.section(2, part.title, Place{})
			}
			first := n.at[0]
			status := counted(n.times, "mention")
			if n.office != "" {
				status += ", " + n.office
			}
			w.entry(first.entry(briefing.Lead{Actors: []string{n.name}, Status: status}), Place{Briefing: t.ID, Target: first.span, Text: first.text, Name: n.name})
		}
	}
	return w.view()
}

// Mentions gives every sentence of a briefing that names somebody, and then those of other
// briefings, the newest first. The name is one that People gives, or any form of it.
func Mentions(name string, here Text, elsewhere []Text) View {
	w := builder{b: like(here.Briefing)}
	who := read(&here).find(name)
	if who == nil {
		who = &named{name: plainName(name)}
	}
	w.b.ID, w.b.Title = idOf("mentions", here.ID), who.name
	if len(who.at) > 0 {
		w.begin(&here)
		w.section(2, "In "+here.title(), Place{})
		w.mentions(who)
	}
	elsewhere = slices.Clone(elsewhere)
	slices.SortStableFunc(elsewhere, func(a, b Text) int {
		return cmp.Or(cmp.Compare(first(b.day()), first(a.day())), cmp.Compare(a.title(), b.title()), cmp.Compare(a.ID, b.ID))
	})
	for i := range elsewhere {
		t := &elsewhere[i]
		if t.ID == here.ID {
			continue
		}
		there := read(t).same(who)
		if there == nil || len(there.at) == 0 {
			continue
		}
		title := t.title()
		if day := briefing.ShowDate(t.day()); day != "" {
			title += ", " + day
		}
		w.begin(t)
		w.section(2, title, Place{Briefing: t.ID, Target: there.at[0].span})
		w.mentions(there)
	}
	return w.view()
}

// NameIn gives the fullest form of the name that a passage of a briefing has at a byte, or
// the first behind it; empty if there is none.
func NameIn(passage string, at int) string {
	a := content.Article{Paragraphs: []content.Paragraph{{Number: 1, Text: passage}}}
	doc := prose.Analyze(&a, time.Time{})
	for i := range doc.Paragraphs {
		for _, m := range doc.Paragraphs[i].Mentions {
			if !m.Anaphor && !m.Modifier && m.End > at {
				return doc.Entities[m.Entity].Name
			}
		}
	}
	return ""
}

func (w *builder) mentions(n *named) {
	for _, s := range n.at {
		w.entry(s.entry(briefing.Lead{}), Place{Briefing: w.from.ID, Target: s.span, Text: s.text})
	}
}

func (s *sentence) entry(lead briefing.Lead) briefing.Entry {
	return briefing.Entry{Lead: lead, Text: s.text, Span: s.span, Citations: s.labels}
}

// read finds who is named: in the paragraphs that the briefing cites, as they stand in the
// article, and in entries whose words those do not have.
func read(t *Text) *cast {
	c := &cast{text: t, known: map[string]int{}, told: map[string]content.Span{}}
	if base, _, _ := strings.Cut(t.Briefing.Language, "-"); base != "" && base != "en" {
		c.readLeads()
		return c
	}
	for _, e := range once(t.Briefing) {
		c.told[oneLine(e.Text)] = e.Span
	}
	for _, article := range passages(t.Briefing) {
		c.read(article)
	}
	c.joinPersons()
	c.named = slices.DeleteFunc(c.named, func(n named) bool { return len(n.at) == 0 })
	return c
}

// passages gives the paragraphs of a briefing, by article, and then what only it says.
func passages(b *briefing.Briefing) [][]sentence {
	var out [][]sentence
	article := map[int]int{} // index into out, by the number of the article
	for _, p := range b.Citations {
		if strings.TrimSpace(p.Text) == "" {
			continue
		}
		k, ok := article[p.Article]
		if !ok {
			k = len(out)
			article[p.Article] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], sentence{text: p.Text, labels: []string{p.Label}, span: p.Span, order: p.Paragraph})
	}
	for k := range out {
		slices.SortStableFunc(out[k], func(a, b sentence) int { return cmp.Compare(a.order, b.order) })
	}
	var own []sentence
	texts := make(map[string]string, len(b.Citations))
	for i := range b.Citations {
		texts[b.Citations[i].Label] = b.Citations[i].Text
	}
	for _, e := range once(b) {
		if !slices.ContainsFunc(e.Citations, func(l string) bool { return strings.Contains(texts[l], e.Text) }) {
			own = append(own, sentence{text: e.Text, span: e.Span, labels: e.Citations})
		}
	}
	if len(own) > 0 {
		out = append(out, own)
	}
	return out
}

// read adds whom an article names.
func (c *cast) read(paragraphs []sentence) {
	a := content.Article{}
	for i := range paragraphs {
		a.Paragraphs = append(a.Paragraphs, content.Paragraph{Number: i + 1, Text: oneLine(paragraphs[i].text)})
	}
	doc := prose.Analyze(&a, time.Time{})
	at := make([]int, len(doc.Entities))
	for i := range doc.Entities {
		e := &doc.Entities[i]
		at[i] = c.add(named{kind: e.Kind, state: e.State, name: e.Name, short: e.Short, forms: e.Aliases, office: e.Office})
	}
	for i := range doc.Paragraphs {
		p := &doc.Paragraphs[i]
		for _, m := range p.Mentions {
			if m.Anaphor || m.Modifier {
				continue
			}
			n := &c.named[at[m.Entity]]
			n.times++
			k := slices.IndexFunc(p.Sentences, func(s content.Span) bool { return s.Contains(m.Start) })
			if k < 0 {
				continue
			}
			s := paragraphs[p.Number-1]
			s.text = p.Text[p.Sentences[k].Start:p.Sentences[k].End]
			if span, ok := c.told[s.text]; ok {
				s.span = span
			}
			n.put(s)
		}
	}
}

// put adds a sentence, or its citation where the same words name them already.
func (n *named) put(s sentence) {
	i, ok := n.said[s.text]
	if !ok {
		if n.said == nil {
			n.said = map[string]int{}
		}
		n.said[s.text] = len(n.at)
		n.at = append(n.at, s)
		return
	}
	for _, l := range s.labels {
		if at := &n.at[i]; !slices.Contains(at.labels, l) {
			at.labels = append(slices.Clip(at.labels), l)
		}
	}
}

// add gives the index of somebody, who may be known already.
func (c *cast) add(n named) int {
	key := string(n.kind) + " " + strings.ToLower(n.name)
	i, ok := c.known[key]
	if !ok {
		i = len(c.named)
		c.known[key] = i
		c.named = append(c.named, n)
		return i
	}
	k := &c.named[i]
	k.office = cmp.Or(k.office, n.office)
	for _, f := range n.forms {
		if !slices.Contains(k.forms, f) {
			k.forms = append(k.forms, f)
		}
	}
	return i
}

// joinPersons gives the sentences about a person whom one article calls by one name alone
// to the one whose full name another has, if that can be one only.
func (c *cast) joinPersons() {
	full := map[string][]int{}
	for i := range c.named {
		if n := &c.named[i]; n.kind == prose.Person && strings.Contains(n.name, " ") {
			full[n.short] = append(full[n.short], i)
		}
	}
	for i := range c.named {
		n := &c.named[i]
		if n.kind != prose.Person || strings.Contains(n.name, " ") || len(full[n.name]) != 1 {
			continue
		}
		to := &c.named[full[n.name][0]]
		to.times += n.times
		for _, s := range n.at {
			to.put(s)
		}
		n.at, n.times = nil, 0
	}
}

// readLeads takes those who stand in the leads of entries.
func (c *cast) readLeads() {
	b := c.text.Briefing
	for i := range b.Sections {
		for _, e := range b.Sections[i].Entries {
			s := sentence{text: e.Text, span: e.Span, labels: e.Citations}
			for _, a := range e.Lead.Actors {
				n := &c.named[c.add(named{kind: prose.Person, name: a})]
				n.times++
				n.put(s)
			}
		}
	}
}

// find gives whom a name means: who is called so, or has it as another form, or is called
// so after the first time.
func (c *cast) find(name string) *named {
	name = plainName(name)
	for _, fits := range []func(n *named) bool{
		func(n *named) bool { return strings.EqualFold(n.name, name) },
		func(n *named) bool {
			return slices.ContainsFunc(n.forms, func(f string) bool { return strings.EqualFold(plainName(f), name) })
		},
		func(n *named) bool { return n.kind == prose.Person && strings.EqualFold(n.short, name) },
	} {
		if i := slices.IndexFunc(c.named, func(n named) bool { return fits(&n) }); i >= 0 {
			return &c.named[i]
		}
	}
	return nil
}

// same gives who in another briefing is the one who is meant in the first: by the whole
// name, or, of a person, where one of the two has no more than a part of it.
func (c *cast) same(who *named) *named {
	for i := range c.named {
		n := &c.named[i]
		switch {
		case who.kind != "" && n.kind != who.kind:
		case strings.EqualFold(n.name, who.name),
			n.kind == prose.Person && !strings.Contains(n.name, " ") && strings.EqualFold(n.name, who.short),
			n.kind == prose.Person && !strings.Contains(who.name, " ") && strings.EqualFold(who.name, n.short):
			return n
		}
	}
	return nil
}

// plainName gives a name on one line, without the ending of the genitive.
func plainName(s string) string {
	s = strings.Join(strings.Fields(content.CleanLine(s)), " ")
	return strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "’s")
}

// oneLine gives a text with every kind of white space as a blank, byte for byte.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) && r < 0x80 {
			return ' '
		}
		return r
	}, s)
}
