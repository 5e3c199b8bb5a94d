package briefing

import (
	"strconv"
	"strings"
	"unicode"

	"readout/content"
)

const months = "JanFebMarAprMayJunJulAugSepOctNovDec"

// day is a date to the year, the month or the day; what is not known is 0.
type day struct{ year, month, day int }

// ShowDate gives a date as briefings write it: "27 Nov 2024", "Oct 2024", "18–24 Nov 2024",
// and an inferred year in square brackets, "27 Nov [2024]". It gives "" for a date whose
// value is not one.
func ShowDate(d content.Date) string {
	from, to, ok := splitDate(d.Value)
	if !ok {
		return ""
	}
	inferred := d.Certainty == content.Inferred
	if to == (day{}) {
		return from.show(inferred)
	}
	end := to.show(inferred)
	joint := "–"
	switch {
	case from.year != to.year || from.month == 0:
		if from.month != 0 || to.month != 0 {
			joint = " – "
		}
		return from.show(inferred) + joint + end
	case from.month == to.month && from.day != 0 && to.day != 0:
		return strconv.Itoa(from.day) + joint + end
	case from.day != 0 || to.day != 0 || to.month == 0:
		joint = " – "
	}
	from.year = 0
	return from.show(inferred) + joint + end
}

func (d day) show(inferred bool) string {
	var parts []string
	if d.day != 0 {
		parts = append(parts, strconv.Itoa(d.day))
	}
	if d.month != 0 {
		parts = append(parts, months[3*d.month-3:3*d.month])
	}
	if d.year != 0 {
		year := pad(d.year, 4)
		if inferred {
			year = "[" + year + "]"
		}
		parts = append(parts, year)
	}
	return strings.Join(parts, " ")
}

func (d day) iso() string {
	s := pad(d.year, 4)
	if d.month != 0 {
		s += "-" + pad(d.month, 2)
	}
	if d.day != 0 {
		s += "-" + pad(d.day, 2)
	}
	return s
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(width-len(s), 0)) + s
}

// splitDate reads the value of a date; to is zero where it is not a range.
func splitDate(value string) (from, to day, ok bool) {
	first, last, isRange := strings.Cut(value, "/")
	from, ok = isoDay(first)
	if isRange && ok {
		to, ok = isoDay(last)
	}
	return from, to, ok
}

func isoDay(s string) (day, bool) {
	parts := strings.Split(s, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return day{}, false
	}
	var n [3]int
	for i, p := range parts {
		if i > 0 && len(p) != 2 || strings.Trim(p, "0123456789") != "" {
			return day{}, false
		}
		n[i], _ = strconv.Atoi(p)
	}
	d := day{n[0], n[1], n[2]}
	return d, d.year > 0 && (len(parts) < 2 || d.month >= 1 && d.month <= 12) && (len(parts) < 3 || d.day >= 1 && d.day <= 31)
}

// readDate reads a date as ShowDate writes it, and as people do: "Nov. 27, 2024",
// "27 November 2024", "2024-11-27". A date without a year has no value, only words.
func readDate(s string) (content.Date, bool) {
	s = strings.TrimSpace(s)
	if _, _, ok := splitDate(s); ok {
		return content.Date{Value: s, Certainty: content.Exact}, true
	}
	first, last, isRange := strings.Cut(s, "–")
	if !isRange {
		first, last, isRange = strings.Cut(s, " - ")
	}
	from, inferred, ok := readDay(first)
	if !ok {
		return content.Date{}, false
	}
	to := day{}
	if isRange {
		var more bool
		if to, more, ok = readDay(last); !ok {
			return content.Date{}, false
		}
		inferred = inferred || more
		if from.year == 0 {
			from.year = to.year
		}
		if from.month == 0 && from.day != 0 {
			from.month = to.month
		}
	}
	if from.day != 0 && from.month == 0 || from == (day{}) {
		return content.Date{}, false
	}
	d := content.Date{Certainty: content.Exact}
	if inferred {
		d.Certainty = content.Inferred
	}
	if from.year == 0 || isRange && to.year == 0 {
		return content.Date{Words: s}, true
	}
	d.Value = from.iso()
	if isRange {
		d.Value += "/" + to.iso()
	}
	return d, true
}

// readDay reads one end of a range, of which any part may be left out.
func readDay(s string) (d day, inferred, ok bool) {
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '.' })
	for _, w := range words {
		year := strings.HasPrefix(w, "[") && strings.HasSuffix(w, "]")
		w = strings.Trim(w, "[]")
		n, err := strconv.Atoi(w)
		m := monthOf(w)
		switch {
		case err == nil && len(w) == 4 && d.year == 0 && n > 0:
			d.year, inferred = n, year
		case err == nil && len(w) <= 2 && d.day == 0 && n >= 1 && n <= 31 && !year:
			d.day = n
		case m != 0 && d.month == 0 && !year:
			d.month = m
		default:
			return day{}, false, false
		}
	}
	return d, inferred, len(words) > 0
}

// monthOf gives the number of a month by its name or the first letters of it, at least
// three; 0 if s is none.
func monthOf(s string) int {
	names := [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	s = strings.ToLower(s)
	for i, name := range names {
		if len(s) >= 3 && strings.HasPrefix(name, s) {
			return i + 1
		}
	}
	return 0
}
