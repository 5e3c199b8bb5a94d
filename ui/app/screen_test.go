package app

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/ui/screentest"
	"readout/ui/theme"
)

// on plays a scene on a screen of some size, in some colours.
func (c *scene) on(t *testing.T, w, h int, opt theme.Options) *stage {
	t.Helper()
	store := newShelf
	if c.shelf != nil {
		store = c.shelf
	}
	s := newStageIn(t, store(), nil, opt, w, h, c.open...)
	c.do(s)
	return s
}

// TestScreens: every view at the widths that matter. Its text is the same in all colours; how
// it looks in each is written down beside it.
func TestScreens(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, size := range [][2]int{{20, 5}, {40, 16}, {80, 24}, {120, 30}, {200, 40}} {
		t.Run(fmt.Sprint(size[0]), func(t *testing.T) {
			t.Parallel()
			w, h := size[0], size[1]
			var shape, looks strings.Builder
			styles := &screentest.Styles{}
			for _, c := range scenes() {
				var views []string
				for _, colours := range tints() {
					s := c.on(t, w, h, colours.opt)
					view := s.m.View().Content
					screentest.Check(t, s.m.method, view, w, h)
					views = append(views, view)
					styles.Method = s.m.method
					if got, want := screentest.Plain(view), screentest.Plain(views[0]); got != want {
						t.Errorf("%s: %s has another text:\n%s\nthan dark\n%s", c.name, colours.name, got, want)
					}
				}
				fmt.Fprintf(&shape, "════ %s\n%s", c.name, screentest.Plain(views[0]))
				fmt.Fprintf(&looks, "════ %s\n%s", c.name, styles.Rows(w, h, views...))
			}
			screentest.Golden(t, fmt.Sprintf("screens-%d.txt", w), shape.String())
			screentest.Golden(t, fmt.Sprintf("looks-%d.txt", w), looks.String()+"════ "+tintNames()+"\n"+styles.Legend())
		})
	}
}

func tintNames() string {
	var names []string
	for _, t := range tints() {
		names = append(names, t.name)
	}
	return strings.Join(names, " | ")
}

// TestEveryWidth: at no width does a view leave its rows or panic, whatever width it was made
// for, and the cursor stays on its words.
func TestEveryWidth(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, c := range scenes() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := c.on(t, 100, 24, theme.Options{Dark: true})
			at := func() (id string, offset int) {
				if d := s.m.base(); d != nil {
					return d.id, d.reader.Cursor()
				}
				return "", 0
			}
			id, offset := at()
			for _, h := range []int{5, 24} {
				for w := 10; w <= 130; w++ {
					s.send(tea.WindowSizeMsg{Width: w, Height: h})
					screentest.Check(t, s.m.method, s.m.View().Content, w, h)
				}
			}
			if now, is := at(); now != id || is != offset {
				t.Errorf("the cursor went from %s %d to %s %d", id, offset, now, is)
			}
		})
	}
}

// hostile is text that wants to act on the terminal wherever it is shown.
const hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202egpj.exe\b\b\x1bP1$r\x1b\\ \u009dtitle\u009c end"

func hostileShelf() *shelf {
	s := newShelf()
	src := strings.NewReplacer("Example Post", "Example"+strings.ReplaceAll(hostile, "\n", " "), "Background", "Back "+hostile, "twice a day", hostile).Replace(harbour)
	s.add("hostile", src)
	s.notes["hostile"] = []note.Note{
		{ID: "x" + hostile, Revision: 1, Kind: "kind" + hostile, Body: hostile, Tags: []string{hostile}, Target: note.Target{Exact: hostile}},
	}
	s.problems = []string{"a bad line: " + hostile}
	s.drafts["hostile"] = &Draft{Text: hostile}
	return s
}

// Whatever is pressed in whatever order, at whatever size, nothing panics, every row is
// as wide as the screen, and nothing but colours and links is in it.
func TestRandomKeys(t *testing.T) {
	strokes := strings.Fields(`j k w b ( ) { } ] [ n p 1 2 3 g G ctrl+d ctrl+u ctrl+f ctrl+b space v V h h a a t e x u ctrl+r N N / ? enter enter
		y E q L T tab o ctrl+n ctrl+p esc esc esc up down left right pgup pgdown home end backspace ctrl+s ctrl+t ctrl+c k d i
		ctrl+w ctrl+k ctrl+z ctrl+_ ctrl+e ctrl+o alt+x ctrl+x ctrl+g ctrl+space : : down > < alt+enter s m ' , . : * % m ctrl+o ctrl+i z z M`)
	sizes := [][2]int{{20, 5}, {80, 24}, {1, 1}, {120, 40}, {2, 3}, {40, 10}, {200, 60}, {99, 8}, {100, 7}, {0, 0}, {7, 30}}
	end := time.Now().Add(8 * time.Second)
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		keys, err := NewKeys([]string{"", "emacs", "less"}[seed%3], nil)
		if err != nil {
			t.Fatal(err)
		}
		s := newStageWith(t, hostileShelf(), keys, 80, 24, [][]string{{"hostile", "plain", "gone"}, nil, {"harbour", "hostile"}}[(seed/2)%3]...)
		size := [2]int{80, 24}
		for i := range 700 {
			if time.Now().After(end) {
				t.Logf("stopped in seed %d at step %d", seed, i)
				return
			}
			at := tea.Mouse{X: r.IntN(size[0]+1) - 1, Y: r.IntN(size[1]+1) - 1, Button: []tea.MouseButton{tea.MouseLeft, tea.MouseWheelDown, tea.MouseWheelUp}[r.IntN(3)]}
			switch r.IntN(40) {
			case 5:
				s.m.view.mouse = true
				s.send(tea.MouseClickMsg(at))
			case 6:
				s.send(tea.MouseMotionMsg(at))
			case 7:
				s.send(tea.MouseReleaseMsg(at))
			case 8:
				s.send(tea.MouseWheelMsg(at))
			case 0:
				size = sizes[r.IntN(len(sizes))]
				s.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
			case 1:
				s.send(tea.PasteMsg{Content: hostile})
			case 2:
				s.store.err = nil
				if r.IntN(3) == 0 {
					s.store.err = fmt.Errorf("disk %s", hostile)
				}
			case 3:
				s.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			case 4:
				s.hold = !s.hold
				if !s.hold {
					s.release()
				}
			default:
				s.send(screentest.Press(strokes[r.IntN(len(strokes))]))
			}
			v := s.m.View()
			if size[0] > 0 && size[1] > 0 {
				screentest.Check(t, s.m.method, v.Content, size[0], size[1])
			}
			if strings.ContainsAny(v.WindowTitle, "\x1b\x07\u202e\u009c") {
				t.Fatalf("window title %q", v.WindowTitle)
			}
			if c := v.Cursor; c != nil && (c.X < 0 || c.X >= size[0] || c.Y < 0 || c.Y >= size[1]) {
				t.Fatalf("cursor at %d,%d of %v", c.X, c.Y, size)
			}
		}
		s.release()
		s.store.err = nil
		if err := s.m.Close(); err != nil {
			t.Error(err)
		}
	}
}
