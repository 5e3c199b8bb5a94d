package main

import (
	"errors"
	"strings"
	"time"

	"readout/briefing/compose"
	"readout/content"
	"readout/content/prose"
)

// summaryLength is how many sentences are held against a reference.
const summaryLength = 3

// summaryRecord is an article with a summary that somebody wrote.
type summaryRecord struct {
	Doc       string   `json:"doc"`
	Text      string   `json:"text"`
	Reference []string `json:"reference"`
}

func measureKeyPoints(path string, now time.Time) (*outcome, error) {
	records, err := readJSON(path, func(r *summaryRecord) error {
		if len(r.Reference) == 0 {
			return errors.New("there is no reference")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	o := newOutcome(len(records))
	points, lead := figures{}, figures{}
	for i := range records {
		r := &records[i]
		a, err := content.Load(strings.NewReader(r.Text), content.Options{Name: "article.txt"})
		if err != nil {
			a = &content.Article{} // which brief tells
		}
		b := o.brief(r.Doc, a, compose.Options{Now: now})
		chosen := []string{}
		for _, e := range b.KeyPoints[:min(summaryLength, len(b.KeyPoints))] {
			chosen = append(chosen, e.Text)
		}
		reference := strings.Join(r.Reference, " ")
		ours, theirs := rouge(reference, strings.Join(chosen, " ")), rouge(reference, strings.Join(firstSentences(a), " "))
		for name, v := range ours {
			points[name] += ratio(v, float64(len(records)))
			lead[name] += ratio(theirs[name], float64(len(records)))
		}
		if ours["rouge_1"] < theirs["rouge_1"] {
			o.miss("%s: rouge_1 %.3f, and %.3f of the first sentences: %s", r.Doc, ours["rouge_1"], theirs["rouge_1"], strings.Join(chosen, " | "))
		}
		if err := o.predict(summaryRecord{r.Doc, r.Text, chosen}); err != nil {
			return nil, err
		}
	}
	for name := range points {
		o.total[name], o.total["lead_"+name] = points[name], lead[name]
	}
	points["support"], lead["support"] = float64(len(records)), float64(len(records))
	o.classes["key points"], o.classes["first sentences"] = points, lead
	o.total["support"] = float64(len(records))
	return o, nil
}

// firstSentences gives those that an article begins with, headings aside.
func firstSentences(a *content.Article) []string {
	var out []string
	for _, p := range a.Paragraphs {
		if p.Kind == content.Heading {
			continue
		}
		for _, s := range prose.Sentences(p.Text) {
			if out = append(out, p.Text[s.Start:s.End]); len(out) == summaryLength {
				return out
			}
		}
	}
	return out
}

// rouge gives the F1 of ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004).
func rouge(reference, summary string) figures {
	want, got := rougeWords(reference), rougeWords(summary)
	common := longestCommon(want, got)
	return figures{
		"rouge_1": compareBags(pairs(want, 1), pairs(got, 1)).f1(),
		"rouge_2": compareBags(pairs(want, 2), pairs(got, 2)).f1(),
		"rouge_l": tally{common, len(got) - common, len(want) - common}.f1(),
	}
}

// pairs counts the runs of n words; a shorter text has none.
func pairs(words []string, n int) map[string]int {
	if len(words) < n {
		return nil
	}
	return bag(words, n)
}

func rougeWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// longestCommon gives the length of the longest common subsequence.
func longestCommon(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, word := range a {
		corner := 0
		for k := range b {
			above := row[k+1]
			if word == b[k] {
				row[k+1] = corner + 1
			} else {
				row[k+1] = max(above, row[k])
			}
			corner = above
		}
	}
	return row[len(b)]
}
