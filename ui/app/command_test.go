package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/keymap"
	"readout/ui/screentest"
	"readout/ui/stroke"
)

// do presses the first key of bindings, whatever that is.
func (s *stage) do(bindings ...key.Binding) {
	s.t.Helper()
	for _, b := range bindings {
		for _, p := range stroke.Stroke(b.Keys()[0]).Presses() {
			s.send(p)
		}
	}
}

// places are where the palette opens, by the bindings that go there.
func places() map[string]func(s *stage) {
	return map[string]func(s *stage){
		"reading":   func(s *stage) { s.goTo("Fishing") },
		"searching": func(s *stage) { s.do(s.m.keys.reader.Search); s.types("the"); s.do(s.m.keys.reader.Line.Accept) },
		"outline":   func(s *stage) { s.do(s.m.keys.app.Focus) },
		"source":    func(s *stage) { s.goTo("[^a1-1]\n- **8 May"); s.do(s.m.keys.reader.Follow) },
		"notes":     func(s *stage) { s.goTo("Fishing"); s.do(s.m.keys.reader.Highlight, s.m.keys.app.Notes) },
		"library":   func(s *stage) { s.do(s.m.keys.app.Library) },
		"help":      func(s *stage) { s.do(s.m.keys.app.Help) },
	}
}

// What the palette runs is what the action's own key does, wherever it opens, with every
// set of keys.
func TestPaletteDoesWhatKeysDo(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, preset := range append(Presets(), "") {
		for place, enter := range places() {
			fresh := func() *stage {
				keys, err := NewKeys(preset, nil)
				if err != nil {
					t.Fatal(err)
				}
				s := newStageWith(t, newShelf(), keys, 80, 24, "harbour", "plain")
				enter(s)
				return s
			}
			s := fresh()
			n, taken := 0, map[string]bool{}
			for _, a := range s.m.active() {
				i := slices.IndexFunc(a.Binding.Keys(), func(k string) bool { return !taken[k] })
				for _, k := range a.Binding.Keys() {
					taken[k] = true
				}
				if i < 0 || a.Fixed || a.Binding == &s.m.keys.app.Palette {
					continue
				}
				byKey := fresh()
				for _, p := range stroke.Stroke(a.Binding.Keys()[i]).Presses() {
					byKey.send(p)
				}
				byPalette := fresh()
				byPalette.do(byPalette.m.keys.app.Palette)
				for range n {
					byPalette.keys("down")
				}
				byPalette.keys("enter")
				if got, want := byPalette.screen(), byKey.screen(); got != want || len(byPalette.sent) != len(byKey.sent) {
					t.Fatalf("%s %s: %s does by the palette\n%s\nand by its key\n%s", preset, place, a.ID(), got, want)
				}
				n++
			}
			if got := len(s.m.commands()); n < 5 || got != n {
				t.Errorf("%s %s: %d commands of %d actions", preset, place, got, n)
			}
		}
	}
}

// An action that has no key is done by its name.
func TestUnboundIsDoneByName(t *testing.T) {
	keys, err := NewKeys("", []keymap.Change{{Action: "app.notes"}, {Action: "reader.bottom"}})
	if err != nil {
		t.Fatal(err)
	}
	s := newStageWith(t, newShelf(), keys, 120, 30, "harbour")
	s.keys("N G end")
	s.shows("? keys")
	s.hides("N notes", "Notes on")
	s.keys(":")
	s.types("to the end")
	s.keys("enter")
	s.shows("100 %")
	s.keys(":")
	s.types("notes")
	s.keys("enter")
	s.shows("Notes on Harbour towns")
	s.keys("esc ?")
	s.hides("<app.notes>", "to the end")
}

func TestLinesOfTheReader(t *testing.T) {
	at := func(s *stage) int { return s.m.desk().reader.Cursor() }
	for _, tt := range []struct{ line, keys string }{
		{"1", "1 G"},
		{"7", "7 G"},
		{"0", "g g"},
		{"50%", "5 0 %"},
		{"100%", "G"},
		{"500%", "G"},
		{"0%", "g g"},
		{"$", "G"},
		{"  12 ", "1 2 G"},
		{"99999999", "9 9 9 9 9 G"},
	} {
		a, b := newStage(t, newShelf(), 80, 10, "harbour"), newStage(t, newShelf(), 80, 10, "harbour")
		a.goTo("Meetings")
		b.goTo("Meetings")
		line(a, tt.line)
		b.keys(tt.keys)
		if at(a) != at(b) || a.screen() != b.screen() {
			t.Errorf(":%s is at %d, %s at %d", tt.line, at(a), tt.keys, at(b))
		}
		a.keys("ctrl+o")
		a.shows("Meetings")
	}
	s := newStage(t, newShelf(), 80, 24, "harbour")
	line(s, "w")
	s.shows("all notes are saved")
	line(s, "help")
	s.shows("Reading", "Keys")
	line(s, "7")
	s.shows("Keys") // a number means nothing there
	s.keys("esc esc")
	for _, l := range []string{"-1", "+3", "1e3", "50 %%", "%"} {
		if it, ok := s.m.spelled(l); ok {
			t.Errorf(":%s is %q", l, it.Title)
		}
	}
	line(s, "q")
	if !s.quits() {
		t.Error(":q does not quit")
	}
}

