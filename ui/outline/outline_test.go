package outline_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing"
	"readout/content"
	"readout/ui/outline"
	"readout/ui/screentest"
	"readout/ui/theme"
)

const text = `# Harbour towns agree

Opening words.

## Meetings

- The mayors met on Monday.
- They met again on Friday.

### In Southport

- A late dinner.

## Weapons requests from several of the coastal towns

- Boats were asked for.

## 会議と合意 🚢 の詳しい説明

Running text.

## Sources

One newspaper.
`

func pane(t testing.TB, src string, opt theme.Options) (*outline.Model, *briefing.Briefing) {
	t.Helper()
	m := outline.New(outline.Options{Theme: screentest.Theme(t, opt), Method: ansi.GraphemeWidth, Keys: outline.DefaultKeys()})
	b := briefing.Parse([]byte(src))
	m.SetBriefing(b)
	return m, b
}

func TestScreens(t *testing.T) {
	for name, opt := range map[string]theme.Options{"dark": {Dark: true}, "light": {}, "plain": {NoColor: true}} {
		var shown, drawn strings.Builder
		for _, width := range []int{18, 24, 32} {
			for _, focused := range []bool{false, true} {
				m, b := pane(t, text, opt)
				m.SetSize(width, 8)
				m.SetCounts(map[string]int{"meetings": 12, b.Sections[3].Key: 1})
				m.SetCursor(strings.Index(text, "A late"))
				m.SetFocused(focused)
				m.Update(screentest.Press("j"))
				view := m.View()
				screentest.Check(t, ansi.GraphemeWidth, view, width, 8)
				fmt.Fprintf(&shown, "════ %d cells, focused: %v\n%s", width, focused, screentest.Plain(view))
				fmt.Fprintf(&drawn, "════ %d cells, focused: %v\n%s\n", width, focused, strings.ReplaceAll(view, "\x1b", "␛"))
			}
		}
		screentest.Golden(t, name+".ansi.txt", drawn.String())
		screentest.Golden(t, "shown.txt", shown.String()) // the same for every theme
	}
}

func TestCurrentSectionIsTheInnermost(t *testing.T) {
	m, _ := pane(t, text, theme.Options{})
	m.SetSize(40, 10)
	for _, tt := range []struct{ at, want string }{
		{"# Harbour", "Harbour towns agree"},
		{"Opening", "Harbour towns agree"},
		{"## Meetings", "Meetings"},
		{"They met", "Meetings"},
		{"late dinner", "In Southport"},
		{"Boats", "Weapons requests"},
		{"Running", "会議"},
		{"newspaper", "Sources"},
	} {
		m.SetCursor(strings.Index(text, tt.at))
		var marked []string
		for row := range strings.SplitSeq(screentest.Plain(m.View()), "\n") {
			if strings.HasPrefix(row, "▎") {
				marked = append(marked, row)
			}
		}
		if len(marked) != 1 || !strings.Contains(marked[0], tt.want) {
			t.Errorf("at %q: marked %q, want %q", tt.at, marked, tt.want)
		}
	}
}

func TestCodedSections(t *testing.T) {
	src := "The mayors met.\n\nNorthport asked for boats.\n\nThey met again.\n"
	span := func(s string) content.Span {
		at := strings.Index(src, s)
		return content.Span{Start: at, End: at + len(s)}
	}
	b := briefing.Parse([]byte(src))
	first := len(b.Sections)
	b.Sections = append(b.Sections,
		briefing.Section{Key: "meetings", Title: "Meetings", Span: content.Span{End: len(src)}, Entries: []briefing.Entry{
			{Span: span("The mayors met.")}, {Span: span("They met again.")},
		}},
		briefing.Section{Key: "requests", Title: "Requests", Span: content.Span{End: len(src)}, Entries: []briefing.Entry{
			{Span: span("Northport asked for boats.")},
		}},
	)
	m, _ := pane(t, src, theme.Options{})
	m.SetBriefing(b)
	m.SetSize(30, 6)
	m.SetCursor(strings.Index(src, "again"))
	if shown := screentest.Plain(m.View()); !strings.Contains(shown, fmt.Sprintf("▎%d Meetings", first+1)) {
		t.Errorf("the coded section of the cursor is not marked:\n%s", shown)
	}
	got := m.Update(screentest.Press(string(rune('1' + first + 1))))
	if want := (outline.Jump{Offset: strings.Index(src, "Northport")}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestJumps(t *testing.T) {
	at := func(s string) outline.Action { return outline.Jump{Offset: strings.Index(text, s)} }
	for _, tt := range []struct {
		keys string
		want outline.Action
	}{
		{"enter", at("# Harbour")},
		{"j enter", at("## Meetings")},
		{"j j enter", at("### In Southport")},
		{"G enter", at("## Sources")},
		{"G k k k enter", at("### In Southport")},
		{"4", at("## Weapons")},
		{"7", nil},
		{"9", nil},
		{"q", nil},
		{"j", nil},
		{"4 k enter", at("### In")},
	} {
		m, _ := pane(t, text, theme.Options{})
		m.SetFocused(true)
		m.SetSize(24, 3)
		var got outline.Action
		for k := range strings.FieldsSeq(tt.keys) {
			got = m.Update(screentest.Press(k))
		}
		if got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.keys, got, tt.want)
		}
	}
}

