package view

import (
	"strings"
	"time"

	"readout/briefing"
	"readout/content"
)

// Period is from a day to a day, both of which are in it; zero: without that end. What
// hour it is does not count.
type Period struct{ Since, Until time.Time }

// Has reports whether a date begins in the period. A period without ends has what has no
// date too.
func (p Period) Has(d content.Date) bool {
	from := first(d)
	day, err := time.Parse(time.DateOnly[:min(len(from), len(time.DateOnly))], from)
	switch {
	case err != nil || from == "":
		return p.Since.IsZero() && p.Until.IsZero()
	case !p.Since.IsZero() && day.Format(time.DateOnly) < p.Since.Format(time.DateOnly):
		return false
	}
	return p.Until.IsZero() || day.Format(time.DateOnly) <= p.Until.Format(time.DateOnly)
}

// String gives the period as a title says it; empty for one without ends.
func (p Period) String() string {
	since, until := p.Since.Format(time.DateOnly), p.Until.Format(time.DateOnly)
	switch {
	case p.Since.IsZero() && p.Until.IsZero():
		return ""
	case p.Since.IsZero():
		return "until " + show(until)
	case p.Until.IsZero():
		return "since " + show(since)
	case since == until:
		return show(since)
	}
	return strings.TrimSpace(show(since + "/" + until))
}

func show(value string) string { return briefing.ShowDate(content.Date{Value: value}) }
