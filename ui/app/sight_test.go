package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readout/ui/screentest"
)

// strait is a briefing of two articles, which links to others.
const strait = `---
id: strait
title: Norland and Esteria share what their coast guards see
published: 2023-05-09
language: en
sources:
  - {title: "Norland, Esteria agree on strait", publisher: Example Post, url: "https://example.org/strait", published: 2023-05-09}
  - {title: "Holm in Port Sund", publisher: Sund Courier, url: "https://example.net/holm", published: 2023-05-08}
---

# Norland and Esteria share what their coast guards see

- Norland and Esteria will share what their coast guards see. [^a1-2]

## Meetings

- **8 May 2023 · Holm, Vint** — Norland’s Foreign Minister Ada Holm met President Karel Vint of Esteria in Port Sund on Monday. [^a1-1][^a2-1]
- **Apr 2023 · Holm** — Holm had sent a delegation to Esteria in April. [^a2-2]
- **18–20 May 2023 · Holm, Vint** — Holm and Vint are to meet again on 18 to 20 May in Osk. [^a1-4]

## Agreements

- **8 May 2023 · Norland, Esteria** — Norland and Esteria will share what their coast guards see. [^a1-2]

## Weapons requests

- **Esteria · planned** — Esteria wants six patrol boats, Holm said. [^a1-3]

## Background

- The ferry stopped on 1 May, as [an older text](plain.md#notes-of-a-walk) tells; see [the meetings](#meetings), [this text](strait.md#agreements), [nothing](#nothing) and [what is lost](lost.md). [^a2-3]

## Sources

1. Example Post, [Norland, Esteria agree on strait](https://example.org/strait), 9 May 2023
2. Sund Courier, [Holm in Port Sund](https://example.net/holm), 8 May 2023

[^a1-1]: Norland’s Foreign Minister Ada Holm met President Karel Vint of Esteria in Port Sund on Monday.

[^a1-2]: Norland and Esteria will share what their coast guards see.

[^a1-3]: Nobody knows when. Esteria wants six patrol boats, Holm said. She did not say more.

[^a1-4]: Holm and Vint are to meet again on 18 to 20 May in Osk.

[^a2-1]: Norland’s Foreign Minister Ada Holm met President Karel Vint of Esteria in Port Sund on Monday.

[^a2-2]: Holm had sent a delegation to Esteria in April.

[^a2-3]: The ferry stopped on 1 May, as an older text tells.
`

// latest is a briefing of another day that names somebody again.
const latest = `---
id: latest
title: Holm visits Osk
published: 2023-05-11
language: en
sources:
  - {title: "Holm visits Osk", publisher: Osk Daily, url: "https://example.com/osk", published: 2023-05-11}
---

# Holm visits Osk

- Ada Holm visited Osk on Thursday. [^a1-1]

## Meetings

- **11 May 2023 · Holm** — Ada Holm visited Osk on Thursday. [^a1-1]

## Weapons requests

- **11 May 2023 · Osk, Norland** — The mayor of Osk asked Norland for two patrol boats. [^a1-2]

## Sources

1. Osk Daily, [Holm visits Osk](https://example.com/osk), 11 May 2023

[^a1-1]: Ada Holm visited Osk on Thursday.

[^a1-2]: The mayor of Osk asked Norland for two patrol boats.
`

func straits() *shelf {
	s := newShelf()
	s.add("strait", strait)
	s.add("latest", latest)
	return s
}

// at fails the test unless some briefing is open with the cursor on some words.
func (s *stage) at(id, words string) {
	s.t.Helper()
	d := s.m.desk()
	if d.id != id {
		s.t.Fatalf("%q is open, want %q", d.id, id)
	}
	src := string(d.doc.Source)
	if at := d.reader.Cursor(); words != "" && !strings.HasPrefix(src[at:], words) {
		s.t.Errorf("in %s the cursor is on %.30q, want %q", id, src[at:], words)
	}
}

