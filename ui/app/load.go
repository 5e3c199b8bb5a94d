package app

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/compose"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/library"
)

// WholeAtOnce is the size, in bytes, up to which a briefing is read as a whole before it
// is shown; of a larger one a prefix is shown first.
const WholeAtOnce = 128 << 10

// paintFirst is how long reading the rest of a large briefing waits, so that it does not
// take the processor from painting what is there.
const paintFirst = 30 * time.Millisecond

// emptyAfter is how long the screen stays as it was when the program is started, if nothing
// is there to be seen sooner: to paint a screen without a text, and right after it one with
// the text, takes twice as long.
const emptyAfter = 150 * time.Millisecond

// lateMsg says that emptyAfter is over.
type lateMsg struct{}

// loadedMsg brings a briefing from the store, with as much of it read as a first screen
// needs.
type loadedMsg struct {
	request int
	doc     *Doc
	text    text
	stamp   string // from before it was read: what comes in later is a change
	err     error
}

// readMsg brings a large briefing read as a whole.
type readMsg struct {
	request int
	text    text
}

// listedMsg brings the list of the library.
type listedMsg struct {
	request  int
	items    []library.Item
	problems []string
	err      error
	stay     bool // the cursor stays on its briefing
	opening  bool // there are more
}

// text is a briefing's source as it was read. briefing is nil for a prefix.
type text struct {
	document *markdown.Document
	revision string // of the source; empty for a prefix
	briefing *briefing.Briefing
	notes    []anchor.Placed
	at       map[string]int // places of notes by their ids; nil until it is asked for
	resolver *anchor.Resolver
	events   []note.Placement // places that were worked out now and are not kept yet
	begin    Position         // where reading goes on
	fresh    fresh            // what is new since the text was read last
	arrivals []arrival        // to which notes lead
	around   bool             // these were looked for
}

// load fetches a briefing.
func (m *Model) load(d *desk) tea.Cmd {
	request, id, store := m.next(), d.id, m.opt.Store
	d.request, d.state = request, loading
	return func() tea.Msg {
		stamp := store.Stamp(id)
		doc, err := store.Load(id)
		if err != nil {
			return loadedMsg{request: request, err: err}
		}
		if len(doc.Source) > WholeAtOnce {
			if doc.Prefix == nil {
				doc.Prefix = markdown.OpenPrefix(doc.Source)
			}
			prefix := text{document: doc.Prefix}
			doc.Prefix = nil // the whole text takes its place soon
			return loadedMsg{request: request, doc: doc, stamp: stamp, text: prefix}
		}
		return loadedMsg{request: request, doc: doc, stamp: stamp, text: m.read(doc)}
	}
}

// read reads all of a briefing and finds the text of its notes.
func (m *Model) read(doc *Doc) text {
	t := text{document: markdown.Open(doc.Source), revision: briefing.Revision(doc.Source), briefing: compose.Read(doc.Source)}
	t.resolver = anchor.NewResolver(t.document, t.revision, doc.History).Recall(doc.Placements)
	t.notes = t.resolver.Place(doc.Notes)
	sortNotes(t.notes) // here, where nobody waits for a key
	t.events = t.resolver.Placements(t.notes, m.opt.Now())
	t.begin = t.followed(doc.Position)
	t.fresh = t.since(doc.Position.Revision, doc.History)
	return t
}

// waiting gives the desk that waits for a result, nil when the result comes too late.
func (m *Model) waiting(request int) *desk {
	for _, d := range m.desks {
		if d.request == request {
			return d
		}
	}
	return nil
}

func (m *Model) loaded(msg loadedMsg) tea.Cmd {
	d := m.waiting(msg.request)
	if d == nil {
		return nil
	}
	m.view.opening = false
	if msg.err != nil {
		d.state = failed
		m.fail("opening", msg.err)
		return nil
	}
	d.doc, d.stamp = msg.doc, msg.stamp
	if p := msg.doc.Position; p.Revision != "" {
		d.shown = appearanceOf(p.View)
	}
	d.take(msg.text)
	if msg.text.briefing == nil {
		document := msg.text.document
		if at := msg.doc.Position; at.Offset > 0 && at.Offset < document.Chunk(document.Chunks()-1).Span.End {
			d.reader.SetPosition(at.Offset, at.Top)
		}
		request, doc := m.next(), msg.doc
		d.request = request
		return tea.Tick(paintFirst, func(time.Time) tea.Msg { return readMsg{request, m.read(doc)} })
	}
	if at := msg.text.begin; at.Revision != "" {
		d.reader.SetPosition(at.Offset, at.Top)
	}
	return m.ready(d)
}

