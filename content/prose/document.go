// Package prose reads what the paragraphs of an article say: sentences, names, dates
// and quotations, each with the exact bytes it stands on. It works by rules about how
// English news is written, and is deterministic: no clock, no locale, no randomness.
//
// What happened, who did what to whom, is for package event.
package prose

import "readout/content"

// Document is an article read: its paragraphs in order, and the entities they name.
type Document struct {
	Paragraphs []Paragraph
	Entities   []Entity     // index = Entity number in mentions
	Published  content.Date // as given, or inferred from weekday and date pairs
}

// Paragraph is one paragraph read. All spans are bytes of Text and in text order.
type Paragraph struct {
	Number     int // the article's paragraph number
	Heading    bool
	Text       string
	Sentences  []content.Span // without the white space between them
	Mentions   []Mention
	Dates      []DateMention
	Quotations []Quotation
}

// EntityKind is what a name names.
type EntityKind string

// The kinds of entity.
const (
	Person       EntityKind = "person"
	Organisation EntityKind = "organisation" // also governments, ministries, media, armed groups
	Location     EntityKind = "location"     // also countries
)

// Entity is somebody or something that the article names.
type Entity struct {
	Kind    EntityKind
	Name    string   // the fullest form the article has: "Rustem Umerov", "South Korea"
	Short   string   // how a briefing's lead calls it: "Umerov", "Seoul's ministry" …
	Office  string   // "Ukrainian Defense Minister" for persons, as the text says it, or empty
	Country string   // ISO 3166-1 alpha-2 of the side it belongs to, or empty
	State   bool     // a country, or a capital or demonym standing for its government
	Aliases []string // other forms seen, in order of appearance
}

// Mention is a place where an entity is named or referred to. Words for two entities,
// "the two sides", are two mentions with the same Span.
type Mention struct {
	content.Span
	Entity   int        // index into Document.Entities
	Kind     EntityKind // how it is meant here: "in Ukraine" a location, "Ukraine asked" an organisation
	Anaphor  bool       // a pronoun or "the minister", "the two": linked, not named
	Modifier bool       // an adjective of country before a noun: "Ukrainian grain"
}

// DateMention is a date expression with what it means.
type DateMention struct {
	content.Span
	Date   content.Date // Words are the text of Span; Certainty says exact or inferred
	Period bool         // the value is longer than a day
}

// Quotation is direct or indirect speech. A few words in quotation marks inside a
// reported clause ("warned that it would “end badly”") are a direct Quotation within an
// indirect one; words marked for irony or as a term are none.
type Quotation struct {
	content.Span              // of what is said; for direct speech with its quotation marks
	Direct       bool         // in quotation marks
	Speaker      int          // entity, or -1 where it cannot be told (a floating quote)
	SpeakerSpan  content.Span // where the paragraph names the speaker; zero if it does not
	Cue          content.Span // "said", "according to"; zero if there is none
	Via          []string     // how it came, nearest first: "Yonhap", "its sources"; "press release"
}
