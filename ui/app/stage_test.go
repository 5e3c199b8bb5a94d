package app

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/ui/screentest"
	"readout/ui/theme"
)

// stage is the program with a store in memory and a terminal of some size; commands run
// at once unless they are held.
type stage struct {
	t     *testing.T
	m     *Model
	store *shelf
	hold  bool // commands wait in held
	held  []tea.Cmd
	sent  []tea.Msg // messages for the runtime: quit, clipboard

	running []func() tea.Msg // editors that have the terminal
}

func look(s theme.Scheme) (*theme.Theme, error) {
	return theme.New(theme.Options{Dark: s.Dark, Contrast: s.Contrast})
}

func newStage(t *testing.T, s *shelf, w, h int, open ...string) *stage {
	t.Helper()
	return newStageWith(t, s, nil, w, h, open...)
}

// newStageWith is newStage with other keys than readout's own.
func newStageWith(t *testing.T, s *shelf, keys *Keys, w, h int, open ...string) *stage {
	t.Helper()
	return newStageIn(t, s, keys, theme.Options{Dark: true}, w, h, open...)
}

// newStageIn is newStageWith in other colours.
func newStageIn(t *testing.T, s *shelf, keys *Keys, opt theme.Options, w, h int, open ...string) *stage {
	t.Helper()
	th, err := theme.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2023, 5, 11, 9, 0, 0, 0, time.UTC)
	st := &stage{t: t, store: s}
	st.m = New(Options{
		Store: s, Keys: keys, Open: open, Theme: th, Look: look, Scheme: theme.Scheme{Dark: opt.Dark, Contrast: opt.Contrast}, Author: "reader",
		Now:   func() time.Time { at = at.Add(time.Minute); return at },
		NewID: func() string { s.ids++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", s.ids) },
		After: func(_ time.Duration, msg tea.Msg) tea.Cmd { return func() tea.Msg { return later(msg) } }, // lands in sent
		Exec: func(run tea.ExecCommand, left tea.ExecCallback) tea.Cmd {
			st.running = append(st.running, func() tea.Msg { return left(run.Run()) })
			return nil
		},
	})
	st.run(st.m.Init())
	st.send(tea.WindowSizeMsg{Width: w, Height: h})
	return st
}

// timed is a message of the reader that a timer gives: it waits in sent.
type timed struct{ tea.Msg }

func later(msg tea.Msg) tea.Msg {
	if ofReader(msg) {
		return timed{msg}
	}
	return msg
}

func ofReader(msg tea.Msg) bool { return reflect.TypeOf(msg).PkgPath() == "readout/ui/reader" }

// send gives a message to the program and runs what it asks for.
func (s *stage) send(msg tea.Msg) {
	s.t.Helper()
	_, cmd := s.m.Update(msg)
	s.run(cmd)
}

func (s *stage) run(cmd tea.Cmd) {
	s.t.Helper()
	if cmd == nil {
		return
	}
	if s.hold {
		s.held = append(s.held, cmd)
		return
	}
	msg := cmd()
	if cmds, ok := several(msg); ok {
		for _, c := range cmds {
			s.run(c)
		}
		return
	}
	switch msg := msg.(type) {
	case nil:
	case lateMsg, loadedMsg, readMsg, untitledMsg, titledMsg, listedMsg, doneMsg, saidMsg, editedMsg, stampMsg, refreshedMsg, sightMsg, linkedMsg, namedMsg, besideMsg, behindMsg, removedMsg, broughtMsg, surveyedMsg, shelvedMsg, openedMsg, askMsg, whoseMsg, peekMsg, peekedMsg, fetchedMsg, pictureMsg, sentMsg, stoodMsg, trashMsg, feedsMsg, markedMsg, arrivedMsg:
		s.send(msg)
	case timed:
		s.sent = append(s.sent, msg.Msg)
	default:
		if ofReader(msg) { // what it counts and looks for behind itself
			s.send(msg)
			return
		}
		s.sent = append(s.sent, msg)
	}
}

// several gives the commands of a batch or a sequence; the type of the latter is not
// exported.
func several(msg tea.Msg) ([]tea.Cmd, bool) {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return nil, false
	}
	var cmds []tea.Cmd
	for i := range v.Len() {
		cmds = append(cmds, v.Index(i).Interface().(tea.Cmd))
	}
	return cmds, true
}

// release runs the commands that were held.
func (s *stage) release() {
	s.t.Helper()
	s.hold = false
	held := s.held
	s.held = nil
	for _, c := range held {
		s.run(c)
	}
}

// keys presses keys, named as key maps name them, between spaces.
func (s *stage) keys(strokes string) {
	s.t.Helper()
	for k := range strings.FieldsSeq(strokes) {
		s.send(screentest.Press(k))
	}
}

// types types a text.
func (s *stage) types(text string) {
	s.t.Helper()
	for _, k := range screentest.Type(text) {
		s.send(k)
	}
}

// goTo puts the reader's cursor on the first occurrence of some words of the source.
func (s *stage) goTo(words string) {
	s.t.Helper()
	d := s.m.desk()
	i := strings.Index(string(d.doc.Source), words)
	if i < 0 {
		s.t.Fatalf("no %q in the source", words)
	}
	d.reader.Jump(i)
	s.send(nil)
}

func (s *stage) screen() string { return screentest.Plain(s.m.View().Content) }

// shows fails the test unless all of some texts are on the screen.
func (s *stage) shows(texts ...string) {
	s.t.Helper()
	got := s.screen()
	for _, text := range texts {
		if !strings.Contains(got, text) {
			s.t.Errorf("the screen lacks %q:\n%s", text, got)
		}
	}
}

func (s *stage) hides(texts ...string) {
	s.t.Helper()
	got := s.screen()
	for _, text := range texts {
		if strings.Contains(got, text) {
			s.t.Errorf("the screen has %q:\n%s", text, got)
		}
	}
}

// kept gives the notes of a briefing as the store has them, as "kind:body:quotation".
func (s *stage) kept(id string) []string {
	var out []string
	for _, n := range s.store.notes[id] {
		out = append(out, string(n.Kind)+":"+n.Body+":"+n.Target.Exact)
	}
	slices.Sort(out)
	return out
}

func (s *stage) quits() bool {
	return slices.ContainsFunc(s.sent, func(m tea.Msg) bool { _, ok := m.(tea.QuitMsg); return ok })
}

func (s *stage) expect(id string, want ...string) {
	s.t.Helper()
	if got := s.kept(id); !slices.Equal(got, want) {
		s.t.Errorf("the store has %q, want %q", got, want)
	}
}
