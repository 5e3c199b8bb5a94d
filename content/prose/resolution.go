package prose

import (
	"fmt"
	"time"

	"readout/content"
)

// almanac knows the day that an article's dates count from.
type almanac struct {
	base      time.Time // zero: unknown
	certainty content.Certainty
}

// resolve gives the dates of a passage. Expressions that can't be resolved without a
// publication date that nobody knows are left out.
func (al *almanac) resolve(p *passage, exprs []expression) []DateMention {
	var out []DateMention
	anchor := al.base
	for i := range exprs {
		e := &exprs[i]
		from := al.base
		if e.anchored {
			from = anchor
		}
		value, period, ok := al.value(e, from)
		if !ok {
			continue
		}
		certainty := al.certainty
		if e.year > 0 {
			certainty = content.Exact
		}
		span := content.Span{Start: p.toks[e.first].Start, End: p.toks[e.last-1].End}
		out = append(out, DateMention{
			Span: span, Period: period,
			Date: content.Date{Value: value, Certainty: certainty, Words: p.text[span.Start:span.End]},
		})
		if day, ok := parseDay(value); ok {
			anchor = day
		}
	}
	return out
}

// value resolves an expression, counting from a day.
func (al *almanac) value(e *expression, from time.Time) (value string, period, ok bool) {
	switch {
	case e.past && !from.IsZero():
		return stretchValue(e, from), true, true
	case e.length > 0 && (e.year > 0 || !from.IsZero()):
		first := lengthStart(e, from)
		return isoMonth(first) + "/" + isoMonth(first.AddDate(0, e.length-1, 0)), true, true
	case e.month > 0 && e.day == 0 && e.untilMonth > 0 && (e.year > 0 || !from.IsZero()):
		return monthsValue(e, from), true, true
	case e.year > 0 && e.month == 0:
		if e.untilYear > 0 {
			return fmt.Sprintf("%04d/%04d", e.year, e.untilYear), true, true
		}
		if e.count > 0 {
			return fmt.Sprintf("%04d/%04d", e.year, e.year+e.count), true, true
		}
		return fmt.Sprintf("%04d", e.year), true, true
	case e.year > 0 && e.day > 0:
		return dayValue(e, e.year)
	case e.year > 0:
		return isoMonth(date(e.year, e.month, 1)), true, true
	case from.IsZero():
		return "", false, false
	case e.day > 0:
		return dayValue(e, nearestYear(e, from))
	case e.month > 0:
		return isoMonth(nearestMonth(e, from)), true, true
	case e.weekday >= 0 && e.unit == weeks:
		return isoDay(monday(from).AddDate(0, 0, 7*e.which+(int(e.weekday)+6)%7)), false, true
	case e.weekday >= 0 && e.untilDay > 0:
		first := nearestWeekday(e, from)
		return isoDay(first) + "/" + isoDay(first.AddDate(0, 0, e.untilDay)), true, true
	case e.weekday >= 0:
		return isoDay(nearestWeekday(e, from)), false, true
	}
	return unitValue(e, from)
}

// stretchValue gives the last or the next units, up to or from a day.
func stretchValue(e *expression, from time.Time) string {
	a, b := from, from
	switch e.unit {
	case days:
		b = from.AddDate(0, 0, e.count)
	case weeks:
		b = from.AddDate(0, 0, 7*e.count)
	case months:
		b = date(from.Year(), from.Month()+time.Month(e.count), 1)
	case years:
		b = date(from.Year()+e.count, 1, 1)
	}
	if b.Before(a) {
		a, b = b, a
	}
	switch e.unit {
	case months:
		return isoMonth(a) + "/" + isoMonth(b)
	case years:
		return fmt.Sprintf("%04d/%04d", a.Year(), b.Year())
	}
	return isoDay(a) + "/" + isoDay(b)
}

