package app

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/view"
	"readout/content"
	"readout/ui/palette"
)

// usualDays is how far a section is looked for back in the library, unless the reader says
// otherwise.
const usualDays = 7

// askEverywhere asks from which days on the section at the cursor is to be shown of every
// briefing.
func (m *Model) askEverywhere(d *desk) {
	b := m.base().text.briefing
	if b == nil {
		m.say("this briefing is still being read")
		return
	}
	key, title := m.sectionMeant(d)
	var items []palette.Item
	add := func(key, title, says string, p view.Period) {
		items = append(items, palette.Item{Title: title + ", " + says, Run: m.everywhere(key, p)})
	}
	if key != "" {
		for _, r := range []struct {
			days int
			says string
		}{{usualDays, "last 7 days"}, {1, "since yesterday"}, {30, "last 30 days"}, {365, "last year"}} {
			add(key, title, r.says, m.daysBack(r.days))
		}
		add(key, title, "all briefings", view.Period{})
	}
	for i := range b.Sections[:min(len(b.Sections), mostOffered)] {
		if s := &b.Sections[i]; s.Key != key && len(s.Entries) > 0 && s.Key != "top" {
			add(s.Key, content.CleanLine(s.Title), "last 7 days", m.daysBack(usualDays))
		}
	}
	m.panes.palette.OpenAs("Everywhere: choose, or type 14d, 2024-11-20, meetings 30d", items, func(line string) (palette.Item, bool) {
		return m.spelledRange(key, title, line)
	})
	m.bottom = onPalette
}

// mostOffered is of how many sections besides that at the cursor the palette tells.
const mostOffered = 40

// sectionMeant gives key and title of the section at the cursor, or of the first where there
// is none; in a view the section that the view is of, or that the entry is from.
func (m *Model) sectionMeant(d *desk) (key, title string) {
	b, at := m.base().text.briefing, d.reader.Cursor()
	if d.sight != nil {
		if d.sight.of.kind == sectionView {
			title, _, _ = strings.Cut(d.sight.made.Title, ",")
			return d.sight.of.name, title
		}
		p, _ := d.sight.made.At(at)
		at = p.Target.Start
	}
	s := b.SectionAt(at)
	for i := 0; s == nil && i < len(b.Sections); i++ {
		if b.Sections[i].Key != "top" && len(b.Sections[i].Entries) > 0 {
			s = &b.Sections[i]
		}
	}
	if s == nil {
		return "", ""
	}
	return s.Key, content.CleanLine(s.Title)
}

func (m *Model) daysBack(n int) view.Period {
	return view.Period{Since: m.opt.Now().AddDate(0, 0, -n)}
}

// everywhere gives what shows a section of every briefing of some days.
func (m *Model) everywhere(key string, p view.Period) func() tea.Cmd {
	return func() tea.Cmd {
		id := ""
		if b := m.base(); b != nil {
			id = b.id
		}
		return m.lookAt(subjectOf{kind: sectionView, id: id, name: key, period: p})
	}
}

// spelledRange gives what a line means: the name of a section, or none for that at the
// cursor, then days back or one or two days.
func (m *Model) spelledRange(key, title, line string) (palette.Item, bool) {
	words := strings.Fields(line)
	var p view.Period
	n := len(words)
	for n > 0 && len(words)-n < 2 {
		day, ok := m.dayOf(words[n-1])
		if !ok {
			break
		}
		p.Since, p.Until = day, p.Since
		n--
	}
	if n < len(words) {
		if !p.Until.IsZero() && p.Until.Before(p.Since) {
			p.Since, p.Until = p.Until, p.Since
		}
	} else {
		return palette.Item{}, false
	}
	if n > 0 {
		title = strings.Join(words[:n], " ")
		key = briefing.SectionKey(title)
	}
	if key == "" {
		return palette.Item{}, false
	}
	return palette.Item{Title: content.CleanLine(title) + " " + p.String(), Run: m.everywhere(key, p)}, true
}

// dayOf reads a day, or a number of days back.
func (m *Model) dayOf(word string) (time.Time, bool) {
	if days, ok := strings.CutSuffix(word, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n < 1e6 {
			return m.opt.Now().AddDate(0, 0, -n), true
		}
	}
	t, err := time.Parse(time.DateOnly, word)
	return t, err == nil
}
