package content

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// token is a run of letters or digits of a line, with the bytes it stands on.
type token struct {
	Span
	text string // lower case
}

func tokens(s string) []token {
	var out []token
	start, class := -1, 0
	for i, r := range s + " " {
		now := 0
		switch {
		case unicode.IsLetter(r):
			now = 1
		case unicode.IsDigit(r):
			now = 2
		}
		if now == class && now != 0 {
			continue
		}
		if class != 0 {
			out = append(out, token{Span{start, i}, strings.ToLower(s[start:i])})
		}
		start, class = i, now
	}
	return out
}

// firstDay finds the first whole date, day, month and year, in s, as ISO 8601 and as it
// stands: "2024-11-27", "20241127T10", "27 Nov 2024", "November 27th, 2024", "27.11.2024", and
// 11/27/2024 only where it can be read in one way.
func firstDay(s string) (day, words string, ok bool) {
	ts := tokens(s[:min(len(s), 400)])
	for i := range ts {
		for n := 3; n <= 5 && i+n <= len(ts); n++ {
			if value := dayOf(s, ts[i:i+n]); value != "" {
				return value, s[ts[i].Start:ts[i+n-1].End], true
			}
		}
		if t := ts[i].text; len(t) == 8 && unicode.IsDigit(rune(t[0])) {
			if value := isoDay(number(t[:4]), number(t[4:6]), number(t[6:])); value != "" {
				return value, t, true
			}
		}
	}
	return "", "", false
}

// dayOf reads three tokens as a date, or more with an ordinal ending or "of" among them.
func dayOf(s string, ts []token) string {
	if len(ts) > 3 {
		kept := make([]token, 0, len(ts))
		for _, t := range ts {
			if t.text != "st" && t.text != "nd" && t.text != "rd" && t.text != "th" && t.text != "of" {
				kept = append(kept, t)
			}
		}
		if len(kept) != 3 {
			return ""
		}
		ts = kept
	}
	a, b, c := ts[0].text, ts[1].text, ts[2].text
	switch {
	case month(a) > 0 && len(c) == 4:
		return isoDay(number(c), month(a), number(b))
	case month(b) > 0 && len(c) == 4:
		return isoDay(number(c), month(b), number(a))
	case month(b) > 0 && len(a) == 4:
		return isoDay(number(a), month(b), number(c))
	}
	sep := s[ts[0].End:ts[1].Start]
	if sep != s[ts[1].End:ts[2].Start] || sep != "-" && sep != "/" && sep != "." {
		return ""
	}
	switch {
	case len(a) == 4:
		return isoDay(number(a), number(b), number(c))
	case len(c) != 4:
		return ""
	case sep == "." || number(a) > 12:
		return isoDay(number(c), number(b), number(a))
	case number(b) > 12 || a == b:
		return isoDay(number(c), number(a), number(b))
	}
	return ""
}

func isoDay(year, month, day int) string {
	if year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, month, day)
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec"

// month gives the number of an English month or of its abbreviation; 0 for other words.
func month(word string) int {
	if len(word) < 3 {
		return 0
	}
	at := strings.Index(monthNames, word[:3])
	if at < 0 || at%4 != 0 {
		return 0
	}
	n := at/4 + 1
	full := [...]string{
		"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
	}[n-1]
	if strings.HasPrefix(full, word) || word == "sept" {
		return n
	}
	return 0
}

func isWeekday(word string) bool {
	switch word {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun":
		return true
	}
	return false
}

// dateLine reports whether s is nothing but the date of an article, with the time and
// labels that go with it ("Published Nov. 27, 2024 | Updated 3:15 p.m. EST | 4 min read").
// The date is empty where the line does not give the year.
func dateLine(s string) (d Date, ok bool) {
	ts := tokens(s[:min(len(s), 400)])
	if len(s) > 400 || len(ts) == 0 || len(ts) > 24 {
		return Date{}, false
	}
	months, numbers := 0, 0
	for _, t := range ts {
		switch {
		case unicode.IsDigit(rune(t.text[0])) && len(t.text) <= 4:
			numbers++
		case month(t.text) > 0:
			months++
		case isWeekday(t.text) || isDateWord(t.text):
		default:
			return Date{}, false
		}
	}
	if day, words, found := firstDay(s); found {
		return Date{Value: day, Certainty: Exact, Words: words}, true
	}
	// A numeric date that can be read in two ways is a date line all the same.
	return Date{Words: s}, months > 0 && numbers > 0 || numbers >= 3 && strings.Count(s, "/") >= 2
}

func isDateWord(word string) bool {
	switch word {
	case "published", "updated", "posted", "modified", "created", "first", "last", "on", "at", "date", "time", "am", "pm", "a", "p", "m",
		"st", "nd", "rd", "th", "of", "the", "t", "z", "h", "min", "mins", "minute", "minutes", "read", "local", "hrs", "hours", "ago", "hour",
		"gmt", "utc", "est", "edt", "et", "cst", "cdt", "ct", "pst", "pdt", "pt", "bst", "cet", "cest", "eet", "eest", "msk", "kst", "jst", "ist":
		return true
	}
	return false
}
