package app

import (
	"bytes"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/ui/library"
)

// watchEvery is how often the program looks whether what it shows has changed on the disk:
// the file, or the notes that another program made on it.
const watchEvery = 400 * time.Millisecond

// watchMsg says that it is time to look.
type watchMsg struct{}

// stampMsg brings what tells whether a briefing has changed.
type stampMsg struct {
	id, stamp string
}

// refreshedMsg brings what a briefing is now on the disk.
type refreshedMsg struct {
	of      *desk
	request int
	stamp   string
	doc     *Doc
	text    *text           // nil if that is as it was
	notes   []anchor.Placed // on the text as it was
	err     error
}

func (m *Model) watch() tea.Cmd {
	return m.after(watchEvery, watchMsg{})
}

// after sends a message to the program when some time has passed.
func (m *Model) after(d time.Duration, msg tea.Msg) tea.Cmd {
	if m.opt.After != nil {
		return m.opt.After(d, msg)
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// waits reports whether the reader waits for what needs the search index.
func (m *Model) waits() bool { return m.view.making != 0 || m.shelving.asked != (library.Asked{}) }

// look asks for the stamp of the briefing that is shown.
func (m *Model) look() tea.Cmd {
	if said := m.opt.Store.Progress(); said != "" && m.waits() && !m.message.stays {
		m.say(said)
	}
	if of := m.lookBehind(); of != nil {
		return tea.Batch(m.lookAtBase(), of)
	}
	return m.lookAtBase()
}

func (m *Model) lookAtBase() tea.Cmd {
	store := m.opt.Store
	if m.screen == onLibrary {
		return tea.Batch(m.watch(), func() tea.Msg { return stampMsg{"", store.Stamp("")} })
	}
	d := m.base()
	if d == nil || !d.steady() {
		return m.watch()
	}
	if typed := m.keepTyped(d); typed != nil {
		return tea.Batch(m.watch(), typed)
	}
	id := d.id
	stamp := func() tea.Msg { return stampMsg{id, store.Stamp(id)} }
	if !d.text.around {
		d.text.around = true
		return tea.Batch(m.watch(), stamp, m.lookForArrivals(d))
	}
	return tea.Batch(m.watch(), stamp)
}

// keepTyped keeps as a draft what is being typed, so that no crash costs more than the
// last words.
func (m *Model) keepTyped(d *desk) tea.Cmd {
	if m.bottom != onComposer || !m.panes.composer.Changed() {
		return nil
	}
	draft := m.draftOf(d)
	if d.typed != nil && *draft == *d.typed {
		return nil
	}
	d.typed = draft
	return m.storeDraft(d, draft)
}

// steady reports whether a briefing is all there and nothing is being done to it.
func (d *desk) steady() bool { return d.state == idle && !d.busy() && d.text.resolver != nil }

// stamped compares a stamp with those before it. A change counts when it is over: two
// looks see the same.
func (m *Model) stamped(msg stampMsg) tea.Cmd {
	if msg.id == "" {
		return m.arrivals(msg.stamp)
	}
	d := m.base()
	if d == nil || d.id != msg.id || !d.steady() || d.again {
		return nil // a large text takes longer to be read again than until the next look
	}
	seen := d.seen
	d.seen = msg.stamp
	switch {
	case d.stamp == "":
		d.stamp = msg.stamp
	case msg.stamp != d.stamp && msg.stamp == seen && m.bottom == noBottom:
		return m.refresh(d)
	}
	return nil
}

// refresh reads a briefing again.
func (m *Model) refresh(d *desk) tea.Cmd {
	request, id, stamp, store, old, before := m.next(), d.id, d.seen, m.opt.Store, d.text, d.doc
	last := d.doc.Position.Revision // read before this session
	d.request, d.again = request, true
	return func() tea.Msg {
		doc, err := store.Reload(id)
		if err != nil {
			return refreshedMsg{of: d, request: request, stamp: stamp, err: err}
		}
		if bytes.Equal(doc.Source, before.Source) {
			doc.Source = before.Source
			placed := old.resolver.Place(doc.Notes)
			sortNotes(placed)
			return refreshedMsg{of: d, request: request, stamp: stamp, doc: doc, notes: placed}
		}
		doc.History = withOlder(doc.History, old.revision, before.Source)
		doc.Position.Revision = last
		now := m.read(doc)
		now.resolver.Compare(old.revision) // here, where nobody waits for a key
		return refreshedMsg{of: d, request: request, stamp: stamp, doc: doc, text: &now}
	}
}

// withOlder adds a text to those that a history gives: of all that was before, no more is
// held than that.
func withOlder(kept func(revision string) ([]byte, bool), older string, source []byte) func(revision string) ([]byte, bool) {
	return func(revision string) ([]byte, bool) {
		if revision == older {
			return source, true
		}
		return kept(revision)
	}
}

// refreshed shows what a briefing is now. Cursor and selection stay on their text.
func (m *Model) refreshed(msg refreshedMsg) tea.Cmd {
	msg.of.again = false
	d := m.waiting(msg.request)
	if d == nil || !d.steady() {
		return nil // what was done meanwhile counts; the next look sees this again
	}
	d.stamp = msg.stamp
	if msg.err != nil {
		m.fail("reading it again", msg.err)
		return nil
	}
	said := arrived(d, msg.doc)
	if two := disputed(d, msg.doc); two != "" {
		said = two + m.tip(m.keys.app.Notes, "shows both versions")
	}
	msg.doc.Position, msg.doc.Draft = d.doc.Position, d.doc.Draft
	d.doc, d.history = msg.doc, d.history.Replaced(msg.doc.Notes...)
	if msg.text == nil {
		d.text.notes, d.text.at = msg.notes, nil
		sortNotes(d.text.notes)
	} else {
		from := d.text.revision
		d.take(*msg.text)
		d.reader.Follow(func(offset int) int { return msg.text.resolver.Follow(from, offset) })
		said = "the file has changed, and was read again"
		if news := d.text.fresh.said(); news != "" {
			said += " · " + news + m.tip(m.keys.reader.Things.FreshNext, "next")
		}
		d.showFresh()
	}
	m.showNotes(d)
	if said != "" {
		m.say(said)
	}
	if msg.text == nil {
		return m.keepPlacements(d)
	}
	return tea.Batch(d.reader.Resume(), m.renewSights(d), m.renewBeside(d), m.keepPlacements(d))
}

// arrived says how many notes others have added.
func arrived(d *desk, doc *Doc) string {
	n := 0
	for i := range doc.Notes {
		if _, known := d.find(doc.Notes[i].ID); !known {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "a note came in from elsewhere"
	}
	return fmt.Sprintf("%d notes came in from elsewhere", n)
}