func (m *Model) wholeRead(msg readMsg) tea.Cmd {
	d := m.waiting(msg.request)
	if d == nil {
		return nil
	}
	before, _ := d.reader.Position()
	d.take(msg.text)
	if at := msg.text.begin; at.Offset > before && before == d.first {
		d.reader.SetPosition(at.Offset, at.Top)
	}
	return m.ready(d)
}

// ready follows when all of a briefing is there.
func (m *Model) ready(d *desk) tea.Cmd {
	d.state = idle
	d.history = note.NewHistory(m.opt.Now, m.opt.NewID, d.doc.Notes...).Resume(d.doc.Past)
	d.draft = d.doc.Draft
	d.doc.Position.Revision = cmp.Or(d.doc.Position.Revision, d.text.revision)
	d.reader.SetMarks(d.text.begin.Marks)
	d.outline.SetClosed(d.text.begin.Closed)
	d.showFresh()
	if d == m.desk() {
		switch {
		case len(d.doc.Problems) > 0:
			m.say(d.doc.Problems[0])
		case d.draft != nil:
			m.say("an unsaved text of yours was kept" + m.tip(m.keys.reader.Write, "goes on with it"))
		case d.text.fresh.said() != "":
			m.say(d.text.fresh.said() + " since you read it last" + m.tip(m.keys.reader.Things.FreshNext, "next"))
		}
	}
	m.arriveAt(d)
	m.showNotes(d)
	var watch tea.Cmd
	if !m.view.watching {
		m.view.watching, watch = true, m.watch()
	}
	return tea.Batch(d.reader.Resume(), m.keepPlacements(d), m.work(d), watch, m.opened(d), m.restore(d), m.askTitles())
}

// keepPlacements keeps where the notes of older revisions were found, and says once what
// became of them. What cannot be kept is worked out again next time.
func (m *Model) keepPlacements(d *desk) tea.Cmd {
	events := d.text.events
	if len(events) == 0 {
		return nil
	}
	d.text.events = nil
	count := map[string]int{}
	for _, e := range events {
		count[e.Outcome]++
	}
	var said []string
	for _, outcome := range []anchor.Status{anchor.Moved, anchor.Changed, anchor.Ambiguous, anchor.Orphaned} {
		if n := count[outcome.String()]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, outcome))
		}
	}
	if len(said) > 0 && d == m.desk() {
		m.say("the text is another one, and of the notes on it " + strings.Join(said, ", ") + m.tip(m.keys.app.Notes, "lists them"))
	}
	store, id := m.opt.Store, d.id
	return func() tea.Msg {
		store.SavePlacements(id, events...) //nolint:errcheck // they are found again
		return nil
	}
}

// list fetches the list of the library.
func (m *Model) list() tea.Cmd {
	request, store := m.next(), m.opt.Store
	m.shelving.listing = request
	opens := !m.panes.library.Loaded() && m.panes.library.AsAdded()
	return func() tea.Msg {
		if opens {
			if items := store.Opening(); len(items) > 0 {
				return listedMsg{request: request, items: items, opening: true}
			}
		}
		items, problems, err := store.List()
		return listedMsg{request: request, items: items, problems: problems, err: err}
	}
}

func (m *Model) listed(msg listedMsg) tea.Cmd {
	switch {
	case msg.request != m.shelving.listing:
		return nil
	case msg.err != nil:
		m.view.opening = false
		m.fail("listing the library", msg.err)
		return nil
	case msg.opening:
		m.view.opening = false
		m.panes.library.SetOpening(msg.items)
		return m.relist()
	case len(msg.problems) > 0:
		m.say(msg.problems[0])
	}
	m.view.opening = false
	m.panes.library.SetItems(msg.items)
	if d := m.base(); d != nil && !msg.stay {
		m.panes.library.Select(d.id)
	}
	return nil
}

// title gives what a briefing is called.
func (d *desk) title() string {
	switch {
	case d.doc != nil && d.doc.Item.Title != "": // as the reader calls it
		return content.CleanLine(d.doc.Item.Title)
	case d.text.briefing != nil && d.text.briefing.Title != "":
		return content.CleanLine(d.text.briefing.Title)
	case d.doc != nil:
		return content.CleanLine(cmp.Or(d.doc.Item.Title, d.doc.Item.Path, "Untitled"))
	}
	return ""
}
