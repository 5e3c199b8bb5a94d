package prose

import "strings"

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
	case "overnight":
		if prev := p.lower(i - 1); prev == "a" || prev == "an" || weekdayOf(p.lower(i+1)) >= 0 || weekdayOf(p.lower(i+2)) >= 0 {
			return e, false
		}
		return one(0)
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
		if full := p.fromWeekday(expression{first: i}, k+1); full.day > 0 {
			full.first = i // "next Thursday, June 27"
			return full, true
		}
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
	if season := seasonOf(next); season > 0 {
		e.month, e.length = season, 3
		return e, true
	}
	if next == "quarter" && p.lower(k) != "past" {
		e.length = 3
		return e, true
	}
	if n := number(next); n > 0 && e.which != 0 {
		return p.stretch(e, k+2, n)
	}
	e.unit = unitOf(next)
	if p.lower(k) == "past" || next == "decade" && e.which != 0 {
		return p.stretch(e, k+1, 1)
	}
	if strings.HasSuffix(next, "s") || e.unit == 0 || e.unit == days {
		return e, false
	}
	return e, true
}

// stretch reads n units at token k up to now or from now on: "past two weeks".
func (p *passage) stretch(e expression, k, n int) (expression, bool) {
	e.unit = unitOf(p.lower(k))
	if d := p.lower(k); d == "decade" || d == "decades" {
		e.unit, n = years, 10*n
	}
	if e.unit == 0 || e.unit == weekends {
		return e, false
	}
	e.count, e.past, e.last = n*e.which, true, k+1
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
	if d := p.lower(k); d == "decade" || d == "decades" {
		e.unit, n = years, 10*n
	}
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
		if p.lower(i-1) != "in" || !p.awaited(i-1) || k+1 < len(p.toks) && p.toks[k+1].Shape != Mark && p.lower(k+1) != "time" {
			return e, false
		}
		e.count, e.first, e.last = n, i-1, k+1
	}
	return e, true
}

// awaited reports whether what stands before token i is still to come, by its tense: so
// that "in three weeks" is a day, not how long something took.
func (p *passage) awaited(i int) bool {
	if p.lower(i-1) == "time" {
		return false // "for the first time in three weeks"
	}
	return p.future(i) || p.scheduled(i)
}

// scheduled reports whether a verb in the present tense shortly before token i gives a
// day in a calendar: "the vote is on", "the fair runs".
func (p *passage) scheduled(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		switch p.lower(k) {
		case "begins", "starts", "opens", "ends", "expires", "closes", "falls", "runs", "kicks", "resumes":
			return true
		case "is", "are":
			return k == i-1 || k == i-2 && (p.lower(i-1) == "on" || p.lower(i-1) == "in" || p.lower(i-1) == "from")
		case "takes", "take":
			return p.lower(k+1) == "place"
		}
		if p.toks[k].Shape == Mark {
			return false
		}
	}
	return false
}

// future reports whether the clause around token i speaks of what is to come.
func (p *passage) future(i int) bool {
	if p.scheduled(i) {
		return true
	}
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