// lengthStart gives the first month of a quarter, a season or a half: of the year that
// the text gives, else the latest that has begun, or the next where it is to come.
func lengthStart(e *expression, from time.Time) time.Time {
	month := e.month
	if month == 0 { // "last quarter"
		month = (from.Month()-1)/3*3 + 1
		return date(from.Year(), month, 1).AddDate(0, e.which*e.length, 0)
	}
	switch {
	case e.year > 0:
		return date(e.year, month, 1)
	case e.turn == sameYear:
		return date(from.Year(), month, 1)
	case e.turn != 0:
		return date(from.Year()+e.turn, month, 1)
	}
	first := date(from.Year(), month, 1)
	ended := func() bool { return !first.AddDate(0, e.length, 0).After(from) }
	switch {
	case e.which > 0 || e.future && !e.named:
		for !first.After(from) {
			first = first.AddDate(1, 0, 0)
		}
	case e.which < 0:
		for !ended() {
			first = first.AddDate(-1, 0, 0)
		}
	case e.named: // "this winter" is the one that goes on, or that of the year
		if before := first.AddDate(-1, e.length, 0); before.After(from) {
			first = first.AddDate(-1, 0, 0)
		}
	case first.After(from):
		first = first.AddDate(-1, 0, 0)
	}
	return first
}

// monthsValue gives a range of months: in the years that the text gives, else the one
// that goes on or comes, or the last.
func monthsValue(e *expression, from time.Time) string {
	first, last := date(e.year, e.month, 1), date(e.untilYear, e.untilMonth, 1)
	switch {
	case e.year == 0:
		first = date(from.Year()+1, e.month, 1)
		for first.After(from) && !e.future {
			first = first.AddDate(-1, 0, 0)
		}
		for e.future && !first.AddDate(-1, 0, 0).Before(from) {
			first = first.AddDate(-1, 0, 0)
		}
		last = date(first.Year(), e.untilMonth, 1)
	case e.untilYear == 0:
		last = date(e.year, e.untilMonth, 1)
	}
	if last.Before(first) {
		last = last.AddDate(1, 0, 0)
	}
	return isoMonth(first) + "/" + isoMonth(last)
}

func dayValue(e *expression, year int) (string, bool, bool) {
	if !isDay(year, e.month, e.day) {
		return "", false, false
	}
	first := date(year, e.month, e.day)
	if e.unit == weeks {
		first = monday(first)
		return isoDay(first) + "/" + isoDay(first.AddDate(0, 0, 6)), true, true
	}
	if e.until == 0 {
		return isoDay(first), false, true
	}
	m, y := e.month, year
	if e.untilMonth > 0 {
		m = e.untilMonth
		if m < e.month {
			y++
		}
	}
	if !isDay(y, m, e.until) {
		return isoDay(first), false, true
	}
	return isoDay(first) + "/" + isoDay(date(y, m, e.until)), true, true
}

// nearestYear gives the year of a day without one: where a weekday stands beside it
// the nearest year that has it so, otherwise by tense, otherwise the nearest.
func nearestYear(e *expression, from time.Time) int {
	best, found := from.Year(), false
	for _, y := range [...]int{from.Year(), from.Year() - 1, from.Year() + 1} {
		if !isDay(y, e.month, e.day) {
			continue
		}
		day := date(y, e.month, e.day)
		switch {
		case e.weekday >= 0 && day.Weekday() != e.weekday:
			continue
		case e.weekday >= 0:
		case e.future && day.Before(from), !e.future && day.After(from.AddDate(0, 0, 45)):
			continue
		}
		if !found || distance(day, from) < distance(date(best, e.month, e.day), from) {
			best, found = y, true
		}
	}
	return best
}

func nearestMonth(e *expression, from time.Time) time.Time {
	this := date(from.Year(), from.Month(), 1)
	month := date(from.Year(), e.month, 1)
	switch {
	case e.turn == sameYear:
	case e.turn != 0:
		month = month.AddDate(e.turn, 0, 0)
	case e.named && e.which == 0:
	case e.which > 0 || e.future:
		if month.Before(this) || e.which > 0 && month.Equal(this) {
			month = month.AddDate(1, 0, 0)
		}
	case month.After(this) || e.which < 0 && month.Equal(this):
		month = month.AddDate(-1, 0, 0)
	}
	return month
}

// nearestWeekday gives the day that a weekday means: the last one, today included,
// unless the words or the tense say that it is to come.
func nearestWeekday(e *expression, from time.Time) time.Time {
	back := (int(from.Weekday()) - int(e.weekday) + 7) % 7
	ahead := (7 - back) % 7
	switch {
	case e.named && e.which > 0:
		if ahead == 0 {
			ahead = 7
		}
		return from.AddDate(0, 0, ahead)
	case e.named && e.which < 0:
		if back == 0 {
			back = 7
		}
	case e.named && back > int(from.Weekday()+6)%7, e.future:
		return from.AddDate(0, 0, ahead)
	}
	return from.AddDate(0, 0, -back)
}

