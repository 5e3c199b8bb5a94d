package reader

import "readout/content"

// Action is something that a key asks for and that is not the reader's to do; nil is nothing.
type Action interface{ action() }

// The actions. Spans are source bytes.
type (
	// Highlight asks to highlight, or to give the note there its next kind.
	Highlight struct {
		Span   content.Span
		NoteID string // empty: there is none
	}
	// Write asks for a new note.
	Write struct{ Span content.Span }
	// WriteOnWhole asks for a new note on the section at the cursor, or on all of the text.
	WriteOnWhole struct{}
	// Tag asks for tags on a note, or on a new one.
	Tag struct {
		Span   content.Span
		NoteID string
	}
	// Edit asks to edit a note.
	Edit struct{ NoteID string }
	// Delete asks to delete a note.
	Delete struct{ NoteID string }
	// ShowCitation asks for the source of a citation.
	ShowCitation struct{ Label string }
	// OpenLink asks to open an address.
	OpenLink struct{ URL string }
	// FollowLink asks to go where a link leads within the reader's texts: "#heading",
	// "other.md", "other.md#heading".
	FollowLink struct{ Target string }
	// Visit asks to go to a place of another text, which is on the trail already.
	Visit struct{ Place }
	// KeepMark says that a place was given a capital, which is a mark of this text among all.
	KeepMark struct{ Letter string }
	// FindMark asks to go to the place with a capital, in whichever text that is.
	FindMark struct{ Letter string }
	// Turn asks for another open text: so many on, or back for a negative number, or the one
	// with a number, from 1.
	Turn struct{ By, To int }
	// Find asks to search all texts.
	Find struct{}
	// Copy asks for the quotation of a range.
	Copy struct{ Span content.Span }
	// Message says something to the user.
	Message struct{ Text string }
)

func (Highlight) action()    {}
func (Write) action()        {}
func (WriteOnWhole) action() {}
func (Tag) action()          {}
func (Edit) action()         {}
func (Delete) action()       {}
func (ShowCitation) action() {}
func (OpenLink) action()     {}
func (FollowLink) action()   {}
func (Visit) action()        {}
func (KeepMark) action()     {}
func (FindMark) action()     {}
func (Turn) action()         {}
func (Find) action()         {}
func (Copy) action()         {}
func (Message) action()      {}
