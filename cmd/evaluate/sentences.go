package main

import (
	"slices"
	"strings"
	"time"

	"readout/content/prose"
)

// sentenceRecord is a text with its sentences.
type sentenceRecord struct {
	Name      string   `json:"name"`
	Text      string   `json:"text"`
	Sentences []string `json:"sentences"`
}

func measureSentences(path string, _ time.Time) (*outcome, error) {
	records, err := readJSON(path, func(*sentenceRecord) error { return nil })
	if err != nil {
		return nil, err
	}
	o := newOutcome(len(records))
	var boundaries tally
	exact := tallies{}
	for i := range records {
		r := &records[i]
		got := []string{}
		for _, s := range prose.Sentences(r.Text) {
			got = append(got, r.Text[s.Start:s.End])
		}
		want := ends(r.Sentences)
		found := ends(got)
		t := compareBags(want, found)
		boundaries.hit, boundaries.extra, boundaries.missed = boundaries.hit+t.hit, boundaries.extra+t.extra, boundaries.missed+t.missed
		class := exact.of(classOf(r.Name))
		if slices.EqualFunc(got, r.Sentences, func(a, b string) bool { return fold(a) == fold(b) }) {
			class.hit++
		} else {
			class.missed++
			o.miss("%s: %s, not %s", r.Name, strings.Join(r.Sentences, " | "), strings.Join(got, " | "))
		}
		if err := o.predict(sentenceRecord{r.Name, r.Text, got}); err != nil {
			return nil, err
		}
	}
	o.shares(exact)
	boundaries.figures(o.total, "")
	o.total["accuracy"] = share(exact.sum().hit, len(records))
	o.total["support"] = float64(boundaries.support())
	return o, nil
}

// classOf keeps the rules about lists apart from those about prose.
func classOf(name string) string {
	if strings.Contains(strings.ToLower(name), "list") {
		return "lists"
	}
	return "prose"
}

// ends gives how many characters that are not white space stand before each boundary
// between sentences.
func ends(sentences []string) map[string]int {
	out := map[string]int{}
	var before strings.Builder
	for i, s := range sentences {
		if i > 0 {
			out[before.String()] = 1
		}
		before.WriteString(strings.Join(strings.Fields(s), ""))
	}
	return out
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }
