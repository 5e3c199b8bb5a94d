// Package event codes what happened: PLOVER event types (Open Event Data Alliance,
// PLOVER Codebook) for the sentences of an article that package prose has read, from
// a lexicon of patterns kept as data. It knows nothing of a briefing's sections.
package event

import "readout/content"

// Type is a PLOVER event type, or None.
type Type string

// The PLOVER event types.
const (
	None      Type = ""
	Agree     Type = "AGREE"
	Consult   Type = "CONSULT"
	Support   Type = "SUPPORT"
	Cooperate Type = "COOPERATE"
	Aid       Type = "AID"
	Yield     Type = "YIELD"
	Request   Type = "REQUEST"
	Accuse    Type = "ACCUSE"
	Reject    Type = "REJECT"
	Threaten  Type = "THREATEN"
	Protest   Type = "PROTEST"
	Sanction  Type = "SANCTION"
	Mobilize  Type = "MOBILIZE"
	Coerce    Type = "COERCE"
	Assault   Type = "ASSAULT"
)

// Status is the modality of an event: whether it took place.
type Status string

// The modalities.
const (
	Done        Status = "done"
	Planned     Status = "planned"     // will, is expected to, is to
	Requested   Status = "requested"   // asked for, sought, needed
	Possible    Status = "possible"    // may, could, is considering
	Conditional Status = "conditional" // if …, would
	Denied      Status = "denied"      // did not, denies, refuses
)

// Event is one coded event. Spans are bytes of the paragraph's text.
type Event struct {
	Type      Type
	Sentence  int          // index into the paragraph's sentences
	Clause    content.Span // the part of the sentence that says it
	Trigger   content.Span // the words that made the coder think so
	Pattern   string       // name of the lexicon pattern, for explanations
	Actors    []int        // entities of the document: who does it
	Targets   []int        // to or with whom
	Status    Status
	Arms      bool // its object is arms, ammunition, military equipment or military aid
	Statement bool // said rather than done: a comment, praise, denial
}
