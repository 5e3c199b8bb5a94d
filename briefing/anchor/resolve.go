package anchor

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// Status says what became of the place of a note.
type Status uint8

// What can become of it.
const (
	Orphaned  Status = iota // its text is not there any more
	Found                   // the text stands where it stood
	Moved                   // the text stands somewhere else
	Changed                 // the place is there, in other words
	Ambiguous               // several places fit, so none is taken
)

var statuses = [...]string{"orphaned", "found", "moved", "changed", "ambiguous"}

// String gives the status in a word.
func (s Status) String() string { return statuses[s] }

// statusOf gives the status of a word; Orphaned for one that is none.
func statusOf(word string) Status { return Status(max(slices.Index(statuses[:], word), 0)) }

// Method says how a place was found.
type Method string

// The methods.
const (
	ByData      Method = "data"      // the revision is the note's own: its bytes, whose text is the quotation
	ByAlignment Method = "alignment" // the words of the old revision, aligned with those of the new one
	BySearch    Method = "search"    // the quotation, with what stood around it
)

// Outcome says how a note was placed. Score is the share of what the quotation says that is
// still there, common words counting less than rare ones, from 0 to 1.
type Outcome struct {
	Status Status
	Method Method
	Score  float64
}

// Orphaned reports whether the note has no place.
func (o Outcome) Orphaned() bool { return o.Status == Orphaned || o.Status == Ambiguous }

// Placed is a note with the source range of its text; a zero range for an orphan, and for a
// note on the whole briefing.
type Placed struct {
	Note     note.Note
	Span     content.Span
	Orphaned bool
	Outcome  Outcome
}

// History gives the source of an older revision of a document; false if it isn't kept.
type History func(revision string) ([]byte, bool)

// Resolver finds the places of notes in one document. It is safe for concurrent use, and
// prepares what it needs once: nothing for notes made on the same revision.
type Resolver struct {
	doc      *markdown.Document
	revision string
	history  History
	now      func() *reading
	searcher func() *searcher
	index    func() *index
	sections func() []briefing.Section

	known map[move]note.Placement

	mu   sync.Mutex
	olds map[string]*alignment // by revision; nil for one that isn't kept
	ends map[string]ends       // by revision
}

// move names a note, and the revision that it was made on.
type move struct{ note, from string }

// reading is the text of the document in words, with their numbers.
type reading struct {
	*text
	names *vocabulary
}

// Recall makes the resolver take the places that are known from placements, and work out
// only the others. It is called before any place is asked for.
func (r *Resolver) Recall(known []note.Placement) *Resolver {
	r.known = map[move]note.Placement{}
	for _, p := range known {
		if p.To == r.revision {
			r.known[move{p.Note, p.From}] = p
		}
	}
	return r
}

// NewResolver prepares to find notes in a document that has been opened as a whole. Without
// a history (nil) notes of other revisions are found by their quotation alone.
func NewResolver(doc *markdown.Document, revision string, history History) *Resolver {
	r := &Resolver{doc: doc, revision: revision, history: history, olds: map[string]*alignment{}, ends: map[string]ends{}}
	r.now = sync.OnceValue(func() *reading {
		names, v := newVocabulary(nil, 1<<12), doc.Visible()
		return &reading{&text{v, names.read(v.Text)}, names}
	})
	r.searcher = sync.OnceValue(func() *searcher { return newSearcher(r.now().text, r.now().names) })
	r.sections = sync.OnceValue(func() []briefing.Section { return briefing.Parse(doc.Source()).Sections })
	r.index = sync.OnceValue(func() *index { return newIndex(r.now().visible) })
	return r
}

// Place finds the places of notes, in the order given.
func Place(doc *markdown.Document, revision string, history History, notes []note.Note) []Placed {
	return NewResolver(doc, revision, history).Place(notes)
}

// Place finds the places of notes, in the order given. Each is looked for by itself, many by
// all processors.
func (r *Resolver) Place(notes []note.Note) []Placed {
	placed := make([]Placed, len(notes))
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < len(notes); i = int(next.Add(1)) - 1 {
			placed[i] = r.place(&notes[i])
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(notes)/severalNotes+1) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	return placed
}

// severalNotes is how many notes are worth a processor of their own.
const severalNotes = 8

func (r *Resolver) place(n *note.Note) Placed {
	p := Placed{Note: *n}
	known, ok := r.known[move{n.ID, n.Target.Source}]
	if _, is := r.scoped(&n.Target); ok && is {
		ok = false
	}
	if ok {
		p.Span, p.Outcome, ok = r.recalled(known)
	}
	if !ok {
		p.Span, p.Outcome = r.Resolve(n.Target)
	}
	p.Orphaned = p.Outcome.Orphaned()
	return p
}

