package app

import (
	"strings"
	"time"

	"readout/briefing"
	"readout/briefing/note"
	"readout/ui/theme"
)

// scene is a state of the program that a reader meets: every view, and what stands over it.
type scene struct {
	name  string
	shelf func() *shelf // nil: newShelf
	open  []string      // nil: the library
	do    func(s *stage)
}

// mixed has what Markdown can have: a wide table, footnotes, code, a picture, several scripts.
const mixed = "# 港の新聞 and others\n\n## Tables\n\n| Port | Boats asked for | Boats given | Said by | When | Where it was said | What followed |\n|---|--:|--:|---|---|---|---|\n" +
	"| Northport | 6 | 2 | Commissioner Ada Lind | 10 May 2023 | in the council of both towns | two boats came in June |\n| Southport | 4 | – | Mayor Osei | 9 May 2023 | in a letter | nothing |\n\n" +
	"## Scripts\n\n東京都は水曜日にスクリーンを発表した。 שלום עולם and مرحبا بالعالم. 👩‍👩‍👧 and e\u0301te\u0301 and naïve.[^one]\n\n![A chart of the strait](chart.png)\n\n" +
	"```go\nfunc main() { fmt.Println(\"boats\") } // a comment that is longer than a narrow screen is wide\n```\n\n> A quotation, with `code` and **bold**.\n\n1. first\n   - nested\n\n[^one]: A footnote of the text.\n"

func withMixed() *shelf {
	s := newShelf()
	s.add("mixed", mixed)
	return s
}

// grownSince gives a shelf with a text that was read and then changed.
func grownSince() *shelf {
	s := newShelf()
	before := s.sources["harbour"]
	revision := briefing.Revision([]byte(before))
	s.older[revision] = before
	s.positions["harbour"] = Position{Offset: strings.Index(before, "# Harbour"), Revision: revision}
	s.sources["harbour"] = strings.Replace(before, "## Meetings\n\n", "## Meetings\n\n- A third town came along. [^a1-1]\n", 1)
	return s
}

// contested gives a shelf with a note in two versions, one whose text is gone, and one on a
// whole section.
func contested() *shelf {
	s := newShelf()
	at := time.Date(2023, 5, 10, 9, 0, 0, 0, time.UTC)
	first := note.Note{ID: "00000000-0000-4000-8000-000000000901", Revision: 2, Briefing: "harbour", Kind: note.Question, Body: "Since when?", Creator: "ada", Created: at, Modified: at, Target: note.Target{Exact: "They agreed to share", Prefix: "Northport, Southport — ", Suffix: " what"}}
	rival := first
	rival.Body, rival.Creator, rival.Modified = "Until when?", "bea", at.Add(time.Hour)
	first.Rivals = []note.Note{rival}
	s.notes["harbour"] = []note.Note{
		first,
		{ID: "00000000-0000-4000-8000-000000000902", Revision: 1, Briefing: "harbour", Kind: note.Highlight, Creator: "ada", Created: at, Modified: at, Target: note.Target{Exact: "words that nobody wrote here"}},
	}
	return s
}

func write(text, then string) func(s *stage) {
	return func(s *stage) {
		s.goTo("They agreed")
		s.keys("a")
		s.types(text)
		s.keys(then)
	}
}

func press(strokes string) func(s *stage) { return func(s *stage) { s.keys(strokes) } }

func find(words string) func(s *stage) {
	return func(s *stage) {
		s.keys("g /")
		s.types(words)
		s.keys("enter")
	}
}

var (
	reading = []string{"harbour"}
	strait1 = []string{"strait"}
)

