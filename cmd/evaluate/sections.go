package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

// noise is the label of what is not the article.
const noise = "noise"

// labelOf gives the label that the data have for a section of the default profile; empty
// for one that isn't about what sentences report.
func labelOf(key string) string {
	switch key {
	case "meetings", "agreements", "aid", "deployments", "fighting", "threats", "sanctions", "statements", "protest", "background":
		return key
	case "weapons-requests":
		return "weapons_requests"
	case "de-escalation":
		return "deescalation"
	case "requests":
		return "requests_other"
	}
	return ""
}

// labelRecord is a sentence with its labels.
type labelRecord struct {
	Doc       string   `json:"doc"`
	Paragraph int      `json:"paragraph"`
	Sentence  int      `json:"sentence"`
	Text      string   `json:"text"`
	Labels    []string `json:"labels"`
	Alt       []string `json:"alt_labels"`
}

// filed is a place of an article that stands in a section.
type filed struct {
	content.Span
	label string
}

func measureSections(dir string, now time.Time) (*outcome, error) {
	articles, err := readArticles(filepath.Join(dir, "articles"), now)
	if err != nil {
		return nil, err
	}
	records, err := readJSON(filepath.Join(dir, "labels.jsonl"), func(r *labelRecord) error {
		return known(articles, r.Doc)
	})
	if err != nil {
		return nil, err
	}
	facts, err := readJSON(filepath.Join(dir, "facts.jsonl"), func(r *factRecord) error { return known(articles, r.Doc) })
	if err != nil {
		return nil, err
	}
	o := newOutcome(len(records))
	briefings := map[string]*briefing.Briefing{}
	for _, doc := range slices.Sorted(maps.Keys(articles)) {
		briefings[doc] = o.brief(doc, articles[doc].Article, articles[doc].options)
	}
	if err := o.judgeLabels(records, articles, briefings); err != nil {
		return nil, err
	}
	o.judgeFacts(facts, articles, briefings)
	return o, nil
}

func known(articles map[string]*article, doc string) error {
	if articles[doc] == nil {
		return fmt.Errorf("there is no article %q", doc)
	}
	return nil
}

// brief makes the briefing of an article; an empty one where the program makes none.
func (o *outcome) brief(doc string, a *content.Article, opt compose.Options) *briefing.Briefing {
	b, err := compose.Compose([]*content.Article{a}, opt)
	if err != nil {
		o.warn("no briefing of %s: %v", doc, err)
		return &briefing.Briefing{}
	}
	return b
}

// judgeLabels holds the sections that sentences stand in against their labels.
func (o *outcome) judgeLabels(records []labelRecord, articles map[string]*article, briefings map[string]*briefing.Briefing) error {
	strict, lenient := tallies{}, tallies{}
	places := map[string][]filed{}
	for doc, a := range articles {
		places[doc] = a.filed(briefings[doc])
	}
	exact, last := 0, map[string]content.Span{}
	for i := range records {
		r := &records[i]
		a := articles[r.Doc]
		within := a.labelled(r.Paragraph)
		if before := last[r.Doc].End; before > within.Start && before <= within.End {
			within.Start = before
		}
		at := a.find(r.Text, within)
		if at.Len() == 0 {
			o.warn("%s, paragraph %d: the article does not have the sentence %q", r.Doc, r.Paragraph, r.Text)
		}
		last[r.Doc] = at
		got := labelsAt(places[r.Doc], at)
		if right := compare(r, got, strict, lenient); !right {
			o.miss("%s paragraph %d: %s, not %s: %s", r.Doc, r.Paragraph, strings.Join(append(r.Labels, r.Alt...), " or "), strings.Join(got, ", "), r.Text)
		}
		if slices.Equal(slices.Sorted(slices.Values(r.Labels)), got) {
			exact++
		}
		if err := o.predict(labelRecord{r.Doc, r.Paragraph, r.Sentence, r.Text, got, []string{}}); err != nil {
			return err
		}
	}
	o.classify(strict)
	for class, f := range o.classes {
		lenient.of(class).figures(f, "lenient_")
	}
	has := func(class string) bool { return strict.of(class).support() > 0 }
	o.total["macro_f1"] = strict.macro(has)
	o.total["lenient_macro_f1"] = lenient.macro(has)
	o.total["accuracy"] = share(exact, len(records))
	o.total[noise] = strict.of(noise).f1()
	o.total["support"] = float64(len(records))
	return nil
}

// compare counts the labels of one sentence, and reports whether the lenient reading has
// nothing against them.
func compare(r *labelRecord, got []string, strict, lenient tallies) bool {
	right := true
	for _, label := range got {
		switch {
		case slices.Contains(r.Labels, label):
			strict.of(label).hit++
			lenient.of(label).hit++
		case slices.Contains(r.Alt, label):
			strict.of(label).extra++
		default:
			strict.of(label).extra++
			lenient.of(label).extra++
			right = false
		}
	}
	for _, label := range r.Labels {
		if slices.Contains(got, label) {
			continue
		}
		strict.of(label).missed++
		if len(r.Alt) == 0 {
			lenient.of(label).missed++
			right = false
		}
	}
	return right
}

// filed gives the places of the article that its briefing has in sections.
func (a *article) filed(b *briefing.Briefing) []filed {
	var out []filed
	for i := range b.Sections {
		label := labelOf(b.Sections[i].Key)
		if label == "" {
			continue
		}
		for k := range b.Sections[i].Entries {
			e := &b.Sections[i].Entries[k]
			for _, citation := range e.Citations {
				for line := range strings.Lines(e.Text) {
					for _, at := range a.all(line, a.cited(b, citation)) {
						out = append(out, filed{at, label})
					}
				}
			}
		}
	}
	return out
}

// labelsAt gives the labels under which a sentence was filed, in order of name.
func labelsAt(places []filed, sentence content.Span) []string {
	set := map[string]bool{}
	for _, p := range places {
		if _, half := shared(p.Span, sentence); half {
			set[p.label] = true
		}
	}
	if len(set) == 0 {
		return []string{noise}
	}
	return slices.Sorted(maps.Keys(set))
}
