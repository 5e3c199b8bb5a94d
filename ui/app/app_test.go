package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/note"
	"readout/ui/screentest"
	"readout/ui/theme"
)

const ferry = "The strait is forty miles long, and a ferry crosses it twice a day."

func TestHighlightCyclesDeletesAndUndoes(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("h")
	s.expect("harbour", "highlight::"+ferry)
	s.shows("highlight", "1 note")
	n := s.store.log[0]
	if n.Creator != "reader" || n.Revision != 1 || n.Target.Section != "background" || n.Briefing != "harbour" ||
		n.Target.Source != briefing.Revision([]byte(harbour)) || n.Created.IsZero() {
		t.Errorf("the note is %+v", n)
	}
	s.keys("h h")
	s.expect("harbour", "check::"+ferry)
	s.keys("x")
	s.expect("harbour")
	s.shows("deleted · u undoes")
	s.keys("u")
	s.expect("harbour", "check::"+ferry)
	s.keys("u u u")
	s.expect("harbour")
	s.keys("u")
	s.shows("nothing to undo")
	s.keys("ctrl+r ctrl+r")
	s.expect("harbour", "question::"+ferry)
	for i, n := range s.store.log {
		if n.ID != s.store.log[0].ID || n.Revision != i+1 {
			t.Errorf("revision %d of %s follows %d others", n.Revision, n.ID, i)
		}
	}
}

// Keys that come faster than the disk each work on what those before them made.
func TestFastKeysDoNotDouble(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.hold = true
	s.keys("h h h")
	s.shows("saving…")
	s.release()
	s.expect("harbour", "check::"+ferry)
	s.shows("check")
}

func TestWriteNote(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("a")
	s.shows("Note", "“The strait is forty miles long", "ctrl-s save")
	s.types("Which ferry?\n\nAsk q.")
	s.send(tea.PasteMsg{Content: " pasted\x1b[31m\u202e"})
	s.hold = true
	s.keys("ctrl+s")
	s.shows("saving…", "Which ferry?")
	s.hides("note saved")
	s.release()
	s.expect("harbour", "highlight:Which ferry?\n\nAsk q. pasted:"+ferry)
	s.shows("note saved")
	s.hides("Which ferry?")
	s.keys("j")
	s.shows("saved")
	s.goTo("a *ferry*")
	s.keys("e")
	s.types(" More.")
	s.keys("ctrl+t ctrl+s")
	s.expect("harbour", "question:Which ferry?\n\nAsk q. pasted More.:"+ferry)
}

func TestNoteOnHighlightBecomesItsBody(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("h h a")
	s.types("Why?")
	s.keys("ctrl+s")
	s.expect("harbour", "question:Why?:"+ferry)
}

func TestFailedSaveKeepsTheText(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("h")
	s.store.err = errFull
	s.keys("a")
	s.types("Do not lose me")
	s.keys("ctrl+s")
	s.shows("Do not lose me", "not saved: writing notes: no space left on device", "ctrl-s tries again", "ctrl-y copies the text")
	s.expect("harbour", "highlight::"+ferry)
	s.types("!")
	s.keys("ctrl+s")
	s.shows("Do not lose me!", "not saved")
	s.keys("ctrl+y")
	if s.store.copied != "Do not lose me!" {
		t.Errorf("copied %q", s.store.copied)
	}
	s.store.err = nil
	s.keys("ctrl+s")
	s.expect("harbour", "highlight:Do not lose me!:"+ferry)
	s.hides("Do not lose me", "not saved")

	s.store.err = errFull
	s.keys("x")
	s.shows("no space left on device", "(esc)")
	s.keys("j")
	s.shows("no space left on device") // it stays until it is read
	s.keys("esc")
	s.hides("no space left on device")
	s.store.err = nil
	s.expect("harbour", "highlight:Do not lose me!:"+ferry)
}

func TestListOfNotes(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("Fishing")
	s.keys("h")
	s.goTo("They agreed")
	s.keys("h h N")
	s.shows("Notes on Harbour towns", "2 notes", "Agreements", "“They agreed to share", "Background", "“Fishing has been poor")
	s.keys("g t")
	s.types("coast, guard")
	s.keys("enter")
	s.shows("#coast #guard")
	s.keys("e")
	s.types("Since when?")
	s.keys("ctrl+s")
	s.shows("Since when?")
	s.keys("G x")
	s.hides("Fishing")
	s.keys("u")
	s.shows("“Fishing has been poor")
	s.keys("G enter")
	if got := s.m.desk().reader.Cursor(); got != strings.Index(harbour, "Fishing") || s.m.screen != onText {
		t.Errorf("jumped to %d", got)
	}
	s.keys("N esc")
	if s.m.screen != onText {
		t.Error("esc does not close the list")
	}
}

func TestOrphanIsShown(t *testing.T) {
	store := newShelf()
	store.notes["harbour"] = []note.Note{{
		ID: "o", Revision: 1, Briefing: "harbour", Kind: note.Check, Body: "Was it?",
		Target: note.Target{Source: "other", Exact: "A sentence that nobody wrote in this one."},
	}}
	s := newStage(t, store, 80, 24, "harbour")
	s.keys("N")
	s.shows("Text not found any more", "“A sentence that nobody wrote")
	s.keys("enter")
	s.shows("it stood about here")
}

