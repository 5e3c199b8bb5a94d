package view

import (
	"cmp"
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
)

// Section gives one section of many briefings, the newest first: a heading for each day,
// under it one for each briefing that has entries in a section that the name finds (see
// briefing.Find). period is what the title says of their days; it may be empty.
func Section(name, period string, texts []Text) View {
	w := builder{}
	type found struct {
		text    *Text
		section *briefing.Section
	}
	var all []found
	title := ""
	for i := range texts {
		if s := texts[i].Briefing.Find(name); s != nil && len(s.Entries) > 0 {
			all = append(all, found{&texts[i], s})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(
			cmp.Compare(first(b.text.day()), first(a.text.day())),
			cmp.Compare(a.text.title(), b.text.title()), cmp.Compare(a.text.ID, b.text.ID),
		)
	})
	day := "-"
	for _, f := range all {
		title = cmp.Or(title, f.section.Title)
		if d := first(f.text.day()); d != day {
			day = d
			w.section(2, dated(content.Date{Value: d}), Place{})
		}
		w.begin(f.text)
		w.section(3, f.text.title(), Place{Briefing: f.text.ID, Target: f.section.Span})
		for _, e := range f.section.Entries {
			w.told(e)
		}
	}
	if n := len(all); n > 0 {
		w.b.Published = content.Date{Value: first(all[0].text.day())}
	}
	w.b.ID = strings.TrimSuffix(briefing.SectionKey(name)+"-"+briefing.SectionKey(cmp.Or(period, "always")), "-")
	w.b.Title = strings.TrimSuffix(cmp.Or(title, name)+", "+period, ", ")
	return w.view()
}

// first gives the first day of a date.
func first(d content.Date) string {
	from, _, _ := strings.Cut(d.Value, "/")
	return from
}
