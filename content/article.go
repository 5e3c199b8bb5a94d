// Package content holds news articles: what one is, how it is read from text, HTML
// or Markdown, and how everything that is not the article is told apart from it.
//
// It knows nothing of briefings, sections or the terminal.
package content

// Span is a half-open range of bytes [Start, End) in the text it belongs to.
type Span struct{ Start, End int }

// Len gives the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether the byte offset at lies in s.
func (s Span) Contains(at int) bool { return s.Start <= at && at < s.End }

// Overlaps reports whether s and o share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Certainty says how a date was come by.
type Certainty string

// The ways a date can be known.
const (
	Unknown  Certainty = ""         // there is no date
	Exact    Certainty = "exact"    // the text or the metadata gives the whole date
	Inferred Certainty = "inferred" // a part, most often the year, was worked out
)

// Date is a calendar date or period. Value is "2024", "2024-11", "2024-11-27" or a
// range of those, "2024-11-18/2024-11-24" (ISO 8601); it is empty where no date is
// known. Words are the words of the text that it was read from.
type Date struct {
	Value     string
	Certainty Certainty
	Words     string
}

// Kind says what a paragraph is.
type Kind uint8

// The kinds of paragraph.
const (
	Text     Kind = iota // running text
	Heading              // a sub-heading inside the article
	ListItem             // an item of a list
)

// Paragraph is one paragraph of an article after cleaning: valid UTF-8 on one line,
// white space folded, no control characters, no bidi overrides.
type Paragraph struct {
	Number int // from 1, over all kept paragraphs, headings included; what a citation names
	Kind   Kind
	Text   string
}

// Dropped is a paragraph that was taken for something other than the article.
type Dropped struct {
	Text   string
	Reason string // "advertisement", "teaser", "share prompt", …
	After  int    // the number of the kept paragraph before it; 0 at the top
}

// Article is one news text, cleaned.
type Article struct {
	Title      string
	Byline     string
	Publisher  string
	URL        string // canonical address, http or https, or empty
	Language   string // BCP 47, for instance "en"; empty if it cannot be told
	Published  Date   // from metadata or by the user; prose infers it where this is empty
	SHA256     string // of the bytes that were read, in hex
	Paragraphs []Paragraph
	Dropped    []Dropped
	Warnings   []string // one clear line each, for instance "not valid UTF-8: 3 bytes replaced"
}