func TestTags(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("t")
	s.types("boats")
	s.store.err = errFull
	s.keys("enter")
	s.shows("boats", "not saved: writing notes")
	s.store.err = nil
	s.keys("enter")
	if n := s.store.notes["harbour"]; len(n) != 1 || !slices.Equal(n[0].Tags, []string{"boats"}) || n[0].Target.Exact != ferry {
		t.Errorf("the store has %+v", n)
	}
	s.goTo("Fishing")
	s.keys("t b tab enter")
	if n := s.store.notes["harbour"]; len(n) != 2 || !slices.Equal(n[1].Tags, []string{"boats"}) {
		t.Errorf("completion made %+v", n)
	}
}

func TestCitationAndLink(t *testing.T) {
	s := newStage(t, newShelf(), 160, 30, "harbour")
	s.goTo("[^a1-1]\n- **8 May")
	s.keys("enter")
	s.shows("Example Post · 10 May 2023", "paragraph 1", "https://example.org/harbour-towns", "Commissioner Ada Lind met")
	s.keys("o")
	s.shows("Open https://example.org/harbour-towns", "y open")
	s.keys("n")
	if len(s.store.opened) != 0 {
		t.Error("opens after no")
	}
	s.keys("o y esc")
	if !slices.Equal(s.store.opened, []string{"https://example.org/harbour-towns"}) {
		t.Errorf("opened %q", s.store.opened)
	}
	s.hides("paragraph 1")
	s.goTo("forty miles")
	s.keys("enter")
	s.shows("Open https://example.org/strait")
	s.keys("enter")
	if len(s.store.opened) != 2 {
		t.Errorf("opened %q", s.store.opened)
	}
	s.goTo("the chart]")
	s.keys("enter")
	s.keys("y")
	if len(s.store.opened) != 2 {
		t.Errorf("opened %q", s.store.opened)
	}
}

func TestLinksThatDoNotOpen(t *testing.T) {
	for _, url := range []string{
		"javascript:alert(1)", "file:///etc/passwd", "example.org", "", "http\x00://x", "https://e.org/\u202egpj.exe", "https://e.org/a\nb",
		"https://e.org/" + strings.Repeat("long", 2000),
	} {
		s := newStage(t, newShelf(), 80, 24, "harbour")
		s.m.openLink(url)
		s.keys("y")
		if len(s.store.opened) != 0 {
			t.Errorf("%q was opened", url)
		}
	}
}

func TestCopyAndExport(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("They agreed")
	s.keys("y")
	s.shows("/state/copied.md")
	if !strings.Contains(s.store.copied, "They agreed to share what their coast guards see along the strait.") ||
		!strings.Contains(s.store.copied, "https://example.org/harbour-towns") {
		t.Errorf("copied %q", s.store.copied)
	}
	if !slices.ContainsFunc(s.sent, func(m tea.Msg) bool { return fmt.Sprint(m) == s.store.copied }) {
		t.Errorf("the terminal's clipboard was not set: %v", s.sent)
	}
	s.keys("E")
	s.shows("exported to /notes/harbour.md")
	s.store.err = errFull
	s.keys("E")
	s.shows("exporting: writing notes: no space left")
}

func TestSeveralBriefings(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour", "plain")
	s.shows("▎Harbour towns agree", " Notes of a walk")
	s.goTo("Fishing")
	s.keys("ctrl+n")
	s.shows("▎Notes of a walk", "The path begins at the mill.")
	s.keys("ctrl+n")
	s.shows("Fishing", "▎Harbour towns")
	if p := s.store.positions["harbour"]; p.Offset == 0 {
		t.Error("the position was not kept")
	}
	s.keys("q")
	if !s.quits() {
		t.Error("q does not quit")
	}
}

func TestLibrary(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24)
	s.shows("Library", "2 briefings", "Harbour towns agree to share", "10 May 2023 · Example Post · 2 meetings · 1 agreement · 1 weapons request")
	s.keys("/ s e c t i o n : m e e t")
	s.shows("1 of 2 briefings", "Harbour towns agree to share")
	s.keys("enter esc")
	s.shows(" 2 briefings")
	s.keys("j enter")
	s.shows("The path begins at the mill.")
	s.keys("q")
	s.shows("Library")
	if s.quits() {
		t.Error("q quits instead of going back to the library")
	}
	s.keys("esc")
	s.shows("The path begins")
	s.keys("L k enter")
	s.shows("Commissioner Ada Lind")
	s.keys("L q")
	if !s.quits() {
		t.Error("q in the library does not quit")
	}
}

func TestLateResultsAreDropped(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	before := s.screen()
	doc, _ := s.store.Load("plain")
	s.send(loadedMsg{request: 999, doc: doc, text: s.m.read(doc)})
	s.send(readMsg{request: 999, text: s.m.read(doc)})
	s.send(listedMsg{request: 999})
	s.send(doneMsg{request: 999})
	if got := s.screen(); got != before {
		t.Errorf("a late result changed the screen:\n%s", got)
	}
}

