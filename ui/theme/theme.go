// Package theme gives every part of the screen its colours: the text from a Glamour
// style, what stands around it from a small palette, for dark and light terminals and
// for none at all. Without colour every role that matters keeps a mark of its own:
// bold, underline, reverse.
//
// It draws nothing but note bodies and help, which Glamour renders.
package theme

import (
	"encoding/json"
	"fmt"
	"os"

	"readout/briefing/note"

	"charm.land/glamour/v2/ansi"
	"charm.land/glamour/v2/styles"
	"charm.land/lipgloss/v2"
)

// Options choose a theme.
type Options struct {
	Style    string // name of a Glamour style or path of a JSON file; "" or "auto": ours
	Dark     bool   // the terminal's background is dark
	Contrast bool   // high: all text of ours has at least 7:1 (WCAG 2.2, AAA)
	Basic    bool   // the terminal has the sixteen colours of ANSI only
	NoColor  bool
	NoLinks  bool // the terminal does not know hyperlinks (OSC 8)
}

// Scheme is which of our own colours are meant; see Options.
type Scheme struct{ Dark, Contrast bool }

// Theme is a set of looks by role. It does not change.
type Theme struct {
	config ansi.StyleConfig
	links  bool
	looks  [roles]Look
	styles [roles]lipgloss.Style
}

// Role is what a piece of the screen means.
type Role uint8

// The roles of the text.
const (
	Text Role = iota
	Heading1
	Heading2
	Heading3
	Heading4
	Heading5
	Heading6
	Strong
	Emphasis
	Strike
	CodeSpan
	CodeBlock
	Link
	Image
	Citation
	HTML
	Quote
	QuoteBar
	Marker // of a list item or footnote
	TaskOpen
	TaskDone
	Rule
	TableHead
	TableLine

	// The roles of what stands around the text.

	Title
	Muted
	Accent
	Border
	BorderFocused
	StatusBar
	StatusKey
	Error
	Success

	NoteEnd // the first and the last character of a note, where there are no colours; else plain

	// The roles that lie over the text.

	Cursor
	Selection
	SearchHit
	SearchCurrent
	NoteHighlight
	NoteQuestion
	NoteCheck
	NoteAction
	NoteJudgement

	roles
)

// New builds a theme. The error tells why a style of the user's cannot be used; the
// theme is ours then, never nil.
func New(opt Options) (*Theme, error) {
	p := Scheme{opt.Dark, opt.Contrast}.palette()
	if opt.Basic {
		p = basicPalette(opt.Dark)
	}
	config, err := styleConfig(opt.Style)
	if config == nil {
		own := p.config()
		config = &own
	}
	t := &Theme{config: *config, links: !opt.NoLinks}
	t.looks = textLooks(config)
	p.chrome(&t.looks)
	if opt.NoColor {
		t.config = colourless(*config)
		for r := range t.looks {
			t.looks[r].fg, t.looks[r].bg = nil, nil
		}
		plainLooks(&t.looks)
	}
	for r := range t.looks {
		t.styles[r] = t.looks[r].style()
	}
	return t, err
}

// Hyperlinks reports whether the terminal is told where links lead.
func (t *Theme) Hyperlinks() bool { return t.links }

// styleConfig gives the Glamour style of a name or file; nil for our own.
func styleConfig(name string) (*ansi.StyleConfig, error) {
	if name == "" || name == "auto" {
		return nil, nil
	}
	if s, ok := styles.DefaultStyles[name]; ok {
		return s, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("reading style: %w", err)
	}
	var s ansi.StyleConfig
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("reading style %s: %w", name, err)
	}
	return &s, nil
}

// Style gives the Lip Gloss style of a role.
func (t *Theme) Style(r Role) lipgloss.Style {
	if r >= roles {
		r = Text
	}
	return t.styles[r]
}

// Look gives the look of a role.
func (t *Theme) Look(r Role) Look {
	if r >= roles {
		r = Text
	}
	return t.looks[r]
}

// Glamour gives the style that Glamour renders with; it must not be changed.
func (t *Theme) Glamour() ansi.StyleConfig { return t.config }

// KindRole gives the role of highlights of kind k.
func KindRole(k note.Kind) Role {
	switch k {
	case note.Question:
		return NoteQuestion
	case note.Check:
		return NoteCheck
	case note.Action:
		return NoteAction
	case note.Judgement:
		return NoteJudgement
	default:
		return NoteHighlight
	}
}

// KindMark gives a mark one cell wide for notes of kind k, distinct without colour too.
func (t *Theme) KindMark(k note.Kind) string {
	switch k {
	case note.Question:
		return "?"
	case note.Check:
		return "◇"
	case note.Action:
		return "!"
	case note.Judgement:
		return "★"
	default:
		return "▌"
	}
}
