package main

import (
	"strings"

	"readout/briefing"
	"readout/content"
)

// factRecord says what the briefing of an article must have and must not have.
type factRecord struct {
	Doc    string        `json:"doc"`
	Facts  []factLabel   `json:"facts"`
	Absent []string      `json:"sections_absent"`
	Quotes []quoteRecord `json:"quotes"`
}

// factLabel is a fact that a section must cite.
type factLabel struct {
	Section   string `json:"section"`
	Date      string `json:"date"`
	Paragraph int    `json:"paragraph"`
	Summary   string `json:"summary"`
}

// judgeFacts holds briefings against what they must have and must not have.
func (o *outcome) judgeFacts(records []factRecord, articles map[string]*article, briefings map[string]*briefing.Briefing) {
	all, cited, dated, right, spoiled := 0, 0, 0, 0, 0
	for i := range records {
		r := &records[i]
		a, b := articles[r.Doc], briefings[r.Doc]
		for _, f := range r.Facts {
			entries := a.citing(b, f.Section, a.labelled(f.Paragraph))
			all++
			if len(entries) > 0 {
				cited++
			} else {
				o.miss("%s paragraph %d: %s does not cite it for: %s", r.Doc, f.Paragraph, f.Section, f.Summary)
			}
			if f.Date == "" {
				continue
			}
			dated++
			if found := datesOf(entries); strings.Contains(" "+found+" ", " "+f.Date+" ") {
				right++
			} else {
				o.miss("%s paragraph %d: %s has not %s but %q for: %s", r.Doc, f.Paragraph, f.Section, f.Date, found, f.Summary)
			}
		}
		wrong := false
		for _, label := range r.Absent {
			for _, e := range entriesOf(b, label) {
				wrong = true
				o.miss("%s: the article has nothing for %s: %s", r.Doc, label, e.Text)
			}
		}
		if wrong {
			spoiled++
		}
	}
	o.apply("facts_recall", cited, all)
	o.apply("date_accuracy", right, dated)
	o.apply("false_sections", spoiled, len(records))
}

// entriesOf gives the entries of the section that a label stands for.
func entriesOf(b *briefing.Briefing, label string) []briefing.Entry {
	for i := range b.Sections {
		if labelOf(b.Sections[i].Key) == label {
			return b.Sections[i].Entries
		}
	}
	return nil
}

// citing gives the entries of a section that cite a paragraph.
func (a *article) citing(b *briefing.Briefing, label string, paragraph content.Span) []briefing.Entry {
	var out []briefing.Entry
	for _, e := range entriesOf(b, label) {
		for _, citation := range e.Citations {
			if a.cited(b, citation).Overlaps(paragraph) {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

func datesOf(entries []briefing.Entry) string {
	var out []string
	for _, e := range entries {
		if e.Lead.Date.Value != "" {
			out = append(out, e.Lead.Date.Value)
		}
	}
	return strings.Join(out, " ")
}
