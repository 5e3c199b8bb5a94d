package theme

import (
	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
)

// palette holds the colours of our own themes, as hexadecimal RGB or as numbers of ANSI. Text colours have a
// contrast of at least 4.5:1 (WCAG 2.2, AA) on the grounds that they stand on.
type palette struct {
	text, strong, muted, accent, bright string
	link, code, border                  string
	bar, barText, err, success          string
	marks                               markColours
	notes                               noteColours
	chroma                              chromaColours
}

type markColours struct{ cursor, cursorText, selection, selectionText, hit, current, currentText string }

// noteColours are the grounds of the kinds of note, and the text on them.
type noteColours struct{ text, highlight, question, check, action, judgement string }

type chromaColours struct{ keyword, name, literal, comment string }

func darkPalette() palette {
	return palette{
		text: "#d4d5db", strong: "#f3f3f6", muted: "#9b9da9", accent: "#8ab4e0", bright: "#b5d3f2",
		link: "#7cc5bd", code: "#dcc9a0", border: "#474a57",
		bar: "#2a2a2e", barText: "#c6c8d1", err: "#f28b8b", success: "#8fce9c",
		marks: markColours{
			cursor: "#e4e5ea", cursorText: "#15161a", selection: "#35587f", selectionText: "#ffffff",
			hit: "#7a4a08", current: "#f0b54a", currentText: "#1a1405",
		},
		notes: noteColours{
			text: "#f4f3ee", highlight: "#4a431c", question: "#213f5c", check: "#58291a", action: "#22472e", judgement: "#4b2d55",
		},
		chroma: chromaColours{keyword: "#c3a5e6", name: "#8ab4e0", literal: "#b7cf9a", comment: "#9b9da9"},
	}
}

func lightPalette() palette {
	return palette{
		text: "#2a2a2e", strong: "#0f1014", muted: "#5d606b", accent: "#275c92", bright: "#174a7c",
		link: "#17655f", code: "#684710", border: "#c4c6cf",
		bar: "#e8e8ea", barText: "#3a3d46", err: "#ab1f18", success: "#1c6b34",
		marks: markColours{
			cursor: "#2a2a2e", cursorText: "#ffffff", selection: "#b4d2f3", selectionText: "#0c1724",
			hit: "#ffd88a", current: "#a14f00", currentText: "#ffffff",
		},
		notes: noteColours{
			text: "#17181c", highlight: "#faefad", question: "#d5e7fb", check: "#fde0bf", action: "#d5efd5", judgement: "#ecdaf6",
		},
		chroma: chromaColours{keyword: "#6a3d9a", name: "#275c92", literal: "#3d6114", comment: "#5d606b"},
	}
}

// palette gives the colours of a scheme.
func (s Scheme) palette() palette {
	switch {
	case s.Dark && s.Contrast:
		return darkContrast()
	case s.Dark:
		return darkPalette()
	case s.Contrast:
		return lightContrast()
	}
	return lightPalette()
}

func darkContrast() palette {
	return palette{
		text: "#ffffff", strong: "#ffffff", muted: "#dcdce2", accent: "#8fd8ff", bright: "#b8e6ff",
		link: "#7ff2e4", code: "#ffe39a", border: "#b0b3bf",
		bar: "#33343a", barText: "#ffffff", err: "#ffb3b3", success: "#9dffab",
		marks: markColours{
			cursor: "#ffff66", cursorText: "#000000", selection: "#004fae", selectionText: "#ffffff",
			hit: "#7d4b00", current: "#ffd24a", currentText: "#000000",
		},
		notes: noteColours{
			text: "#ffffff", highlight: "#544700", question: "#00417a", check: "#70230a", action: "#00531f", judgement: "#5c1274",
		},
		chroma: chromaColours{keyword: "#e0c4ff", name: "#8fd8ff", literal: "#d2f7a8", comment: "#dcdce2"},
	}
}

func lightContrast() palette {
	return palette{
		text: "#000000", strong: "#000000", muted: "#34363d", accent: "#003a75", bright: "#002b5c",
		link: "#004039", code: "#4d2c00", border: "#4a4d57",
		bar: "#dcdde2", barText: "#000000", err: "#7d0000", success: "#003d17",
		marks: markColours{
			cursor: "#000000", cursorText: "#ffffff", selection: "#8ac0ff", selectionText: "#000000",
			hit: "#ffcf5c", current: "#6e3200", currentText: "#ffffff",
		},
		notes: noteColours{
			text: "#000000", highlight: "#fff08a", question: "#bfe0ff", check: "#ffd2a0", action: "#b9f0b9", judgement: "#e8ccff",
		},
		chroma: chromaColours{keyword: "#4d1a8a", name: "#003a75", literal: "#273f00", comment: "#34363d"},
	}
}

// basicPalette is for terminals of sixteen colours, by their numbers: 0 to 7 black, red, green,
// yellow, blue, magenta, cyan and white, 8 to 15 the same brighter. What the nearest of them
// to a soft ground is cannot be told from the text on it.
func basicPalette(dark bool) palette {
	p := palette{
		text: "15", strong: "15", muted: "7", accent: "14", bright: "14",
		link: "14", code: "11", border: "7",
		bar: "4", barText: "15", err: "9", success: "10",
		marks: markColours{
			cursor: "15", cursorText: "0", selection: "4", selectionText: "15",
			hit: "6", current: "1", currentText: "15",
		},
		notes:  noteColours{text: "0", highlight: "11", question: "14", check: "13", action: "10", judgement: "7"},
		chroma: chromaColours{keyword: "13", name: "14", literal: "10", comment: "7"},
	}
	if !dark {
		p.text, p.strong, p.muted, p.accent, p.bright, p.border = "0", "0", "0", "4", "4", "8"
		p.link, p.code, p.err, p.success, p.bar, p.barText = "4", "5", "1", "0", "7", "0"
		p.marks.cursor, p.marks.cursorText = "0", "15"
		p.chroma = chromaColours{keyword: "5", name: "4", literal: "0", comment: "0"}
	}
	return p
}