func TestClicks(t *testing.T) {
	m, b := pane(t, text, theme.Options{})
	m.SetSize(24, 3)
	m.SetFocused(true)
	m.Update(screentest.Press("G"))
	last := len(b.Sections) - 1
	for _, tt := range []struct {
		x, y   int
		button tea.MouseButton
		want   outline.Action
	}{
		{0, 0, tea.MouseLeft, outline.Jump{Offset: b.Sections[last-2].Span.Start}},
		{23, 2, tea.MouseLeft, outline.Jump{Offset: b.Sections[last].Span.Start}},
		{24, 2, tea.MouseLeft, nil},
		{0, 3, tea.MouseLeft, nil},
		{0, -1, tea.MouseLeft, nil},
		{0, 0, tea.MouseRight, nil},
	} {
		if got := m.Update(tea.MouseClickMsg{X: tt.x, Y: tt.y, Button: tt.button}); got != tt.want {
			t.Errorf("%s at %d, %d: got %v, want %v", tt.button, tt.x, tt.y, got, tt.want)
		}
	}
}

// The section of the cursor is seen as the cursor moves, but not while one looks around
// in the outline.
func TestFollowsTheCursor(t *testing.T) {
	m, _ := pane(t, text, theme.Options{})
	m.SetSize(24, 2)
	for _, tt := range []struct {
		at      string
		focused bool
		want    string
	}{
		{"newspaper", false, "Sources"},
		{"Opening", false, "Harbour"},
		{"Boats", false, "Weapons"},
		{"Opening", true, "Weapons"},
	} {
		m.SetFocused(tt.focused)
		m.SetCursor(strings.Index(text, tt.at))
		if shown := screentest.Plain(m.View()); !strings.Contains(shown, tt.want) {
			t.Errorf("at %q, focused %v: %q is not seen:\n%s", tt.at, tt.focused, tt.want, shown)
		}
	}
}

func TestKeysAreBoundOnce(t *testing.T) {
	screentest.CheckKeys(t, "outline", outline.DefaultKeys().Bindings())
}

// At every size, with whatever sections, rows are exactly as wide as the pane, and nothing
// in a title acts on the terminal.
func TestAnySize(t *testing.T) {
	hostile := "# One\x1b[2J\u202e\x9btwo\n\n###### " + strings.Repeat("深い", 40) + "\n\nx\n\n## 👩‍👩‍👧‍👦 e\u0301\n"
	keys := []string{"j", "k", "h", "l", "z", "M", "R", "space", "G", "g", "pgdown", "pgup", "enter", "1", "9", "x"}
	r := rand.New(rand.NewPCG(4, 2))
	for range 300 {
		src := []string{"", text, hostile, strings.Repeat(text, 30)}[r.IntN(4)]
		m, b := pane(t, src, theme.Options{NoColor: true})
		for range 20 {
			switch r.IntN(6) {
			case 0:
				w, h := r.IntN(40), r.IntN(12)
				m.SetSize(w, h)
				if w > 0 && h > 0 {
					screentest.Check(t, ansi.GraphemeWidth, m.View(), w, h)
				} else if v := m.View(); v != "" {
					t.Fatalf("%d×%d cells show %q", w, h, v)
				}
			case 1:
				m.SetCursor(r.IntN(len(src) + 2))
			case 2:
				m.SetFocused(r.IntN(2) == 0)
			case 3:
				m.SetCounts(map[string]int{"meetings": r.IntN(2000)})
			default:
				jump, ok := m.Update(screentest.Press(keys[r.IntN(len(keys))])).(outline.Jump)
				if ok && (len(b.Sections) == 0 || jump.Offset < 0 || jump.Offset >= len(src)) {
					t.Fatalf("a jump to %d of %d", jump.Offset, len(src))
				}
			}
		}
	}
}

func TestNoSections(t *testing.T) {
	m := outline.New(outline.Options{Theme: screentest.Theme(t, theme.Options{}), Method: ansi.WcWidth, Keys: outline.DefaultKeys()})
	m.SetSize(20, 3)
	m.SetBriefing(nil)
	m.SetCursor(10)
	if got := m.Update(screentest.Press("enter")); got != nil {
		t.Errorf("got %v", got)
	}
	if shown := screentest.Plain(m.View()); !strings.Contains(shown, "No sections") {
		t.Errorf("shown %q", shown)
	}
}

// A frame of the outline of a large document must cost well under a millisecond.
func BenchmarkCursorToFrame(b *testing.B) {
	src := strings.Repeat(text, 2000)
	m, _ := pane(b, src, theme.Options{Dark: true})
	m.SetSize(30, 58)
	b.ResetTimer()
	for i := range b.N {
		m.SetCursor(i * 7919 % len(src))
		_ = m.View()
	}
}
