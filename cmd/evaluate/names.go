package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"readout/content"
	"readout/content/prose"
)

// nameRecord is a text with its names.
type nameRecord struct {
	Doc   string     `json:"doc"`
	Text  string     `json:"text"`
	Names []nameSpan `json:"names"`
}

// nameSpan is a name at code points [Start, End) of a text.
type nameSpan struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Text  string `json:"text"`
}

func (r *nameRecord) check() error {
	size := utf8.RuneCountInString(r.Text)
	for _, n := range r.Names {
		if n.Start < 0 || n.End <= n.Start || n.End > size {
			return fmt.Errorf("a name at %d to %d of %d code points", n.Start, n.End, size)
		}
	}
	return nil
}

func measureNames(path string, now time.Time) (*outcome, error) {
	records, err := readJSON(path, (*nameRecord).check)
	if err != nil {
		return nil, err
	}
	o, typed := newOutcome(len(records)), tallies{}
	var spans tally
	for i := range records {
		r := &records[i]
		found := findNames(r.Text, now)
		want, got := map[content.Span]string{}, map[content.Span]string{}
		for _, n := range r.Names {
			want[content.Span{Start: n.Start, End: n.End}] = n.Type
		}
		for _, n := range found {
			at := content.Span{Start: n.Start, End: n.End}
			got[at] = n.Type
			switch of, named := want[at]; {
			case !named:
				spans.extra++
				typed.of(n.Type).extra++
				o.miss("%s at %d: %q is not a name, or not all of it", r.Doc, n.Start, n.Text)
			default:
				spans.hit++
				typed.decide(of, n.Type)
				if of != n.Type {
					o.miss("%s at %d: %q is %s, not %s", r.Doc, n.Start, n.Text, of, n.Type)
				}
			}
		}
		for _, n := range r.Names {
			if got[content.Span{Start: n.Start, End: n.End}] == "" {
				spans.missed++
				typed.of(n.Type).missed++
				o.miss("%s at %d: %s %q was not found", r.Doc, n.Start, n.Type, n.Text)
			}
		}
		if err := o.predict(nameRecord{r.Doc, r.Text, found}); err != nil {
			return nil, err
		}
	}
	o.classify(typed)
	spans.figures(o.total, "")
	typed.sum().figures(o.total, "typed_")
	o.total["support"] = float64(spans.support())
	return o, nil
}

// findNames gives the outermost names of a text in their order.
func findNames(text string, now time.Time) []nameSpan {
	a, starts := textArticle(text, "")
	out := []nameSpan{}
	for i, p := range prose.Analyze(a, now).Paragraphs {
		mentions := slices.DeleteFunc(slices.Clone(p.Mentions), func(m prose.Mention) bool { return m.Anaphor || m.Modifier })
		slices.SortStableFunc(mentions, func(a, b prose.Mention) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
		})
		end := 0
		for _, m := range mentions {
			if m.End <= end {
				continue
			}
			end = m.End
			if words := p.Text[m.Start:m.End]; len(words) > 4 && strings.EqualFold(words[:4], "the ") {
				m.Start += 4
			}
			words := p.Text[m.Start:m.End]
			start := utf8.RuneCountInString(text[:starts[i]+m.Start])
			out = append(out, nameSpan{start, start + utf8.RuneCountInString(words), string(m.Kind), words})
		}
	}
	return out
}
