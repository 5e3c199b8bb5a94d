package compose

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
	"readout/content/event"
)

// Explained is one sentence, or the sentences of one quotation, with the reasons for its
// place in the briefing.
type Explained struct {
	Citation string   `json:"citation"` // label of its paragraph, as "a1-2"
	Text     string   `json:"text"`
	Sections []string `json:"sections"` // titles of the sections that it stands in
	Date     string   `json:"date,omitempty"`
	DateFrom string   `json:"date_from,omitempty"` // the words that the date was read from
	Reasons  []string `json:"reasons"`             // one line each, strongest first
}

// Explain gives for each sentence of the articles, in their order, why it stands where
// Compose puts it, so that a reader can argue with it.
func Explain(articles []*content.Article, opt Options) ([]Explained, error) {
	c, err := readAll(articles, opt)
	if err != nil {
		return nil, err
	}
	var out []Explained
	for i := range c.reports {
		r := &c.reports[i]
		for k := range r.units {
			out = append(out, c.explain(r, &r.units[k]))
		}
	}
	return out, nil
}

func (c *composer) explain(r *report, u *unit) Explained {
	x := Explained{Citation: r.label(u.par), Text: u.text()}
	for i := range c.Profile.sections {
		if s := &c.Profile.sections[i]; slices.Contains(u.sections, s.key) {
			x.Sections = append(x.Sections, s.title)
		}
	}
	if u.date.Value != "" {
		x.Date = briefing.ShowDate(u.date)
		x.DateFrom = "the meeting that it belongs to"
		if u.date.Words != "" {
			x.DateFrom = "“" + u.date.Words + "”"
		}
	}
	past := r.past(u)
	for i := range u.events {
		e := &u.events[i]
		x.Reasons = append(x.Reasons, r.coded(u, e)+": "+c.judge(r, u, e, past).why)
	}
	switch {
	case u.quote != nil && u.spoken(r):
		x.Reasons = append(x.Reasons, "speech of "+r.called(u.quote.Speaker))
	case len(u.events) == 0:
		x.Reasons = append(x.Reasons, "no event was found in it")
	}
	return x
}

// coded tells an event: its type and code, the words that show it, the rule, who did it
// to whom, and whether it took place.
func (r *report) coded(u *unit, e *event.Event) string {
	var b strings.Builder
	b.WriteString(cmp.Or(string(e.Type), "statement"))
	if e.Of != event.None {
		fmt.Fprintf(&b, " of %s", e.Of)
	}
	if e.Code != "" {
		b.WriteString(" " + e.Code)
	}
	if e.Arms {
		b.WriteString(" arms")
	}
	if e.Trigger.Len() > 0 {
		fmt.Fprintf(&b, " by “%s”", u.par.Text[e.Trigger.Start:e.Trigger.End])
	}
	if e.Pattern != "" {
		fmt.Fprintf(&b, " (%s)", e.Pattern)
	}
	for _, role := range []struct {
		word     string
		entities []int
	}{{"who", e.Actors}, {"whom", e.Targets}} {
		if len(role.entities) == 0 {
			continue
		}
		var names []string
		for _, n := range role.entities {
			names = append(names, r.called(n))
		}
		fmt.Fprintf(&b, ", %s: %s", role.word, strings.Join(names, ", "))
	}
	return b.String() + ", " + string(e.Status)
}
