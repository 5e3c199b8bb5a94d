package app

import (
	"strings"
	"testing"

	"readout/briefing/note"
)

func TestLinksNotes(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour", "plain")
	s.goTo("Fishing")
	s.keys("h")
	s.goTo("They agreed")
	s.keys("h N g l")
	s.shows("to which note or text?")
	s.keys("l")
	s.shows("not linked")
	s.keys("g l j l")
	links := func(id string) []note.Link {
		for _, n := range s.store.notes["harbour"] {
			if strings.HasPrefix(n.Target.Exact, id) {
				return n.Links
			}
		}
		return nil
	}
	if l := links("They agreed"); len(l) != 1 || l[0].Note == "" || l[0].Briefing != "harbour" || !strings.HasPrefix(l[0].Label, "Fishing") {
		t.Fatalf("%+v", l)
	}
	s.shows("→ “Fishing has been poor", "← “They agreed to share")

	// Enter on the link goes to the note there; its back link leads here again. A circle is
	// nothing odd.
	s.keys("g j enter")
	if at := s.m.desk().reader.Cursor(); at != strings.Index(harbour, "Fishing") || s.m.screen != onText {
		t.Errorf("the link leads to %d", at)
	}
	s.keys("N G enter")
	if at := s.m.desk().reader.Cursor(); at != strings.Index(harbour, "They agreed") {
		t.Errorf("the back link leads to %d", at)
	}
	s.goTo("Fishing")
	s.keys("N l g l")
	s.shows("→ “They agreed", "← “Fishing")
	s.keys("/")
	s.types("is:linked")
	s.keys("enter")
	s.shows("They agreed", "Fishing")

	// What was deleted is shown as that, and linking again takes a link away.
	s.keys("esc esc")
	s.goTo("Fishing")
	s.keys("x N")
	s.shows("· deleted")
	s.keys("g j enter")
	s.shows("the note that it leads to was deleted")
	s.keys("u")
	s.hides("· deleted")
	s.keys("N g l j j j l")
	if l := links("They agreed"); len(l) != 0 {
		t.Errorf("%+v", l)
	}
}

func TestLinksToTextOfAnotherBriefing(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour", "plain")
	s.goTo("Fishing")
	s.keys("h N l esc > ")
	s.shows("link from “Fishing", "link here")
	words := strings.Fields(plain)[len(strings.Fields(plain))-1]
	s.m.desk().reader.Jump(strings.LastIndex(plain, words))
	want := s.m.desk().quote(s.m.desk().reader.Subject(), 0)
	s.keys("enter")
	n := s.store.notes["harbour"][0]
	if len(n.Links) != 1 || n.Links[0].Briefing != "plain" || n.Links[0].Target.Exact != want || n.Links[0].Target.Source == "" {
		t.Fatalf("%+v, want %q", n.Links, want)
	}
	s.looks()
	s.keys("esc")
	s.shows("← Then", "← “Fishing")
	s.keys("N")
	s.shows("0 notes", "← “Fishing has been poor", " in ")
	s.keys("V x e t")
	s.shows("0 notes")
	s.keys("enter")
	if at := s.m.desk().reader.Cursor(); s.m.desk().id != "plain" || s.m.desk().quote(s.m.desk().reader.Subject(), 0) != want {
		t.Errorf("enter goes to %d", at)
	}
	s.keys("N j enter")
	if d := s.m.desk(); d.id != "harbour" || d.reader.Cursor() != strings.Index(harbour, "Fishing") {
		t.Errorf("the back link leads to %s, %d", d.id, d.reader.Cursor())
	}
	s.looks()
	s.shows("↔")
	s.keys("N j")
	s.shows("→ ", " in ")
	s.keys("enter")
	if d := s.m.desk(); d.id != "plain" {
		t.Errorf("it leads to %s", d.id)
	}
	s.keys("ctrl+o")
	if d := s.m.desk(); d.id != "harbour" {
		t.Errorf("the way back leads to %s", d.id)
	}
	// esc gives a link up, in the text too.
	s.keys("N l esc esc")
	s.hides("link from")
}