// moveTo is goTo by motions, of which none is a jump.
func (s *stage) moveTo(words string) {
	s.t.Helper()
	d := s.m.desk()
	i := strings.Index(string(d.doc.Source), words)
	if i < 0 {
		s.t.Fatalf("no %q in the source", words)
	}
	d.reader.Return(i)
	s.send(nil)
}

// Enter in a view goes to the entry in its briefing, and the way back is one way over
// views and briefings.
func TestTrail(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	s.moveTo("The ferry")
	s.keys("V p")
	s.moveTo("Ada Holm ·")
	s.keys("enter")
	s.shows("In Norland and Esteria", "Holm visits Osk, 11 May 2023")
	s.moveTo("Ada Holm visited")
	s.keys("enter")
	s.at("latest", "Ada Holm visited Osk on Thursday. [^a1-1]\n\n## Weapons")
	s.keys("ctrl+o")
	s.shows("In Norland and Esteria")
	s.keys("ctrl+o")
	s.shows("Who is who")
	s.keys("ctrl+o")
	s.at("strait", "The ferry")
	s.keys("alt+right alt+right")
	s.shows("In Norland and Esteria")
	s.keys("ctrl+i")
	s.at("latest", "Ada Holm visited")
	s.keys("ctrl+o q")
	s.shows("Who is who")
	s.keys("esc")
	s.at("strait", "The ferry")
	if s.quits() {
		t.Error("leaving a view left the program")
	}
}

// A jump within a text, a link, the library and the next briefing are steps of the way.
// TestBackFromWhatIsNotThereYet: ctrl-o goes back from a text that is still being read.
func TestBackFromWhatIsNotThereYet(t *testing.T) {
	s := newStage(t, straits(), 100, 30, "strait")
	s.goTo("[an older text]")
	s.keys("enter")
	s.at("plain", "Notes of a walk")
	s.keys("ctrl+o")
	s.m.desks = s.m.desks[:1] // plain is closed
	s.hold = true
	s.keys("enter")
	link := s.held
	s.held = nil
	s.send(link[len(link)-1]())
	if s.m.baseID() != "plain" || s.m.desk().doc != nil {
		t.Fatalf("%s is open", s.m.baseID())
	}
	s.keys("ctrl+o")
	s.at("strait", "an older text")
	s.release()
	s.at("strait", "an older text")
}

func TestTrailOverBriefings(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait", "harbour")
	s.goTo("The ferry")
	s.goTo("an older text")
	s.keys("enter")
	s.at("plain", "Notes of a walk")
	s.keys("ctrl+o")
	s.at("strait", "an older text")
	s.keys(">")
	s.at("harbour", "")
	s.keys("ctrl+o ctrl+o")
	s.at("strait", "The ferry")
	s.keys("L")
	s.m.panes.library.Select("latest")
	s.keys("enter")
	s.at("latest", "")
	s.keys("ctrl+o")
	s.at("strait", "The ferry")
}

func TestFollowLinks(t *testing.T) {
	for _, tt := range []struct{ link, id, at, says string }{
		{"the meetings]", "strait", "Meetings\n", ""},
		{"this text", "strait", "Agreements\n", ""},
		{"nothing]", "strait", "nothing]", "there is no heading #nothing"},
		{"an older", "plain", "Notes of a walk", ""},
		{"what is lost", "strait", "what is lost", "lost.md: no such file"},
	} {
		s := newStage(t, straits(), 80, 24, "strait")
		s.goTo(tt.link)
		s.keys("enter")
		s.at(tt.id, tt.at)
		if tt.says != "" {
			s.shows(tt.says)
			continue
		}
		s.keys("ctrl+o")
		s.at("strait", tt.link)
	}
}

// Notes on an entry of a view are made in its briefing, and shown in the view.
func TestNotesInViews(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	s.keys("V t")
	s.goTo("Holm had sent")
	s.keys("h")
	s.expect("strait", "highlight::Holm had sent a delegation to Esteria in April.")
	s.keys("a")
	s.types("Why?")
	s.keys("ctrl+s")
	s.expect("strait", "highlight:Why?:Holm had sent a delegation to Esteria in April.")
	s.shows("Timeline")
	s.keys("u u")
	s.expect("strait")
	s.goTo("Holm, Vint · planned")
	s.keys("t")
	s.types("osk")
	s.keys("enter")
	s.expect("strait", "highlight::Holm and Vint are to meet again on 18 to 20 May in Osk.")
	s.goTo("Timeline:")
	s.keys("h")
	s.shows("this line is none")
	s.keys("N")
	s.shows("Notes on Norland and Esteria")
	s.keys("enter")
	s.at("strait", "Holm and Vint are to meet")
}

