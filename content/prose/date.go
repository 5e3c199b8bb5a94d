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
}

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
		out = append(out, e)
		i = e.last
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
	return p.relative(e, i)
}

// fromWeekday reads "Wednesday", "Wednesday, Nov. 27", "Wednesday 27 November 2024".
func (p *passage) fromWeekday(e expression, i int) expression {
	e.weekday = weekdayOf(p.toks[i].Lower)
	e.last = i + 1
	k := i + 1
	if p.lower(k) == "," {
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
	k := i + 1
	if p.lower(k) == "," || p.lower(k) == "of" {
		k++
	}
	if y := yearNumber(p.lower(k)); y > 0 {
		e.year, e.last = y, k+1
		return e, true
	}
	return e, p.monthAlone(i)
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
	case "-", "–", "—", "to", "through", "and":
	default:
		return
	}
	joint := p.lower(k)
	if m := monthOf(p.lower(k + 1)); m > 0 && joint != "and" {
		if d := dayNumber(p.lower(k + 2)); d > 0 {
			e.untilMonth, e.until, e.last = m, d, k+3
		}
		return
	}
	if d := dayNumber(p.lower(k + 1)); d > e.day && !p.unitAfter(k+2) && (joint != "and" || d == e.day+1) && joint != "to" {
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
		return monthOf(p.lower(i-2)) > 0
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
			p.yearAfter(&e)
			return e, true
		}
		e.day, e.until, e.untilMonth = 0, 0, 0
	}
	if y := yearNumber(lower); y > 0 {
		e.year, e.last = y, i+1
		return e, p.yearAlone(i)
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

// relative reads the words that count from the day of publication, or from a day
// named before.
func (p *passage) relative(e expression, i int) (expression, bool) {
	w := p.toks[i].Lower
	one := func(n int) (expression, bool) {
		e.count, e.unit, e.last = n, days, i+1
		return e, true
	}
	switch w {
	case "today", "tonight":
		return one(0)
	case "yesterday":
		return one(-1)
	case "tomorrow":
		return one(1)
	case "last", "this", "next", "past", "previous", "coming", "earlier", "later":
		return p.deictic(e, i)
	case "the":
		return p.dayBeside(e, i)
	case "over":
		if p.lower(i+1) == "the" && p.lower(i+2) == "weekend" {
			e.unit, e.which, e.last = weekends, -1, i+3
			return e, true
		}
	}
	if n := number(w); n > 0 {
		return p.counted(e, i, n)
	}
	return e, false
}

// deictic reads "last week", "next Monday", "this morning", "earlier this month".
func (p *passage) deictic(e expression, i int) (expression, bool) {
	k := i
	switch p.toks[i].Lower {
	case "earlier", "later":
		k++
		if p.lower(k) == "in" && p.lower(k+1) == "the" {
			k++
		} else if p.lower(k) != "this" {
			return e, false
		}
	case "last", "past", "previous":
		e.which = -1
	case "next", "coming":
		e.which = 1
	}
	e.named = true
	next := p.lower(k + 1)
	e.last = k + 2
	switch {
	case next == "":
		return e, false
	case (next == "morning" || next == "afternoon" || next == "evening") && e.which == 0:
		e.count, e.unit = 0, days
		return e, true
	case next == "night" && e.which <= 0:
		e.count, e.unit = e.which, days
		return e, true
	case weekdayOf(next) >= 0:
		e.weekday = weekdayOf(next)
		return e, true
	case monthOf(next) > 0 && p.toks[k+1].Shape != Plain:
		e.month = monthOf(next)
		if d := dayNumber(p.lower(k + 2)); d > 0 {
			e.day, e.last, e.named = d, k+3, false
			p.yearAfter(&e)
		}
		return e, true
	}
	e.unit = unitOf(next)
	if strings.HasSuffix(next, "s") || e.unit == 0 || e.unit == days || p.lower(k) == "past" {
		return e, false
	}
	return e, true
}

// dayBeside reads "the day before", "the previous day", "the following month".
func (p *passage) dayBeside(e expression, i int) (expression, bool) {
	a, b := p.lower(i+1), p.lower(i+2)
	e.unit, e.anchored, e.last = days, true, i+3
	switch {
	case a == "day" && (b == "before" || b == "after"):
		if next := p.lower(i + 3); next == "yesterday" || next == "tomorrow" {
			e.count, e.anchored, e.last = 2, false, i+4
			if next == "yesterday" {
				e.count = -2
			}
			return e, true
		}
		e.count = 1
		if b == "before" {
			e.count = -1
		}
		// "the day before the vote" counts from something else.
		next := p.lower(i + 3)
		return e, next == "" || p.toks[i+3].Shape == Mark || next == "and" || next == "in" || next == "at"
	case (a == "previous" || a == "next" || a == "following") && b == "day":
		e.count = 1
		if a == "previous" {
			e.count = -1
		}
		return e, true
	}
	return e, false
}

// counted reads "two days ago", "a week later", "in three months".
func (p *passage) counted(e expression, i, n int) (expression, bool) {
	k := i + 1
	if p.lower(i) == "a" && p.lower(k) == "couple" {
		n, k = 2, k+1
	}
	if p.lower(k) == "of" {
		k++
	}
	e.unit = unitOf(p.lower(k))
	if e.unit == 0 || e.unit == weekends {
		return e, false
	}
	e.last = k + 2
	switch p.lower(k + 1) {
	case "ago":
		e.count = -n
	case "earlier":
		e.count, e.anchored = -n, true
	case "later":
		e.count, e.anchored = n, true
	case "from":
		if p.lower(k+2) != "now" {
			return e, false
		}
		e.count, e.last = n, k+3
	default:
		return e, false
	}
	return e, true
}

// future reports whether the clause around token i speaks of what is to come.
func (p *passage) future(i int) bool {
	for k := i - 1; k >= 0 && k > i-14; k-- {
		t := &p.toks[k]
		switch t.Lower {
		case ".", ";", "?", "!", "”":
			return false
		case "will", "'ll", "due", "scheduled", "upcoming", "slated":
			return true
		case "may", "might", "would", "could":
			if t.Shape == Plain && p.lower(k+1) != "have" {
				return true
			}
		case "set":
			return p.lower(k+1) == "for" || p.lower(k+1) == "to"
		case "planned", "expected", "plans", "expects", "hopes", "intends", "aims":
			if p.lower(k+1) == "to" || p.lower(k+1) == "for" {
				return true
			}
		}
	}
	for k := i + 1; k < len(p.toks) && k < i+12; k++ {
		switch p.toks[k].Lower {
		case "will":
			return true
		case ".", ";", "said", "was", "were", "had", "”", "!":
			return false
		}
	}
	return false
}
