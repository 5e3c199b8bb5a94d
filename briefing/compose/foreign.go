package compose

import (
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
	"readout/content/prose"
)

// foreign reports whether an article is known to be in another language than English,
// which the rules of prose and event are about.
func (r *report) foreign() bool {
	base, _, _ := strings.Cut(r.article.Language, "-")
	return base != "" && base != "en"
}

// byStructure gives a document without what was read in its sentences.
func byStructure(doc *prose.Document) *prose.Document {
	bare := &prose.Document{Published: doc.Published}
	if doc.Published.Certainty == content.Inferred { // by the words of another language
		bare.Published = content.Date{}
	}
	for i := range doc.Paragraphs {
		p := &doc.Paragraphs[i]
		bare.Paragraphs = append(bare.Paragraphs, prose.Paragraph{Number: p.Number, Heading: p.Heading, Text: p.Text, Sentences: p.Sentences})
	}
	return bare
}

// headed gives the sections of articles that were read by their structure: one for each
// sub-heading, with the sentences under it. What stands under none is background.
func (c *composer) headed() []briefing.Section {
	var out []briefing.Section
	for i := range c.reports {
		r := &c.reports[i]
		if !r.foreign() {
			continue
		}
		for k := range r.units {
			u := &r.units[k]
			if u.heading == "" {
				continue
			}
			u.sections = nil
			key := briefing.SectionKey(u.heading)
			at := slices.IndexFunc(out, func(s briefing.Section) bool { return s.Key == key })
			if at < 0 {
				at = len(out)
				out = append(out, briefing.Section{Key: key, Title: u.heading, Level: 2})
			}
			out[at].Entries = append(out[at].Entries, briefing.Entry{Text: u.text(), Citations: []string{r.label(u.par)}})
		}
	}
	return out
}
