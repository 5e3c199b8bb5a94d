package app

import (
	"cmp"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/content"
	"readout/ui/notes"
	"readout/ui/reader"
)

// arrival is a place in the text to which notes lead, of this briefing or of others.
type arrival struct {
	span  content.Span
	links []notes.Link
}

// arriving gives the places in a text to which the notes of the library lead, in order.
// Links to notes are not among them: they are shown at the notes. It may read old texts.
func arriving(links []Leading, id string, resolver *anchor.Resolver) []arrival {
	var all []arrival
	at := map[content.Span]int{}
	for _, l := range links {
		if l.Link.Briefing != id || l.Link.Note != "" || resolver == nil {
			continue
		}
		span, outcome := resolver.Resolve(l.Link.Target)
		if outcome.Orphaned() || span.Len() == 0 {
			continue
		}
		from := notes.Link{Briefing: l.Briefing, Note: l.Note, Back: true, Label: l.Label}
		if l.Briefing != id {
			from.Where = l.From
		}
		if i, ok := at[span]; ok {
			all[i].links = append(all[i].links, from)
			continue
		}
		at[span] = len(all)
		all = append(all, arrival{span, []notes.Link{from}})
	}
	slices.SortStableFunc(all, func(a, b arrival) int { return cmp.Compare(a.span.Start, b.span.Start) })
	return all
}

// lookForArrivals looks for what leads to the text that is being read.
func (m *Model) lookForArrivals(d *desk) tea.Cmd {
	store := m.opt.Store
	msg := arrivedMsg{id: d.id, revision: d.text.revision}
	resolver := d.text.resolver
	return func() tea.Msg {
		links, err := store.Leading(msg.id)
		if err != nil {
			return nil // it is said where they are listed
		}
		msg.arrivals = arriving(links, msg.id, resolver)
		return msg
	}
}

// arrivedMsg brings what leads to a text.
type arrivedMsg struct {
	id, revision string // of the briefing and of its text
	arrivals     []arrival
}

// showArrived shows what leads to a text; nothing is done where there is, and was, nothing.
func (m *Model) showArrived(msg arrivedMsg) {
	for _, d := range m.desks {
		if d.id == msg.id && d.text.revision == msg.revision && len(d.text.arrivals)+len(msg.arrivals) > 0 {
			d.text.arrivals = msg.arrivals
			m.showNotes(d)
		}
	}
}

// from says where the links of an arrival come from.
func (a *arrival) from() string {
	l := a.links[0]
	text := "“" + content.CleanLine(beginning(l.Label)) + "”"
	if l.Where != "" {
		text += " in " + content.CleanLine(l.Where)
	}
	if n := len(a.links) - 1; n > 0 {
		text += " and " + count(n, "other", "others")
	}
	return text
}

// showArrivals shows in the text what leads there, and gives the rows of the list that say so.
func (d *desk) showArrivals() []notes.Item {
	inText := make([]reader.Note, len(d.text.arrivals))
	rows := make([]notes.Item, len(d.text.arrivals))
	for i := range d.text.arrivals {
		a := &d.text.arrivals[i]
		inText[i] = reader.Note{Span: a.span, Says: a.from()}
		rows[i] = notes.Item{ID: "text at " + strconv.Itoa(a.span.Start) + "–" + strconv.Itoa(a.span.End), Arrived: true, Quote: beginning(d.quote(a.span, words)), Offset: a.span.Start, Links: a.links}
		if b := d.text.briefing; b != nil {
			if s := b.SectionAt(a.span.Start); s != nil {
				rows[i].Section = s.Title
			}
		}
	}
	d.reader.SetArrivals(inText)
	return rows
}

// relinked reports whether revisions change where notes lead.
func (d *desk) relinked(revisions []anchor.Placed) bool {
	return slices.ContainsFunc(revisions, func(now anchor.Placed) bool {
		was, _ := d.find(now.Note.ID)
		if now.Note.Deleted {
			return len(was.Note.Links) > 0
		}
		return !slices.Equal(was.Note.Links, now.Note.Links)
	})
}

// lookAgain lets what leads to the open texts be looked for anew.
func (m *Model) lookAgain() {
	for _, d := range m.desks {
		d.text.around = false
	}
}
