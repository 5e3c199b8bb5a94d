package compose

import (
	"slices"
	"time"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/content"
	"readout/content/event"
	"readout/content/prose"
)

// longestSplit is the size of a source, in bytes, beyond which Split leaves it alone: it
// is meant for texts that are read as articles.
const longestSplit = 1 << 20

// Read parses any Markdown and splits what has no headings by what its sentences report.
func Read(src []byte) *briefing.Briefing {
	b := briefing.Parse(src)
	Split(src, b)
	return b
}

// Split adds coded sections to a briefing that was parsed from src and has no headings:
// one section of level 0 for each kind of event that its sentences report, with an entry
// for every sentence, whose Span and order are those of src. The entries' dates are those
// that the text gives with their year, or that follow from b.Published. Sections of a
// source with headings are its own, and Split adds none; nor to one without any event.
func Split(src []byte, b *briefing.Briefing) {
	if len(src) > longestSplit || slices.ContainsFunc(b.Sections, func(s briefing.Section) bool { return s.Level > 0 }) {
		return
	}
	article := content.Article{Published: b.Published, Language: b.Language}
	var seen []*markdown.Visible
	for block := range markdown.Open(src).Blocks() {
		if block.Kind != markdown.Paragraph {
			continue
		}
		v := block.Visible()
		seen = append(seen, v)
		article.Paragraphs = append(article.Paragraphs, content.Paragraph{Number: len(seen), Text: v.Text})
	}
	if len(seen) == 0 {
		return
	}
	c := composer{Profile: standard()}
	r := report{article: &article, number: 1, doc: prose.Analyze(&article, time.Time{})}
	r.topical = r.isTopical()
	r.units = c.units(&r, event.Default().Code(r.doc))
	sections := make(map[string][]briefing.Entry)
	for i := range r.units {
		u := &r.units[i]
		span, ok := seen[u.index].SourceSpan(u.span)
		if !ok {
			continue
		}
		for _, key := range u.sections {
			e := c.entry(&r, u, key)
			e.Span, e.Citations = span, nil
			sections[key] = append(sections[key], e)
		}
	}
	if len(sections) == 0 || len(sections) == 1 && sections[keyBackground] != nil {
		return
	}
	for _, rule := range c.Profile.sections {
		if entries := sections[rule.key]; len(entries) > 0 {
			b.Sections = append(b.Sections, briefing.Section{Key: rule.key, Title: rule.title, Entries: entries})
		}
	}
}
