package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/screentest"
	"readout/ui/theme"
)

// The pane in its main states. The looks are kept with their colours as styles, so that
// a change of any is seen.
func TestScreens(t *testing.T) {
	looks := []struct {
		name string
		opt  theme.Options
	}{{"dark", theme.Options{Dark: true}}, {"light", theme.Options{}}, {"plain", theme.Options{NoColor: true}}}
	states := []struct {
		name string
		do   func(m *Model)
	}{
		{"notes", func(m *Model) { to(t, m, "towns") }},
		{"selection", func(m *Model) { to(t, m, "They meet"); press(m, "v }") }},
		{"search", func(m *Model) { press(m, "/"); types(m, "the"); press(m, "enter n n") }},
		{"typing", func(m *Model) { press(m, "/"); types(m, "nowhere") }},
		{"end", func(m *Model) { press(m, "G") }},
	}
	for _, w := range []int{40, 80, 120} {
		var shape strings.Builder
		for _, l := range looks {
			var b strings.Builder
			for _, state := range states {
				m := open(t, walk, w, 18)
				m.SetTheme(screentest.Theme(t, l.opt))
				m.SetNotes(notesOf(m))
				state.do(m)
				view := m.View()
				screentest.Check(t, ansi.WcWidth, view, w, 18)
				fmt.Fprintf(&b, "════ %s\n%s\n", state.name, strings.ReplaceAll(view, "\x1b", "␛"))
				if l.name == "dark" {
					fmt.Fprintf(&shape, "════ %s\n%s", state.name, screentest.Plain(view))
				}
			}
			if w == 80 {
				screentest.Golden(t, fmt.Sprintf("look-%s.txt", l.name), b.String())
			}
		}
		screentest.Golden(t, fmt.Sprintf("screens-%d.txt", w), shape.String())
	}
}

// Without colour, what lies over the text still shows.
func TestWithoutColour(t *testing.T) {
	m := open(t, walk, 80, 18)
	m.SetTheme(screentest.Theme(t, theme.Options{NoColor: true}))
	plain := m.View()
	for name, do := range map[string]func(){
		"cursor":    func() { press(m, "w") },
		"selection": func() { press(m, "v w w") },
		"notes":     func() { press(m, "esc g g"); m.SetNotes(notesOf(m)) },
		"hits":      func() { m.SetNotes(nil); press(m, "/"); types(m, "o") },
	} {
		was := m.View()
		if do(); m.View() == was || m.View() == plain {
			t.Errorf("%s do not show", name)
		}
	}
}

// big is a document of a given size in Markdown.
func big(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Section %d\n\n", i)
		for j := range 8 {
			fmt.Fprintf(&b, "- **%d May · Office %d** — The *harbour* office of town %d said on Monday that the boats would sail, “and so they will. Nobody stops them,” it added.[^a1-%d]\n", j+1, i, j, j+1)
		}
		b.WriteString("\nA paragraph of words with a [link](https://example.org/) and `code`, as long as paragraphs are in most reports, so that it wraps over two or three lines of the screen.\n\n| Town | Boats |\n|---|---|\n| Esk | 12 |\n| Dun | 7 |\n\n")
	}
	return b.String()
}

func bigReader(b *testing.B) *Model {
	b.Helper()
	src := big(10 << 20)
	m := open(b, src, 200, 60)
	var notes []Note
	for i := range 1000 {
		at := i * (len(src) / 1000)
		at += strings.Index(src[at:], "The *")
		notes = append(notes, Note{ID: fmt.Sprint(i), Span: content.Span{Start: at, End: at + 40 + i%300}, Kind: note.Question, HasBody: i%2 == 0})
	}
	m.SetNotes(append(notes, Note{ID: "all", Span: content.Span{Start: 20, End: len(src) - 20}, Kind: note.Highlight}))
	b.ReportAllocs()
	b.ResetTimer()
	return m
}

// A key and the screen after it, in 10 MB with a thousand notes.
func BenchmarkKey(b *testing.B) {
	for _, bench := range []struct{ name, before, keys string }{
		{"line", "", "j"},
		{"word", "", "w"},
		{"sentence", "", ")"},
		{"paragraph", "", "}"},
		{"page", "", "space"},
		{"section", "", "]"},
		{"ends", "", "G g g"},
		{"select", "v", "j"},
		{"selectall", "v G", "k"},
		{"hit", "/ h a r b enter", "n"},
		{"pattern", "/ h a r . + r ctrl+r enter", "n"},
		{"count", "", "9 j"},
		{"percent", "", "5 0 % 1 0 %"},
		{"back", "G", "ctrl+o ctrl+i"},
	} {
		b.Run(bench.name, func(b *testing.B) {
			m := bigReader(b)
			press(m, bench.before)
			keys := strings.Fields(bench.keys)
			b.ResetTimer()
			for i := range b.N {
				m.Update(screentest.Press(keys[i%len(keys)]))
				_ = m.View()
			}
		})
	}
}

// A paragraph of 1 MB without a line end, in scripts with and without spaces.
func BenchmarkLongLine(b *testing.B) {
	for name, text := range map[string]string{"latin": "The boats would sail, it said. ", "han": "東京都は水曜日にスクリーンを発表した。"} {
		for _, keys := range []string{"j", "w", ")", "}", "ctrl+d"} {
			b.Run(name+"/"+keys, func(b *testing.B) {
				m := open(b, strings.Repeat(text, 1<<20/len(text)), 200, 60)
				b.ResetTimer()
				for range b.N {
					m.Update(screentest.Press(keys))
					_ = m.View()
				}
			})
		}
	}
}

// A key of a query, and the screen; what is searched behind the scenes is not counted.
func BenchmarkTyping(b *testing.B) {
	for name, query := range map[string]string{"found": "harbour off", "nowhere": "nowhere at", "pattern": `h\w+r (off|town)`} {
		b.Run(name, func(b *testing.B) {
			m := bigReader(b)
			press(m, "space space space /")
			if name == "pattern" {
				press(m, "ctrl+r")
			}
			keys := screentest.Type(query)
			b.ResetTimer()
			for i := range b.N {
				if i%len(keys) == 0 {
					m.Update(screentest.Press("ctrl+u"))
				}
				m.Update(keys[i%len(keys)])
				_ = m.View()
			}
		})
	}
}

func BenchmarkSearchAll(b *testing.B) {
	m := bigReader(b)
	for _, query := range []string{"nobody", "harbour"} {
		for how, name := range map[manner]string{asWords: "words", asWord: "word", asPattern: "pattern"} {
			b.Run(query+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(m.flow.doc.Source())))
				q, _ := newQuery(query, how)
				for range b.N {
					hits(m.flow.doc, m.flow.chunks(), q, func() bool { return false })
				}
			})
		}
	}
}
