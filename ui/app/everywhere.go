package app

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/view"
	"readout/content"
	"readout/ui/library"
	"readout/ui/palette"
)

// usualDays is how far a section is looked for back in the library, unless the reader says
// otherwise.
const usualDays = 7

// mostOffered is of how many sections the palette tells.
const mostOffered = 40

// askEverywhere asks which section is to be shown of every briefing, and from which days
// on. The first is the one that is meant unless the reader says otherwise.
func (m *Model) askEverywhere(sections []library.Count) {
	var items []palette.Item
	add := func(s library.Count, says string, p view.Period) {
		items = append(items, palette.Item{Title: s.Title + ", " + says, Run: m.everywhere(s.Key, p)})
	}
	for i, s := range sections[:min(len(sections), mostOffered)] {
		add(s, "last 7 days", m.daysBack(usualDays))
		if i > 0 {
			continue
		}
		add(s, "since yesterday", m.daysBack(1))
		add(s, "last 30 days", m.daysBack(30))
		add(s, "last year", m.daysBack(365))
		add(s, "all briefings", view.Period{})
	}
	m.panes.palette.OpenAs("Everywhere: choose, or type 14d, 2024-11-20, meetings 30d", items, func(line string) (palette.Item, bool) {
		return m.spelledRange(sections, line)
	})
	m.bottom = onPalette
}

// sectionsAt gives the sections that may be meant in a text, that at the cursor first.
func (m *Model) sectionsAt(d *desk) []library.Count {
	var all []library.Count
	put := func(s *briefing.Section) {
		if len(s.Entries) > 0 && s.Key != "top" {
			all = withSections(all, library.Count{Key: s.Key, Title: content.CleanLine(s.Title)})
		}
	}
	at := d.reader.Cursor()
	if d.sight != nil {
		if d.sight.of.kind == sectionView {
			title, _, _ := strings.Cut(d.sight.made.Title, ",")
			all = append(all, library.Count{Key: d.sight.of.name, Title: title})
		}
		p, _ := d.sight.made.At(at)
		at = p.Target.Start
	}
	base := m.base()
	if base == nil || base.text.briefing == nil {
		return usualSections(all)
	}
	b := base.text.briefing
	if s := b.SectionAt(at); s != nil {
		put(s)
	}
	for i := range b.Sections {
		put(&b.Sections[i])
	}
	return usualSections(all)
}

// usualSections adds the sections that most readers ask for first to some.
func usualSections(all []library.Count) []library.Count {
	return withSections(all,
		library.Count{Key: "weapons-requests", Title: "Weapons requests"},
		library.Count{Key: "meetings", Title: "Meetings"},
		library.Count{Key: "agreements", Title: "Agreements"},
	)
}

// withSections adds those of some sections that are not there yet.
func withSections(all []library.Count, more ...library.Count) []library.Count {
	for _, s := range more {
		if !slices.ContainsFunc(all, func(c library.Count) bool { return c.Key == s.Key }) {
			all = append(all, s)
		}
	}
	return all
}

func (m *Model) daysBack(n int) view.Period {
	return view.Period{Since: m.opt.Now().AddDate(0, 0, -n)}
}

// everywhere gives what shows a section of every briefing of some days.
func (m *Model) everywhere(key string, p view.Period) func() tea.Cmd {
	return func() tea.Cmd {
		return m.lookAt(subjectOf{kind: sectionView, id: m.baseID(), name: key, period: p})
	}
}

// spelledRange gives what a line means: the name of a section, or none for the first, then
// days back or one or two days.
func (m *Model) spelledRange(sections []library.Count, line string) (palette.Item, bool) {
	words := strings.Fields(line)
	var p view.Period
	n := len(words)
	for n > 0 && len(words)-n < 2 {
		days, ok := view.Days(words[n-1], m.opt.Now())
		if !ok {
			break
		}
		p.Since, p.Until = days.Since, p.Since
		n--
	}
	if n < len(words) {
		if !p.Until.IsZero() && p.Until.Before(p.Since) {
			p.Since, p.Until = p.Until, p.Since
		}
	} else {
		return palette.Item{}, false
	}
	key, title := sections[0].Key, sections[0].Title
	if n > 0 {
		title = strings.Join(words[:n], " ")
		key = briefing.SectionKey(title)
	}
	return palette.Item{Title: content.CleanLine(title) + " " + p.String(), Run: m.everywhere(key, p)}, true
}