// config is the palette as a Glamour style.
func (p palette) config() ansi.StyleConfig {
	yes, indent, margin, bar := true, uint(1), uint(0), "│ "
	fg := func(c string) ansi.StylePrimitive { return ansi.StylePrimitive{Color: &c} }
	strong := func(c string) ansi.StylePrimitive { return ansi.StylePrimitive{Color: &c, Bold: &yes} }
	block := func(s ansi.StylePrimitive) ansi.StyleBlock { return ansi.StyleBlock{StylePrimitive: s} }
	heading := block(strong(p.accent))
	heading.BlockSuffix = "\n"
	return ansi.StyleConfig{
		Document:       ansi.StyleBlock{StylePrimitive: fg(p.text), Margin: &margin},
		BlockQuote:     ansi.StyleBlock{StylePrimitive: fg(p.text), Indent: &indent, IndentToken: &bar},
		List:           ansi.StyleList{LevelIndent: 2},
		Heading:        heading,
		H1:             block(strong(p.bright)),
		H3:             block(strong(p.accent)),
		H4:             block(strong(p.strong)),
		H5:             block(strong(p.strong)),
		H6:             block(strong(p.muted)),
		Strikethrough:  ansi.StylePrimitive{CrossedOut: &yes},
		Emph:           ansi.StylePrimitive{Italic: &yes},
		Strong:         strong(p.strong),
		HorizontalRule: ansi.StylePrimitive{Color: &p.border, Format: "\n────────\n"},
		Item:           ansi.StylePrimitive{BlockPrefix: "• "},
		Enumeration:    ansi.StylePrimitive{BlockPrefix: ". "},
		Task:           ansi.StyleTask{Ticked: "☑ ", Unticked: "☐ "},
		Link:           ansi.StylePrimitive{Color: &p.link, Underline: &yes},
		LinkText:       fg(p.link),
		Image:          ansi.StylePrimitive{Color: &p.link, Underline: &yes},
		ImageText:      ansi.StylePrimitive{Color: &p.muted, Italic: &yes, Format: "{{.text}}"},
		Code:           block(ansi.StylePrimitive{Color: &p.code}),
		CodeBlock:      ansi.StyleCodeBlock{StyleBlock: ansi.StyleBlock{StylePrimitive: fg(p.code), Margin: &indent}, Chroma: p.chroma.config(p)},
		HTMLBlock:      block(fg(p.muted)),
		HTMLSpan:       block(fg(p.muted)),
	}
}

func (c chromaColours) config(p palette) *ansi.Chroma {
	fg := func(s string) ansi.StylePrimitive { return ansi.StylePrimitive{Color: &s} }
	return &ansi.Chroma{
		Text: fg(p.code), Error: fg(p.err), Comment: fg(c.comment), CommentPreproc: fg(c.comment),
		Keyword: fg(c.keyword), KeywordReserved: fg(c.keyword), KeywordNamespace: fg(c.keyword), KeywordType: fg(c.name),
		Name: fg(p.code), NameFunction: fg(c.name), NameClass: fg(c.name), NameTag: fg(c.keyword), NameAttribute: fg(c.name),
		Literal: fg(c.literal), LiteralNumber: fg(c.literal), LiteralString: fg(c.literal),
	}
}

// chrome sets the looks that a Glamour style has no words for.
func (p palette) chrome(looks *[roles]Look) {
	look := func(fg, bg string, a attr) Look {
		l := Look{attr: a}
		if fg != "" {
			l.fg = lipgloss.Color(fg)
		}
		if bg != "" {
			l.bg = lipgloss.Color(bg)
		}
		return l
	}
	for r, l := range map[Role]Look{
		Citation:      look(p.muted, "", 0),
		QuoteBar:      look(p.border, "", 0),
		TableLine:     look(p.border, "", 0),
		Title:         look(p.strong, "", bold),
		Muted:         look(p.muted, "", 0),
		Accent:        look(p.accent, "", 0),
		Border:        look(p.border, "", 0),
		BorderFocused: look(p.accent, "", 0),
		StatusBar:     look(p.barText, p.bar, 0),
		StatusKey:     look(p.strong, p.bar, bold),
		Error:         look(p.err, "", bold),
		Success:       look(p.success, "", 0),
		Cursor:        look(p.marks.cursorText, p.marks.cursor, 0),
		Selection:     look(p.marks.selectionText, p.marks.selection, 0),
		SearchHit:     look(p.notes.text, p.marks.hit, 0),
		SearchCurrent: look(p.marks.currentText, p.marks.current, bold),
		NoteHighlight: look(p.notes.text, p.notes.highlight, 0),
		NoteQuestion:  look(p.notes.text, p.notes.question, 0),
		NoteCheck:     look(p.notes.text, p.notes.check, 0),
		NoteAction:    look(p.notes.text, p.notes.action, 0),
		NoteJudgement: look(p.notes.text, p.notes.judgement, 0),
	} {
		looks[r] = l
	}
	if looks[Marker] == looks[Text] {
		looks[Marker] = look(p.accent, "", 0)
	}
	if looks[TaskDone] == looks[Text] {
		looks[TaskDone] = look(p.success, "", 0)
	}
	if looks[Rule] == looks[Text] {
		looks[Rule] = look(p.border, "", 0)
	}
	if looks[HTML].Plain() {
		looks[HTML] = look(p.muted, "", 0)
	}
}
