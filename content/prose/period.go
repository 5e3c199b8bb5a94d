package prose

import (
	"strconv"
	"strings"
	"time"
)

// longer reads what names a period at token i by other words than a month, a year or a
// unit of the calendar: "Q3", "third quarter of 2022", "summer of 2003", "mid-March",
// and the holidays that have one date.
func (p *passage) longer(e expression, i int) (expression, bool) {
	w := p.toks[i].Lower
	switch w {
	case "q1", "q2", "q3", "q4":
		e.month, e.length, e.last = time.Month(3*int(w[1]-'1')+1), 3, i+1
		p.yearOf(&e)
		return e, true
	case "first", "second", "third", "fourth", "final", "last":
		return p.share(e, i)
	case "christmas", "new", "valentine", "boxing":
		return p.holiday(e, i)
	}
	if e.month = seasonOf(w); e.month > 0 && p.toks[i].Shape != Upper {
		e.length, e.last = 3, i+1
		p.yearOf(&e)
		return e, e.year > 0
	}
	if len(w) < 7 || w[0] != 'm' && w[0] != 'e' && w[0] != 'l' {
		return e, false
	}
	for _, part := range [...]string{"mid-", "early-", "late-"} {
		rest, ok := strings.CutPrefix(w, part)
		if !ok {
			continue
		}
		e.month, e.last = monthOf(rest), i+1
		if e.month > 0 {
			p.yearOf(&e)
			return e, true
		}
		e.year = yearNumber(rest)
		return e, e.year > 0
	}
	return e, false
}

// seasonOf gives the first month of a season, in the north, or 0.
func seasonOf(lower string) time.Month {
	switch lower {
	case "spring":
		return time.March
	case "summer":
		return time.June
	case "autumn", "fall":
		return time.September
	case "winter":
		return time.December
	}
	return 0
}

// yearOf takes in the year after a month or a longer period: "of 2022", ", 2022", "of
// last year".
func (p *passage) yearOf(e *expression) {
	k := e.last
	if p.lower(k) == "," || p.lower(k) == "of" {
		k++
	}
	if y := yearNumber(p.lower(k)); y > 0 {
		e.year, e.last = y, k+1
		return
	}
	if p.lower(k+1) != "year" || p.lower(k-1) == "," {
		return
	}
	switch p.lower(k) {
	case "last":
		e.turn = -1
	case "next":
		e.turn = 1
	case "this":
		e.turn = sameYear
	case "the":
		if p.lower(k-1) != "of" {
			return
		}
		e.turn = sameYear
	default:
		return
	}
	e.last = k + 2
}

// share reads a quarter or a half of a year: "the third quarter of 2022", "first half
// of the year".
func (p *passage) share(e expression, i int) (expression, bool) {
	n := 0
	switch p.toks[i].Lower {
	case "first":
		n = 1
	case "second":
		n = 2
	case "third":
		n = 3
	case "fourth":
		n = 4
	}
	switch p.lower(i + 1) {
	case "quarter":
		if n == 0 {
			n = 4
		}
		e.month, e.length = time.Month(3*n-2), 3
	case "half":
		if n == 0 {
			n = 2
		}
		if n > 2 {
			return e, false
		}
		e.month, e.length = time.Month(6*n-5), 6
	default:
		return e, false
	}
	e.last = i + 2
	p.yearOf(&e)
	// Games have quarters too: without a year the words around must be of business.
	if e.year > 0 || e.turn != 0 {
		return e, true
	}
	if p.toks[i].Lower == "last" || p.toks[i].Lower == "final" || e.length == 6 {
		return e, false
	}
	for k := max(0, i-20); k < min(len(p.toks), i+20); k++ {
		switch p.toks[k].Lemma {
		case "profit", "sale", "revenue", "economy", "growth", "gdp", "earnings", "percent", "inflation", "output", "export", "price", "income", "loss", "investment":
			return e, true
		}
	}
	return e, false
}

// holiday reads the holidays that fall on one date: "New Year's Eve".
func (p *passage) holiday(e expression, i int) (expression, bool) {
	if p.toks[i].Shape != Capitalised {
		return e, false
	}
	k := i + 1
	if p.lower(k) == "year" {
		k++
	}
	if p.lower(k) == "'s" {
		k++
	}
	e.last = k + 1
	switch p.toks[i].Lower + " " + p.lower(k) {
	case "christmas eve":
		e.month, e.day = time.December, 24
	case "christmas day":
		e.month, e.day = time.December, 25
	case "boxing day":
		e.month, e.day = time.December, 26
	case "new eve":
		e.month, e.day = time.December, 31
	case "new day":
		e.month, e.day = time.January, 1
	case "valentine day":
		e.month, e.day = time.February, 14
	default:
		return e, false
	}
	if e.day == 31 || e.day == 1 {
		if p.lower(i+1) != "year" {
			return e, false
		}
	}
	p.yearAfter(&e)
	return e, true
}

