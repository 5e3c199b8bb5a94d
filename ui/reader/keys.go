package reader

import "charm.land/bubbles/v2/key"

// KeyMap holds the keys of the text. They all count at once, so no key stands twice. A
// key of two strokes is written with a blank between them: "g n". The names of the fields
// are those of the actions in the configuration; see package keymap.
type KeyMap struct {
	Down, Up                           key.Binding
	Right, Left                        key.Binding
	WordNext, WordPrev                 key.Binding
	SentenceNext, SentencePrev         key.Binding
	ParagraphNext, ParagraphPrev       key.Binding
	SectionNext, SectionPrev           key.Binding
	Section                            key.Binding `bind:",fixed"` // digits, which are a count where a motion follows
	Percent                            key.Binding
	Top, Bottom                        key.Binding
	LineStart, LineEnd                 key.Binding
	HalfDown, HalfUp                   key.Binding
	PageDown, PageUp                   key.Binding
	ScrollDown, ScrollUp               key.Binding // a line, and the cursor stays on its text
	ScreenTop, ScreenMid, ScreenBottom key.Binding
	ToMiddle, ToTop, ToBottom          key.Binding // the cursor's line
	Jumps                              JumpKeys
	Select, Cancel                     key.Binding
	Swap                               key.Binding `bind:"other-end"`
	Sentence                           key.Binding `bind:"select-sentence"` // or more
	SelectAgain                        key.Binding
	Highlight, Write, Tag              key.Binding
	Whole                              key.Binding `bind:"write-on-section"` // or on the briefing
	Edit, Delete, Copy                 key.Binding
	Follow                             key.Binding
	TargetNext, TargetPrev             key.Binding
	Things                             ThingKeys
	Tabs                               TabKeys
	Search, HitNext, HitPrev           key.Binding
	Word                               key.Binding `bind:"search-word"`
	WordBack                           key.Binding `bind:"search-word-back"`
	Find                               key.Binding `bind:"find-everywhere"`
	Line                               LineKeys    `bind:"-"`
}

// JumpKeys go back to where the reader was. "letter" in them is any letter.
type JumpKeys struct {
	Mark   key.Binding `bind:"set-mark,letter"`
	ToMark key.Binding `bind:"to-mark,letter"`
	Before key.Binding `bind:"last-jump"`
	Back   key.Binding `bind:"jump-back"`
	On     key.Binding `bind:"jump-on"`
}

// TabKeys go to another open text.
type TabKeys struct {
	Next key.Binding `bind:"tab-next"`
	Prev key.Binding `bind:"tab-prev"`
}

// ThingKeys go to the next thing of a kind, or one back.
type ThingKeys struct {
	NoteNext, NotePrev         key.Binding
	CitationNext, CitationPrev key.Binding
	LinkNext, LinkPrev         key.Binding
	HeadingNext, HeadingPrev   key.Binding
	DateNext, DatePrev         key.Binding
	NameNext, NamePrev         key.Binding
	FreshNext                  key.Binding `bind:"new-next"`
	FreshPrev                  key.Binding `bind:"new-prev"`
}

func defaultThings() ThingKeys {
	bind := func(help, what, stroke string) key.Binding {
		return key.NewBinding(key.WithKeys(stroke), key.WithHelp(help, what))
	}
	return ThingKeys{
		NoteNext:     bind("gn", "next note", "g n"),
		NotePrev:     bind("gN", "note back", "g N"),
		CitationNext: bind("gc", "next citation", "g c"),
		CitationPrev: bind("gC", "citation back", "g C"),
		LinkNext:     bind("gl", "next link", "g l"),
		LinkPrev:     bind("gL", "link back", "g L"),
		HeadingNext:  bind("gh", "next heading", "g h"),
		HeadingPrev:  bind("gH", "heading back", "g H"),
		DateNext:     bind("gd", "next date", "g d"),
		DatePrev:     bind("gD", "date back", "g D"),
		NameNext:     bind("gp", "next name: person, place", "g p"),
		NamePrev:     bind("gP", "name back", "g P"),
		FreshNext:    bind("gu", "next new or changed entry", "g u"),
		FreshPrev:    bind("gU", "new or changed entry back", "g U"),
	}
}

