package prose

import (
	"strings"
	"time"
)

// unit is the length of a period of the calendar.
type unit uint8

const (
	days unit = iota + 1
	weeks
	months
	years
	weekends
)

// expression is a date as the text writes it, not yet resolved.
type expression struct {
	first, last int // tokens
	year        int // 0: the text gives none
	month       time.Month
	day, until  int // until: last day of a range, or 0
	untilMonth  time.Month
	weekday     time.Weekday // -1: none
	which       int          // -1 last, 0 this, +1 next, for weekdays, months and units
	named       bool         // which was said
	count       int          // of units, signed: "two days ago" is -2
	unit        unit
	anchored    bool // counts from a day named before: "three days earlier"
	future      bool // its clause speaks of what is to come
	untilYear   int  // last year of a range, or 0
	length      int  // months of a quarter, a season or a half, which begins in month
	untilDay    int  // of a range of weekdays, how many days it goes on after the first, or 0
	turn        int  // "of last year" -1, "of next year" 1, "of the year" sameYear
	past        bool // the last or next count units as a whole: "past two weeks"
}

// sameYear marks "of this year" in an expression's turn.
const sameYear = 2

func unitOf(lower string) unit {
	switch lower {
	case "day", "days":
		return days
	case "week", "weeks":
		return weeks
	case "month", "months":
		return months
	case "year", "years":
		return years
	case "weekend":
		return weekends
	}
	return 0
}

// expressions finds the dates of a passage.
func (p *passage) expressions() []expression {
	var out []expression
	for i := 0; i < len(p.toks); {
		e, ok := p.expression(i)
		if !ok {
			i++
			continue
		}
		e.future = p.future(e.first)
		from := 0
		if n := len(out); n > 0 {
			from = out[n-1].last
		}
		p.widen(&e, from)
		out = append(out, e)
		i = e.last
	}
	// "On 3 March and 5 April 2022" has one year for both.
	for k := len(out) - 2; k >= 0; k-- {
		a, b := &out[k], &out[k+1]
		if a.month > 0 && a.year == 0 && b.month > 0 && b.year > 0 && b.first == a.last+1 && (p.lower(a.last) == "and" || p.lower(a.last) == "or") && a.turn == 0 {
			a.year = b.year
		}
	}
	return out
}

func (p *passage) expression(i int) (expression, bool) {
	t := &p.toks[i]
	e := expression{first: i, weekday: -1}
	switch {
	case t.Shape == Number:
		return p.numeric(e, i)
	case weekdayOf(t.Lower) >= 0 && t.Shape != Plain:
		return p.fromWeekday(e, i), true
	case monthOf(t.Lower) > 0 && t.Shape != Plain:
		return p.fromMonth(e, i)
	}
	if e, ok := p.longer(e, i); ok {
		return e, true
	}
	return p.relative(e, i)
}

// fromWeekday reads "Wednesday", "Wednesday, Nov. 27", "Wednesday 27 November 2024".
func (p *passage) fromWeekday(e expression, i int) expression {
	e.weekday = weekdayOf(p.toks[i].Lower)
	e.last = i + 1
	k := i + 1
	switch p.lower(k) {
	case "morning", "afternoon", "evening", "night":
		e.last++
		return e
	case "of", "last", "next", "this":
		p.weekAfter(&e, k)
		return e
	case "to", "through", "until", "and", "–", "-":
		last := weekdayOf(p.lower(k + 1))
		if prev := p.lower(i - 1); last >= 0 && last != e.weekday && (prev == "from" && p.lower(k) != "and" || prev == "between" || p.lower(k) == "through") {
			e.untilDay, e.last = (int(last-e.weekday)+7)%7, k+2
		}
		return e
	case ",", "(":
		k++
	}
	if p.lower(k) == "the" {
		k++
	}
	if k >= len(p.toks) {
		return e
	}
	var full expression
	var ok bool
	switch {
	case monthOf(p.toks[k].Lower) > 0:
		full, ok = p.fromMonth(expression{first: i, weekday: e.weekday}, k)
	case dayNumber(p.toks[k].Lower) > 0:
		full, ok = p.numeric(expression{first: i, weekday: e.weekday}, k)
	}
	if ok && full.day > 0 {
		return full
	}
	return e
}

// weekAfter reads the week that a weekday belongs to: "Monday (of) last week".
func (p *passage) weekAfter(e *expression, k int) {
	if p.lower(k) == "of" {
		k++
	}
	if p.lower(k+1) != "week" {
		return
	}
	switch p.lower(k) {
	case "last":
		e.which = -1
	case "next":
		e.which = 1
	case "this":
	default:
		return
	}
	e.unit, e.last = weeks, k+2
}

// fromMonth reads "Nov. 27", "November 27, 2024", "November 16 - 17", "May 2022" and a
// month alone where the words around it say that it is one.
func (p *passage) fromMonth(e expression, i int) (expression, bool) {
	e.month, e.last = monthOf(p.toks[i].Lower), i+1
	if d := dayNumber(p.lower(i + 1)); d > 0 && p.lower(i+2) != "%" && !p.unitAfter(i+2) {
		e.day, e.last = d, i+2
		p.dayRange(&e)
		p.yearAfter(&e)
		return e, true
	}
	if a, b, ok := strings.Cut(p.lower(i+1), "-"); ok && dayNumber(a) > 0 && dayNumber(b) > dayNumber(a) {
		e.day, e.until, e.last = dayNumber(a), dayNumber(b), i+2
		p.yearAfter(&e)
		return e, true
	}
	p.yearOf(&e)
	if e.year > 0 || e.turn != 0 || p.monthAlone(i) {
		p.reach(&e, i)
		return e, true
	}
	return e, false
}

