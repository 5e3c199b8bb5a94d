package note

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// History turns what a reader does to notes into the revisions to append, and can undo
// and redo it: by appending again, never by rewriting. It is a value and touches no
// disk: each method gives the History after what was done, which counts once the
// revisions are saved; if saving fails, the one before still stands.
//
//	next, revisions := history.Edit(id, text)
//	if err := log.Append(revisions...); err == nil {
//		history = next
//	}
type History struct {
	now    func() time.Time
	newID  func() string
	latest map[string]Note // tombstones among them; never changed, only replaced
	done   []Step
	undone []Step
}

// Step is what was done at once: notes before and after, pairwise.
type Step struct{ Before, After []Note }

// written is a Step as it is kept: every version of a note stands for itself.
type written struct {
	Before []Note `json:"before"`
	After  []Note `json:"after"`
}

// MarshalJSON writes a Step with every version of its notes.
func (s Step) MarshalJSON() ([]byte, error) {
	return json.Marshal(written{flat(s.Before), flat(s.After)})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Step) UnmarshalJSON(text []byte) error {
	var w written
	if err := json.Unmarshal(text, &w); err != nil {
		return err
	}
	s.Before, s.After = unflat(w.Before), unflat(w.After)
	return nil
}

// Past is what can be undone and done again, the last at the end, to be kept from one time
// that the program runs to the next.
type Past struct {
	Done   []Step `json:"done"`
	Undone []Step `json:"undone"`
}

// longestPast is how many steps are kept.
const longestPast = 100

// Past gives what can be undone and done again, of much the last.
func (h History) Past() Past {
	return Past{h.done[max(len(h.done)-longestPast, 0):], h.undone[max(len(h.undone)-longestPast, 0):]}
}

// Resume takes over what could be undone when the program ran last. A step with a note that
// has no revision there any more ends it: nothing before that can be told.
func (h History) Resume(p Past) History {
	there := h.latest
	h.done, h.undone = whole(p.Done), whole(p.Undone)
	for _, s := range slices.Concat(h.done, h.undone) {
		for _, n := range slices.Concat(s.Before, s.After) {
			if _, ok := there[n.ID]; !ok {
				h = h.Seen(n) // a note that was deleted is nowhere else
			}
		}
	}
	return h
}

// whole gives the last steps that can be taken back.
func whole(steps []Step) []Step {
	for i, s := range slices.Backward(steps) {
		same := func(a, b Note) bool { return a.ID == b.ID && a.ID != "" }
		if len(s.After) == 0 || !slices.EqualFunc(s.Before, s.After, same) {
			return steps[i+1:]
		}
	}
	return steps
}

// NewHistory begins a history on the notes that are there. now tells the time, newID
// gives UUIDs that were not used before.
func NewHistory(now func() time.Time, newID func() string, notes ...Note) History {
	return History{now: now, newID: newID}.Seen(notes...)
}

// Seen takes over revisions that came about elsewhere, in another window or program.
func (h History) Seen(notes ...Note) History {
	latest := maps.Clone(h.latest)
	if latest == nil {
		latest = map[string]Note{}
	}
	for _, n := range notes {
		if old, ok := latest[n.ID]; !ok || !newer(&old, &n) {
			latest[n.ID] = n
		}
	}
	h.latest = latest
	return h
}

// Replaced takes over all the notes that there are now: a note that is not among them was
// deleted elsewhere.
func (h History) Replaced(notes ...Note) History {
	there := make(map[string]bool, len(notes))
	for i := range notes {
		there[notes[i].ID] = true
	}
	var gone []Note
	for id, n := range h.latest {
		if !there[id] && !n.Deleted {
			n.Revision++
			n.Deleted = true
			gone = append(gone, n)
		}
	}
	return h.Seen(append(gone, notes...)...)
}

// Note gives the newest revision of a note; ok is false where there is none or it was
// deleted.
func (h History) Note(id string) (n Note, ok bool) {
	n, ok = h.latest[id]
	return n, ok && !n.Deleted
}

// Create makes a new note of n; its id, revision and times are set here.
func (h History) Create(n Note) (History, []Note) {
	n.ID, n.Revision, n.Deleted = h.newID(), 1, false
	n.Created = h.time()
	n.Modified = n.Created
	gone := n
	gone.Deleted = true
	return h.did(Step{[]Note{gone}, []Note{n}}), []Note{n}
}

// Edit replaces the text of a note.
func (h History) Edit(id, body string) (History, []Note) {
	return h.Change(func(n *Note) { n.Body = body }, id)
}

// Retag replaces the tags of a note.
func (h History) Retag(id string, tags ...string) (History, []Note) {
	return h.Change(func(n *Note) { n.Tags = slices.Clone(tags) }, id)
}

// ChangeKind gives a note another kind.
func (h History) ChangeKind(id string, k Kind) (History, []Note) {
	return h.Change(func(n *Note) { n.Kind = k }, id)
}

