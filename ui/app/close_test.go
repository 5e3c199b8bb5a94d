package app

import (
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestDraftIsOfferedAgain(t *testing.T) {
	store := newShelf()
	s := newStage(t, store, 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("a")
	s.types("half a thou")
	s.keys("esc")
	s.shows("This text is not saved.", "half a thou")
	s.keys("esc")
	s.types("g")
	s.keys("esc k")
	s.shows("kept as a draft")
	s.hides("half a thoug")
	if d := store.drafts["harbour"]; d == nil || d.Text != "half a thoug" {
		t.Fatalf("the store has %+v", d)
	}
	s = newStage(t, store, 80, 24, "harbour")
	s.shows("unsaved text of yours was kept")
	s.keys("a")
	s.types("ht")
	s.shows("half a thought", "The strait is forty miles long")
	s.keys("ctrl+s")
	s.expect("harbour", "highlight:half a thought:"+ferry)
	if d := store.drafts["harbour"]; d != nil {
		t.Errorf("the draft is still there: %+v", d)
	}
	s.keys("a")
	s.types("x")
	s.keys("esc d a")
	s.hides("x\n")
}

func TestQuitAsksAboutUnsavedText(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.keys("a")
	s.types("q is a letter here")
	s.keys("ctrl+c")
	s.shows("This text is not saved.")
	s.keys("esc")
	if s.types("."); s.quits() || s.m.view.leaving {
		t.Error("quits although the reader went on")
	}
	s.keys("ctrl+c k")
	if !s.quits() {
		t.Error("does not quit after the text was kept")
	}
	if d := s.store.drafts["harbour"]; d == nil || d.Text != "q is a letter here." {
		t.Errorf("draft %+v", d)
	}
}

func TestQuitWaitsForTheDisk(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.hold = true
	s.keys("h q")
	for _, c := range s.held {
		if reflect.ValueOf(c).Pointer() == reflect.ValueOf(tea.Quit).Pointer() {
			t.Error("quits before the note is saved")
		}
	}
	s.release()
	if !s.quits() {
		t.Error("does not quit when the note is saved")
	}
	s.expect("harbour", "highlight::"+ferry)

	s = newStage(t, newShelf(), 80, 24, "harbour")
	s.store.err = errFull
	s.keys("h q")
	s.shows("no space left")
}

func TestCloseKeepsEverything(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.hold = true // the program is killed before its commands run
	s.keys("h")
	s.goTo("Fishing")
	s.keys("h h a")
	s.types("unsaved")
	if err := s.m.Close(); err != nil {
		t.Fatal(err)
	}
	s.expect("harbour", "highlight::"+ferry, "question::Fishing has been poor for three years.")
	if d := s.store.drafts["harbour"]; d == nil || d.Text != "unsaved" {
		t.Errorf("draft %+v", d)
	}
	if p := s.store.positions["harbour"]; p.Offset != strings.Index(harbour, "Fishing") {
		t.Errorf("position %+v", p)
	}
	n := len(s.store.log)
	s.release() // a command that runs late saves nothing twice
	if len(s.store.log) != n {
		t.Errorf("%d revisions, %d before", len(s.store.log), n)
	}

	s = newStage(t, s.store, 80, 24, "harbour")
	if got := s.m.desk().reader.Cursor(); got != strings.Index(harbour, "Fishing") {
		t.Errorf("opens at %d", got)
	}

	s = newStage(t, newShelf(), 80, 24, "harbour")
	s.keys("a")
	s.types("my text")
	s.store.err = errFull
	if err := s.m.Close(); err == nil || !strings.Contains(err.Error(), "my text") {
		t.Errorf("the error %v does not have the text", err)
	}
}
