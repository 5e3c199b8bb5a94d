package app

import (
	"runtime"
	"slices"
	"strings"
	"testing"
	"weak"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/briefing/note"
)

// looks lets the program look twice: a change counts when it is over.
func (s *stage) looks() {
	s.t.Helper()
	for range 2 {
		s.send(watchMsg{})
	}
}

func TestNotesOfOthersArrive(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	before := s.screen()
	s.looks()
	if s.screen() != before {
		t.Error("looking changes the screen")
	}
	s.keys("j j h")
	mine := s.m.desk().text.notes[0]
	other := mine.Note
	other.ID, other.Creator, other.Body = "other", "bea", "Seen too."
	s.store.notes["harbour"] = append(s.store.notes["harbour"], other)
	s.send(watchMsg{})
	if len(s.m.desk().text.notes) != 1 {
		t.Error("a change counts before it is over")
	}
	s.looks()
	s.shows("a note came in from elsewhere", "2 notes")
	s.store.notes["harbour"] = []note.Note{other}
	s.looks()
	if n := s.m.desk().text.notes; len(n) != 1 || n[0].Note.ID != "other" {
		t.Errorf("what was deleted elsewhere is still there: %+v", n)
	}
	s.keys("u") // takes back what was done here, and nothing else
	if n := s.m.desk().text.notes; len(n) != 1 || n[0].Note.ID != "other" {
		t.Errorf("after undo: %+v", n)
	}
}

// What others write between the reading and the first look is not missed.
func TestNotesOfOthersArriveAtOnce(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.store.notes["harbour"] = []note.Note{{ID: "other", Revision: 1, Kind: note.Highlight, Creator: "bea", Body: "Seen too."}}
	s.looks()
	s.shows("a note came in from elsewhere")
}

func TestChangedFileIsReadAgain(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	s.goTo("coast guards")
	s.keys("v w w h")
	was := s.m.desk()
	cursor, src := was.reader.Cursor(), string(was.doc.Source)
	word := src[cursor : cursor+5]
	span := was.text.notes[0].Span
	s.store.sources["harbour"] = strings.Replace(src, "---\n\n", "---\n\nA first line that is new, and another one.\n\n", 1)
	s.looks()
	now := s.m.desk()
	if got := string(now.doc.Source[now.reader.Cursor():][:5]); got != word || now.reader.Cursor() == cursor {
		t.Errorf("the cursor was on %q and is on %q", word, got)
	}
	n := now.text.notes[0]
	if got := string(now.doc.Source[n.Span.Start:n.Span.End]); got != src[span.Start:span.End] || n.Span == span {
		t.Errorf("the note was on %q and is on %q", src[span.Start:span.End], got)
	}
	s.shows("was read again")
	if s.store.Load("harbour"); len(s.store.placed) == 0 {
		t.Error("where the note is now was not kept")
	}
}

// A text that takes longer to be read again than until the next look is read once, and
// again for what changed meanwhile.
func TestReadingAgainEndsBeforeTheNext(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	change := func(line string) { s.store.sources["harbour"] += "\n\n" + line + "\n" }
	look := func() tea.Cmd {
		_, cmd := s.m.Update(stampMsg{"harbour", s.store.Stamp("harbour")})
		return cmd
	}
	change("A second look.")
	look()
	reading := look()
	if reading == nil {
		t.Fatal("what changed is not read again")
	}
	change("A third look.")
	for range 4 {
		if look() != nil {
			t.Fatal("it is read again while it is being read again")
		}
	}
	s.send(reading())
	s.shows("was read again")
	s.looks()
	if got := string(s.m.desk().doc.Source); !strings.Contains(got, "A third look.") {
		t.Error("what changed meanwhile is not there")
	}
}

// Of what a text was before it was read again no more is held than its source: the texts of a
// large file that goes on growing would fill the memory.
func TestReadingAgainForgets(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	var before []weak.Pointer[anchor.Resolver]
	for _, line := range []string{"A second look.", "A third look.", "A fourth look."} {
		before = append(before, weak.Make(s.m.desk().text.resolver))
		s.store.sources["harbour"] += "\n\n" + line + "\n"
		s.looks()
		s.shows("was read again")
	}
	s.sent = nil // has the messages
	runtime.GC()
	for i, old := range before {
		if old.Value() != nil {
			t.Errorf("the text of reading %d is still held", i+1)
		}
	}
	if s.m.desk().text.resolver == nil {
		t.Error("there is no text")
	}
}

func TestTextBeingWrittenWaits(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	s.keys("j a")
	s.types("unfinished")
	s.store.sources["harbour"] += "\n\nMore.\n"
	s.looks()
	s.looks()
	s.hides("was read again")
	s.shows("unfinished")
	if kept := s.store.drafts["harbour"]; kept == nil || kept.Text != "unfinished" {
		t.Errorf("what is being typed is not on the disk: %+v", kept)
	}
	s.keys("ctrl+t")
	s.looks()
	if kept := s.store.drafts["harbour"]; kept == nil || kept.Kind != note.Question {
		t.Errorf("the kind that was chosen after the last word is not on the disk: %+v", kept)
	}
	s.keys("ctrl+s")
	if kept := s.store.drafts["harbour"]; kept != nil {
		t.Errorf("the draft of a saved note is still there: %+v", kept)
	}
	s.looks()
	s.shows("was read again")
	if n := s.m.desk().text.notes; len(n) != 1 || n[0].Orphaned {
		t.Errorf("%+v", n)
	}
}

// A search goes on over a text that was read again: its hits are counted anew at once, and
// the reader stays where the text is that was read.
func TestSearchGoesOnInChangedFile(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	s.keys("/")
	s.types("coast guard")
	s.keys("enter")
	s.shows("1/4")
	s.store.sources["harbour"] += "\n\nAnother coast guard.\n"
	s.looks()
	s.shows("1/5")

	s.keys("/")
	s.types("zeppelin")
	s.keys("enter")
	s.shows("nothing found")
	at := s.m.desk().reader.Cursor()
	s.store.sources["harbour"] += "\n\nA zeppelin.\n"
	s.looks()
	s.hides("nothing found")
	if now := s.m.desk().reader.Cursor(); now != at {
		t.Errorf("the cursor went from %d to %d", at, now)
	}
}

// What a search finds comes to the text that was searched, though another one is on the
// screen by then and has a search of its own.
func TestSearchEndsInItsOwnText(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour", "plain")
	s.keys(">")
	s.keys("<")
	s.hold = true
	s.keys("/")
	s.types("coast guard")
	s.keys("enter >")
	s.keys("/")
	s.types("zeppelinist")
	s.keys("enter")
	held := s.held
	s.held, s.hold = nil, false
	for _, cmd := range slices.Backward(held) {
		s.run(cmd)
	}
	s.shows("nothing found")
	s.keys("<")
	s.shows("1/4")
}

// Looks that find nothing new leave the screen painted as it is; whatever else comes does not.
func TestLooksPaintNothing(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	before := s.screen()
	s.m.Update(watchMsg{})
	s.m.Update(stampMsg{"harbour", s.store.Stamp("harbour")})
	if !s.m.painted {
		t.Error("a look has the screen painted anew")
	}
	s.keys("j")
	if s.m.painted || s.screen() == before {
		t.Error("a key does not")
	}
}
