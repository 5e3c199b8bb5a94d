package reader

import (
	"slices"
	"sort"
	"sync/atomic"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/ui/stroke"
)

// thing is a kind of things in the text that a motion goes to, one after another.
type thing uint8

const (
	noThing thing = iota
	aNote
	aTarget // citation or link
	aCitation
	aLink
	aHeading
	aDate
	aName
	aFresh
)

// String gives what a message calls one.
func (t thing) String() string {
	return [...]string{"", "note", "citation or link", "citation", "link", "heading", "date", "name", "new or changed entry"}[t]
}

// read reports whether the language of the text has to be read to find one.
func (t thing) read() bool { return t == aDate || t == aName }

// thing gives what a key goes to, and which way; noThing if it is no such key.
func (k KeyMap) thing(s stroke.Stroke) (t thing, direction int) {
	n := k.Things
	for _, to := range [...]struct {
		thing    thing
		next, at key.Binding
	}{
		{aNote, n.NoteNext, n.NotePrev},
		{aFresh, n.FreshNext, n.FreshPrev},
		{aTarget, k.TargetNext, k.TargetPrev},
		{aCitation, n.CitationNext, n.CitationPrev},
		{aLink, n.LinkNext, n.LinkPrev},
		{aHeading, n.HeadingNext, n.HeadingPrev},
		{aDate, n.DateNext, n.DatePrev},
		{aName, n.NameNext, n.NamePrev},
	} {
		switch {
		case key.Matches(s, to.next):
			return to.thing, 1
		case key.Matches(s, to.at):
			return to.thing, -1
		}
	}
	return noThing, 0
}

// stops gives the source offsets of the things of a kind in the blocks of a chunk, in
// order.
func stops(t thing, blocks []blockText, b *briefing.Briefing) []int {
	var found []int
	if t.read() {
		found = named(t, blocks, b)
	}
	for i := range blocks {
		switch t {
		case aTarget:
			found = append(found, blocks[i].targets(markdown.Citation|markdown.Link)...)
		case aCitation:
			found = append(found, blocks[i].targets(markdown.Citation)...)
		case aLink:
			found = append(found, blocks[i].targets(markdown.Link)...)
		case aHeading:
			if blocks[i].block.Kind == markdown.Heading {
				found = append(found, blocks[i].block.Runs[0].Span.Start)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// quest is a search for the nth thing of a kind on or back from a place.
type quest struct {
	thing     thing
	direction int
	left      int // things still to pass, that at the end included
	from      int // source offset
	chunk     int // to be looked through next
	found     int // source offset of the last thing passed; -1: none yet
}

// look goes through the things of one chunk; true if the quest is at its end.
func (q *quest) look(stops []int) bool {
	passed := stops[sort.SearchInts(stops, q.from+1):]
	if q.direction < 0 {
		passed = slices.Clone(stops[:sort.SearchInts(stops, q.from)])
		slices.Reverse(passed)
	}
	if n := min(q.left, len(passed)); n > 0 {
		q.found = passed[n-1]
		q.left -= n
	}
	q.chunk += q.direction
	return q.left == 0
}

// sought is the quest that is under way behind the scenes.
type sought struct {
	latest *atomic.Int64 // number of the request that counts

	// The things of the chunk that was read last: reading takes a millisecond.
	thing thing
	chunk int
	stops []int
}

// renew makes it that of another text.
func (s *sought) renew() {
	s.latest.Add(1)
	s.thing, s.stops = noThing, nil
}

// soughtMsg brings the end of a quest.
type soughtMsg struct {
	of      *Model
	request int64
	quest   quest
}

// seek goes to the nth thing of a kind further on, or back for a negative n. What is not
// nearby is looked for behind the scenes, and gone to unless something else is done first.
func (m *Model) seek(t thing, n int) (Action, tea.Cmd) {
	switch t {
	case aNote:
		return m.seekNote(n), nil
	case aFresh:
		return m.seekFresh(n), nil
	}
	q := quest{thing: t, direction: 1, left: n, from: m.cursor, chunk: m.flow.doc.ChunkAt(m.cursor), found: -1}
	if n < 0 {
		q.direction, q.left = -1, -n
	}
	near := nearby
	if t.read() {
		near = 1
	}
	for range near {
		if !q.in(m.flow.doc) || q.look(m.stops(t, q.chunk)) {
			return m.arrive(q), nil
		}
	}
	request := m.sought.latest.Add(1)
	latest, doc, b := m.sought.latest, m.flow.doc, m.briefing
	return nil, func() tea.Msg {
		for q.in(doc) && !q.look(stops(t, blocksOf(doc, q.chunk), b)) {
			if latest.Load() != request {
				return nil
			}
		}
		return soughtMsg{m, request, q}
	}
}

// in reports whether there is a chunk to look through.
func (q *quest) in(doc *markdown.Document) bool { return q.chunk >= 0 && q.chunk < doc.Chunks() }

// stops gives the things of a kind in a chunk.
func (m *Model) stops(t thing, chunk int) []int {
	if !t.read() {
		return stops(t, m.flow.blocks(chunk), m.briefing)
	}
	s := &m.sought
	if s.thing != t || s.chunk != chunk {
		s.thing, s.chunk, s.stops = t, chunk, stops(t, m.flow.blocks(chunk), m.briefing)
	}
	return s.stops
}

// arrive goes to what was found. Where there are fewer things than were asked for, that
// is the last one.
func (m *Model) arrive(q quest) Action {
	switch {
	case q.found >= 0:
		m.far(q.found)
		return nil
	case q.direction < 0:
		return Message{Text: "no " + q.thing.String() + " further back"}
	}
	return Message{Text: "no " + q.thing.String() + " further on"}
}

// seekNote goes n notes on, or back for a negative n.
func (m *Model) seekNote(n int) Action {
	starts := make([]int, 0, len(m.notes.notes))
	for i := range m.notes.notes {
		starts = append(starts, m.notes.notes[i].Span.Start)
	}
	q := quest{thing: aNote, direction: 1, from: m.cursor, left: n, found: -1}
	if n < 0 {
		q.direction, q.left = -1, -n
		// A note may begin before the first character that is shown of it.
		for i := sort.SearchInts(starts, m.cursor); i > 0 && m.character(starts[i-1]) >= m.cursor; i-- {
			q.from = starts[i-1]
		}
	}
	q.look(starts)
	return m.arrive(q)
}
