package export

import (
	"cmp"
	"slices"
	"strings"

	"readout/briefing/note"
	"readout/content"
)

// Grouping says under which headings notes stand.
type Grouping string

// The groupings. Section and briefing keep the notes of a briefing together; tag and kind
// go across all briefings, and a note with several tags stands under each of them.
const (
	BySection  Grouping = "section"
	ByTag      Grouping = "tag"
	ByKind     Grouping = "kind"
	ByBriefing Grouping = "briefing"
)

// Groupings gives the names of all groupings.
func Groupings() []string {
	return []string{string(BySection), string(ByTag), string(ByKind), string(ByBriefing)}
}

// row is a heading or, where it has a bundle, a note with its number in the export.
type row struct {
	level   int // of the heading that it is or stands under, from 2
	title   string
	empty   bool // the heading of a briefing without notes
	bundle  *Bundle
	section group
	note    *Placed
	number  int
	bundles []Bundle       // of the whole export
	numbers map[string]int // of its notes, by id
}

func (r *row) isNote() bool { return r.bundle != nil }

// outline gives the headings and notes of an export in their order.
func outline(bundles []Bundle, by Grouping) []*row {
	var rows []*row
	switch by {
	case ByTag, ByKind:
		rows = outlineAcross(bundles, by)
	default:
		rows = outlineWithin(bundles, by)
	}
	number, numbers := 0, map[string]int{}
	for _, r := range rows {
		if r.isNote() {
			number++
			r.number, r.bundles, r.numbers = number, bundles, numbers
			if id := r.note.Note.ID; numbers[id] == 0 {
				numbers[id] = number
			}
		}
	}
	return rows
}

// outlineWithin gives the notes briefing by briefing.
func outlineWithin(bundles []Bundle, by Grouping) (rows []*row) {
	level := 2
	for i := range bundles {
		b := &bundles[i]
		if len(bundles) != 1 {
			rows = append(rows, &row{level: 2, title: b.title(), empty: len(b.Notes) == 0})
			level = 3
		} else if len(b.Notes) == 0 {
			rows = append(rows, &row{level: 2, empty: true})
		}
		for _, g := range groups(b) {
			under := level
			if by != ByBriefing {
				rows = append(rows, &row{level: level, title: g.title})
				under++
			}
			for _, n := range g.notes {
				rows = append(rows, &row{level: under, bundle: b, section: g, note: n})
			}
		}
	}
	return rows
}

// outlineAcross gives the notes of all briefings by tag or kind.
func outlineAcross(bundles []Bundle, by Grouping) (rows []*row) {
	type chapter struct {
		order int
		key   string
		title string
		notes []*row
	}
	chapters := map[string]*chapter{}
	put := func(order int, key, title string, r *row) {
		c := chapters[key]
		if c == nil {
			c = &chapter{order: order, key: key, title: title}
			chapters[key] = c
		}
		c.notes = append(c.notes, r)
	}
	for i := range bundles {
		for _, g := range groups(&bundles[i]) {
			for _, n := range g.notes {
				r := row{bundle: &bundles[i], section: g, note: n}
				if by == ByKind {
					put(kindOrder(n.Note.Kind), string(n.Note.Kind), kindName(n.Note.Kind), &r)
					continue
				}
				tags := tagNames(n.Note.Tags)
				for _, tag := range tags {
					under := r
					put(0, "#"+strings.ToLower(tag), "#"+tag, &under)
				}
				if len(tags) == 0 {
					put(1, "", "Without tags", &r)
				}
			}
		}
	}
	sorted := make([]*chapter, 0, len(chapters))
	for _, c := range chapters {
		sorted = append(sorted, c)
	}
	slices.SortFunc(sorted, func(a, b *chapter) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.key, b.key))
	})
	for _, c := range sorted {
		rows = append(rows, &row{level: 2, title: c.title})
		var last *Bundle
		for _, r := range c.notes {
			r.level = 3
			if len(bundles) != 1 {
				if r.bundle != last {
					rows = append(rows, &row{level: 3, title: r.bundle.title()})
				}
				r.level = 4
			}
			last = r.bundle
			rows = append(rows, r)
		}
	}
	return rows
}

// kindOrder puts kinds in the order in which the reader's key cycles through them.
func kindOrder(k note.Kind) int {
	known := []note.Kind{note.Highlight, note.Question, note.Check, note.Action, note.Judgement}
	if i := slices.Index(known, cmp.Or(k, note.Highlight)); i >= 0 {
		return i
	}
	return len(known)
}

// tagNames gives the tags of a note as tagName does, each once, in their order.
func tagNames(tags []string) (names []string) {
	seen := map[string]bool{}
	for _, tag := range tags {
		if tag = tagName(tag); tag != "" && !seen[strings.ToLower(tag)] {
			seen[strings.ToLower(tag)] = true
			names = append(names, tag)
		}
	}
	return names
}

// kind is the heading of a note behind its number.
func (r *row) kind() string {
	name := kindName(r.note.Note.Kind)
	if on := whole(&r.note.Note); on != "" {
		name += " on " + on
	}
	return name
}

// quoteLines gives the quotation of a note as cleaned lines, blank ones left out; none of a
// note on a whole section, whose title stands above it.
func (r *row) quoteLines() (lines []string) {
	if r.note.Note.Target.Scope() == note.OnSection && !r.note.Orphaned {
		return nil
	}
	for line := range strings.Lines(content.Clean(r.note.Note.Target.Exact)) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// exportTitle is the title of a whole export.
func exportTitle(bundles []Bundle) string {
	if len(bundles) == 1 {
		return "Notes: " + bundles[0].title()
	}
	return "Notes"
}
