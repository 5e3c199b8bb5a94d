package note

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func newHistory(notes ...Note) History {
	at, id := morning, 1000
	return NewHistory(
		func() time.Time { at = at.Add(1500 * time.Millisecond); return at },
		func() string { id++; return sampleID(id) }, notes...)
}

func TestHistory(t *testing.T) {
	h := newHistory()
	var log []Note
	take := func(next History, notes []Note) {
		h, log = next, append(log, notes...)
	}
	take(h.Create(Note{Kind: Highlight, Body: "one", Tags: []string{"a"}, Creator: "Ada"}))
	id := log[0].ID
	take(h.Edit(id, "two"))
	take(h.Retag(id, "b", "c"))
	take(h.ChangeKind(id, Action))
	take(h.Delete(id))
	for range 6 { // once more than there are steps
		take(h.Undo())
	}
	for range 6 {
		take(h.Redo())
	}
	var got []string
	for i, n := range log {
		if n.Revision != i+1 || n.ID != id || n.Created != log[0].Created || !n.Modified.After(n.Created) && i > 0 || n.Modified.Nanosecond() != 0 {
			t.Errorf("revision %d: %+v", i+1, n)
		}
		got = append(got, fmt.Sprint(n.Kind, " ", n.Body, " ", n.Tags, " ", n.Deleted))
	}
	want := []string{
		"highlight one [a] false", "highlight two [a] false", "highlight two [b c] false", "action two [b c] false", "action two [b c] true",
		"action two [b c] false", "highlight two [b c] false", "highlight two [a] false", "highlight one [a] false", "highlight one [a] true",
		"highlight one [a] false", "highlight two [a] false", "highlight two [b c] false", "action two [b c] false", "action two [b c] true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHistoryEdges(t *testing.T) {
	h := newHistory(samples(3)...)
	for name, do := range map[string]func() (History, []Note){
		"no such note":  func() (History, []Note) { return h.Edit("x", "y") },
		"same text":     func() (History, []Note) { return h.Edit(sampleID(1), sample(1).Body) },
		"same tags":     func() (History, []Note) { return h.Retag(sampleID(1), sample(1).Tags...) },
		"nothing":       func() (History, []Note) { return h.Delete() },
		"nothing done":  h.Undo,
		"nothing again": h.Redo,
		"id and revision are not for changing": func() (History, []Note) {
			return h.Change(func(n *Note) { n.ID, n.Revision, n.Creator = "x", 77, "Eve" }, sampleID(1))
		},
	} {
		next, notes := do()
		if notes != nil {
			t.Errorf("%s: %v", name, notes)
		}
		if _, undone := next.Undo(); undone != nil {
			t.Errorf("%s: it can be undone", name)
		}
	}
	// A step of several notes is undone at once.
	next, notes := h.Delete(sampleID(1), sampleID(3), "x")
	if len(notes) != 2 || !notes[0].Deleted || !notes[1].Deleted {
		t.Fatal(notes)
	}
	if _, ok := next.Note(sampleID(1)); ok {
		t.Error("a deleted note is there")
	}
	if _, ok := h.Note(sampleID(1)); !ok {
		t.Error("a history that was not kept has changed")
	}
	_, notes = next.Undo()
	if len(notes) != 2 || notes[0].Deleted || notes[1].Deleted || notes[0].Revision != 3 {
		t.Fatal(notes)
	}
	// A new step ends the redoing.
	next, _ = next.Undo()
	next, _ = next.Edit(sampleID(2), "new")
	if _, notes := next.Redo(); notes != nil {
		t.Error("redone after a new step")
	}
}

// What another program changed meanwhile stays when a step of ours is undone.
func TestHistorySeen(t *testing.T) {
	h := newHistory(sample(1))
	h, _ = h.Edit(sampleID(1), "ours")
	theirs, _ := h.Note(sampleID(1))
	theirs.Revision, theirs.Kind, theirs.Foreign = 7, Judgement, []byte(`{"x":1}`)
	h = h.Seen(theirs, sample(1)) // the old one must not come back
	h, notes := h.Undo()
	if n := notes[0]; n.Revision != 8 || n.Kind != Judgement || n.Body != sample(1).Body || string(n.Foreign) != `{"x":1}` {
		t.Errorf("%+v", n)
	}
	h, _ = h.Redo()
	if n, _ := h.Note(sampleID(1)); n.Body != "ours" || n.Revision != 9 {
		t.Errorf("%+v", n)
	}
}

// Any walk of steps, undoing and redoing: undoing all leaves what there was at first, no
// revision is used twice, and a log of what was given reads as the history says.
func TestHistoryWalk(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		h := newHistory(samples(2)...)
		log := samples(2)
		take := func(next History, notes []Note) { h, log = next, append(log, notes...) }
		ids := []string{sampleID(1), sampleID(2)}
		for range 40 {
			id := ids[random.IntN(len(ids))]
			switch random.IntN(8) {
			case 0:
				take(h.Create(sample(9)))
				ids = append(ids, log[len(log)-1].ID)
			case 1:
				take(h.Edit(id, fmt.Sprint(random.IntN(3))))
			case 2:
				take(h.Retag(id, fmt.Sprint(random.IntN(3))))
			case 3:
				take(h.ChangeKind(id, []Kind{Highlight, Check}[random.IntN(2)]))
			case 4:
				take(h.Delete(id, ids[0]))
			case 5, 6:
				take(h.Undo())
			default:
				take(h.Redo())
			}
		}
		var all newest
		seen := map[string]bool{}
		for _, n := range log {
			key := fmt.Sprint(n.ID, n.Revision)
			if seen[key] {
				t.Fatalf("revision %s twice", key)
			}
			seen[key] = true
			all.add(n, func(n, old *Note) bool { return n.Revision >= old.Revision })
		}
		for _, n := range all.list() {
			if now, ok := h.Note(n.ID); !ok || !cmp.Equal(n, now) {
				t.Fatalf("the log has\n%+v\nthe history\n%+v", n, now)
			}
		}
		for {
			next, notes := h.Undo()
			if notes == nil {
				break
			}
			h = next
		}
		for _, id := range ids {
			n, ok := h.Note(id)
			if i := slices.Index(ids, id); ok != (i < 2) || ok && !n.same(sample(i+1)) {
				t.Fatalf("after undoing all, note %d: %v %+v", i, ok, n)
			}
		}
	}
}

