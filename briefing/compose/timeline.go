package compose

import (
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
	"readout/content/event"
)

// timeline gives the dated sentences in the order of their dates. What is dated to a
// year or longer only is left to the background.
func (c *composer) timeline() []briefing.Entry {
	var dated entries
	for i := range c.reports {
		r := &c.reports[i]
		for k := range r.units {
			u := &r.units[k]
			d, _, ok := u.ownDate()
			if !ok {
				d = u.date
			}
			if len(d.Value) < len("2006-01") || strings.Contains(d.Value, "/") && len(d.Value) < len("2006-01-02/2006-01-02") {
				continue
			}
			if slices.Contains(u.sections, keyBackground) && len(d.Value) < len("2006-01-02") {
				continue
			}
			if !ok && !u.gathers() {
				continue
			}
			dated.add(briefing.Entry{Lead: briefing.Lead{Date: d}, Text: c.standing(u), Citations: []string{r.label(u.par)}})
		}
	}
	slices.SortStableFunc(dated.list, func(a, b briefing.Entry) int { return strings.Compare(sortKey(a.Lead.Date), sortKey(b.Lead.Date)) })
	return dated.list
}

// gathers reports whether the unit tells of a meeting.
func (u *unit) gathers() bool {
	return slices.ContainsFunc(u.events, func(e event.Event) bool {
		return !e.Mentioned && (e.Type == event.Consult || e.Of == event.Consult)
	})
}

// sortKey orders a month before its days, and a range by its beginning.
func sortKey(d content.Date) string {
	from, _, _ := strings.Cut(d.Value, "/")
	return from
}
