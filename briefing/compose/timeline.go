package compose

import (
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
)

// timeline gives the dated sentences in the order of their dates. What is dated to a
// year or longer only is left to the background.
func (c *composer) timeline() []briefing.Entry {
	var out []briefing.Entry
	for i := range c.reports {
		r := &c.reports[i]
		for k := range r.units {
			u := &r.units[k]
			d, ok := u.ownDate()
			if !ok {
				d = u.date
			}
			if len(d.Value) < len("2006-01") || strings.Contains(d.Value, "/") && len(d.Value) < len("2006-01-02/2006-01-02") {
				continue
			}
			if slices.Contains(u.sections, keyBackground) && len(d.Value) < len("2006-01-02") {
				continue
			}
			if !ok && !slices.Contains(u.sections, "meetings") {
				continue
			}
			out = add(out, briefing.Entry{Lead: briefing.Lead{Date: d}, Text: u.text(), Citations: []string{r.label(u.par)}})
		}
	}
	slices.SortStableFunc(out, func(a, b briefing.Entry) int { return strings.Compare(sortKey(a.Lead.Date), sortKey(b.Lead.Date)) })
	return out
}

// sortKey orders a month before its days, and a range by its beginning.
func sortKey(d content.Date) string {
	from, _, _ := strings.Cut(d.Value, "/")
	return from
}