// figures reads a date or a range in digits at token i: "25/12/1980", "17.05.2021",
// "3-5 May", "2014-2016". Of two numbers that both may be the month neither is taken.
func (p *passage) figures(e expression, i int) (expression, bool) {
	lower := p.toks[i].Lower
	if parts := strings.Split(lower, "."); len(parts) == 3 {
		e.last = i + 1
		return dayOf(e, parts[0], parts[1], parts[2], true)
	}
	if p.lower(i+1) == "/" && p.lower(i+3) == "/" {
		e.last = i + 5
		return dayOf(e, lower, p.lower(i+2), p.lower(i+4), false)
	}
	a, b, ok := strings.Cut(lower, "-")
	if !ok {
		return e, false
	}
	if y := yearNumber(a); y > 0 {
		e.year, e.untilYear, e.last = y, yearNumber(b), i+1
		if len(b) == 2 && e.untilYear == 0 {
			if n, err := strconv.Atoi(b); err == nil {
				e.untilYear = y/100*100 + n
			}
		}
		return e, e.untilYear > y
	}
	first, until := dayNumber(a), dayNumber(b)
	if first == 0 || until <= first {
		return e, false
	}
	k := i + 1
	if p.lower(k) == "of" {
		k++
	}
	if m := monthOf(p.lower(k)); m > 0 && p.toks[k].Shape != Plain {
		e.month, e.day, e.until, e.last = m, first, until, k+1
		p.yearAfter(&e)
		return e, true
	}
	return e, false
}

func dayOf(e expression, a, b, year string, dayFirst bool) (expression, bool) {
	e.year = yearNumber(year)
	m, d := dayNumber(a), dayNumber(b)
	if dayFirst || m > 12 {
		m, d = d, m
	} else if d <= 12 && d != m {
		return e, false
	}
	e.month, e.day = time.Month(m), d
	return e, e.year > 0 && m > 0 && m <= 12 && d > 0 && isDay(e.year, e.month, d)
}

// widen takes in the words before an expression that belong to it: "early 2021", "the
// end of May", "the week of 4 March", "between 3 and 5 May".
func (p *passage) widen(e *expression, from int) {
	k := e.first
	if k-1 >= from {
		switch p.lower(k - 1) {
		case "early", "late", "mid":
			if e.day == 0 && e.weekday < 0 && !e.past && e.unit != days {
				e.first--
			}
			return
		case "between":
			if e.until > 0 || e.untilMonth > 0 || e.untilYear > 0 || e.untilDay > 0 {
				e.first--
			}
			return
		}
	}
	if k-2 < from || p.lower(k-1) != "of" {
		return
	}
	switch p.lower(k - 2) {
	case "end", "beginning", "start", "middle":
		if e.day == 0 && e.weekday < 0 && !e.past {
			e.first -= 2
		}
	case "week":
		if e.day > 0 && e.until == 0 {
			e.unit, e.first = weeks, k-2
		}
	}
}

// joint reports whether token k joins the ends of a range that begins at token i.
func (p *passage) joint(i, k int) bool {
	switch p.lower(k) {
	case "to", "-", "–", "—", "through", "until", "till":
		return true
	case "and":
		return p.lower(i-1) == "between"
	}
	return false
}

// reach takes in the end of a range of months or years: "March to May 2022", "1999 to 2008".
func (p *passage) reach(e *expression, i int) {
	if !p.joint(i, e.last) {
		return
	}
	k := e.last + 1
	switch {
	case e.month == 0 && e.year > 0:
		if y := yearNumber(p.lower(k)); y > e.year && y < 2200 {
			e.untilYear, e.last = y, k+1
		}
	case e.day == 0 && monthOf(p.lower(k)) > 0 && p.toks[k].Shape != Plain && dayNumber(p.lower(k+1)) == 0:
		until := *e
		until.last = k + 1
		p.yearOf(&until)
		e.untilMonth, e.untilYear, e.last = monthOf(p.lower(k)), until.year, until.last
		if e.year == 0 && until.year > 0 {
			e.year = until.year
			if e.untilMonth < e.month {
				e.year--
			}
		}
	}
}
