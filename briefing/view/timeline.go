package view

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
)

// mostDays is how many days a timeline has as headings of one level; those of more stand
// under their months.
const mostDays = 31

// planned is the status of what had not happened when it was told.
const planned = "planned"

// Timeline gives the entries of a briefing in the order of the dates in their leads, under
// a heading for each date, without date last. What stands in several sections is told once,
// by the entry that says the most of it. What is dated after the briefing's publication
// is marked as planned.
func Timeline(t Text) View {
	w := builder{b: like(t.Briefing)}
	w.b.ID, w.b.Title = idOf("timeline", t.ID), "Timeline: "+t.title()
	w.begin(&t)
	events := once(t.Briefing)
	slices.SortStableFunc(events, func(a, b briefing.Entry) int { return cmp.Compare(order(a.Lead.Date), order(b.Lead.Date)) })
	groups := slices.Collect(groups(events))
	level, month := 2, ""
	if len(groups) > mostDays {
		level = 3
	}
	for _, g := range groups {
		date := g[0].Lead.Date
		if m := order(date); level == 3 && month != m[:min(len(m), len("2006-01"))] {
			month = m[:min(len(m), len("2006-01"))]
			w.section(2, dated(content.Date{Value: month}), Place{})
		}
		if slices.ContainsFunc(g, func(e briefing.Entry) bool { return e.Lead.Date.Certainty != content.Inferred }) {
			date.Certainty = content.Exact
		}
		if level == 2 || date.Value != month && order(date) != undated {
			w.section(level, dated(date), Place{})
		}
		for _, e := range g {
			p := Place{Briefing: t.ID, Target: e.Span, Text: e.Text}
			if after(e.Lead.Date, t.Briefing.Published) && e.Lead.Status == "" {
				e.Lead.Status = planned
			}
			if briefing.ShowDate(e.Lead.Date) == briefing.ShowDate(date) {
				e.Lead.Date, e.Lead.Raw = content.Date{}, "" // the heading says it
			}
			w.entry(e, p)
		}
	}
	return w.view()
}

// groups gives runs of entries of one date.
func groups(events []briefing.Entry) iter.Seq[[]briefing.Entry] {
	return func(yield func([]briefing.Entry) bool) {
		for from := 0; from < len(events); {
			to := from + 1
			for to < len(events) && order(events[to].Lead.Date) == order(events[from].Lead.Date) {
				to++
			}
			if !yield(events[from:to]) {
				return
			}
			from = to
		}
	}
}

// undated sorts behind every date.
const undated = "~"

// order gives what dates are sorted by: a month before its days, a range by its beginning.
func order(d content.Date) string {
	if briefing.ShowDate(d) == "" {
		return undated
	}
	return d.Value
}

// dated gives the heading of a date.
func dated(d content.Date) string { return cmp.Or(briefing.ShowDate(d), "Without a date") }

// after reports whether a date begins later than another ends.
func after(d, published content.Date) bool {
	if briefing.ShowDate(d) == "" || briefing.ShowDate(published) == "" {
		return false
	}
	from, _, _ := strings.Cut(d.Value, "/")
	_, until, isRange := strings.Cut(published.Value, "/")
	if !isRange {
		until = published.Value
	}
	return from[:min(len(from), len(until))] > until[:min(len(from), len(until))]
}

// once gives the entries of a briefing in the order of the text, each sentence once: with
// the lead that says the most, and with all its citations.
func once(b *briefing.Briefing) []briefing.Entry {
	var out []briefing.Entry
	at := map[string]int{}
	for i := range b.Sections {
		if b.Sections[i].Key == "who-is-who" {
			continue
		}
		for _, e := range b.Sections[i].Entries {
			k, known := at[e.Text]
			if !known {
				at[e.Text] = len(out)
				e.Citations = slices.Clone(e.Citations)
				out = append(out, e)
				continue
			}
			seen := &out[k]
			for _, l := range e.Citations {
				if !slices.Contains(seen.Citations, l) {
					seen.Citations = append(seen.Citations, l)
				}
			}
			if seen.Lead.Date.Value == "" {
				seen.Lead.Date = e.Lead.Date
			}
			seen.Lead.Status = cmp.Or(seen.Lead.Status, e.Lead.Status)
			if len(seen.Lead.Actors) < len(e.Lead.Actors) && (seen.Speaker == "" || e.Speaker != "") {
				seen.Lead.Actors, seen.Speaker, seen.Span = e.Lead.Actors, e.Speaker, e.Span
			}
		}
	}
	return out
}

// like gives an empty briefing of the same day and language as another.
func like(b *briefing.Briefing) briefing.Briefing {
	return briefing.Briefing{Published: b.Published, Language: b.Language}
}

// idOf gives the id of a view of a briefing, which is the same every time; none where the
// briefing has none.
func idOf(kind, id string) string {
	if id = content.CleanLine(id); id == "" {
		return ""
	}
	return kind + "-" + id
}
