package prose

import (
	"slices"
	"strings"
	"time"

	"readout/content"
)

// Analyze reads an article: its sentences, names, dates and quotations. now is the
// latest day that an undated year may lie on; where it is zero, no year is inferred.
func Analyze(a *content.Article, now time.Time) *Document {
	doc := &Document{Paragraphs: make([]Paragraph, len(a.Paragraphs)), Published: a.Published}
	passages := make([]*passage, len(a.Paragraphs))
	for i, par := range a.Paragraphs {
		passages[i] = newPassage(par.Text)
		doc.Paragraphs[i] = Paragraph{Number: par.Number, Heading: par.Kind == content.Heading, Text: par.Text, Sentences: passages[i].sents}
	}
	names := findNames(passages)
	l := newLinker(doc)
	for i, p := range passages {
		for k := range names[i] {
			l.register(p, &names[i][k])
			l.abbreviate(p, &names[i][k])
		}
	}
	for i, p := range passages {
		doc.Paragraphs[i].Mentions = l.mentions(p, names[i])
	}
	listen(doc, passages, names)
	readDates(doc, passages, now)
	return doc
}

// listen links pronouns and finds who says what, paragraph after paragraph, since both
// depend on what was read before.
func listen(doc *Document, passages []*passage, names [][]named) {
	g := gazettes()
	r := &resolver{doc: doc, g: g, gender: map[int]byte{}, voice: -1}
	l := &listener{doc: doc, g: g, issuer: -1, carried: -1}
	for i, p := range passages {
		quotes := p.quotes()
		var roles []named
		for _, n := range names[i] {
			if n.role {
				roles = append(roles, n)
			}
		}
		r.anaphors(i, p, roles, quotedSpans(p, quotes))
		l.hear(i, p, quotes)
		l.firstPersons(i, p)
	}
}

// readDates resolves the dates of all paragraphs against the day of publication, which
// it infers where the article gives none.
func readDates(doc *Document, passages []*passage, now time.Time) {
	exprs := make([][]expression, len(passages))
	for i, p := range passages {
		exprs[i] = dated(p.expressions(), p, doc.Paragraphs[i].Mentions)
	}
	if doc.Published.Value == "" {
		doc.Published = infer(passages, exprs, now)
	}
	al := almanac{certainty: doc.Published.Certainty}
	if day, ok := parseDay(doc.Published.Value); ok {
		al.base = day
	}
	for i, p := range passages {
		doc.Paragraphs[i].Dates = al.resolve(p, exprs[i])
	}
}

// dated takes out the months that are names of persons: "April Jones", "since May fell".
func dated(exprs []expression, p *passage, mentions []Mention) []expression {
	return slices.DeleteFunc(exprs, func(e expression) bool {
		if e.month == 0 || e.day > 0 || e.year > 0 || e.last != e.first+1 {
			return false
		}
		at := p.toks[e.first].Start
		return slices.ContainsFunc(mentions, func(m Mention) bool {
			return m.Kind == Person && !m.Anaphor && m.Start <= at && at < m.End
		})
	})
}

// findNames finds the names of all passages: once to learn who is named, and again to
// know them by their last names.
func findNames(passages []*passage) [][]named {
	v := &vocabulary{lower: map[string]bool{}, mid: map[string]int{}, place: map[string]int{}, names: map[string]bool{}}
	for _, p := range passages {
		v.learn(p)
	}
	g := gazettes()
	l := &linker{g: g}
	for _, p := range passages {
		f := finder{passage: p, g: g, v: v}
		for _, n := range f.find() {
			if n.kind != Person || n.role || n.weak && n.ownEnd-n.own < 2 {
				continue
			}
			parts := nameParts(p, &n)
			if len(parts) > 0 {
				surname := l.surnameOf(parts)
				v.names[surname] = true
				for _, part := range parts {
					if lower := strings.ToLower(part); bare(lower) == surname {
						v.names[lower] = true
					}
				}
			}
		}
	}
	out := make([][]named, len(passages))
	for i, p := range passages {
		f := finder{passage: p, g: g, v: v}
		f.find()
		f.appositions()
		f.possessions()
		f.owned()
		f.roles()
		out[i] = f.out
	}
	return out
}
