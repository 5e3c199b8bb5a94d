package compose

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"readout/content/prose"
)

// figure is a number that a sentence gives: how many of what.
type figure struct {
	low, high float64  // equal for an exact number; "at least 12" has no upper bound
	of        []string // lemmas of what is counted, and of what was done to it
	harm      string   // "kill" or "injure" where that is what was done
}

// figures gives the numbers of a unit that count something. Dates, ordinals and names
// such as "155mm" count nothing.
func (u *unit) figures() []figure {
	text := u.text()
	toks := prose.Tokens(text)
	var out []figure
	for i := 0; i < len(toks); i++ {
		value, next, ok := amount(toks, i)
		if !ok || u.dated(u.span.Start+toks[i].Start) {
			continue
		}
		f := figure{low: value, high: value}
		switch {
		case i > 0 && text[toks[i-1].Start:toks[i-1].End] == "$" || i > 0 && toks[i-1].Lower == "€" || i > 0 && toks[i-1].Lower == "£":
			f.of = append(f.of, toks[i-1].Lower)
		case next < len(toks) && (toks[next].Lower == "%" || toks[next].Lower == "percent"):
			f.of = append(f.of, "%")
		}
		f.bound(toks, i)
		f.of = append(f.of, counted(toks[next:])...)
		if i > 0 && harm(toks[i-1].Lemma) != "" {
			f.of = append(f.of, harm(toks[i-1].Lemma))
		}
		for _, w := range f.of {
			if h := harm(w); h != "" {
				f.harm = h
			}
		}
		if len(f.of) > 0 {
			out = append(out, f)
		}
		i = next - 1
	}
	return out
}

// amount reads the number that begins at a token and gives the token behind it.
func amount(toks []prose.Token, i int) (value float64, next int, ok bool) {
	t := &toks[i]
	if t.Shape == prose.Number {
		v, err := strconv.ParseFloat(strings.ReplaceAll(t.Lower, ",", ""), 64)
		if err != nil || math.IsInf(v, 0) {
			return 0, 0, false
		}
		value = v
	} else if n := slices.Index(smallNumbers(), t.Lower); n >= 2 { // "one" is an article too often
		value = float64(n)
	} else {
		return 0, 0, false
	}
	next = i + 1
	for next < len(toks) {
		switch toks[next].Lower {
		case "hundred":
			value *= 100
		case "thousand":
			value *= 1e3
		case "million":
			value *= 1e6
		case "billion":
			value *= 1e9
		default:
			return value, next, true
		}
		next++
	}
	return value, next, true
}

func smallNumbers() []string {
	return []string{
		"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
	}
}

// bound widens a figure by the words before it.
func (f *figure) bound(toks []prose.Token, i int) {
	word := func(back int) string {
		if i-back < 0 {
			return ""
		}
		return toks[i-back].Lower
	}
	near := f.low / 10
	switch word(1) {
	case "least", "than", "over", "above", "minimum":
		if word(2) == "less" || word(2) == "fewer" {
			f.low = 0
			return
		}
		f.high = math.Inf(1)
	case "to", "most", "under", "below":
		if word(1) != "to" || word(2) == "up" {
			f.low = 0
		}
	case "about", "around", "some", "nearly", "almost", "roughly", "approximately":
		f.low, f.high = f.low-near, f.high+near
	}
}

// counted gives what the words behind a number say is counted: the nouns before the next
// small word, and what was done to them.
func counted(toks []prose.Token) []string {
	var out []string
	for i := range toks {
		t := &toks[i]
		if i >= 6 || t.Shape == prose.Mark || t.Shape == prose.Number {
			break
		}
		switch t.Lower {
		case "of", "were", "was", "have", "has", "had", "been", "other", "others", "more", "the", "their", "its":
			continue
		case "and", "in", "on", "at", "to", "by", "from", "with", "for", "as", "after", "that", "who", "which", "or", "but":
			return out
		}
		lemma := t.Lemma
		if lemma == "people" || lemma == "persons" {
			lemma = "person"
		}
		if h := harm(lemma); h != "" {
			lemma = h
		}
		out = append(out, lemma)
	}
	return out
}

// harm gives "kill" or "injure" for a lemma that says that this was done, else nothing.
func harm(lemma string) string {
	switch lemma {
	case "kill", "die", "dead", "death":
		return "kill"
	case "injure", "wound", "hurt", "injured", "wounded":
		return "injure"
	}
	return ""
}

// dated reports whether a place of the paragraph is part of a date.
func (u *unit) dated(at int) bool {
	return slices.ContainsFunc(u.dates, func(d prose.DateMention) bool { return d.Contains(at) })
}

// disagree reports whether two sentences give different numbers of the same thing, and
// in no case the same.
func disagree(a, b []figure) bool {
	for _, word := range shared(a, b) {
		compared, agreed := false, false
		for i := range a {
			for k := range b {
				if !slices.Contains(a[i].of, word) || !slices.Contains(b[k].of, word) || a[i].harm != "" && b[k].harm != "" && a[i].harm != b[k].harm {
					continue
				}
				compared = true
				agreed = agreed || a[i].low <= b[k].high && b[k].low <= a[i].high
			}
		}
		if compared && !agreed {
			return true
		}
	}
	return false
}

// shared gives the words for what both count.
func shared(a, b []figure) []string {
	var out []string
	for i := range a {
		for _, w := range a[i].of {
			if !slices.Contains(out, w) && slices.ContainsFunc(b, func(f figure) bool { return slices.Contains(f.of, w) }) {
				out = append(out, w)
			}
		}
	}
	return out
}
