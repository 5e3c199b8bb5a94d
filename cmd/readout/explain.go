package main

import (
	"fmt"
	"strings"

	"readout/briefing/compose"
	"readout/content"
)

// explanation is what --explain says of one article.
type explanation struct {
	Article   string              `json:"article"`
	Sentences []compose.Explained `json:"sentences"`
	Dropped   []dropped           `json:"dropped"`
}

// dropped is a paragraph that was taken for something other than the article.
type dropped struct {
	Text   string `json:"text"`
	Reason string `json:"reason"`
	After  int    `json:"after"` // number of the paragraph before it
}

// explain prints why each sentence of each article stands where it stands.
func (p *program) explain(names []string, m making, asJSON bool) error {
	opt, err := p.composing(m)
	if err != nil {
		return err
	}
	all := []explanation{}
	failed := p.each(names, func(name string) error {
		in, err := p.load(name)
		if err != nil {
			return err
		}
		articles, err := p.articles(in, m)
		if err != nil {
			return err
		}
		for _, a := range articles {
			x := explanation{Article: in.name, Dropped: []dropped{}}
			if len(articles) > 1 {
				x.Article += ": " + a.Title
			}
			if x.Sentences, err = compose.Explain([]*content.Article{a}, opt); err != nil {
				return fmt.Errorf("explaining %s: %w", in.name, err)
			}
			for _, d := range a.Dropped {
				x.Dropped = append(x.Dropped, dropped(d))
			}
			all = append(all, x)
		}
		return nil
	})
	if asJSON {
		err = p.json(all)
	} else {
		_, err = p.out.Write([]byte(plainExplanation(all)))
	}
	if err != nil {
		return err
	}
	return failed
}

// plainExplanation tells sentence by sentence: its place, then the reasons.
func plainExplanation(all []explanation) string {
	var b strings.Builder
	for i, x := range all {
		if len(all) > 1 {
			if i > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "%s\n\n", content.CleanLine(x.Article))
		}
		for k, s := range x.Sentences {
			if k > 0 {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "[%s] %s\n", s.Citation, s.Text)
			fmt.Fprintf(&b, "    in %s\n", strings.Join(s.Sections, ", "))
			if s.Date != "" {
				fmt.Fprintf(&b, "    on %s, from %s\n", s.Date, s.DateFrom)
			}
			for _, reason := range s.Reasons {
				fmt.Fprintf(&b, "    %s\n", reason)
			}
		}
		for k, d := range x.Dropped {
			if k == 0 {
				b.WriteString("\nLeft out\n")
			}
			fmt.Fprintf(&b, "    %s, after paragraph %d: %s\n", d.Reason, d.After, content.CleanLine(d.Text))
		}
	}
	return b.String()
}
