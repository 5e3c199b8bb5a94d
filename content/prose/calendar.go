package prose

import (
	"strconv"
	"strings"
	"time"
)

// monthOf gives the month that a word in lower case names, or 0.
func monthOf(lower string) time.Month {
	switch strings.TrimSuffix(lower, ".") {
	case "january", "jan":
		return time.January
	case "february", "feb":
		return time.February
	case "march", "mar":
		return time.March
	case "april", "apr":
		return time.April
	case "may":
		return time.May
	case "june", "jun":
		return time.June
	case "july", "jul":
		return time.July
	case "august", "aug":
		return time.August
	case "september", "sept", "sep":
		return time.September
	case "october", "oct":
		return time.October
	case "november", "nov":
		return time.November
	case "december", "dec":
		return time.December
	}
	return 0
}

// weekdayOf gives the day of the week that a word in lower case names, or -1.
func weekdayOf(lower string) time.Weekday {
	switch strings.TrimSuffix(lower, ".") {
	case "sunday":
		return time.Sunday
	case "monday":
		return time.Monday
	case "tuesday":
		return time.Tuesday
	case "wednesday":
		return time.Wednesday
	case "thursday":
		return time.Thursday
	case "friday":
		return time.Friday
	case "saturday":
		return time.Saturday
	}
	if strings.HasSuffix(lower, ".") {
		switch lower {
		case "sun.":
			return time.Sunday
		case "mon.":
			return time.Monday
		case "tue.", "tues.":
			return time.Tuesday
		case "wed.":
			return time.Wednesday
		case "thu.", "thur.", "thurs.":
			return time.Thursday
		case "fri.":
			return time.Friday
		case "sat.":
			return time.Saturday
		}
	}
	return -1
}

// number gives a small number written in digits or as a word, or 0.
func number(lower string) int {
	switch lower {
	case "a", "an", "one":
		return 1
	case "two", "couple":
		return 2
	case "three":
		return 3
	case "four":
		return 4
	case "five":
		return 5
	case "six":
		return 6
	case "seven":
		return 7
	case "eight":
		return 8
	case "nine":
		return 9
	case "ten":
		return 10
	case "eleven":
		return 11
	case "twelve":
		return 12
	}
	if lower == "" || !isDigit(lower[0]) {
		return 0 // most words: an error would cost an allocation
	}
	n, err := strconv.Atoi(lower)
	if err != nil || n < 0 || n > 999 {
		return 0
	}
	return n
}

// dayNumber gives the day of a month that "27" or "27th" writes, or 0.
func dayNumber(lower string) int {
	if lower == "" || !isDigit(lower[0]) || len(lower) > 4 {
		return 0
	}
	if ordinal(lower) {
		lower = lower[:len(lower)-2]
	}
	n, err := strconv.Atoi(lower)
	if err != nil || n < 1 || n > 31 || len(lower) > 2 {
		return 0
	}
	return n
}

// yearNumber gives the year that four digits write, or 0.
func yearNumber(lower string) int {
	if len(lower) != 4 || !isDigit(lower[0]) {
		return 0
	}
	n, err := strconv.Atoi(lower)
	if err != nil || n < 1500 || n > 2199 {
		return 0
	}
	return n
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// isDay reports whether the month has the day in that year.
func isDay(y int, m time.Month, d int) bool { return date(y, m, d).Month() == m }

func isoDay(t time.Time) string   { return t.Format(time.DateOnly) }
func isoMonth(t time.Time) string { return t.Format("2006-01") }

// parseDay reads a date in the form of content.Date; only whole days are ok.
func parseDay(value string) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, value)
	return t, err == nil
}

// monday gives the first day of t's week.
func monday(t time.Time) time.Time { return t.AddDate(0, 0, -(int(t.Weekday())+6)%7) }

func distance(a, b time.Time) time.Duration {
	if d := a.Sub(b); d >= 0 {
		return d
	}
	return b.Sub(a)
}
