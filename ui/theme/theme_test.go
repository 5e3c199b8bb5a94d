package theme

import (
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"readout/briefing/note"

	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.Color) float64 {
	part := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// TestTextCanBeRead holds all text of our themes to the contrast of WCAG AA or AAA, on the
// usual grounds of terminals and on the grounds of the roles themselves.
func TestTextCanBeRead(t *testing.T) {
	lines := map[Role]bool{QuoteBar: true, TableLine: true, Border: true, Rule: true}
	for _, test := range []struct {
		scheme  Scheme
		least   float64
		grounds []string
	}{
		{Scheme{Dark: true}, 4.5, []string{"#000000", "#17181c", "#1e1e2e", "#24262e"}},
		{Scheme{}, 4.5, []string{"#ffffff", "#fbfbf8", "#f6f3ec", "#eff1f5"}},
		{Scheme{Dark: true, Contrast: true}, 7, []string{"#000000", "#17181c", "#1e1e2e", "#24262e"}},
		{Scheme{Contrast: true}, 7, []string{"#ffffff", "#fbfbf8", "#f6f3ec", "#eff1f5"}},
	} {
		th, err := New(Options{Dark: test.scheme.Dark, Contrast: test.scheme.Contrast})
		if err != nil {
			t.Fatal(err)
		}
		for r := range roles {
			look := th.Look(r).Over(th.Look(Text))
			if look.bg != nil {
				if c := contrast(look.fg, look.bg); c < test.least {
					t.Errorf("%+v: role %d has a contrast of %.2f", test.scheme, r, c)
				}
				continue
			}
			if lines[r] {
				continue
			}
			for _, g := range test.grounds {
				if c := contrast(look.fg, lipgloss.Color(g)); c < test.least {
					t.Errorf("%+v: role %d has a contrast of %.2f on %s", test.scheme, r, c, g)
				}
			}
		}
	}
}

// TestSixteenColours holds the theme of sixteen colours to WCAG AA in the palettes of xterm
// and of VGA (https://en.wikipedia.org/wiki/ANSI_escape_code#3-bit_and_4-bit).
func TestSixteenColours(t *testing.T) {
	for name, of := range map[string]string{
		"xterm": "#000000 #cd0000 #00cd00 #cdcd00 #0000ee #cd00cd #00cdcd #e5e5e5 #7f7f7f #ff0000 #00ff00 #ffff00 #5c5cff #ff00ff #00ffff #ffffff",
		"VGA":   "#000000 #aa0000 #00aa00 #aa5500 #0000aa #aa00aa #00aaaa #aaaaaa #555555 #ff5555 #55ff55 #ffff55 #5555ff #ff55ff #55ffff #ffffff",
	} {
		shown := func(c color.Color) color.Color {
			n, ok := c.(ansi.BasicColor)
			if !ok {
				t.Fatalf("%v is none of sixteen", c)
			}
			return lipgloss.Color(strings.Fields(of)[n])
		}
		for _, dark := range []bool{true, false} {
			th, err := New(Options{Dark: dark, Basic: true})
			if err != nil {
				t.Fatal(err)
			}
			ground := map[bool]color.Color{true: ansi.Black, false: ansi.BrightWhite}[dark]
			for r := range roles {
				look := th.Look(r).Over(th.Look(Text))
				if look.bg == nil {
					look.bg = ground
				}
				least := 4.5
				if r == QuoteBar || r == TableLine || r == Border || r == Rule {
					least = 3
				}
				if c := contrast(shown(look.fg), shown(look.bg)); c < least {
					t.Errorf("%s, dark %v: role %d has a contrast of %.2f", name, dark, r, c)
				}
			}
		}
	}
}

// reaches has the attributes that the renderer of Bubble Tea knows, one number each: it drops
// others, such as 21, the double underline.
var reaches = regexp.MustCompile(`^\x1b\[0(;[1-57-9])*m$`)

func TestRolesThatLieOverTheTextDiffer(t *testing.T) {
	for _, opt := range []Options{{Dark: true}, {}, {Dark: true, Contrast: true}, {Contrast: true}, {Basic: true}, {Dark: true, Basic: true}, {NoColor: true}} {
		th, err := New(opt)
		if err != nil {
			t.Fatal(err)
		}
		seen, near := map[string]Role{}, map[ansi.IndexedColor]Role{}
		for r := Cursor; r < roles; r++ {
			if ground := th.Look(r).bg; ground != nil && !opt.Basic { // in a terminal of 256 colours
				c := ansi.Convert256(ground)
				if other, ok := near[c]; ok {
					t.Errorf("%+v: roles %d and %d are both on colour %d of 256", opt, other, r, c)
				}
				near[c] = r
			}
			var b strings.Builder
			th.Look(r).Write(&b)
			if other, ok := seen[b.String()]; ok {
				t.Errorf("%+v: roles %d and %d look the same: %q", opt, other, r, b.String())
			}
			seen[b.String()] = r
			if th.Look(r).Plain() {
				t.Errorf("%+v: role %d looks like plain text", opt, r)
			}
			if opt.NoColor && !reaches.MatchString(b.String()) {
				t.Errorf("role %d has an attribute that the renderer passes over: %q", r, b.String())
			}
		}
	}
}

func TestKindsHaveMarksOfTheirOwn(t *testing.T) {
	th, _ := New(Options{NoColor: true})
	marks, looks := map[string]bool{}, map[Role]bool{}
	kinds := []note.Kind{note.Highlight, note.Question, note.Check, note.Action, note.Judgement}
	for _, k := range kinds {
		marks[th.KindMark(k)] = true
		looks[KindRole(k)] = true
		if lipgloss.Width(th.KindMark(k)) != 1 {
			t.Errorf("the mark of %s is not one cell wide", k)
		}
	}
	if len(marks) != len(kinds) || len(looks) != len(kinds) {
		t.Errorf("%d kinds have %d marks and %d looks", len(kinds), len(marks), len(looks))
	}
}

func TestNoColour(t *testing.T) {
	for _, name := range []string{"", "dark", "dracula", "pink"} {
		th, err := New(Options{Style: name, Dark: true, NoColor: true})
		if err != nil {
			t.Fatal(err)
		}
		for r := range roles {
			var b strings.Builder
			th.Look(r).Write(&b)
			if strings.Contains(b.String(), ";3") && strings.Contains(b.String(), "38") || strings.Contains(b.String(), "48;") {
				t.Errorf("style %q: role %d has a colour: %q", name, r, b.String())
			}
			if s := th.Style(r).Render("x"); strings.Contains(s, "38;") || strings.Contains(s, "48;") {
				t.Errorf("style %q: role %d renders in colour: %q", name, r, s)
			}
		}
		if out := th.Markdown("# a\n\n`b` [c](d) *e*\n\n```go\nfunc x() {}\n```\n", 40); strings.Contains(out, "38;") || strings.Contains(out, "48;") {
			t.Errorf("style %q: Markdown renders in colour: %q", name, out)
		}
	}
}

func TestStylesOfGlamour(t *testing.T) {
	for name := range styles.DefaultStyles {
		th, err := New(Options{Style: name, Dark: true})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if out := th.Markdown("some *text*", 40); !strings.Contains(out, "text") {
			t.Errorf("%s renders %q", name, out)
		}
	}
}

func TestStyleFromFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mine.json")
	if err := os.WriteFile(path, []byte(`{"document":{"color":"#102030"},"h1":{"color":"201","bold":true}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	th, err := New(Options{Style: path})
	if err != nil {
		t.Fatal(err)
	}
	for r, want := range map[Role]string{Text: "\x1b[0;38;2;16;32;48m", Heading1: "\x1b[0;1;38;5;201m"} {
		var b strings.Builder
		th.Look(r).Write(&b)
		if b.String() != want {
			t.Errorf("role %d looks like %q, want %q", r, b.String(), want)
		}
	}
	for _, bad := range []string{filepath.Join(t.TempDir(), "none.json"), t.TempDir()} {
		th, err := New(Options{Style: bad})
		if err == nil || th == nil {
			t.Errorf("style %s: theme %v, error %v", bad, th, err)
		}
	}
}

func hostile(t *testing.T, out string) {
	t.Helper()
	for s := out; s != ""; {
		if s[0] == 0x1b {
			n := strings.IndexByte(s, 'm')
			if n < 0 || s[1] != '[' || strings.Trim(s[2:n], "0123456789;:") != "" {
				t.Fatalf("a control sequence that is no colour in %q", out)
			}
			s = s[n+1:]
			continue
		}
		for _, r := range s {
			if unicode.IsControl(r) && r != '\n' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
				t.Fatalf("%U in %q", r, out)
			}
			s = s[len(string(r)):]
			break
		}
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"# a\n\n- b `c` [d](e)\n", "\x1b[31mred\x1b]0;title\x07", "&#27;[2J &#x9b; &#x1b;]8;;x&#7; &#8238;",
		"<https://e.org/\x1b[m>", "[x](https://e.org/&#27;)", "`&#27;`", "![\u202e](\x9b)", "&#&#27;27;",
	} {
		f.Add(s)
	}
	th, err := New(Options{Dark: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) < 2000 {
			hostile(t, th.Markdown(src, 40))
		}
	})
}
