// Package note holds a reader's notes: W3C Web Annotations (Recommendation of
// 2017-02-23) in an append-only log, one file a briefing and author. FORMAT.md
// describes a line of the log for those who write or read one with another program.
//
// Finding the text of a note again is for package anchor.
package note

import (
	"errors"
	"fmt"
	"math"
	"slices"
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
//
// A Note that was read is as its log has it, and a log is text from outside: what is
// shown goes through Display, or content.Clean, first. A change is made to a copy of the
// whole Note, so that what other programs added to it is written back.
type Note struct {
	ID       string // UUID; of a note by another program the IRI that it has there
	Revision int    // from 1
	Deleted  bool   // a tombstone: the note is gone, its history stays
	Briefing string // id of the briefing
	Kind     Kind
	Body     string   // Markdown; may be empty
	Tags     []string // without "#", in the order given
	Grade    Grade    // of the source and of what it says
	Likely   Likelihood
	Links    []Link // to other notes and to texts, in the order given
	Creator  string
	Created  time.Time // UTC, whole seconds
	Modified time.Time
	Target   Target
	// Rivals are other contents of this same revision, made elsewhere at the same time: a
	// conflict, which any later revision ends that has none. In a log each has a line of
	// its own.
	Rivals  []Note
	Foreign []byte // the line it was read from, where that says more than a Note can hold; otherwise nil
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
	Whole    bool         // it is on all of Section, whose heading the rest describes
}

// Scope says what of a briefing a note is on.
type Scope uint8

// What a note can be on.
const (
	OnText     Scope = iota
	OnSection        // a whole section
	OnBriefing       // all of it: the target has no selector
)

// Scope gives what a target is.
func (t *Target) Scope() Scope {
	switch {
	case t.Whole && t.Section != "":
		return OnSection
	case t.Exact == "" && t.Prefix == "" && t.Suffix == "" && t.Position == (content.Span{}) && t.Data == (content.Span{}):
		return OnBriefing
	}
	return OnText
}

func (t Target) display() Target {
	t.Source = content.CleanLine(t.Source)
	t.Exact = content.Clean(t.Exact)
	t.Prefix = content.Clean(t.Prefix)
	t.Suffix = content.Clean(t.Suffix)
	t.Section = content.CleanLine(t.Section)
	return t
}

// The bounds of what is read and written.
const (
	maxLine     = 16 << 20  // bytes of a line
	maxLog      = 512 << 20 // bytes of a log
	maxID       = 512
	maxRevision = 1 << 30
	maxTags     = 1000
)

// Display gives n with every text neutralised by content.Clean, to be shown. It is not
// for saving: a quotation must stay what it was for its text to be found again.
func (n Note) Display() Note {
	n.ID = content.CleanLine(n.ID)
	n.Briefing = content.CleanLine(n.Briefing)
	n.Kind = Kind(content.CleanLine(string(n.Kind)))
	n.Body = content.Clean(n.Body)
	n.Tags = slices.Clone(n.Tags)
	for i, tag := range n.Tags {
		n.Tags[i] = content.CleanLine(tag)
	}
	n.Creator = content.CleanLine(n.Creator)
	n.Links = cleanLinks(n.Links)
	n.Target = n.Target.display()
	n.Foreign = nil
	return n
}

// check says why n cannot stand in a log; nil: it can.
func (n *Note) check() error {
	switch {
	case n.ID == "":
		return errors.New("it has no id")
	case len(n.ID) > maxID || content.CleanLine(n.ID) != n.ID:
		return errors.New("its id is too long or has control characters")
	case n.ID != noteID(annotationID(n.ID)):
		return fmt.Errorf("its id %s is a UUID written out as a URN", n.ID)
	case n.Revision < 1 || n.Revision > maxRevision:
		return fmt.Errorf("its revision is %d", n.Revision)
	case len(n.Tags) > maxTags:
		return fmt.Errorf("it has %d tags, more than %d", len(n.Tags), maxTags)
	case !n.Grade.isValid() || n.Likely > AlmostCertain:
		return fmt.Errorf("its grade is none: %v, %d", n.Grade, n.Likely)
	case !isSpan(n.Target.Position) || !isSpan(n.Target.Data):
		return fmt.Errorf("its target is not a range: %v, %v", n.Target.Position, n.Target.Data)
	case !isTime(n.Created) || !isTime(n.Modified):
		return fmt.Errorf("its times cannot be written: %v, %v", n.Created, n.Modified)
	}
	return checkLinks(n.Links)
}

func isSpan(s content.Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= math.MaxInt32 }

func isTime(t time.Time) bool { y := t.UTC().Year(); return 0 <= y && y <= 9999 }

// newer reports whether a counts rather than b, two revisions of a note from different
// logs: the higher revision, or of two that were made side by side the one changed last.
func newer(a, b *Note) bool {
	if a.Revision != b.Revision {
		return a.Revision > b.Revision
	}
	return a.Modified.After(b.Modified)
}