func TestMissingBriefing(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "gone", "harbour")
	s.shows(`opening: no briefing "gone"`, "could not be opened")
	s.keys("h a t x N esc ctrl+n")
	s.shows("Harbour towns")
}

// A large briefing shows its first screen before it is read as a whole, and what is done
// meanwhile is done when that is so.
func TestLargeBriefing(t *testing.T) {
	store := newShelf()
	store.add("large", harbour+strings.Repeat("\nAnother paragraph of the long text. It has two sentences.\n", 8000)+"\nThe very end.\n")
	store.positions["large"] = Position{Offset: strings.Index(store.sources["large"], "The very end"), Top: strings.Index(store.sources["large"], "The very end") - 300}
	th, _ := look(theme.Scheme{Dark: true})
	s := &stage{t: t, store: store, m: New(Options{Store: store, Open: []string{"large"}, Theme: th, Now: time.Now, NewID: func() string { return "n" }})}
	s.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	load := s.m.load(s.m.desk())
	s.hold = true
	s.send(load())
	s.shows("Harbour towns agree to share", "reading…")
	s.keys("h")
	s.release()
	s.shows("The very end.")
	if got := len(store.notes["large"]); got != 1 {
		t.Errorf("%d notes of what was marked while the text was read", got)
	}
}

func TestHelpShowsEveryKey(t *testing.T) {
	s := newStage(t, newShelf(), 200, 80, "harbour")
	s.keys("?")
	got := s.screen()
	for _, scope := range s.m.keys.scopes() {
		if len(scope.Keys) == 0 {
			t.Errorf("%s has no keys", scope.Name)
		}
		for _, b := range scope.Keys {
			if !strings.Contains(got, b.Help().Desc) {
				t.Errorf("the help lacks %q", b.Help().Desc)
			}
		}
	}
	s.keys("?")
	s.shows("Harbour towns")
}

// The names of actions are in people's configurations: they do not change.
func TestNamesOfActions(t *testing.T) {
	var b strings.Builder
	for _, a := range defaultKeys().Actions() {
		fmt.Fprintf(&b, "%-24s %s\n", a.ID(), strings.Join(a.Binding.Keys(), " | "))
	}
	screentest.Golden(t, "actions.txt", b.String())
}

// No key is that of two actions that count at the same time, in none of the presets.
func TestKeysOfAScopeDiffer(t *testing.T) {
	for _, preset := range append(Presets(), "") {
		k, err := NewKeys(preset, nil)
		if err != nil {
			t.Errorf("the preset %q: %v", preset, err)
			continue
		}
		for _, g := range k.groups(k.Actions()) {
			var bindings []key.Binding
			for _, a := range g.Actions {
				if a.Unbound() {
					t.Errorf("%s has no key in the preset %q", a.ID(), preset)
				}
				bindings = append(bindings, *a.Binding)
			}
			if len(bindings) < 2 {
				t.Errorf("only %d keys count %s", len(bindings), g.Name)
			}
			screentest.CheckKeys(t, preset+" "+g.Name, bindings)
		}
	}
}

func TestSchemeFollowsTerminalUntilChosen(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	light := tea.BackgroundColorMsg{Color: white{}}
	s.send(light)
	if s.m.scheme.Dark {
		t.Error("stays dark on a light terminal")
	}
	s.keys("T")
	s.send(light)
	if !s.m.scheme.Dark {
		t.Error("the terminal's answer overrides the reader's choice")
	}
	s.keys("C")
	if want := (theme.Scheme{Dark: true, Contrast: true}); s.m.scheme != want {
		t.Errorf("the scheme is %+v", s.m.scheme)
	}
	s.keys("T C")
	if s.m.scheme != (theme.Scheme{}) {
		t.Errorf("the scheme is %+v", s.m.scheme)
	}
}

// TestWidthOfLines: lines are made wider and narrower, as far as the screen goes, and the
// cursor stays where it is.
func TestWidthOfLines(t *testing.T) {
	s := newStage(t, newShelf(), 200, 40, "harbour")
	s.goTo("Fishing")
	at := s.m.desk().reader.Cursor()
	for range 4 {
		s.keys("+")
	}
	s.shows("lines of at most 100")
	if w := s.m.layout.column; w != 102 {
		t.Errorf("the column has %d cells", w)
	}
	for range 40 {
		s.keys("+")
		screentest.Check(t, s.m.method, s.m.View().Content, 200, 40)
	}
	for range 60 {
		s.keys("-")
		screentest.Check(t, s.m.method, s.m.View().Content, 200, 40)
	}
	s.shows("lines of at most 40")
	if got := s.m.desk().reader.Cursor(); got != at {
		t.Errorf("the cursor went from %d to %d", at, got)
	}
}

type white struct{}

func (white) RGBA() (r, g, b, a uint32) { return 0xffff, 0xffff, 0xffff, 0xffff }