// line types a line into the palette and runs it.
func line(s *stage, text string) {
	s.t.Helper()
	s.keys(":")
	s.types(text)
	s.keys("enter")
}

// Commands by the names that vi has for them do what their keys do, files open by their path,
// and every name in the table is that of an action.
func TestCommandsOfVi(t *testing.T) {
	open := []string{"harbour", "plain"}
	for _, tt := range []struct{ line, keys string }{
		{"bn", ">"},
		{"bp", "<"},
		{"ls", "L"},
		{"sp", "ctrl+w s"},
		{"vs", "ctrl+w v"},
		{"bd", "ctrl+w c"},
	} {
		a, b := newStage(t, newShelf(), 100, 24, open...), newStage(t, newShelf(), 100, 24, open...)
		line(a, tt.line)
		b.keys(tt.keys)
		if a.screen() != b.screen() {
			t.Errorf(":%s shows\n%s\n%s shows\n%s", tt.line, a.screen(), tt.keys, b.screen())
		}
	}
	s := newStage(t, newShelf(), 80, 24, "harbour")
	line(s, "e plain")
	s.shows("Notes of a walk")
	line(s, "e gone")
	s.shows("gone does not open: no such file")
	names := map[string]bool{}
	for _, a := range defaultKeys().Actions() {
		names[a.ID()] = true
	}
	for word, name := range actionOf {
		if !names[name] {
			t.Errorf(":%s is %s, which is no action", word, name)
		}
	}
}

// The palette closes without doing anything, ctrl-c does not leave the program from it.
func TestPaletteCloses(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	before := s.screen()
	for _, keys := range []string{": esc", "ctrl+p esc", ": x backspace backspace", ": ctrl+c", ": down up ctrl+p esc"} {
		s.keys(keys)
		if got := s.screen(); got != before || s.quits() {
			t.Errorf("after %s:\n%s", keys, got)
		}
	}
	s.keys("a :")
	s.hides("Command")
	s.keys("backspace esc / :")
	s.hides("Command")
}

// Keys of two strokes of the app's wait for the second; what is none after all is given
// to the panes, both strokes of it.
func TestTwoStrokesOfTheApp(t *testing.T) {
	keys, err := NewKeys("", []keymap.Change{{Action: "app.library", Keys: []string{"g b"}}, {Action: "list.first", Keys: []string{"home"}}, {Action: "app.mouse", Keys: []string{"ctrl-x m"}}})
	if err != nil {
		t.Fatal(err)
	}
	s := newStageWith(t, newShelf(), keys, 80, 10, "harbour")
	s.keys("G")
	s.keys("g g")
	if at := s.m.desk().reader.Cursor(); at > strings.Index(harbour, "- The two towns") {
		t.Errorf("gg went to %d", at)
	}
	s.keys("ctrl+x m")
	s.shows("mouse on")
	s.keys("ctrl+x j")
	if at := s.m.desk().reader.Cursor(); at == 0 {
		t.Error("the second stroke is lost")
	}
	s.keys("g b")
	s.shows("Library", "2 briefings")
	s.keys("ctrl+x m")
	s.shows("mouse off")
}

