package briefing

import "strings"

// Change is an entry that two states of a briefing differ in.
type Change struct {
	Section string // title
	Old     string // its sentence before; empty for an entry that is new
	New     string // its sentence now; empty for an entry that is gone
}

// alike is the share of words that two sentences must have in common to be one that was
// edited.
const alike = 0.5

// Diff gives the entries that are new, gone or edited, section by section in the order of
// the newer state; sections that are gone come last. An entry that stands in several
// sections changes in each; one that only moved within its section does not.
func Diff(older, newer *Briefing) []Change {
	var out []Change
	seen := map[string]bool{}
	for i := range newer.Sections {
		s := &newer.Sections[i]
		seen[s.Key] = true
		var before []string
		for k := range older.Sections {
			if older.Sections[k].Key == s.Key {
				before = texts(&older.Sections[k])
			}
		}
		out = append(out, changes(s.Title, before, texts(s))...)
	}
	for i := range older.Sections {
		if s := &older.Sections[i]; !seen[s.Key] {
			out = append(out, changes(s.Title, texts(s), nil)...)
		}
	}
	return out
}

func texts(s *Section) []string {
	var out []string
	for i := range s.Entries {
		out = append(out, s.Entries[i].Text)
	}
	return out
}

// changes compares the sentences of one section: those that both have are set against
// each other first, then those that are alike.
func changes(title string, before, after []string) []Change {
	left := map[string]int{}
	for _, t := range before {
		left[t]++
	}
	var added []string
	for _, t := range after {
		if left[t] > 0 {
			left[t]--
			continue
		}
		added = append(added, t)
	}
	var gone []string
	for _, t := range before {
		if left[t] > 0 {
			left[t]--
			gone = append(gone, t)
		}
	}
	var out []Change
	for _, t := range added {
		c := Change{Section: title, New: t}
		best := alike
		at := -1
		for i, g := range gone {
			if share := common(g, t); g != "" && share >= best {
				best, at = share, i
			}
		}
		if at >= 0 {
			c.Old, gone[at] = gone[at], ""
		}
		out = append(out, c)
	}
	for _, g := range gone {
		if g != "" {
			out = append(out, Change{Section: title, Old: g})
		}
	}
	return out
}

// common gives the share of the words of two sentences that are in both (Dice).
func common(a, b string) float64 {
	count := map[string]int{}
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		count[w]++
	}
	shared := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			shared++
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}
