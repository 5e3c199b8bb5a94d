package app

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/briefing/view"
	"readout/content"
	"readout/ui/reader"
)

// sight is what a desk shows that is no briefing of its own but a view of briefings.
type sight struct {
	of   subjectOf
	made view.View
	told []view.Place // those of the briefing's own sentences, in the order of the briefing
	back reader.Place // where it was opened from
	said string       // what its making has to say
	ask  Search       // of a view of what was found
}

// subjectOf is what a view is a view of; the same gives the same view.
type subjectOf struct {
	kind   viewKind
	id     string // of the briefing
	name   string // of the person, or of the section
	period view.Period
}

// viewKind is one of the views.
type viewKind string

const (
	timelineView viewKind = "timeline"
	peopleView   viewKind = "who is who"
	sourcesView  viewKind = "sources"
	mentionsView viewKind = "mentions"
	sectionView  viewKind = "section"
	searchView   viewKind = "search"
)

// key names the view among the texts that are open. No id of a briefing has a blank.
func (s subjectOf) key() string {
	if s.kind == sectionView {
		return "view of " + string(s.kind) + " " + s.name + " " + s.period.String()
	}
	return "view of " + string(s.kind) + " " + s.id + " " + strings.ToLower(s.name)
}

// everywhere reports whether the view is one of the whole library.
func (s subjectOf) everywhere() bool { return s.kind == sectionView || s.kind == searchView }

// missing says why there is nothing to see.
func (s subjectOf) missing() string {
	switch s.kind {
	case peopleView:
		return "this text names nobody"
	case sourcesView:
		return "this text says of no article that it was made of it"
	case mentionsView:
		return "no sentence names " + s.name
	case searchView:
		return "nothing is found for " + content.CleanLine(s.name)
	case sectionView:
		return strings.TrimRight("no briefing has entries in "+s.name+" "+s.period.String(), " ")
	}
	return "this text has no entries"
}

// What is kept of views to go back to: so many, and of large ones the last that have so
// many bytes of Markdown.
const (
	mostSights     = 12
	mostSightBytes = 16 << 20
)

// sightMsg brings a view that was made.
type sightMsg struct {
	request int
	sight   *sight
	text    text
	again   bool // it was on the screen, and its briefing has changed
	err     error
}

// desk gives what is on the screen: a briefing or a view of it; nil if none is open.
func (m *Model) desk() *desk {
	if m.view.aside != nil {
		return m.view.aside
	}
	return m.base()
}

// base gives the briefing that is being read, of which a view may be on the screen; nil if
// none is open.
func (m *Model) base() *desk {
	if m.current < len(m.desks) {
		return m.desks[m.current]
	}
	return nil
}

// baseID gives the id of the briefing that is being read; empty if none is open.
func (m *Model) baseID() string {
	if b := m.base(); b != nil {
		return b.id
	}
	return ""
}

// lookAt makes a view and shows it.
func (m *Model) lookAt(of subjectOf) tea.Cmd {
	b := m.base()
	switch {
	case b == nil && !of.everywhere() && of.kind != mentionsView:
		m.say("this is a view of many briefings: enter goes to one")
		return nil
	case b != nil && b.text.briefing == nil && m.screen == onText:
		m.say("this briefing is still being read")
		return nil
	}
	m.say("looking it up…")
	return m.makeSight(of, false)
}

// makeSight makes a view behind the scenes. again says that it is on the screen already.
func (m *Model) makeSight(of subjectOf, again bool) tea.Cmd {
	request, store := m.next(), m.opt.Store
	m.view.making = request
	here := view.Text{ID: of.id}
	for _, d := range m.desks {
		if d.id == of.id {
			here.Briefing = d.text.briefing
		}
	}
	if here.Briefing == nil {
		here.Briefing = &briefing.Briefing{}
	}
	ask := m.searchOf(of.name)
	return func() tea.Msg {
		s := &sight{of: of, ask: ask}
		if err := s.make(store, here); err != nil {
			return sightMsg{request: request, err: err}
		}
		s.told = toldBy(of.id, s.made.Places)
		return sightMsg{request: request, sight: s, again: again, text: text{
			document: markdown.Open(s.made.Markdown), briefing: s.made.Briefing,
		}}
	}
}

// make makes the view.
func (s *sight) make(store Store, here view.Text) error {
	switch s.of.kind {
	case timelineView:
		s.made = view.Timeline(here)
	case peopleView:
		s.made = view.People(here)
	case sourcesView:
		s.made = view.Sources(here)
	case mentionsView:
		texts, said, err := store.Mentioning(s.of.name)
		if err != nil {
			said = "other briefings could not be looked through: " + err.Error()
		}
		s.made, s.said = view.Mentions(s.of.name, here, texts), said
	case searchView:
		texts, said, err := store.Search(s.ask)
		if err != nil {
			return err
		}
		s.made, s.said = view.Search(s.ask.Query, texts), said
	case sectionView:
		texts, err := store.Gather(s.of.name, s.of.period)
		if err != nil {
			return err
		}
		s.made = view.Section(s.of.name, s.of.period.String(), texts)
	}
	return nil
}

