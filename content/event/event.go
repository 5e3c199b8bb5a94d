// Package event codes what happened: PLOVER event types (Open Event Data Alliance,
// PLOVER Codebook) with CAMEO detail codes for the sentences of an article that package
// prose has read, from a lexicon of patterns kept as data. It knows nothing of a
// briefing's sections.
//
// # The lexicon
//
// A lexicon is UTF-8 text of three kinds of line; # begins a comment:
//
//	{arms} = weapon, artillery shell, =arms      a set of words and phrases
//	REQUEST 0233 ask for arms                    a header: type, CAMEO code, name, flags
//	  ask ** for ** {arms}                       a pattern of the header above, indented
//
// A pattern is a row of elements that match words one after another, without regard to
// case. It ends where the sentence does.
//
//	word      the word in any inflection: give also matches gave, given, giving
//	=word     the word exactly as written: =talks does not match talk
//	a/b/=c_d  one of several; _ joins the words of a phrase
//	{set}     a word or phrase of a set
//	@         a name that package prose has found
//	*         up to three words, **  up to ten; not across ; : a dash, a comma
//	          that ends a clause, be, have, will and the like, or into a clause
//	          of time or cause
//	~         up to ten words of one noun phrase: as **, and not across a
//	          preposition other than of
//	(x)       x may be missing
//	!x        the next word is not x
//
// A header's type is a PLOVER type, or, for words that say whether an act takes place,
// one of PLANNED, POSSIBLE, DENIED; COMMENT for words that only say that somebody
// speaks; NONE hides what stands there from other patterns
// ("strike a deal" is no attack). Flags, in square brackets, are:
//
//	noun      the first word is a noun, where both are possible: "attacks on"
//	any       a noun or a verb
//	op        takes an act as its object: "refuse to send aid" is REJECT of AID
//	weak      counts only where nothing else does
//	passive   its grammatical subject is the target in any voice ("undergo", "seek asylum")
//	arms      its object is arms whatever the words are
//	said      something said rather than done
//
// Two sets have a meaning of their own: {arms} is what makes an event one of arms, and a
// request with a word of {disarm} before them asks for none.
//
// Patterns that begin at an earlier word win over patterns inside them; of those at the
// same word the one with the most words wins, then the one whose words stand closest,
// then the first in the file.
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
	Of        Type         // the act that is agreed, asked for, refused or threatened; None if there is none
	Code      string       // CAMEO code of the pattern: "0233"; empty if it names none
	Sentence  int          // index into the paragraph's sentences
	Clause    content.Span // the part of the sentence that says it
	Trigger   content.Span // the words that made the coder think so; empty where another sentence has them
	Pattern   string       // name of the lexicon pattern, for explanations
	Actors    []int        // entities of the document: who does it
	Targets   []int        // to or with whom
	Status    Status
	Arms      bool // its object is arms, ammunition, military equipment or military aid
	Mentioned bool // named in passing, "concern over the attack", rather than reported
	Statement bool // said rather than done: a comment, praise, denial
}
