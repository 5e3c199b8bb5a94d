package app

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/notes"
)

// Survey is what the notes of all briefings of the library say together.
type Survey struct {
	Tags  []string // each once, the most used first
	Links []Leading
}

// Leading is a link of a note. Its texts are on one line, and safe to print.
type Leading struct {
	Briefing, From string // of the note that it leads from: id and title
	Note           string
	Label          string // the first words of what that note stands on
	To             string // title of the briefing that it leads to; empty where that is not there
	Link           note.Link
	Gone           bool // it leads to a note that is not there any more
}

// among is what a reader knows of notes beyond the briefing that is open.
type among struct {
	survey  *Survey // nil: not looked at yet
	request int     // of the survey that counts
	from    *origin // the note that is being linked; nil: none is
}

// origin is the note that a link shall lead from.
type origin struct {
	desk  *desk
	note  string
	label string
}

// surveyedMsg brings what the notes of the library say.
type surveyedMsg struct {
	request int
	survey  *Survey
}

// lookAround reads what the notes of the library say. What cannot be read completes
// nothing, and is not worth a message while somebody writes.
func (m *Model) lookAround() tea.Cmd {
	request, store := m.next(), m.opt.Store
	m.view.among.request = request
	return func() tea.Msg {
		survey, err := store.Survey()
		if err != nil {
			return nil
		}
		return surveyedMsg{request, survey}
	}
}

// lookedAround takes over what the notes of the library say.
func (m *Model) lookedAround(msg surveyedMsg) {
	if msg.request != m.view.among.request {
		return
	}
	m.view.among.survey = msg.survey
	d := m.base()
	if d == nil {
		return
	}
	known := m.knownTags(d)
	m.panes.composer.SetKnown(known)
	m.panes.tags.SetKnown(known)
	if m.screen == onNotes {
		m.showNotes(d)
	}
}