// A note on an entry of another briefing is made there.
func TestNoteElsewhere(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	s.goTo("Esteria wants")
	s.keys("V e enter")
	s.shows("The mayor of Osk asked")
	s.goTo("The mayor")
	s.keys("a")
	s.at("latest", "The mayor of Osk")
	s.shows("notes are made in the briefing")
	s.keys("h")
	s.expect("latest", "highlight::The mayor of Osk asked Norland for two patrol boats.")
}

// A view follows its briefing when that changes, with the cursor on the entry it was on.
func TestViewRefreshes(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	s.keys("V t")
	s.goTo("Holm and Vint are")
	s.send(watchMsg{})
	s.store.sources["strait"] = strings.Replace(strait, "## Agreements\n", "- **2 May 2023 · Holm** — Holm wrote a letter. [^a2-2]\n\n## Agreements\n", 1)
	for range 3 {
		s.send(watchMsg{})
	}
	s.at("view of timeline strait ", "Holm and Vint are")
	s.keys("g g")
	s.shows("2 May 2023", "Holm wrote a letter.")
	s.keys("q")
	s.at("strait", "")
}

// A view of many briefings follows those that are not open too.
func TestViewRefreshesBehind(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	s.goTo("Esteria wants")
	s.keys("V e enter")
	s.shows("for two patrol")
	s.send(watchMsg{})
	s.store.sources["latest"] = strings.Replace(latest, "two patrol boats", "seventeen patrol boats", 2)
	for range 3 {
		s.send(watchMsg{})
	}
	s.shows("for seventeen")
}

// From the list of the library, with nothing open, a section of every briefing is a view
// like any other, and q goes back to the list.
func TestSectionFromLibrary(t *testing.T) {
	s := newStage(t, straits(), 80, 24)
	s.keys("V enter")
	s.shows("Weapons requests, since 4 May 2023", "The mayor of Osk asked")
	s.keys("V t")
	s.shows("this is a view of many briefings")
	s.keys("u N E L")
	s.shows("Library")
	s.keys("V enter K")
	s.shows("Osk")
	s.keys("q")
	s.shows("Weapons requests")
	s.keys("h")
	s.at("latest", "The mayor")
	s.keys("ctrl+o")
	s.shows("Weapons requests, since")
	s.keys("q")
	s.shows("Library")
	s.keys("V")
	s.types("meetings 2023-05-09 2023-05-10")
	s.keys("enter")
	s.shows("Meetings, 9–10 May 2023")
	s.keys("enter")
	s.at("harbour", "Commissioner Ada Lind met")
}

// What is asked for and taken back, or overtaken by something else, does not come late.
func TestLateViews(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	s.hold = true
	s.keys("V t V p")
	s.release()
	s.shows("Who is who")
	s = newStage(t, straits(), 80, 24, "plain")
	s.keys("V s")
	s.shows("says of no article")
	s.keys("V x")
	s.shows("has no text of sources")
}

// The source text follows the cursor, and leads it.
func TestBeside(t *testing.T) {
	s := newStage(t, straits(), 200, 40, "strait")
	s.keys("V x")
	at := func() int { return s.m.panes.source.Paragraph() }
	for _, tt := range []struct {
		words string
		at    int
	}{{"Holm had sent", 5}, {"Esteria wants", 2}, {"The ferry", 6}, {"Norland’s Foreign", 0}, {"Holm and Vint", 3}} {
		s.goTo(tt.words)
		if got := at(); got != tt.at {
			t.Errorf("on %q the source is at %d, want %d", tt.words, got, tt.at)
		}
	}
	s.keys("enter k")
	s.at("strait", "Esteria · planned")
	s.keys("esc")
	s.send(watchMsg{})
	s.store.sources["strait"] = strings.Replace(strait, "Nobody knows when.", "Everybody knows when.", 1)
	for range 3 {
		s.send(watchMsg{})
	}
	s.shows("Everybody knows when.")
	s.keys("V x")
	s.hides("Everybody knows when.")
}

