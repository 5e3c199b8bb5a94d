package list

import (
	"strings"
	"time"

	"readout/briefing/view"
)

// Since and Until give the first and the last day of what was typed for a time, as
// YYYY-MM-DD. What is still being typed of a date is given as far as it says something:
// empty, or a part of one. False says that it is none.
func Since(typed string, today time.Time) (string, bool) {
	return dated(typed, today, func(p view.Period) time.Time { return p.Since })
}

// Until is Since for the last day.
func Until(typed string, today time.Time) (string, bool) {
	return dated(typed, today, func(p view.Period) time.Time { return p.Until })
}

func dated(typed string, today time.Time, end func(view.Period) time.Time) (string, bool) {
	if days, ok := view.Days(typed, today); ok {
		return end(days).Format(time.DateOnly), true
	}
	for _, name := range []string{"today", "yesterday"} {
		if strings.HasPrefix(name, typed) {
			return "", true
		}
	}
	year := len("2006")
	switch {
	case strings.Trim(typed, "0123456789") == "" && len(typed) < year:
		return "", true
	case strings.Trim(typed, "0123456789-") == "" && len(typed) < len(time.DateOnly):
		return typed, true
	}
	return "", false
}

// NoDate says what a date is, where none was typed.
func NoDate(typed string) string { return "“" + typed + "” is no date: that is " + view.DaysSaid }
