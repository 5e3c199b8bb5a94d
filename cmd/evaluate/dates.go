package main

import (
	"fmt"
	"strings"
	"time"

	"readout/content"
	"readout/content/prose"
)

func measureDates(path string, now time.Time) (*outcome, error) {
	rows, err := readRows(path, 5, func(row []string) error {
		if !strings.Contains(row[1], row[2]) {
			return fmt.Errorf("the sentence does not have %q", row[2])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	o, right := newOutcome(len(rows)), tallies{}
	for _, row := range rows {
		sentence, words, want, class := row[1], row[2], row[3], row[4]
		at := content.Span{Start: 0, End: len(sentence)}
		if words != "" {
			at.Start = strings.Index(sentence, words)
			at.End = at.Start + len(words)
		}
		got := dateAt(row[0], sentence, at, now)
		if got.Value == want {
			right.of(class).hit++
		} else {
			right.of(class).missed++
			o.miss("%q, not %q (%s), published %s: %s", want, got.Value, got.Words, row[0], sentence)
		}
		fmt.Fprintln(&o.predictions, strings.Join([]string{row[0], sentence, got.Words, got.Value, kindOf(got)}, "\t"))
	}
	o.shares(right)
	o.total["accuracy"] = share(right.sum().hit, len(rows))
	o.total["support"] = float64(len(rows))
	return o, nil
}

// dateAt gives the date whose words share most with a place of a sentence.
func dateAt(published, sentence string, at content.Span, now time.Time) content.Date {
	a, _ := textArticle(sentence, published)
	var best content.Date
	most := 0
	for _, p := range prose.Analyze(a, now).Paragraphs {
		for _, d := range p.Dates {
			if n, _ := shared(d.Span, at); n > most {
				best, most = d.Date, n
			}
		}
	}
	return best
}

// kindOf gives the class that the data have for a date.
func kindOf(d content.Date) string {
	switch len(d.Value) {
	case 0:
		return "none"
	case len("2006-01-02"):
		return "exact"
	}
	return "period"
}
