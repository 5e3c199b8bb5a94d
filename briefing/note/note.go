// Package note holds a reader's notes: W3C Web Annotations (Recommendation of
// 2017-02-23) in an append-only log, one file a briefing and author.
//
// Finding the text of a note again is for package anchor.
package note

import (
	"time"

	"readout/content"
)

// Kind is what a note is for; repeating the highlight key cycles through them.
type Kind string

// The kinds of note, in the order in which the key cycles.
const (
	Highlight Kind = "highlight"
	Question  Kind = "question"
	Check     Kind = "check" // to be checked
	Action    Kind = "action"
	Judgement Kind = "judgement" // key judgement
)

// Note is one annotation at one revision. The newest revision of an ID counts.
type Note struct {
	ID       string // UUID
	Revision int    // from 1
	Deleted  bool   // a tombstone: the note is gone, its history stays
	Briefing string // id of the briefing
	Kind     Kind
	Body     string   // Markdown; may be empty
	Tags     []string // without "#", in the order given
	Creator  string
	Created  time.Time // UTC, whole seconds
	Modified time.Time
	Target   Target
}

// Target is what a note stands on.
type Target struct {
	Source   string       // sha256, in hex, of the Markdown revision that the note was made on
	Exact    string       // TextQuoteSelector: visible text
	Prefix   string       // up to 32 code points before it
	Suffix   string       // up to 32 code points after it
	Position content.Span // TextPositionSelector: code points of the visible text (markdown.Visible)
	Data     content.Span // DataPositionSelector: bytes of the Markdown revision Source
	Section  string       // key of the section it lay in
}
