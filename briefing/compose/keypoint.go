package compose

import (
	"cmp"
	"slices"
	"strings"

	"readout/briefing"
)

const (
	fewestPoints = 3
	mostPoints   = 5
)

// keyPoints gives three to five sentences, in the order of the articles: the best of each
// leading section, and, where there are too few sections, the first sentences of the
// article, which in news say most.
func (c *composer) keyPoints(sections []briefing.Section) []briefing.Entry {
	var out []briefing.Entry
	has := func(text string) bool {
		return slices.ContainsFunc(out, func(e briefing.Entry) bool { return e.Text == text })
	}
	for i := range sections {
		s := &sections[i]
		if s.Key == keyTimeline || s.Key == keyPeople || s.Key == keyBackground || s.Key == keyStatements {
			continue
		}
		best, rank := -1, 0
		for k := range s.Entries {
			if r := worth(&s.Entries[k], k) + 4*c.backing(&s.Entries[k]); !has(s.Entries[k].Text) && (best < 0 || r > rank) {
				best, rank = k, r
			}
		}
		if best >= 0 && len(out) < mostPoints {
			out = append(out, point(&s.Entries[best]))
		}
	}
	for i := range c.reports {
		r := &c.reports[i]
		for k := range r.units {
			if u := &r.units[k]; len(out) < fewestPoints && !has(u.text()) && len(strings.Fields(u.text())) > 5 {
				out = append(out, briefing.Entry{Text: u.text(), Citations: []string{r.label(u.par)}})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b briefing.Entry) int { return cmp.Compare(c.place(a.Text), c.place(b.Text)) })
	return out
}

// backing gives how many sources an entry has beyond the first.
func (c *composer) backing(e *briefing.Entry) int {
	var articles []int
	for i := range c.reports {
		if slices.ContainsFunc(e.Citations, func(label string) bool { return strings.HasPrefix(label, c.reports[i].prefix()) }) {
			articles = append(articles, c.reports[i].number)
		}
	}
	return c.distinct(articles) - 1
}

// place gives the number of the first unit with a text, counted over all articles.
func (c *composer) place(text string) int {
	n := 0
	for i := range c.reports {
		for k := range c.reports[i].units {
			if c.reports[i].units[k].text() == text {
				return n
			}
			n++
		}
	}
	return n
}

func point(e *briefing.Entry) briefing.Entry {
	return briefing.Entry{Text: e.Text, Citations: slices.Clone(e.Citations)}
}

// worth says how well an entry stands for its section: early, dated, with actors, and
// neither a fragment nor a whole paragraph.
func worth(e *briefing.Entry, place int) int {
	n := -4 * place
	if e.Lead.Date.Value != "" {
		n += 3
	}
	n += min(len(e.Lead.Actors), 3)
	if words := len(strings.Fields(e.Text)); words < 8 || words > 50 {
		n -= 6
	}
	switch first, _, _ := strings.Cut(strings.ToLower(e.Text), " "); strings.Trim(first, ",“\"") {
	case "he", "she", "it", "they", "we", "i", "this", "that", "these", "those", "but", "however", "also", "his", "her", "its", "their":
		n -= 8
	}
	if e.Lead.Status != "" {
		n--
	}
	return n
}