// DefaultKeys gives the keys of the text.
func DefaultKeys() KeyMap {
	bind := func(help, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, what))
	}
	return KeyMap{
		Down:          bind("j ↓", "line down", "j", "down"),
		Up:            bind("k ↑", "line up", "k", "up"),
		Right:         bind("l →", "character on", "l", "right"),
		Left:          bind("← ⌫", "character back", "left", "backspace"),
		WordNext:      bind("w", "next word", "w"),
		WordPrev:      bind("b", "word back", "b"),
		SentenceNext:  bind(")", "next sentence", ")"),
		SentencePrev:  bind("(", "sentence back", "("),
		ParagraphNext: bind("}", "next paragraph or entry", "}"),
		ParagraphPrev: bind("{", "paragraph or entry back", "{"),
		SectionNext:   bind("] n", "next section", "]", "n"),
		SectionPrev:   bind("[ p", "section back", "[", "p"),
		Section:       bind("1–9", "to a section; or a count", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		Percent:       bind("50%", "to that percentage", "%"),
		Top:           bind("gg", "to the start", "g g", "home"),
		Bottom:        bind("G", "to the end; with 5: entry 5", "G", "end"),
		LineStart:     bind("0 ^", "start of line", "0", "^"),
		LineEnd:       bind("$", "end of line", "$"),
		HalfDown:      bind("ctrl-d", "half a page down", "ctrl+d"),
		HalfUp:        bind("ctrl-u", "half a page up", "ctrl+u"),
		PageDown:      bind("space", "page down", "space", "pgdown", "ctrl+f"),
		PageUp:        bind("ctrl-b", "page up", "ctrl+b", "pgup"),
		ScrollDown:    bind("ctrl-↓", "scroll a line down", "ctrl+down"),
		ScrollUp:      bind("ctrl-y", "scroll a line up", "ctrl+y", "ctrl+up"),
		ScreenTop:     bind("H", "top of the screen", "H"),
		ScreenMid:     bind("M", "middle of the screen", "M"),
		ScreenBottom:  bind("B", "bottom of the screen", "B"),
		ToMiddle:      bind("zz", "line to the middle", "z z"),
		ToTop:         bind("zt", "line to the top", "z t"),
		ToBottom:      bind("zb", "line to the bottom", "z b"),
		Jumps: JumpKeys{
			Mark:   bind("m a", "set mark a", "m letter"),
			ToMark: bind("' a", "to mark a", "' letter", "` letter"),
			Before: bind("''", "to where the last jump began", "' '", "` `"),
			Back:   bind("ctrl-o", "jump back", "ctrl+o", "alt+left"),
			On:     bind("ctrl-i", "jump on again", "ctrl+i", "alt+right"),
		},
		Select:      bind("v", "select; motions extend", "v"),
		Swap:        bind("O", "other end of the selection", "O"),
		Cancel:      bind("esc", "end selection, search", "esc"),
		Sentence:    bind("s", "select sentence; more", "s"),
		SelectAgain: bind("gv", "select again", "g v"),
		Highlight:   bind("h", "highlight; again: next kind", "h"),
		Write:       bind("a", "write a note", "a"),
		Whole:       bind("A", "write on the whole section", "A"),
		Tag:         bind("t", "tag", "t"),
		Edit:        bind("e", "edit the note", "e"),
		Delete:      bind("x", "delete the note", "x"),
		Copy:        bind("y", "copy with citation", "y"),
		Follow:      bind("enter", "source of a citation, link", "enter"),
		TargetNext:  bind(";", "next citation or link", ";"),
		TargetPrev:  bind(",", "citation or link back", ","),
		Things:      defaultThings(),
		Tabs: TabKeys{
			Next: bind("gt", "next tab; 2gt: the second", "g t"),
			Prev: bind("gT", "tab back", "g T"),
		},
		Search:   bind("/", "search", "/"),
		Word:     bind("*", "search the word", "*"),
		WordBack: bind("#", "search the word backwards", "#"),
		Find:     bind("g/", "find in all briefings", "g /"),
		Line:     defaultLine(),
		HitNext:  bind("n", "next hit", "n"),
		HitPrev:  bind("N", "hit back", "N"),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding {
	t := k.Things
	return []key.Binding{
		k.Down, k.Up, k.Right, k.Left, k.WordNext, k.WordPrev, k.SentenceNext, k.SentencePrev,
		k.ParagraphNext, k.ParagraphPrev, k.SectionNext, k.SectionPrev, k.Section, k.Top, k.Bottom, k.Percent,
		k.LineStart, k.LineEnd, k.HalfDown, k.HalfUp, k.PageDown, k.PageUp, k.ScrollDown, k.ScrollUp, k.ScreenTop, k.ScreenMid, k.ScreenBottom,
		k.ToMiddle, k.ToTop, k.ToBottom, k.Jumps.Back, k.Jumps.On, k.Jumps.Before, k.Jumps.Mark, k.Jumps.ToMark,
		k.Select, k.Swap, k.Sentence, k.SelectAgain, k.Cancel, k.Highlight, k.Write, k.Whole, k.Tag, k.Edit, k.Delete, k.Copy, k.Follow, k.TargetNext, k.TargetPrev,
		t.NoteNext, t.NotePrev, t.CitationNext, t.CitationPrev, t.LinkNext, t.LinkPrev,
		t.HeadingNext, t.HeadingPrev, t.DateNext, t.DatePrev, t.NameNext, t.NamePrev, t.FreshNext, t.FreshPrev, k.Tabs.Next, k.Tabs.Prev, k.Search, k.Word, k.WordBack, k.Find,
	}
}

// LineKeys are those of the search line while it is typed in.
type LineKeys struct {
	Accept, Leave           key.Binding
	Pattern                 key.Binding // words or a regular expression
	Older, Newer            key.Binding // of what was searched
	Back, DropWord, DropAll key.Binding
}

func defaultLine() LineKeys {
	bind := func(help, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, what))
	}
	return LineKeys{
		Accept:   bind("enter", "keep the hits", "enter"),
		Leave:    bind("esc", "back to where it began", "esc"),
		Pattern:  bind("ctrl-r", "regexp", "ctrl+r"),
		Older:    bind("↑", "earlier search", "up", "ctrl+p"),
		Newer:    bind("↓", "later search", "down", "ctrl+n"),
		Back:     bind("⌫", "delete before", "backspace", "ctrl+h", "shift+backspace"),
		DropWord: bind("ctrl-w", "delete word before", "ctrl+w", "alt+backspace", "ctrl+backspace"),
		DropAll:  bind("ctrl-u", "delete all", "ctrl+u"),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k LineKeys) Bindings() []key.Binding {
	return []key.Binding{k.Accept, k.Leave, k.Pattern, k.Older, k.Newer, k.Back, k.DropWord, k.DropAll}
}

// Searching gives the keys that mean something else while hits are marked.
func (k KeyMap) Searching() []key.Binding { return []key.Binding{k.HitNext, k.HitPrev, k.Cancel} }