// scenes are all of them. What is shown first in a scene is what its name says.
func scenes() []scene {
	return []scene{
		{"reading", nil, reading, func(*stage) {}},
		{"highlighted", nil, []string{"harbour", "plain"}, func(s *stage) { s.goTo("They agreed"); s.keys("h h") }},
		{"selecting", nil, reading, func(s *stage) { s.goTo("They agreed"); s.keys("v 6 w") }},
		{"searching", nil, reading, func(s *stage) { s.keys("/"); s.types("boats") }},
		{"found", nil, reading, func(s *stage) { s.keys("/"); s.types("boats"); s.keys("enter n") }},
		{"writing", nil, reading, write("Since when?\n\n- and how", "")},
		{"failed", nil, reading, func(s *stage) { write("Since when?", "")(s); s.store.err = errFull; s.keys("ctrl+s") }},
		{"previewing", nil, reading, write("Since **when**?\n\n- and how", "alt+p")},
		{"grading", nil, reading, write("Since when?", "alt+g")},
		{"tagging", nil, reading, func(s *stage) { s.goTo("They agreed"); s.keys("t"); s.types("coast ") }},
		{"note on a section", nil, reading, func(s *stage) { s.goTo("Fishing"); s.keys("A") }},
		{"notes", nil, reading, func(s *stage) {
			s.goTo("Fishing")
			s.keys("h h a")
			s.types("Why?")
			s.keys("ctrl+s")
			s.goTo("They agreed")
			s.keys("h N")
		}},
		{"filtering notes", contested, reading, func(s *stage) { s.keys("N /"); s.types("is:orphaned") }},
		{"contested notes", contested, reading, press("N")},
		{"settling", contested, reading, press("N c")},
		{"notes in the margin", nil, reading, func(s *stage) { write("Since when?", "ctrl+s")(s); s.goTo("Fishing"); s.keys("h") }},
		{"new since last read", grownSince, reading, press("g u")},
		{"source", nil, reading, func(s *stage) { s.goTo("[^a1-1]\n\n## Weapons"); s.keys("enter") }},
		{"link", nil, reading, func(s *stage) { s.goTo("forty"); s.keys("enter") }},
		{"outline", nil, reading, press("tab j")},
		{"help", nil, reading, press("?")},
		{"help, filtered", nil, reading, func(s *stage) { s.keys("? /"); s.types("note") }},
		{"palette", nil, reading, func(s *stage) { s.goTo("Fishing"); s.keys(":") }},
		{"finding a command", nil, reading, func(s *stage) { s.keys("ctrl+p"); s.types("next se") }},
		{"welcome", nil, reading, func(s *stage) { s.m.view.welcome = welcomeKeys; s.send(nil) }},
		{"tables", withMixed, []string{"mixed"}, func(s *stage) { s.goTo("Northport") }},
		{"scripts", withMixed, []string{"mixed"}, func(s *stage) { s.goTo("שלום"); s.keys("v w w") }},
		{"tabs", straits, []string{"harbour", "strait", "plain"}, press("g t")},
		{"split beside", straits, []string{"harbour", "strait"}, press("ctrl+w v")},
		{"split below", straits, []string{"harbour", "strait"}, press("ctrl+w s")},
		{"timeline", straits, strait1, press("V t")},
		{"who is who", straits, strait1, press("V p")},
		{"mentions", straits, strait1, press("V p enter")},
		{"sources", straits, strait1, press("V s")},
		{"section everywhere, asked", straits, strait1, func(s *stage) { s.goTo("Esteria wants"); s.keys("V e") }},
		{"section everywhere", straits, strait1, func(s *stage) { s.goTo("Esteria wants"); s.keys("V e enter") }},
		{"found everywhere", straits, strait1, find("patrol boats")},
		{"source text beside", straits, strait1, func(s *stage) { s.keys("V x"); s.goTo("Esteria wants") }},
		{"source text beside, leading", straits, strait1, func(s *stage) { s.keys("V x"); s.goTo("Esteria wants"); s.keys("enter j j") }},
		{"noted in a view", straits, strait1, func(s *stage) {
			s.keys("V t")
			s.goTo("Holm had sent")
			s.keys("h a")
			s.types("Why?")
			s.keys("ctrl+s")
		}},
		{"library", straits, nil, func(*stage) {}},
		{"library, filtered", straits, nil, func(s *stage) { s.keys("/"); s.types("source:post") }},
		{"library, marked", straits, nil, press("v v x")},
		{"library, by source", straits, nil, press("b b")},
		{"library, renaming", straits, nil, press("R")},
		{"palette of the library", nil, nil, press(":")},
		{"welcome in the library", nil, nil, func(s *stage) { s.m.view.welcome = welcomeKeys; s.send(nil) }},
		{"empty library", func() *shelf { s := newShelf(); s.order = nil; return s }, nil, func(*stage) {}},
	}
}

// tint is a set of colours that a reader may have.
type tint struct {
	name string
	opt  theme.Options
}

func tints() []tint {
	return []tint{
		{"dark", theme.Options{Dark: true}},
		{"light", theme.Options{}},
		{"dark, high contrast", theme.Options{Dark: true, Contrast: true}},
		{"light, high contrast", theme.Options{Contrast: true}},
		{"NO_COLOR", theme.Options{NoColor: true}},
	}
}