// unitAfter reports whether a measured unit at token k shows that the number before it
// counts something else: "May 30 tanks" is a day, "May 5 million" is none.
func (p *passage) unitAfter(k int) bool {
	switch p.lower(k) {
	case "million", "billion", "percent", "per":
		return true
	}
	return false
}

// dayRange takes in the last day of a range: "16 - 17", "30 to Dec. 2".
func (p *passage) dayRange(e *expression) {
	k := e.last
	switch p.lower(k) {
	case "-", "–", "—", "to", "through", "until", "till", "and":
	default:
		return
	}
	joint := p.lower(k)
	between := p.lower(e.first-1) == "between"
	if m := monthOf(p.lower(k + 1)); m > 0 && (joint != "and" || between) {
		if d := dayNumber(p.lower(k + 2)); d > 0 {
			e.untilMonth, e.until, e.last = m, d, k+3
		}
		return
	}
	d := dayNumber(p.lower(k + 1))
	if d == 0 || p.unitAfter(k+2) {
		return
	}
	if m := monthOf(p.lower(k + 2)); m > 0 && e.month > 0 && p.toks[k+2].Shape != Plain && (joint != "and" || between) {
		e.untilMonth, e.until, e.last = m, d, k+3 // "28 April to 5 May"
		return
	}
	spelled := p.lower(e.first-1) == "from" || e.month == 0
	if d > e.day && (joint != "and" || d == e.day+1 || between) && (joint != "to" || spelled) {
		e.until, e.last = d, k+2
	}
}

func (p *passage) yearAfter(e *expression) {
	k := e.last
	if p.lower(k) == "," {
		k++
	}
	if y := yearNumber(p.lower(k)); y > 0 {
		e.year, e.last = y, k+1
	}
}

// monthAlone tells the month from the verb, the name and the auxiliary: "in March",
// "last May", "the October deal", but not "may provide" or "began a March".
func (p *passage) monthAlone(i int) bool {
	switch p.lower(i - 1) {
	case "in", "since", "until", "till", "by", "during", "early", "late", "mid", "from", "through", "before", "after", "last", "next", "this",
		"of", "every", "each", "mid-", "between", "for":
		return true
	case "and", "to", "or", "–", "-":
		return monthOf(p.lower(i-2)) > 0 && (i+1 >= len(p.toks) || p.toks[i+1].Shape != Capitalised)
	}
	switch p.toks[i].Lower {
	case "may", "march", "august", "mar", "jun", "sun", "sat", "apr", "jan":
		return false
	}
	if strings.HasSuffix(p.toks[i].Lower, ".") {
		return false
	}
	next := i+1 < len(p.toks) && p.toks[i+1].Shape == Capitalised
	prev := i > 0 && p.toks[i-1].Shape == Capitalised && !p.starts[i-1]
	return !next && !prev && !p.starts[i]
}

// numeric reads what begins with digits: "27 November 2024", "27th of May", ISO dates,
// "2014", "1990s", "three days ago" in digits.
func (p *passage) numeric(e expression, i int) (expression, bool) {
	lower := p.toks[i].Lower
	if t, ok := parseDay(lower); ok {
		e.year, e.month, e.day, e.last = t.Year(), t.Month(), t.Day(), i+1
		return e, true
	}
	if e, ok := p.figures(e, i); ok {
		return e, true
	}
	if e.day = dayNumber(lower); e.day > 0 {
		k := i + 1
		start := k
		e.last = k
		p.dayRange(&e)
		if e.until > 0 {
			start = e.last
		}
		k = start
		if p.lower(k) == "of" {
			k++
		}
		if k < len(p.toks) && monthOf(p.toks[k].Lower) > 0 && p.toks[k].Shape != Plain {
			e.month, e.last = monthOf(p.toks[k].Lower), k+1
			if e.until == 0 {
				p.dayRange(&e)
			}
			p.yearAfter(&e)
			return e, true
		}
		e.day, e.until, e.untilMonth = 0, 0, 0
	}
	if y := yearNumber(lower); y > 0 {
		e.year, e.last = y, i+1
		ok := p.yearAlone(i)
		p.reach(&e, i)
		return e, ok || e.untilYear > 0 && !p.countable(e.last)
	}
	if y := yearNumber(strings.TrimSuffix(lower, "s")); y > 0 && y%10 == 0 && strings.HasSuffix(lower, "s") {
		e.year, e.count, e.unit, e.last = y, 9, years, i+1
		return e, true
	}
	return p.relative(e, i)
}

// yearAlone tells a year from a number and from the year in the name of something
// ("the 2022 invasion", "1200 tanks").
func (p *passage) yearAlone(i int) bool {
	y := yearNumber(p.toks[i].Lower)
	if y < 1800 || y > 2100 || p.unitAfter(i+1) {
		return false
	}
	switch p.lower(i - 1) {
	case "in", "since", "until", "till", "by", "during", "early", "late", "mid", "before", "after", "from", "through", "year", "circa", "around":
		return p.lower(i+1) == "" || p.toks[i+1].Shape != Plain || !p.countable(i+1)
	case "of", "for", "to":
		return i+1 >= len(p.toks) || p.toks[i+1].Shape == Mark || sentenceStarter(p.lower(i+1))
	case "and", "-", "–":
		return yearNumber(p.lower(i-2)) > 0
	case "(":
		return p.lower(i+1) == ")" || p.lower(i+1) == "–" || p.lower(i+1) == "-"
	}
	return false
}

// countable reports whether the word at token k is a plural that the number before it
// may count.
func (p *passage) countable(k int) bool {
	t := &p.toks[k]
	return strings.HasSuffix(t.Lower, "s") && t.Lemma != t.Lower && !functionWord(t.Lower) && !sentenceStarter(t.Lower)
}