// Of many views the last ones are kept; going back passes over those that are not.
func TestManyViews(t *testing.T) {
	s := newStage(t, straits(), 80, 24, "strait")
	for range mostSights + 3 {
		s.keys("V p")
		s.goTo("Ada Holm ·")
		s.keys("V e")
		s.types(fmt.Sprintf("meetings %dd", 100+len(s.m.view.asides)*7+len(s.store.log)))
		s.keys("enter")
	}
	s.keys("V t")
	if n := len(s.m.view.asides); n > mostSights {
		t.Errorf("%d views are kept", n)
	}
	for range 4 * mostSights {
		s.keys("ctrl+o")
	}
	s.at("strait", "")
}

func TestMentionsOfTheNameHere(t *testing.T) {
	for _, tt := range []struct{ from, want string }{
		{"Ada Holm met", "Ada Holm"}, {"met President", "Karel Vint"}, {"Holm, Vint**", "Ada Holm"}, {"Vint** — Norland", "Karel Vint"},
	} {
		s := newStage(t, straits(), 80, 24, "strait")
		s.goTo(tt.from)
		s.keys("K")
		if got := s.m.desk().title(); got != tt.want {
			t.Errorf("K at %q shows %q, want %q", tt.from, got, tt.want)
		}
	}
	store := straits()
	store.sources["strait"] = strings.Replace(strait, "## Background\n", "## Who is who\n\n- **Ada Holm · 5 mentions** — Foreign Minister [^a1-1]\n\n## Background\n", 1)
	s := newStage(t, store, 80, 24, "strait")
	s.goTo("Ada Holm · 5")
	s.keys("enter")
	s.shows("In Norland and Esteria")
	s.keys("q")
	s.goTo("[^a1-1]\n\n## Background")
	s.keys("enter")
	s.shows("paragraph 1")
	s = newStage(t, straits(), 80, 24, "plain")
	s.goTo("Notes of a walk")
	s.keys("K")
	s.shows("there is no name here")
}

// What a text may call somebody never acts on the terminal, in any view.
func TestHostileViews(t *testing.T) {
	store := hostileShelf()
	for _, keys := range []string{"V t", "V p", "V s", "V e enter", "V x", "V p enter", "K"} {
		s := newStage(t, store, 80, 24, "hostile")
		s.goTo("Commissioner Ada")
		s.keys(keys)
		screentest.Check(t, s.m.method, s.m.View().Content, 80, 24)
	}
}

// A briefing's own position and library never hear of views.
func TestViewsLeaveNothing(t *testing.T) {
	store := straits()
	s := newStage(t, store, 80, 24, "strait")
	s.keys("V t enter V p L")
	if err := s.m.Close(); err != nil {
		t.Fatal(err)
	}
	for id := range store.positions {
		if !slices.Contains(store.order, id) {
			t.Errorf("a position was kept of %q", id)
		}
	}
}

// In a view the keys of tabs and of the search in all texts do what they do in a briefing.
func TestKeysInViews(t *testing.T) {
	s := newStage(t, straits(), 100, 30, "strait", "plain")
	s.keys("V t g t")
	if d := s.m.desk(); d.sight != nil || d.id != "plain" {
		t.Errorf("gt from a view goes to %q", d.id)
	}
	s.keys("g T V t 2 g t")
	if d := s.m.desk(); d.sight != nil || d.id != "plain" {
		t.Errorf("2gt from a view goes to %q", d.id)
	}
	s.keys("g T V t g /")
	if s.m.bottom != onPalette {
		t.Error("g/ in a view asks for nothing")
	}
	s.keys("esc A")
	s.shows("are made in the briefing")
}
