package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/view"
	"readout/content"
	"readout/ui/list"
	"readout/ui/palette"
)

// Search is what is looked for in all briefings and notes.
type Search struct {
	view.Query
	Source, Tag string
	Period      view.Period // of publication
	Unread      bool        // only briefings that were not opened yet
}

// searchHelp is what can be typed, as the line reminds of it while it is empty.
var searchHelp = [...]string{
	`words   "a phrase"   begin*`,
	`section:weapons   person:…   source:…   tag:…`,
	`since:30d   until:2025-03-31   is:note   is:unread`,
}

// askSearch asks what is to be found.
func (m *Model) askSearch() {
	m.panes.palette.OpenAs("Find in all briefings and notes", nil, func(line string) (palette.Item, bool) {
		line = strings.TrimSpace(line)
		if line == "" {
			return palette.Item{}, false
		}
		if wrong := m.noDate(line); wrong != "" {
			return palette.Item{Title: content.CleanLine(wrong), Run: func() tea.Cmd { m.say(content.CleanLine(wrong)); return nil }}, true
		}
		return palette.Item{Title: "find " + content.CleanLine(line), Run: func() tea.Cmd {
			return m.lookAt(subjectOf{kind: searchView, name: line})
		}}, true
	}, searchHelp[:]...)
	m.bottom = onPalette
}

// noDate says what is wrong with a date in what was typed; empty: nothing.
func (m *Model) noDate(line string) string {
	fields, _ := list.Ask(line, "since", "until")
	for _, f := range fields {
		if _, ok := view.Days(f.Value, m.opt.Now()); !ok {
			return list.NoDate(f.Value)
		}
	}
	return ""
}

// searchOf reads what was typed.
func (m *Model) searchOf(line string) Search {
	fields, words := list.Ask(line, "section", "person", "source", "tag", "since", "until", "is")
	s := Search{}
	s.Asked = line
	for i, w := range words {
		if strings.ContainsRune(w, ' ') {
			words[i] = `"` + w + `"`
		}
	}
	s.Words = strings.Join(words, " ")
	for _, f := range fields {
		switch f.Name {
		case "section":
			s.Section = briefing.SectionKey(f.Value)
		case "person":
			s.Person = f.Value
		case "source":
			s.Source = f.Value
		case "tag":
			s.Tag = f.Value
		case "since":
			days, _ := view.Days(f.Value, m.opt.Now())
			s.Period.Since = days.Since
		case "until":
			days, _ := view.Days(f.Value, m.opt.Now())
			s.Period.Until = days.Until
		case "is":
			s.Notes = s.Notes || f.Value == "note" || f.Value == "notes"
			s.Unread = s.Unread || f.Value == "unread"
		}
	}
	s.Notes = s.Notes || s.Tag != ""
	return s
}