func TestEmacs(t *testing.T) {
	keys, err := NewKeys("emacs", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newStageWith(t, newShelf(), keys, 80, 24, "harbour")
	s.goTo("a *ferry*")
	s.keys("ctrl+space alt+f alt+f h")
	s.expect("harbour", "highlight::a ferry crosses")
	s.keys("ctrl+s")
	s.types("Fishing")
	s.keys("ctrl+g alt+x")
	s.shows("Command", "ctrl-x b")
	s.keys("ctrl+g ctrl+x")
	s.shows("ctrl-x …")
	s.keys("b")
	s.shows("2 briefings")
	s.keys("ctrl+n enter")
	s.shows("The path begins")
}

func TestSuspend(t *testing.T) {
	for _, keys := range []string{"", "?", "a", "t", ":", "/", "N", "L"} {
		s := newStage(t, newShelf(), 80, 24, "harbour")
		s.keys(keys)
		before := s.screen()
		s.keys("ctrl+z")
		s.leaves()
		if s.store.suspended != 1 {
			t.Errorf("ctrl-z does not suspend after %q", keys)
		}
		if got := s.screen(); got != before {
			t.Errorf("after %q the screen changed to\n%s", keys, got)
		}
	}
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.store.err = errors.New("there is no shell")
	s.keys("ctrl+z")
	s.leaves()
	s.shows("not suspended: there is no shell")
}

func TestEditor(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.store.files = map[string]string{"": " And what\nthe editor wrote.\x1b[2J"}
	s.goTo("Fishing")
	s.keys("a")
	s.types("What I wrote.")
	s.keys("ctrl+o")
	s.leaves()
	s.shows("What I wrote. And what", "the editor wrote.")
	s.keys("ctrl+_")
	s.hides("the editor wrote")
	s.keys("alt+e")
	s.store.err = errors.New("no such editor")
	s.leaves()
	s.shows("What I wrote.", "editing the text: no such editor")
	s.store.err = nil
	s.keys("ctrl+s")
	s.expect("harbour", "highlight:What I wrote.:Fishing has been poor for three years.")
}

func TestEditFile(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.goTo("Fishing")
	s.keys("h ctrl+e")
	s.shows("editing the file: it did not come from a file")
	s.keys("esc")
	s.store.files = map[string]string{"harbour": strings.Replace(harbour, "Fishing has", "Since then fishing has been good. Fishing has", 1)}
	s.goTo("Fishing")
	s.keys("ctrl+e")
	s.leaves()
	s.shows("fishing has been good.", "of the notes on it 1 changed")
	before, _, _ := strings.Cut(harbour, "Fishing")
	if want := strings.Count(before, "\n") + 1; s.store.line != want {
		t.Errorf("the editor opens at line %d, want %d", s.store.line, want)
	}
	s.keys("N")
	s.shows("“Fishing has been poor")
	s.hides("not found")
	s.keys("esc ctrl+e")
	s.leaves()
	s.shows("the file is as it was")
}

// leaves lets what was asked for have the terminal, as the runtime does.
func (s *stage) leaves() {
	s.t.Helper()
	if len(s.running) == 0 {
		s.t.Fatal("nothing has the terminal")
	}
	run := s.running[0]
	s.running = s.running[1:]
	s.send(run())
}

func TestWelcomeGoesAway(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	s.hides("Welcome")
	s = newStage(t, newShelf(), 80, 24, "harbour")
	s.m.view.welcome = welcomeKeys
	s.send(nil)
	s.shows("Welcome", "h highlight")
	for range welcomeKeys - 1 {
		s.keys("j")
	}
	s.shows("Welcome")
	if s.store.welcomed != 0 {
		t.Error("it is kept too early")
	}
	s.keys("j")
	s.hides("Welcome")
	s.keys("j")
	if s.store.welcomed != 1 {
		t.Errorf("it was kept %d times", s.store.welcomed)
	}
	screentest.Check(t, s.m.method, s.m.View().Content, 80, 24)
}

// ctrl-c leaves the line that is typed in, as in less and vi, and not the program.
func TestInterruptLeavesTheLine(t *testing.T) {
	for _, preset := range append(Presets(), "") {
		keys, err := NewKeys(preset, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := newStageWith(t, newShelf(), keys, 100, 30, "harbour", "plain")
		s.keys("/")
		s.types("coast")
		s.keys("ctrl+c")
		if s.m.desk().reader.Searching() || s.quits() {
			t.Errorf("%s: ctrl-c does not leave the search line", preset)
		}
		s.do(s.m.keys.app.Library)
		s.keys("/")
		s.types("harb")
		s.keys("ctrl+c")
		if s.m.panes.library.Filtering() || s.quits() {
			t.Errorf("%s: ctrl-c does not leave the filter", preset)
		}
		if s.keys("ctrl+c"); !s.quits() {
			t.Errorf("%s: ctrl-c does not leave the program", preset)
		}
	}
}

// What was searched in one text can be asked again in another.
func TestSearchesAreShared(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour", "plain")
	s.keys("/")
	s.types("coast")
	s.keys("enter > /")
	s.shows("enter: coast")
}

// What another program has written over the screen goes away by a key, wherever that is.
func TestRedraw(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	for _, where := range []string{"", "N", "esc", "?", "esc", "a", "esc", "/", "esc", "L"} {
		s.keys(where)
		s.sent = nil
		if s.keys("ctrl+l"); !slices.Contains(s.sent, tea.ClearScreen()) {
			t.Errorf("after %q ctrl-l draws nothing anew", where)
		}
	}
}
