package main

import (
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"readout/content"
	"readout/content/prose"
)

// quoteRecord is direct speech with its speaker.
type quoteRecord struct {
	Doc       string `json:"doc,omitempty"`
	Paragraph int    `json:"paragraph"`
	Quote     string `json:"quote"`
	Speaker   string `json:"speaker"`
	Named     bool   `json:"speaker_named_in_paragraph"`
}

// heard is direct speech that the program found, at its place in the article.
type heard struct {
	content.Span
	speaker string
}

func measureQuotes(dir string, now time.Time) (*outcome, error) {
	articles, err := readArticles(filepath.Join(dir, "articles"), now)
	if err != nil {
		return nil, err
	}
	records, err := readJSON(filepath.Join(dir, "facts.jsonl"), func(r *factRecord) error { return known(articles, r.Doc) })
	if err != nil {
		return nil, err
	}
	o := newOutcome(0)
	var named, other tally
	for i := range records {
		doc := records[i].Doc
		a := articles[doc]
		speech := a.speech(now)
		for _, q := range records[i].Quotes {
			o.records++
			at := a.find(q.Quote, a.labelled(q.Paragraph))
			if at.Len() == 0 {
				o.warn("%s, paragraph %d: the article does not have the quotation %q", doc, q.Paragraph, q.Quote)
			}
			best, found := closest(speech, at)
			count := &other
			if q.Named {
				count = &named
			}
			if found && lastName(best.speaker) == lastName(q.Speaker) {
				count.hit++
			} else {
				count.missed++
				o.miss("%s paragraph %d: %q, found %v, not %q: %s", doc, q.Paragraph, q.Speaker, found, best.speaker, q.Quote)
			}
			if err := o.predict(quoteRecord{doc, q.Paragraph, q.Quote, best.speaker, q.Named}); err != nil {
				return nil, err
			}
		}
	}
	o.shares(tallies{"named in the paragraph": &named, "named elsewhere": &other})
	o.total["accuracy"] = share(named.hit+other.hit, o.records)
	o.apply("named_accuracy", named.hit, named.support())
	o.total["support"] = float64(o.records)
	return o, nil
}

// speech gives the direct speech that the program finds.
func (a *article) speech(now time.Time) []heard {
	var out []heard
	doc := prose.Analyze(a.Article, now)
	for i, p := range doc.Paragraphs {
		for _, q := range p.Quotations {
			if !q.Direct || a.read[i].Len() == 0 {
				continue
			}
			start := a.read[i].Start + len(squeeze(p.Text[:q.Start]))
			h := heard{Span: content.Span{Start: start, End: start + len(squeeze(p.Text[q.Start:q.End]))}}
			if q.Speaker >= 0 {
				h.speaker = doc.Entities[q.Speaker].Name
			}
			out = append(out, h)
		}
	}
	return out
}

// closest gives the speech that shares most with a place, and of those the shortest.
func closest(speech []heard, at content.Span) (best heard, found bool) {
	most := 0
	for _, h := range speech {
		n, half := shared(h.Span, at)
		if half && (n > most || n == most && h.Len() < best.Len()) {
			best, found, most = h, true, n
		}
	}
	return best, found
}

// lastName gives the last word of a name in lower case, without what stands in brackets.
func lastName(name string) string {
	name, _, _ = strings.Cut(name, " (")
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\'' && r != '’'
	})
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}