// Delete takes notes away, all in one step.
func (h History) Delete(ids ...string) (History, []Note) {
	return h.Change(func(n *Note) { n.Deleted = true }, ids...)
}

// Change does something to notes in one step. set may change Kind, Body, Tags, Grade,
// Likely, Links, Target and Deleted. Notes that are not there, or that set leaves as they are, get no revision; if
// none does, nothing is done. The other versions of a note in conflict become notes of
// their own: none is out of sight because of what was done to the one that was shown.
func (h History) Change(set func(*Note), ids ...string) (History, []Note) {
	var s Step
	taken := make(map[string]bool, len(ids))
	for _, id := range ids {
		before, ok := h.Note(id)
		if !ok || taken[id] {
			continue
		}
		taken[id] = true
		after := before
		set(&after)
		if after = before.with(before, after); after.same(before) {
			continue
		}
		h.part(&s, before, after)
	}
	if s.After == nil {
		return h, nil
	}
	return h.did(s), s.After
}

// Undo takes the last Step back: what it changed becomes again what it was before, a
// conflict with all its versions; what was changed elsewhere since then stays. There is
// nothing to append where there is nothing to undo.
func (h History) Undo() (History, []Note) {
	if len(h.done) == 0 {
		return h, nil
	}
	s := h.done[len(h.done)-1]
	revisions := h.again(s.After, s.Before)
	s.Before = asOf(s.Before, revisions)
	undone := append(slices.Clip(h.undone), s)
	h = h.Seen(revisions...)
	h.done, h.undone = h.done[:len(h.done)-1], undone
	return h, revisions
}

// Redo does again what was undone last. Any new Step ends the redoing.
func (h History) Redo() (History, []Note) {
	if len(h.undone) == 0 {
		return h, nil
	}
	s := h.undone[len(h.undone)-1]
	revisions := h.again(s.Before, s.After)
	s.After = asOf(s.After, revisions)
	done := append(slices.Clip(h.done), s)
	h = h.Seen(revisions...)
	h.done, h.undone = done, h.undone[:len(h.undone)-1]
	return h, revisions
}

func (h History) did(s Step) History {
	h = h.Seen(s.After...)
	h.done, h.undone = append(slices.Clip(h.done), s), nil
	return h
}

// again makes revisions of the newest notes in which the differences between from and to
// are as in to. Where there was a conflict in one of them, the version that is shown is
// again by its author.
func (h History) again(from, to []Note) []Note {
	var out []Note
	for i := range to {
		n := h.latest[to[i].ID].with(from[i], to[i])
		if !slices.EqualFunc(from[i].Rivals, to[i].Rivals, Note.same) {
			n.Rivals, n.Creator, n.Foreign = to[i].Rivals, to[i].Creator, to[i].Foreign
		}
		out = append(out, h.revise(n))
	}
	return out
}

// asOf gives notes with the numbers of their revisions: what is kept of a step tells how
// far a note had come that was deleted, and that no log shows.
func asOf(notes, revisions []Note) []Note {
	notes = slices.Clone(notes)
	for i := range notes {
		notes[i].Revision = revisions[i].Revision
	}
	return notes
}

// revise gives the next revision of a note; its rivals are of it too.
func (h History) revise(n Note) Note {
	n.Revision++
	n.Modified = h.time()
	n.Rivals = slices.Clone(n.Rivals)
	for i := range n.Rivals {
		n.Rivals[i].Revision = n.Revision
	}
	return n
}

func (h History) time() time.Time { return h.now().UTC().Truncate(time.Second) }

// with gives n with that of a reader's work in which from and to differ as it is in to.
func (n Note) with(from, to Note) Note {
	if from.Deleted != to.Deleted {
		n.Deleted = to.Deleted
	}
	if from.Kind != to.Kind {
		n.Kind = to.Kind
	}
	if from.Body != to.Body {
		n.Body = to.Body
	}
	if !slices.Equal(from.Tags, to.Tags) {
		n.Tags = slices.Clone(to.Tags)
	}
	if from.Grade != to.Grade {
		n.Grade = to.Grade
	}
	if from.Likely != to.Likely {
		n.Likely = to.Likely
	}
	if !slices.Equal(from.Links, to.Links) {
		n.Links = slices.Clone(to.Links)
	}
	if from.Target != to.Target {
		n.Target = to.Target
	}
	return n
}

// same reports whether n and o agree in all that a reader can change.
func (n Note) same(o Note) bool {
	return n.Deleted == o.Deleted && n.Kind == o.Kind && n.Target == o.Target && n.saysSame(o)
}

// saysSame reports whether n and o agree in all that stands in bodies.
func (n Note) saysSame(o Note) bool {
	return n.Body == o.Body && slices.Equal(n.Tags, o.Tags) && n.Grade == o.Grade && n.Likely == o.Likely && slices.Equal(n.Links, o.Links)
}
