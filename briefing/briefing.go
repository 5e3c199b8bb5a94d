// Package briefing holds what a briefing is: sections of entries, each entry the
// source's own sentence with citations that lead back to its paragraph. Format writes
// the Markdown form, Parse reads it, and any other Markdown, back.
//
// It touches neither the disk nor the terminal.
package briefing

import "readout/content"

// Briefing is a news briefing. A Briefing made by Parse has Spans into the parsed
// source; one made by package compose has zero Spans.
type Briefing struct {
	ID        string // stable over regenerations; empty for Markdown that names none
	Title     string
	Published content.Date
	Language  string
	Sources   []Source
	KeyPoints []Entry    // the list under the title, of a briefing that is Made
	Sections  []Section  // in document order; of one that is Made without the title and the list of sources
	Citations []Citation // footnote definitions in document order
	Made      bool       // front matter and form are those of a briefing; false: any Markdown
	Problems  []string   // what Parse could not read, one clear line each; the text is kept all the same
}

// Source is an article that a briefing was made from.
type Source struct {
	Title     string
	Publisher string
	Byline    string
	URL       string
	Published content.Date
	SHA256    string
}

// Section is a part of a briefing under a heading.
type Section struct {
	Key     string // "meetings", "weapons-requests" …; for other headings a slug of the title; unique in a briefing
	Title   string
	Level   int          // of the heading, 1 to 6; 0 for a section without one (text before the first heading, or coded)
	Heading content.Span // the heading's block in the source; empty where there is none
	Span    content.Span // heading to the end of the section's own text and sub-sections
	Entries []Entry
}

// Entry is one list item or paragraph of a section.
type Entry struct {
	Span      content.Span // the entry's bytes in the source
	Lead      Lead
	Text      string   // the source's own sentence(s), plain text; a line a paragraph
	Speaker   string   // for statements, otherwise empty; the first of the lead's Actors
	Citations []string // labels, as "a1-2"
}

// Lead is the bold beginning of an entry.
type Lead struct {
	Date   content.Date // resolved; Inferred years are shown in square brackets: 27 Nov [2024]
	Actors []string     // in order: who, then to or with whom
	Status string       // "planned", "reported by South China Morning Post" …; empty for done
	Raw    string       // the lead as text, set by Parse
}

// Citation is a footnote: the source paragraph, word for word.
type Citation struct {
	Label     string // "a1-2": article 1, paragraph 2
	Article   int    // from 1, index+1 into Sources; 0 if the label says nothing
	Paragraph int    // from 1; 0 if the label says nothing
	Text      string
	Span      content.Span // of the definition in the source
}
