package app

import (
	"cmp"
	"slices"
	"strings"

	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/notes"
	"readout/ui/outline"
	"readout/ui/reader"
)

// loadState is how far a briefing is opened.
type loadState int

const (
	closed loadState = iota // nothing was asked of the store yet
	loading
	idle
	failed
)

// desk is one open briefing with its notes.
type desk struct {
	id      string
	doc     *Doc // nil until it is loaded
	text    text
	reader  *reader.Model
	outline *outline.Model
	history note.History
	draft   *Draft // typed and not saved; not what is in the composer now
	state   loadState
	request int  // of the load that counts
	again   bool // it is being read again
	first   int  // where the cursor was when the text was shown first
	jobs    []job
	running *run
	typed   *Draft // in the composer, and on the disk; nil: nothing
	stamp   string // of what is shown, and of what was seen last
	seen    string
	saved   bool   // something was saved since the briefing was opened
	sight   *sight // what is shown is a view; nil: it is a briefing
	shown   appearance
	goal    func(d *desk) int // where to go once all of it is there; nil: where the reader was
	shelved bool              // it was opened from the library, and leaving it goes back there
}

func (m *Model) newDesk(id string) *desk {
	return &desk{
		id: id, shown: m.appearance(),
		reader: reader.New(reader.Options{
			Theme: m.theme, Method: m.method, Keys: m.keys.reader, MaxWidth: m.opt.MaxWidth, After: m.opt.After,
			Text: id, Trail: m.view.trail, Queries: m.view.queries, Picture: m.pictures.of(id),
		}),
		outline: outline.New(outline.Options{Theme: m.theme, Method: m.method, Keys: m.keys.outline}),
	}
}

// take shows a text that was read.
func (d *desk) take(t text) {
	begin := d.text.document == nil
	t.notes = slices.Clone(t.notes)
	sortNotes(t.notes)
	d.text = t
	d.reader.SetDocument(t.document, t.briefing)
	if t.briefing != nil {
		d.outline.SetBriefing(t.briefing)
	}
	if begin {
		d.first, _ = d.reader.Position()
	}
}

// sortNotes puts notes in the order of the text. They are large: what is sorted is their places.
func sortNotes(n []anchor.Placed) {
	order := func(a, b *anchor.Placed) int {
		return cmp.Or(
			cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Note.ID, b.Note.ID),
		)
	}
	places, sorted := make([]int, len(n)), true
	for i := range n {
		places[i] = i
		sorted = sorted && (i == 0 || order(&n[i-1], &n[i]) <= 0)
	}
	if sorted {
		return
	}
	slices.SortStableFunc(places, func(a, b int) int { return order(&n[a], &n[b]) })
	was := slices.Clone(n)
	for i, at := range places {
		n[i] = was[at]
	}
}

// find gives the note with an id.
func (d *desk) find(id string) (anchor.Placed, bool) {
	if d.text.at == nil {
		d.text.at = make(map[string]int, len(d.text.notes))
		for i := range d.text.notes {
			d.text.at[d.text.notes[i].Note.ID] = i
		}
	}
	if i, ok := d.text.at[id]; ok && id != "" {
		return d.text.notes[i], true
	}
	return anchor.Placed{}, false
}

// on gives the note that stands on exactly a range.
func (d *desk) on(span content.Span) (anchor.Placed, bool) {
	for i := range d.text.notes {
		if n := &d.text.notes[i]; n.Span == span && !n.Orphaned && n.Note.Target.Scope() == note.OnText {
			return *n, true
		}
	}
	return anchor.Placed{}, false
}

// put takes over revisions of notes that are on the disk.
func (d *desk) put(revisions []anchor.Placed) {
	last := make(map[string]int, len(revisions))
	for i := range revisions {
		last[revisions[i].Note.ID] = i
	}
	d.text.notes = slices.DeleteFunc(d.text.notes, func(old anchor.Placed) bool { _, ok := last[old.Note.ID]; return ok })
	for i := range revisions {
		if r := &revisions[i]; !r.Note.Deleted && last[r.Note.ID] == i {
			d.text.notes = append(d.text.notes, *r)
		}
	}
	d.text.at = nil
	sortNotes(d.text.notes)
}