func (r *Resolver) recalled(p note.Placement) (content.Span, Outcome, bool) {
	o := Outcome{statusOf(p.Outcome), Method(p.Method), p.Score}
	if o.Orphaned() {
		return content.Span{}, o, p.Outcome == o.Status.String()
	}
	return p.Data, o, p.Data.Len() > 0 && p.Data.End <= len(r.doc.Source())
}

// Placements gives the events of places that are to be remembered: those in another revision
// than the notes were made on that were not known.
func (r *Resolver) Placements(placed []Placed, now time.Time) (events []note.Placement) {
	for _, p := range placed {
		from := p.Note.Target.Source
		if _, ok := r.known[move{p.Note.ID, from}]; ok || from == r.revision || p.Note.Deleted || p.Outcome.Method == ByScope {
			continue
		}
		events = append(events, note.Placement{
			Note: p.Note.ID, From: from, To: r.revision, Outcome: p.Outcome.Status.String(),
			Method: string(p.Outcome.Method), Score: p.Outcome.Score, Data: p.Span, Created: now,
		})
	}
	return events
}

// Resolve finds the place of a note. A note on a whole section stands on its heading, one on
// the whole briefing on nothing: its range is empty, and it is found.
//
// On the revision that it was made on the bytes tell, if their visible text is the quotation.
// On another, if the old one is kept, its words are aligned with those of the document, and
// the note goes where its words went; what the alignment does not explain is searched for
// the quotation. If the old one is not kept, all of the document is: the place counts where
// most of the quotation's words and of those around it stand in order, and of several the
// one nearest to where it stood, if no other is nearly as near.
func (r *Resolver) Resolve(t note.Target) (content.Span, Outcome) {
	if at, ok := r.scoped(&t); ok {
		return at, Outcome{Found, ByScope, 1}
	}
	at, o := r.words(t)
	if t.Scope() == note.OnSection {
		return r.renamed(at, o)
	}
	return at, o
}

// words finds the place of a note's words.
func (r *Resolver) words(t note.Target) (content.Span, Outcome) {
	if t.Source == r.revision && stands(r.doc, t) {
		return t.Data, Outcome{Found, ByData, 1}
	}
	if a := r.alignment(t.Source); a != nil && 0 <= t.Data.Start && t.Data.Start < t.Data.End {
		if span := a.old.visible.TextSpan(t.Data); same(a.old.visible.Text[span.Start:span.End], t.Exact) {
			at, o := a.follow(span)
			if o.Orphaned() {
				at, o = r.searcher().find(t, a.from)
			}
			return r.placed(t, at, o)
		}
	}
	if at, score, ok := r.index().find(t); ok {
		return r.placed(t, at, Outcome{Changed, BySearch, score})
	}
	at, o := r.searcher().find(t, nil)
	return r.placed(t, at, o)
}

// placed gives the source range of a place in the visible text. A text that is as it was is
// found, or moved.
func (r *Resolver) placed(t note.Target, at content.Span, o Outcome) (content.Span, Outcome) {
	if o.Orphaned() {
		return content.Span{}, o
	}
	v := r.now().visible
	span, ok := v.SourceSpan(at)
	if !ok {
		return content.Span{}, Outcome{}
	}
	if same(t.Exact, v.Text[at.Start:at.End]) && o.Status == Changed {
		o.Status = Moved
		if v.CodePoint(at.Start) == t.Position.Start {
			o.Status = Found
		}
	}
	return span, o
}

// alignment aligns an older revision with the document; nil if it isn't kept.
func (r *Resolver) alignment(revision string) *alignment {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, known := r.olds[revision]
	if known || r.history == nil || revision == r.revision {
		return a
	}
	if src, ok := r.history(revision); ok {
		parsed := make(chan *markdown.Visible)
		go func() { parsed <- markdown.Open(src).Visible() }()
		now := r.now()
		a = align(<-parsed, now.text, now.names)
	}
	r.olds[revision] = a
	return a
}

// stands reports whether the bytes of a target show its quotation in a document.
func stands(doc *markdown.Document, t note.Target) bool {
	src := doc.Source()
	if t.Data.Start < 0 || t.Data.End > len(src) || t.Data.Len() < 0 {
		return false
	}
	return same(quote(doc, t.Data), t.Exact)
}

// same compares texts without their white space.
func same(a, b string) bool { return a == b || squeeze(a) == squeeze(b) }

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}

// blank reports whether a character is white space, as HTML and wrapped text have it.
func blank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\u00a0' }