// sighted shows a view that was made.
func (m *Model) sighted(msg sightMsg) tea.Cmd {
	if msg.request != m.view.making {
		return nil
	}
	m.view.making = 0
	if !msg.again && !m.message.stays {
		m.message = message{}
	}
	if msg.err != nil {
		m.fail("making the view", msg.err)
		return nil
	}
	s := msg.sight
	if s.made.Entries == 0 && !msg.again {
		m.say(strings.TrimSuffix(s.of.missing()+" · "+s.said, " · "))
		return nil
	}
	d := m.sightOf(s.of)
	if d == nil && msg.again {
		return nil
	}
	if d == nil {
		d = m.newDesk(s.of.key())
		d.state = idle
		m.view.asides = append(m.view.asides, d)
	}
	at := d.along(s)
	d.sight, d.doc = s, &Doc{Source: s.made.Markdown}
	d.reader.SetSize(m.layout.column, m.layout.at.h)
	d.take(msg.text)
	if first := slices.IndexFunc(s.made.Places, func(p view.Place) bool { return p.Text != "" }); at < 0 && !msg.again && first >= 0 {
		at = s.begins(d.text.document, s.made.Places[first])
	}
	if at >= 0 {
		d.reader.Return(at)
	}
	if !msg.again {
		if s.back = m.depart(); m.screen == onLibrary {
			s.back = reader.Place{} // q goes back to the list
		}
		m.showSight(d)
	}
	if s.said != "" {
		m.say(s.said)
	}
	m.markSight(d)
	return d.reader.Resume()
}

// along takes over of the view that was there before what stays, and gives where the entry
// that the cursor was on is now; -1 if that is not known.
func (d *desk) along(s *sight) int {
	if d.sight == nil {
		return -1
	}
	s.back = d.sight.back
	was, ok := d.sight.made.At(d.reader.Cursor())
	if !ok {
		return -1
	}
	for _, p := range s.made.Places {
		if p.Briefing == was.Briefing && p.Text == was.Text && p.Name == was.Name {
			return s.begins(markdown.Open(s.made.Markdown), p)
		}
	}
	return -1
}

// sightOf gives the open view of something; nil if there is none.
func (m *Model) sightOf(of subjectOf) *desk {
	for _, d := range m.view.asides {
		if d.id == of.key() {
			return d
		}
	}
	return nil
}

// showSight puts a view on the screen, over the briefing that it is of.
func (m *Model) showSight(d *desk) {
	for i, b := range m.desks {
		if b.id == d.sight.of.id {
			m.current = i
		}
	}
	m.view.asides = append(slices.DeleteFunc(m.view.asides, func(o *desk) bool { return o == d }), d)
	kept, size := len(m.view.asides), 0
	for kept > 0 && len(m.view.asides)-kept < mostSights && size <= mostSightBytes {
		kept--
		size += len(m.view.asides[kept].sight.made.Markdown)
	}
	m.view.asides = slices.Delete(m.view.asides, 0, kept)
	m.view.aside, m.screen, m.side, m.view.source, m.view.beside = d, onText, noSide, false, nil
}

// leaveSight goes back to where the reader was when the view was opened.
func (m *Model) leaveSight(d *desk) tea.Cmd {
	m.view.aside = nil
	if d.sight.back == (reader.Place{}) {
		m.screen = onLibrary
		return m.list()
	}
	return m.visit(d.sight.back)
}

// renewSights makes the view on the screen anew when its briefing has changed, and forgets
// the others of it.
func (m *Model) renewSights(d *desk) tea.Cmd {
	m.view.asides = slices.DeleteFunc(m.view.asides, func(a *desk) bool {
		return a != m.view.aside && a.sight.of.id == d.id && !a.sight.of.everywhere()
	})
	if a := m.view.aside; a != nil && a.sight.shows(d.id) {
		return m.makeSight(a.sight.of, true)
	}
	return nil
}

// shows reports whether a view has entries of a briefing.
func (s *sight) shows(id string) bool {
	return s.of.id == id && !s.of.everywhere() ||
		slices.ContainsFunc(s.made.Places, func(p view.Place) bool { return p.Briefing == id })
}

// markSight shows on the entries of a view the notes that their briefing has there.
func (m *Model) markSight(d *desk) {
	b := m.base()
	if d == nil || d.sight == nil || b == nil || b.text.briefing == nil || b.id != d.sight.of.id {
		return
	}
	var marks []reader.Note
	places := d.sight.told
	for _, n := range b.text.notes {
		if n.Orphaned || n.Note.Target.Scope() != note.OnText {
			continue
		}
		i := sort.Search(len(places), func(i int) bool { return places[i].Target.End > n.Span.Start })
		for ; i < len(places) && places[i].Target.Start < n.Span.End; i++ {
			marks = append(marks, reader.Note{
				Span: d.sight.sentence(d.text.document, places[i]), Kind: n.Note.Kind, ID: n.Note.ID, HasBody: n.Note.Body != "", Tags: n.Note.Tags,
			})
		}
	}
	d.reader.SetNotes(marks)
}

// toldBy gives the places of a briefing's sentences, in the order of that.
func toldBy(id string, places []view.Place) []view.Place {
	var told []view.Place
	for _, p := range places {
		if p.Briefing == id && p.Text != "" {
			told = append(told, p)
		}
	}
	slices.SortStableFunc(told, func(a, b view.Place) int { return cmp.Compare(a.Target.Start, b.Target.Start) })
	return told
}

// begins gives where an entry of the view begins for a reader: with the name of whom it is
// about, or else with its sentence.
func (s *sight) begins(doc *markdown.Document, p view.Place) int {
	if p.Name != "" {
		return p.Span.Start
	}
	return s.sentence(doc, p).Start
}

// sentence gives where in the view the words of an entry stand, without its lead.
func (s *sight) sentence(doc *markdown.Document, p view.Place) content.Span {
	here := p
	here.Target = p.Span
	return here.Find(doc, s.made.Briefing)
}

// leads says where enter goes in a view.
func (s *sight) leads() string {
	if s.of.kind == peopleView {
		return "mentions"
	}
	return "to the briefing"
}
