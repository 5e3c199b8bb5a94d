package composer

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/screentest"
	"readout/ui/theme"
)

func about() Subject {
	return Subject{Kind: note.Question, Quote: "The delegation arrived in the harbour\ntown on Monday and left again before the evening, without a word.", Span: content.Span{Start: 5, End: 90}}
}

func editor(t *testing.T, w, h int, text, saved string) *Model {
	t.Helper()
	m := New(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(w, h)
	m.Open(about(), text, saved)
	return m
}

func typed(m interface{ Update(tea.Msg) Action }, strokes string) (last Action) {
	for s := range strings.FieldsSeq(strokes) {
		last = m.Update(screentest.Press(s))
	}
	return last
}

func TestComposerLook(t *testing.T) {
	states := map[string]func(*Model){
		"writing": func(*Model) {},
		"asking":  func(m *Model) { m.Ask() },
		"failed":  func(m *Model) { m.Failed("writing notes: no space left on device\x1b[2J; free some and try again") },
		"saving":  func(m *Model) { m.Update(screentest.Press("ctrl+s")) },
	}
	for _, width := range []int{20, 40, 80, 120, 200} {
		var b strings.Builder
		for _, name := range []string{"writing", "asking", "failed", "saving"} {
			m := editor(t, width, 8, "First line\n\n- with *emphasis* and 漢字, and so long that it has to be broken into more than one row of cells", "")
			states[name](m)
			h := m.Want(width)
			m.SetSize(width, h)
			screentest.Check(t, ansi.WcWidth, m.View(), width, h)
			fmt.Fprintf(&b, "%s\n%s", name, screentest.Plain(m.View()))
			for _, small := range []int{1, 2, 3} {
				m.SetSize(width, small)
				screentest.Check(t, ansi.WcWidth, m.View(), width, small)
				if x, y := m.Cursor(); x < 0 || x >= width || y < 0 || y >= small {
					t.Errorf("cursor at %d,%d in %d×%d", x, y, width, small)
				}
			}
		}
		screentest.Golden(t, fmt.Sprintf("composer-%d.txt", width), b.String())
	}
}

func TestComposerCloses(t *testing.T) {
	for _, tt := range []struct {
		name, text, saved, keys string
		want                    Action
		asking                  bool
	}{
		{"nothing typed", "", "", "esc", Close{}, false},
		{"only blanks", "  \n", "", "esc", Close{}, false},
		{"unchanged", "body", "body", "esc", Close{}, false},
		{"changed", "body", "body", "x esc", nil, true},
		{"typed and taken back", "", "", "x backspace esc", Close{}, false},
		{"keep", "", "", "x esc k", Close{Keep: true}, true},
		{"discard", "", "", "x esc d", Close{}, true},
		{"go on", "", "", "x esc esc", nil, false},
		{"letters are no answers", "", "", "x esc y z", nil, true},
		{"a draft is not saved", "draft", "", "esc", nil, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := editor(t, 60, 8, tt.text, tt.saved)
			if got := typed(m, tt.keys); got != tt.want {
				t.Errorf("got %#v, want %#v", got, tt.want)
			}
			if m.Asking() != tt.asking {
				t.Errorf("asking is %v", m.Asking())
			}
		})
	}
}

func TestComposerKeepsTextOnFailure(t *testing.T) {
	m := editor(t, 60, 8, "", "")
	typed(m, "a b enter c")
	want := Save{about(), "ab\nc"}
	if got := typed(m, "ctrl+s"); !reflect.DeepEqual(got, want) {
		t.Fatalf("got %#v", got)
	}
	if got := typed(m, "ctrl+s"); got != nil {
		t.Errorf("saves a second time while it is saving: %#v", got)
	}
	m.Failed("no space left on device")
	if m.Text() != "ab\nc" || !m.Changed() {
		t.Errorf("text is %q, changed %v", m.Text(), m.Changed())
	}
	if got := typed(m, "ctrl+y"); got != (Copy{"ab\nc"}) {
		t.Errorf("copy gave %#v", got)
	}
	if got := typed(m, "ctrl+s"); !reflect.DeepEqual(got, want) {
		t.Errorf("trying again gave %#v", got)
	}
	if !m.Saved("id", "ab\nc") || m.Changed() {
		t.Error("not done after it was saved")
	}
}

func TestComposerGoesOnAfterSaving(t *testing.T) {
	m := editor(t, 60, 8, "", "")
	typed(m, "a ctrl+s b")
	if m.Saved("id", "a") {
		t.Error("closes although more was typed")
	}
	if m.Subject().NoteID != "id" || !m.Changed() || m.Text() != "ab" {
		t.Errorf("goes on with %+v, %q", m.Subject(), m.Text())
	}
}

func TestComposerKind(t *testing.T) {
	m := editor(t, 60, 8, "body", "body")
	typed(m, "ctrl+t")
	if m.Subject().Kind != note.Check {
		t.Errorf("kind is %q", m.Subject().Kind)
	}
	k := note.Highlight
	seen := map[note.Kind]bool{}
	for range 5 {
		k = NextKind(k)
		seen[k] = true
	}
	if k != note.Highlight || len(seen) != 5 {
		t.Errorf("five times the key reaches %d kinds and ends on %q", len(seen), k)
	}
}

func TestParseTags(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{" , ", nil},
		{"arms, aid  #seoul", []string{"arms", "aid", "seoul"}},
		{"a a,#a", []string{"a"}},
		{"to\x1b[31mk y\u202ev", []string{"tok", "yv"}},
	} {
		if got := ParseTags(tt.in); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("ParseTags(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestTags(t *testing.T) {
	for _, tt := range []struct {
		name, keys string
		tags       []string
		want       Action
	}{
		{"types", "a i d enter", nil, SaveTags{about(), []string{"aid"}}},
		{"completes", "f o tab x enter", nil, SaveTags{about(), []string{"follow-up", "x"}}},
		{"completes what is not taken", "f tab f tab enter", nil, SaveTags{about(), []string{"follow-up", "forces"}}},
		{"completes with a hash", "# f o r tab enter", nil, SaveTags{about(), []string{"forces"}}},
		{"nothing to complete", "z tab enter", nil, SaveTags{about(), []string{"z"}}},
		{"adds", "x enter", []string{"arms"}, SaveTags{about(), []string{"arms", "x"}}},
		{"takes away", "ctrl+u enter", []string{"arms"}, SaveTags{about(), nil}},
		{"esc", "x esc", nil, Close{}},
		{"saves once", "x enter enter", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := NewTags(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
			m.SetSize(60, 3)
			m.Open(about(), tt.tags, []string{"follow-up", "forces"})
			if got := typed(m, tt.keys); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %#v, want %#v", got, tt.want)
			}
			screentest.Check(t, ansi.WcWidth, m.View(), 60, 3)
		})
	}
}

func TestComposerKeys(t *testing.T) {
	k := DefaultKeys()
	screentest.CheckKeys(t, "writing", k.Writing())
	screentest.CheckKeys(t, "asked", k.Asked())
	screentest.CheckKeys(t, "tagging", k.Tagging())
}