// A link between two notes of different briefings is shown at both ends.
func TestBackLinksOfOtherBriefings(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour", "plain")
	s.goTo("Fishing")
	s.keys("h N l esc >")
	s.keys("h N l esc <")
	if l := s.store.notes["harbour"][0].Links; len(l) != 1 || l[0].Briefing != "plain" || l[0].Note == "" {
		t.Fatalf("%+v", l)
	}
	s.keys("> N")
	s.shows("← “Fishing has been poor", "in Harbour towns")
	s.keys("j enter")
	if d := s.m.desk(); d.id != "harbour" || d.reader.Cursor() != strings.Index(harbour, "Fishing") {
		t.Errorf("it leads to %s, %d", d.id, d.reader.Cursor())
	}
}

func TestCompletesTagsOfTheLibrary(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.goTo("Fishing")
	s.keys("t l i tab enter")
	if n := s.store.notes["harbour"][0]; len(n.Tags) != 1 || n.Tags[0] != "library-wide" {
		t.Errorf("%+v", n.Tags)
	}
	s.goTo("They agreed")
	s.keys("a")
	s.types("As said #li")
	s.shows("#library-wide")
	s.keys("tab ctrl+s")
	if n := s.store.notes["harbour"][1]; n.Body != "As said #library-wide " || len(n.Tags) != 1 || n.Tags[0] != "library-wide" {
		t.Errorf("%+v", n)
	}
	// A word that goes takes its tag along; a tag of its own stays.
	s.keys("t")
	s.types("own")
	s.keys("enter e ctrl+u")
	s.types("No: #other")
	s.keys("ctrl+s")
	if n := s.store.notes["harbour"][1]; strings.Join(n.Tags, " ") != "own other" {
		t.Errorf("%+v", n)
	}
}

func TestNotesOnWholes(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.goTo("Fishing")
	s.keys("A")
	s.shows("A note on the section “Background”", "y on the section", "A on the whole briefing")
	s.keys("y")
	s.shows("Note on the section", "“Background”")
	s.types("Thin.")
	s.keys("ctrl+s A A")
	s.shows("Note on the briefing")
	s.types("One source.")
	s.keys("alt+g")
	s.types("c3")
	s.keys("enter ctrl+s")
	kept := s.store.notes["harbour"]
	if to := kept[0].Target; to.Scope() != note.OnSection || to.Section != "background" || to.Exact != "Background" {
		t.Errorf("%+v", to)
	}
	if to := kept[1].Target; to.Scope() != note.OnBriefing || to.Source == "" {
		t.Errorf("%+v", to)
	}
	s.shows("the whole briefing ✎1")
	s.keys("N")
	s.shows("The whole briefing", "§ on the whole briefing", "C3 fairly reliable, possibly true", "§ on the whole section")
	s.hides("not found any more")
	if got := s.screen(); strings.Index(got, "on the whole briefing") > strings.Index(got, "on the whole section") {
		t.Errorf("the note on the briefing is not on top:\n%s", got)
	}
	s.keys("/")
	s.types("is:briefing grade:c")
	s.keys("enter")
	s.shows("One source.")
	s.hides("Thin.")
	s.keys("esc enter")
	s.keys("g g e")
	s.shows("Edit on the briefing", "One source.", "C3")
	s.keys("esc")
	s.shows("C3 fairly reliable, possibly true")
}

// A draft keeps what was chosen for its note: what it is on, its kind and its grade.
func TestDraftKeepsWhatWasChosen(t *testing.T) {
	store := newShelf()
	s := newStage(t, store, 100, 30, "harbour")
	s.goTo("Fishing")
	s.keys("A y")
	s.types("Half a")
	s.keys("ctrl+t alt+g")
	s.types("d4 remote")
	s.keys("enter esc k")
	s = newStage(t, store, 100, 30, "harbour")
	s.keys("a")
	s.shows("Note on the section", "question", "D4 almost no chance", "Half a")
	s.types(" thought")
	s.keys("ctrl+s")
	n := store.notes["harbour"][0]
	if n.Body != "Half a thought" || n.Kind != note.Question || n.Grade.String() != "D4" || n.Likely != note.AlmostNoChance || n.Target.Section != "background" || !n.Target.Whole {
		t.Errorf("%+v", n)
	}
	if store.drafts["harbour"] != nil {
		t.Error("the draft is still there")
	}
}