// TestPastOutlivesTheProgram undoes, after a restart, what was done before it.
func TestPastOutlivesTheProgram(t *testing.T) {
	h, made := newHistory().Create(sample(1))
	id := made[0].ID
	h, _ = h.Edit(id, "second")
	h, _ = h.Delete(id)
	text, err := json.Marshal(h.Past())
	if err != nil {
		t.Fatal(err)
	}
	var past Past
	if err := json.Unmarshal(text, &past); err != nil {
		t.Fatal(err)
	}
	h = newHistory().Resume(past) // the note is deleted: no log shows it
	h, back := h.Undo()
	if len(back) != 1 || back[0].Deleted || back[0].Body != "second" || back[0].Revision != 4 {
		t.Fatalf("undone: %+v", back)
	}
	h, back = h.Undo()
	if back[0].Body != sample(1).Body || back[0].Revision != 5 {
		t.Errorf("undone twice: %+v", back)
	}
	_, back = h.Redo()
	if back[0].Body != "second" {
		t.Errorf("redone: %+v", back)
	}
	for _, bad := range []Past{{Done: []Step{{After: []Note{{ID: "x"}}}}}, {Done: []Step{{}}}, {Undone: []Step{{Before: []Note{{}}, After: []Note{{}}}}}} {
		h := newHistory().Resume(bad)
		if _, list := h.Undo(); list != nil {
			t.Errorf("%+v was undone", bad)
		}
		if _, list := h.Redo(); list != nil {
			t.Errorf("%+v was redone", bad)
		}
	}
}
