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

// gather gives the briefings of a period that may have a section of a name: those that are
// known to have none are not read. One that says no date counts as of the day on which it
// came into the library.
func gather(lib *library.Library, items []library.Item, name string, days view.Period) []view.Text {
	var wanted []library.Item
	var dates []content.Date
	for i := range items {
		d := items[i].Published
		if d.Value == "" {
			d = content.Date{Value: items[i].Added.Format(time.DateOnly)}
		}
		if days.Has(d) && mayHave(&items[i], name) {
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
				texts[i] = view.Text{ID: wanted[i].ID, Name: wanted[i].Title, Day: dates[i], Briefing: b}
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
