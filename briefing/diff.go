package briefing

import (
	"strings"

	"readout/content"
)

// Change is an entry that two states of a briefing differ in.
type Change struct {
	Section string       // title
	Old     string       // its sentence before; empty for an entry that is new
	New     string       // its sentence now; empty for an entry that is gone
	At      content.Span // of the entry in the newer source; empty for one that is gone
}

// alike is the share of words that two sentences must have in common to be one that was
// edited. They are compared with those that stood nearby, at most so many.
const (
	alike  = 0.5
	nearby = 200
)

// Diff gives the entries that are new, gone or edited, section by section in the order of
// the newer state; sections that are gone come last. An entry that stands in several
// sections changes in each; one that only moved within its section does not.
func Diff(older, newer *Briefing) []Change {
	var out []Change
	seen := map[string]bool{}
	for i := range newer.Sections {
		s := &newer.Sections[i]
		seen[s.Key] = true
		var before []Entry
		for k := range older.Sections {
			if older.Sections[k].Key == s.Key {
				before = older.Sections[k].Entries
			}
		}
		out = append(out, changes(s.Title, before, s.Entries)...)
	}
	for i := range older.Sections {
		if s := &older.Sections[i]; !seen[s.Key] {
			out = append(out, changes(s.Title, s.Entries, nil)...)
		}
	}
	return out
}

// changes compares the sentences of one section: those that both have are set against
// each other first, then those that are alike.
func changes(title string, before, after []Entry) []Change {
	gone, added := without(before, after), without(after, before)
	var out []Change
	for k, e := range added {
		c := Change{Section: title, New: e.Text, At: e.Span}
		middle := k * len(gone) / len(added)
		best, at := alike, -1
		for i := max(middle-nearby, 0); i < min(middle+nearby, len(gone)); i++ {
			if share := common(gone[i].Text, e.Text); gone[i].Text != "" && share >= best {
				best, at = share, i
			}
		}
		if at >= 0 {
			c.Old, gone[at].Text = gone[at].Text, ""
		}
		out = append(out, c)
	}
	for _, e := range gone {
		if e.Text != "" {
			out = append(out, Change{Section: title, Old: e.Text})
		}
	}
	return out
}

// without gives the entries whose sentence the others do not have, each counted once for
// each time that it stands there.
func without(entries, others []Entry) []Entry {
	left := map[string]int{}
	for i := range others {
		left[others[i].Text]++
	}
	var out []Entry
	for i := range entries {
		if t := entries[i].Text; left[t] > 0 {
			left[t]--
			continue
		}
		out = append(out, entries[i])
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
