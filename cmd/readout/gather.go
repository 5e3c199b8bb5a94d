package main

import (
	"slices"
	"strings"
	"sync"
	"time"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/briefing/library"
	"readout/briefing/view"
	"readout/content"
)

// period is from a day to a day, both of which are in it; zero: without that end.
type period struct{ since, until time.Time }

// has reports whether a date begins in the period.
func (p period) has(d content.Date) bool {
	from, _, _ := strings.Cut(d.Value, "/")
	day, err := time.Parse("2006-01-02"[:min(len(from), 10)], from)
	switch {
	case err != nil:
		return p.since.IsZero() && p.until.IsZero()
	case !p.since.IsZero() && day.Format(time.DateOnly) < p.since.Format(time.DateOnly):
		return false
	}
	return p.until.IsZero() || day.Format(time.DateOnly) <= p.until.Format(time.DateOnly)
}

// String gives the period as a title says it.
func (p period) String() string {
	day := func(t time.Time) string { return t.Format(time.DateOnly) }
	switch {
	case p.since.IsZero() && p.until.IsZero():
		return ""
	case p.since.IsZero():
		return "until " + briefing.ShowDate(content.Date{Value: day(p.until)})
	case p.until.IsZero():
		return "since " + briefing.ShowDate(content.Date{Value: day(p.since)})
	}
	return briefing.ShowDate(content.Date{Value: day(p.since) + "/" + day(p.until)})
}

// gather gives the briefings of a period that may have a section of a name: those that are
// known to have none are not read. One that says no date counts as of the day on which it
// came into the library.
func gather(lib *library.Library, items []library.Item, name string, days period) []view.Text {
	var wanted []library.Item
	var dates []content.Date
	for i := range items {
		d := items[i].Published
		if d.Value == "" {
			d = content.Date{Value: items[i].Added.Format(time.DateOnly)}
		}
		if days.has(d) && mayHave(&items[i], name) {
			wanted, dates = append(wanted, items[i]), append(dates, d)
		}
	}
	texts := make([]view.Text, len(wanted))
	const readers = 4
	var group sync.WaitGroup
	for r := range readers {
		group.Go(func() {
			for i := r; i < len(wanted); i += readers {
				src, err := lib.SourceAt(wanted[i].ID, wanted[i].Revision)
				if err != nil {
					continue // readout doctor says what is wrong with it
				}
				b := compose.Read(src)
				if b.Title == "" {
					b.Title = wanted[i].Title
				}
				texts[i] = view.Text{ID: wanted[i].ID, Day: dates[i], Briefing: b}
			}
		})
	}
	group.Wait()
	return slices.DeleteFunc(texts, func(t view.Text) bool { return t.Briefing == nil })
}

// mostListed is how many sections of a briefing the library lists.
const mostListed = 500

// mayHave reports whether a briefing may have a section of a name: what has no headings is
// split when it is read.
func mayHave(it *library.Item, name string) bool {
	if name == "" {
		return true
	}
	key, headed := briefing.SectionKey(name), false
	for _, s := range it.Sections {
		if s.Key == name || s.Key == key || strings.EqualFold(s.Title, strings.TrimSpace(name)) {
			return true
		}
		headed = headed || s.Key != "top"
	}
	return !headed || len(it.Sections) >= mostListed
}
