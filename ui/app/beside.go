package app

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/ui/library"
	"readout/ui/source"
	"readout/ui/stroke"
)

// beside is the text of a briefing's sources, which stands beside it and follows the
// cursor.
type beside struct {
	of         *desk
	paragraphs []source.Paragraph
	at         map[string]int   // index of a paragraph by its label
	cited      map[string][]int // offsets of the entries that cite a paragraph, by its label
	cursor     int              // of the text, that it followed last
	layout     layout           // in which it did
}

// besideMsg brings the text of a briefing's sources.
type besideMsg struct {
	request int
	beside  *beside
}

// onViews has the keys that show the briefing in another way.
func (m *Model) onViews(d *desk, s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	k := m.keys.app.Views
	show := func(kind viewKind) (tea.Cmd, bool) { return m.lookAt(subjectOf{kind: kind, id: m.baseID()}), true }
	switch {
	case key.Matches(s, k.Timeline):
		return show(timelineView)
	case key.Matches(s, k.People):
		return show(peopleView)
	case key.Matches(s, k.Sources):
		return show(sourcesView)
	case key.Matches(s, k.Everywhere):
		m.askEverywhere(m.sectionsAt(d))
		return nil, true
	case key.Matches(s, k.Mentions):
		return m.mentions(d), true
	case key.Matches(s, k.Beside):
		return m.toggleBeside(d), true
	}
	return nil, false
}

// toggleBeside puts the text of the sources beside the briefing, or takes it away.
func (m *Model) toggleBeside(d *desk) tea.Cmd {
	if m.view.beside != nil {
		m.view.beside, m.view.source, d.shown.sources = nil, false, false
		return nil
	}
	b := d.text.briefing
	switch {
	case b == nil:
		m.say("this briefing is still being read")
		return nil
	case len(b.Citations) == 0:
		m.say("this text has no text of sources with it")
		return nil
	}
	request := m.next()
	m.view.making = request
	return func() tea.Msg { return besideMsg{request, newBeside(d, b)} }
}

// newBeside gives the paragraphs of the sources in their order.
func newBeside(d *desk, b *briefing.Briefing) *beside {
	s := &beside{of: d, at: map[string]int{}, cited: map[string][]int{}, cursor: -1}
	for i := range b.Citations {
		s.paragraphs = append(s.paragraphs, paragraphOf(b, b.Citations[i]))
	}
	slices.SortStableFunc(s.paragraphs, func(x, y source.Paragraph) int {
		return cmp.Or(cmp.Compare(x.Article, y.Article), cmp.Compare(x.Number, y.Number))
	})
	for i := range s.paragraphs {
		s.at[s.paragraphs[i].Label] = i
	}
	for i := range b.Sections {
		for _, e := range b.Sections[i].Entries {
			for _, l := range e.Citations {
				s.cited[l] = append(s.cited[l], e.Span.Start)
			}
		}
	}
	return s
}

// paragraphOf gives what a citation stands for.
func paragraphOf(b *briefing.Briefing, c briefing.Citation) source.Paragraph {
	p := source.Paragraph{Label: c.Label, Article: c.Article, Number: c.Paragraph, Text: c.Text}
	if s := b.Source(c); s != nil {
		p.Title, p.Publisher, p.Date, p.Address = s.Title, s.Publisher, library.Date(s.Published), s.URL
	}
	return p
}

// standBeside shows the text of the sources.
func (m *Model) standBeside(msg besideMsg) {
	if msg.request != m.view.making || msg.beside.of != m.desk() || m.screen != onText {
		return
	}
	m.view.making = 0
	m.view.beside, m.view.source, m.side = msg.beside, true, noSide
	msg.beside.of.shown.sources = true
	m.panes.source.ShowText(msg.beside.paragraphs)
}

// renewBeside shows the text of the sources as a briefing that has changed has it now.
func (m *Model) renewBeside(d *desk) tea.Cmd {
	if m.view.beside == nil || m.view.beside.of != d {
		return nil
	}
	if len(d.text.briefing.Citations) == 0 {
		m.view.beside, m.view.source = nil, false
		return nil
	}
	request, b := m.next(), d.text.briefing
	m.view.making = request
	return func() tea.Msg { return besideMsg{request, newBeside(d, b)} }
}

// follow takes the text of the sources to what the entry at the cursor cites.
func (m *Model) follow() {
	s := m.view.beside
	if s == nil || s.of != m.desk() || m.side == onSource {
		return
	}
	b, cursor := s.of.text.briefing, s.of.reader.Cursor()
	if b == nil || cursor == s.cursor && m.layout == s.layout {
		return
	}
	s.cursor, s.layout = cursor, m.layout
	cited, first := map[int]string{}, -1
	if _, e := b.EntryAt(cursor); e != nil {
		for _, l := range e.Citations {
			if i, ok := s.at[l]; ok {
				cited[i] = taken(e, s.paragraphs[i].Text)
				if first < 0 {
					first = i
				}
			}
		}
	} else if i := sort.Search(len(b.Citations), func(i int) bool { return b.Citations[i].Span.End > cursor }); i < len(b.Citations) && b.Citations[i].Span.Contains(cursor) {
		first = s.at[b.Citations[i].Label]
	}
	if first >= 0 {
		m.panes.source.Go(first, cited)
	}
}

// taken gives the words of a paragraph that an entry took: its sentences, or the first of
// them that is there.
func taken(e *briefing.Entry, paragraph string) string {
	for _, words := range append([]string{e.Text}, strings.Split(e.Text, "\n")...) {
		if words != "" && strings.Contains(paragraph, words) {
			return words
		}
	}
	return ""
}

// toCiting takes the text to an entry that cites a paragraph: the pane leads.
func (m *Model) toCiting(label string) {
	s := m.view.beside
	if s == nil || len(s.cited[label]) == 0 {
		return
	}
	d := s.of
	d.reader.Return(s.cited[label][0])
	s.cursor = d.reader.Cursor()
	if _, e := d.text.briefing.EntryAt(s.cursor); e != nil {
		i := s.at[label]
		m.panes.source.Go(i, map[int]string{i: taken(e, s.paragraphs[i].Text)})
	}
}

// closeSource goes back to the text; what follows the cursor stays.
func (m *Model) closeSource() {
	m.view.source, m.side = m.view.beside != nil, noSide
}
