package library

import (
	"strings"
	"time"

	"readout/content"
)

// Date gives a date as a reader sees it, "27 Nov 2024"; a year that was worked out
// stands in square brackets, as in the leads of a briefing: "27 Nov [2024]".
func Date(d content.Date) string {
	from, to, isRange := strings.Cut(d.Value, "/")
	shown := day(from, d.Certainty == content.Inferred)
	if isRange && to != from {
		shown += " – " + day(to, d.Certainty == content.Inferred)
	}
	return shown
}

func day(value string, inferred bool) string {
	year := func(t time.Time) string {
		if inferred {
			return t.Format("[2006]")
		}
		return t.Format("2006")
	}
	if t, err := time.Parse("2006-01-02", value); err == nil {
		return t.Format("2 Jan ") + year(t)
	}
	if t, err := time.Parse("2006-01", value); err == nil {
		return t.Format("Jan ") + year(t)
	}
	if t, err := time.Parse("2006", value); err == nil {
		return year(t)
	}
	return content.CleanLine(value)
}