// knownTags gives the tags that complete what is typed: those of the library, the most used
// first, and what the open briefing has besides.
func (m *Model) knownTags(d *desk) []string {
	own := d.knownTags()
	if m.view.among.survey == nil {
		return own
	}
	all := slices.Clone(m.view.among.survey.Tags)
	for _, tag := range own {
		if !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}

// link begins a link from a note, or leads one that was begun to it.
func (m *Model) link(d *desk, id string) tea.Cmd {
	n, ok := d.find(id)
	if !ok {
		return nil
	}
	from := m.view.among.from
	switch {
	case from == nil:
		m.view.among.from = &origin{d, id, labelOf(&n)}
		m.say("to which note or text? " + m.linkTips())
		return nil
	case from.desk == d && from.note == id:
		m.view.among.from = nil
		m.say("not linked")
		return nil
	}
	return m.linkTo(func() note.Link { return note.Link{Briefing: d.id, Note: id, Label: labelOf(&n)} })
}

// linkTips says how a link that was begun is made.
func (m *Model) linkTips() string {
	k := m.keys
	return k.notes.Link.Help().Key + " on a note, " + k.reader.Follow.Help().Key + " in any text · " + k.reader.Cancel.Help().Key + " gives it up"
}

// linking has the keys of the text while a link is being made.
func (m *Model) linking(d *desk, msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	if m.view.among.from == nil || d.sight != nil || d.text.briefing == nil || d.reader.Typing() {
		return nil, false
	}
	switch {
	case key.Matches(msg, m.keys.reader.Cancel):
		m.view.among.from = nil
		m.say("not linked")
		return nil, true
	case key.Matches(msg, m.keys.reader.Follow):
		span, target, id := d.reader.Subject(), m.targetOf(d), d.id
		label := beginning(content.CleanLine(d.quote(span, 200)))
		d.reader.ClearSelection()
		return m.linkTo(func() note.Link { return note.Link{Briefing: id, Label: label, Target: target(span)} }), true
	}
	return nil, false
}

// linkTo makes the link that was begun; one that is there already is taken away. to may
// read a whole document.
func (m *Model) linkTo(to func() note.Link) tea.Cmd {
	from := m.view.among.from
	m.view.among.from = nil
	if !slices.Contains(m.desks, from.desk) {
		m.say("the note that was to be linked is not open any more")
		return nil
	}
	return m.change(from.desk, func(c *change) revise {
		if _, ok := from.desk.find(from.note); !ok {
			m.say("the note that was to be linked is not there any more")
			return nil
		}
		h := from.desk.history
		c.said = "linked from “" + from.label + "”" + m.tip(m.keys.app.Undo, "undoes, where that note is")
		return func() (note.History, []note.Note) {
			l := to()
			return h.Change(func(n *note.Note) {
				kept := slices.DeleteFunc(slices.Clone(n.Links), l.Leads)
				if len(kept) == len(n.Links) {
					kept = append(kept, l)
				}
				n.Links = kept
			}, from.note)
		}
	}, noBottom)
}

// labelOf gives the first words of what a note is on.
func labelOf(n *anchor.Placed) string {
	text := []rune(content.CleanLine(n.Note.Target.Exact))
	if len(text) == 0 {
		text = []rune(content.CleanLine(n.Note.Body))
	}
	const most = 80
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

// backLinks gives the links that lead to the notes of a briefing, by the note they lead to:
// those of its own notes, and then those of other briefings.
func (m *Model) backLinks(d *desk) map[string][]notes.Link {
	back := map[string][]notes.Link{}
	for i := range d.text.notes {
		o := &d.text.notes[i]
		for _, l := range o.Note.Links {
			if l.Briefing == d.id && l.Note != "" {
				back[l.Note] = append(back[l.Note], notes.Link{Briefing: d.id, Note: o.Note.ID, Back: true, Label: labelOf(o)})
			}
		}
	}
	if m.view.among.survey == nil {
		return back
	}
	for _, l := range m.view.among.survey.Links {
		if l.Briefing != d.id && l.Link.Briefing == d.id && l.Link.Note != "" {
			back[l.Link.Note] = append(back[l.Link.Note], notes.Link{Briefing: l.Briefing, Note: l.Note, Back: true, Label: l.Label, Where: l.From})
		}
	}
	return back
}

// linksOf gives the links of a note as the list shows them.
func (m *Model) linksOf(d *desk, n *anchor.Placed) (out []notes.Link) {
	for i := range n.Note.Links {
		l := n.Note.Links[i]
		shown := notes.Link{Briefing: l.Briefing, Note: l.Note, Number: i, Label: content.CleanLine(l.Label)}
		if l.Briefing == d.id {
			_, there := d.find(l.Note)
			shown.Gone = l.Note != "" && !there
		} else if known := m.known(d, n, l); known != nil {
			shown.Where, shown.Gone = known.To, known.Gone || known.To == ""
		}
		out = append(out, shown)
	}
	return out
}

// known gives what the survey says of a link; nil: nothing.
func (m *Model) known(d *desk, n *anchor.Placed, l note.Link) *Leading {
	if m.view.among.survey == nil {
		return nil
	}
	links := m.view.among.survey.Links
	i := slices.IndexFunc(links, func(k Leading) bool {
		return k.Briefing == d.id && k.Note == n.Note.ID && k.Link.Leads(l)
	})
	if i < 0 {
		return nil
	}
	return &links[i]
}

// followNote goes where a link of the list leads.
func (m *Model) followNote(d *desk, from string, to notes.Link) tea.Cmd {
	if to.Note != "" {
		return m.goToNote(to.Briefing, to.Note)
	}
	n, ok := d.find(from)
	if !ok || to.Number >= len(n.Note.Links) {
		return nil
	}
	target := n.Note.Links[to.Number].Target
	return m.openAt(to.Briefing, func(d *desk) int {
		span, outcome := d.text.resolver.Resolve(target)
		if outcome.Orphaned() {
			m.say("the text that it leads to is not there any more")
			return -1
		}
		return span.Start
	})
}

// goToNote goes to where a note of a briefing stands.
func (m *Model) goToNote(id, to string) tea.Cmd {
	return m.openAt(id, func(d *desk) int {
		n, ok := d.find(to)
		switch {
		case !ok:
			m.say("the note that it leads to was deleted")
			return -1
		case n.Orphaned:
			m.say("the text of the note that it leads to is not there any more")
			return -1
		}
		return d.standing(&n).Start
	})
}