func unitValue(e *expression, from time.Time) (string, bool, bool) {
	switch e.unit {
	case days:
		return isoDay(from.AddDate(0, 0, e.count)), false, true
	case weeks:
		if e.count != 0 {
			return isoDay(from.AddDate(0, 0, 7*e.count)), false, true
		}
		first := monday(from).AddDate(0, 0, 7*e.which)
		return isoDay(first) + "/" + isoDay(first.AddDate(0, 0, 6)), true, true
	case weekends:
		saturday := monday(from).AddDate(0, 0, 5)
		if e.which < 0 && from.Before(saturday) {
			saturday = saturday.AddDate(0, 0, -7)
		} else if e.which > 0 {
			saturday = saturday.AddDate(0, 0, 7)
		}
		return isoDay(saturday) + "/" + isoDay(saturday.AddDate(0, 0, 1)), true, true
	case months:
		return isoMonth(date(from.Year(), from.Month(), 1).AddDate(0, e.count+e.which, 0)), true, true
	case years:
		return fmt.Sprintf("%04d", from.Year()+e.count+e.which), true, true
	}
	return "", false, false
}

// infer works out the day of publication of an article that names none, from its
// weekdays with dates: the latest year on or before now in which all of them agree,
// and in it the latest day that the text tells as past.
func infer(passages []*passage, exprs [][]expression, now time.Time) content.Date {
	var pairs []*expression
	words := ""
	var latest time.Time
	for i := range exprs {
		for k := range exprs[i] {
			e := &exprs[i][k]
			switch {
			case e.day > 0 && e.year > 0 && !e.future && isDay(e.year, e.month, e.day):
				if day := date(e.year, e.month, e.day); day.After(latest) && !day.After(now) {
					latest, words = day, passages[i].words(e.first, e.last)
				}
			case e.day > 0 && e.weekday >= 0:
				pairs = append(pairs, e)
			}
		}
	}
	if now.IsZero() {
		return content.Date{}
	}
	if len(pairs) == 0 {
		if latest.IsZero() {
			return content.Date{}
		}
		return content.Date{Value: isoDay(latest), Certainty: content.Inferred, Words: words}
	}
	year := commonYear(pairs, now)
	if year == 0 {
		return content.Date{}
	}
	return latestDay(passages, exprs, pairs, year, now)
}

// commonYear gives the latest year on or before now in which every weekday falls on
// its date, or 0. The Gregorian calendar repeats within 28 years.
func commonYear(pairs []*expression, now time.Time) int {
	for year := now.Year(); year > now.Year()-29; year-- {
		fits := true
		for _, e := range pairs {
			y := turned(pairs, e, year)
			if !isDay(y, e.month, e.day) || date(y, e.month, e.day).Weekday() != e.weekday ||
				!e.future && date(y, e.month, e.day).After(now) {
				fits = false
				break
			}
		}
		if fits {
			return year
		}
	}
	return 0
}

// turned gives the year of e where the dates of an article go over New Year: those of
// the last months belong to the year before.
func turned(pairs []*expression, e *expression, year int) int {
	if e.month < time.October {
		return year
	}
	for _, o := range pairs {
		if o.month <= time.February {
			return year - 1
		}
	}
	return year
}

func latestDay(passages []*passage, exprs [][]expression, pairs []*expression, year int, now time.Time) content.Date {
	var best time.Time
	words := ""
	for i := range exprs {
		for k := range exprs[i] {
			e := &exprs[i][k]
			if e.day == 0 || e.future || e.year > 0 && e.year != year {
				continue
			}
			y := turned(pairs, e, year)
			if !isDay(y, e.month, e.day) {
				continue
			}
			// A day without a weekday may lie in another year: it counts only near a pair.
			day := date(y, e.month, e.day)
			if day.After(now) || e.weekday < 0 && !near(pairs, day, year) {
				continue
			}
			if day.After(best) {
				best, words = day, passages[i].words(e.first, e.last)
			}
		}
	}
	if best.IsZero() {
		e := pairs[0]
		best, words = date(turned(pairs, e, year), e.month, e.day), ""
	}
	return content.Date{Value: isoDay(best), Certainty: content.Inferred, Words: words}
}

func near(pairs []*expression, day time.Time, year int) bool {
	for _, e := range pairs {
		if distance(date(turned(pairs, e, year), e.month, e.day), day) <= 31*24*time.Hour {
			return true
		}
	}
	return false
}