// knownTags gives the tags of the briefing's notes, the most used first.
func (d *desk) knownTags() []string {
	count := map[string]int{}
	var tags []string
	for i := range d.text.notes {
		for _, t := range d.text.notes[i].Note.Tags {
			if count[t]++; count[t] == 1 {
				tags = append(tags, t)
			}
		}
	}
	slices.SortStableFunc(tags, func(a, b string) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	return tags
}

// common gives the tags that all of some notes have.
func (d *desk) common(ids []string) []string {
	var tags []string
	for i, id := range ids {
		n, _ := d.find(id)
		if i == 0 {
			tags = slices.Clone(n.Note.Tags)
			continue
		}
		tags = slices.DeleteFunc(tags, func(t string) bool { return !slices.Contains(n.Note.Tags, t) })
	}
	return tags
}

// words is how many bytes of a text a pane may want to show of it.
const words = 600

// quote gives the visible text of a range, or its beginning where most, in bytes, is
// not 0, without reading more of the document than that.
func (d *desk) quote(span content.Span, most int) string {
	doc := d.text.document
	if doc == nil {
		return ""
	}
	var out strings.Builder
	for i := doc.ChunkAt(span.Start); i < doc.Chunks() && (most == 0 || out.Len() < most); i++ {
		chunk := doc.Chunk(i)
		if chunk.Span.Start >= span.End {
			break
		}
		for b := range chunk.Blocks {
			block := &chunk.Blocks[b]
			if !block.Span.Overlaps(span) {
				continue
			}
			v := block.Visible()
			if t := v.TextSpan(span); t.Len() > 0 {
				if out.Len() > 0 {
					out.WriteByte('\n')
				}
				out.WriteString(v.Text[t.Start:t.End])
			}
		}
	}
	if most > 0 && out.Len() > most {
		return strings.ToValidUTF8(out.String()[:most], "")
	}
	return out.String()
}

// showNotes hands the notes to the panes that show them.
func (m *Model) showNotes(d *desk) {
	inText := make([]reader.Note, 0, len(d.text.notes))
	rows := make([]notes.Item, 0, len(d.text.notes))
	counts, back := map[string]int{}, m.backLinks(d)
	for i := range d.text.notes {
		n := &d.text.notes[i]
		inText = append(inText, reader.Note{
			Span: d.standing(n), Whole: n.Note.Target.Scope() != note.OnText, Says: says(&n.Note), Kind: n.Note.Kind, ID: n.Note.ID, Orphaned: n.Orphaned, HasBody: n.Note.Body != "", Tags: n.Note.Tags,
			Linked: len(n.Note.Links)+len(back[n.Note.ID]) > 0,
		})
		row := notes.Item{
			ID: n.Note.ID, Kind: n.Note.Kind, Quote: beginning(n.Note.Target.Exact), Body: n.Note.Body, Tags: n.Note.Tags,
			Offset: n.Span.Start, Orphaned: n.Orphaned, From: d.sectionCalled(n.Note.Target.Section), Creator: n.Note.Creator, Modified: n.Note.Modified,
			Links: append(m.linksOf(d, n), back[n.Note.ID]...), On: n.Note.Target.Scope(), Grade: n.Note.Grade, Likely: n.Note.Likely,
		}
		row.Versions = versionsOf(n.Note)
		if s := n.Outcome.Status; s != anchor.Found {
			row.Outcome = s.String()
		}
		if s := sectionOf(d.text.briefing, n); s != nil {
			row.Section = s.Title
			counts[s.Key]++
		} else if n.Note.Target.Scope() == note.OnBriefing {
			counts[outline.Whole]++
		}
		rows = append(rows, row)
	}
	rows = append(rows, d.showArrivals()...)
	d.reader.SetNotes(inText)
	d.outline.SetCounts(counts)
	m.markSight(m.view.aside)
	if d == m.base() {
		m.panes.notes.SetItems(rows)
	}
}

func beginning(s string) string {
	if len(s) > words {
		return strings.ToValidUTF8(s[:words], "")
	}
	return s
}
