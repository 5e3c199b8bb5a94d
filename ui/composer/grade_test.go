package composer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/ui/screentest"
	"readout/ui/theme"
)

// write types characters as they are.
func write(m *Model, text string) (last Action) {
	for _, press := range screentest.Type(text) {
		last = m.Update(press)
	}
	return last
}

func TestGradeLook(t *testing.T) {
	for _, width := range []int{20, 40, 80, 120, 200} {
		var b strings.Builder
		for _, line := range []string{"", "b2", "b2 very l", "very", "f6 almost certain"} {
			m := editor(t, width, 8, "Seen by two.", "")
			typed(m, "alt+g")
			write(m, line)
			h := m.Want(width)
			m.SetSize(width, h)
			screentest.Check(t, ansi.WcWidth, m.View(), width, h)
			if x, y := m.Cursor(); x < 0 || x >= width || y != h-3 {
				t.Errorf("cursor at %d,%d in %d×%d", x, y, width, h)
			}
			fmt.Fprintf(&b, "%q\n%s", line, screentest.Plain(m.View()))
			typed(m, "enter")
			m.SetSize(width, m.Want(width))
			fmt.Fprintf(&b, "then\n%s", screentest.Plain(m.View()))
		}
		screentest.Golden(t, fmt.Sprintf("grade-%d.txt", width), b.String())
	}
}

func TestGrades(t *testing.T) {
	m := editor(t, 80, 8, "", "")
	typed(m, "alt+g")
	write(m, "c3 unl")
	typed(m, "esc")
	if m.Changed() || m.Subject().Grade != (note.Grade{}) {
		t.Fatal("esc has graded")
	}
	typed(m, "alt+g")
	write(m, "c3 unl")
	typed(m, "enter")
	if s := m.Subject(); s.Grade.String() != "C3" || s.Likely != note.Unlikely || !m.Changed() {
		t.Fatalf("%+v", s)
	}
	// A grade alone is a note.
	save, ok := typed(m, "ctrl+s").(Save)
	if !ok || save.Subject.Likely != note.Unlikely || save.Text != "" {
		t.Fatalf("%+v", save)
	}
	m.Saved("1", "")
	if m.Changed() {
		t.Error("what is saved is changed")
	}
	// The key that saves a note does so in the line of the grade too, with what is typed there.
	typed(m, "alt+g ctrl+u")
	write(m, "b2")
	save, ok = typed(m, "ctrl+s").(Save)
	if !ok || save.Subject.Grade.String() != "B2" {
		t.Fatalf("%+v", save)
	}
	m.Saved("1", "")
	typed(m, "alt+g ctrl+u")
	write(m, "z9")
	if got := typed(m, "ctrl+s"); got != nil || m.Subject().Grade.String() != "B2" {
		t.Errorf("%+v is saved with a grade that says nothing", got)
	}
	typed(m, "ctrl+u")
	write(m, "c3 unl")
	typed(m, "enter")
	// What is not understood stays to be mended, and nothing changes.
	typed(m, "alt+g ctrl+u")
	write(m, "z9")
	typed(m, "enter")
	if s := m.Subject(); s.Grade.String() != "C3" || !strings.Contains(screentest.Plain(m.View()), "neither") {
		t.Errorf("%+v\n%s", s, screentest.Plain(m.View()))
	}
	typed(m, "ctrl+u enter")
	if s := m.Subject(); s.Grade != (note.Grade{}) || s.Likely != 0 || !m.Changed() {
		t.Errorf("an empty line leaves %+v", s)
	}
}

func TestPreviewLook(t *testing.T) {
	const text = "# Head\n\nFirst *line* with `code` and **more**, which is long enough to be wrapped where it is narrow.\n\n- one\n- two\x1b[2J\n\n> quoted"
	for _, opt := range []theme.Options{{Dark: true}, {}, {NoColor: true}} {
		for _, width := range []int{20, 40, 80, 120, 200} {
			m := New(screentest.Theme(t, opt), ansi.WcWidth, DefaultKeys())
			m.SetIndent(20, 100)
			m.SetSize(width, 10)
			m.Open(about(), text, "")
			typed(m, "alt+p")
			for _, h := range []int{m.Want(width), 6, 3, 2, 1} {
				m.SetSize(width, h)
				screentest.Check(t, ansi.WcWidth, m.View(), width, h)
			}
			h := m.Want(width)
			m.SetSize(width, h)
			if opt.Dark {
				screentest.Golden(t, fmt.Sprintf("preview-%d.txt", width), screentest.Plain(m.View()))
			}
			// The preview follows what is typed: beside the text, or by giving way to it.
			write(m, "!")
			if shown := m.preview.on; shown != (width >= besideFrom) {
				t.Errorf("%d: the preview is on: %v", width, shown)
			}
			if !strings.HasSuffix(m.Text(), "!") {
				t.Errorf("%d: what was typed is lost", width)
			}
		}
	}
}

func TestPreviewScrolls(t *testing.T) {
	m := editor(t, 60, 8, strings.Repeat("A line of its own.\n\n", 30)+"The end.", "")
	typed(m, "alt+p")
	if shown := screentest.Plain(m.View()); strings.Contains(shown, "The end.") {
		t.Fatal("all of it fits")
	}
	typed(m, strings.Repeat("pgdown ", 30))
	if shown := screentest.Plain(m.View()); !strings.Contains(shown, "The end.") {
		t.Errorf("the end does not show:\n%s", shown)
	}
	typed(m, "pgup up alt+p")
	if m.preview.on {
		t.Error("it does not go away")
	}
}

func TestCompletesTagsInTheText(t *testing.T) {
	for typing, want := range map[string]string{
		"#tr":          "#treaty ",
		"see (#tr":     "see (#treaty ",
		"#treaty":      "#treaty-of-x ",
		"no#tr":        "no#tr  ",
		"#":            "#  ",
		"`#zz":         "`#zz  ",
		"#östl":        "#östlich ",
		"a\n#tr":       "a\n#treaty ",
		"#x and #tr":   "#x and #treaty ",
		"# heading tr": "# heading tr  ",
	} {
		m := editor(t, 80, 8, "", "")
		m.SetKnown([]string{"treaty", "trade", "treaty-of-x", "östlich"})
		m.Replace(typing)
		typed(m, "tab")
		if got := m.Text(); got != want {
			t.Errorf("%q became %q, want %q", typing, got, want)
		}
	}
	m := editor(t, 80, 8, "", "")
	m.SetKnown([]string{"treaty"})
	m.Replace("#tr")
	if shown := screentest.Plain(m.View()); !strings.Contains(shown, "#treaty") || !strings.Contains(shown, "complete") {
		t.Errorf("what would complete does not show:\n%s", shown)
	}
}

func TestHashtags(t *testing.T) {
	for body, want := range map[string]string{
		"":                          "",
		"#one and (#two), #one":     "one two",
		"# heading\n\n#5 no, #a5":   "a5",
		"`#code` and\n\n    #block": "",
		"a#b http://x.org/#frag":    "",
		"#end.":                     "end",
		"#a/b-c_d-":                 "a/b-c_d",
		"line\n#next":               "next",
		"[#text](http://x.org)":     "",
		"- #in-a-list\n> #quoted":   "in-a-list quoted",
	} {
		if got := strings.Join(Hashtags(body), " "); got != want {
			t.Errorf("%q has %q, want %q", body, got, want)
		}
	}
	if got := Hashtags("#a #b #a"); !slices.Equal(got, []string{"a", "b"}) {
		t.Error(got)
	}
}
