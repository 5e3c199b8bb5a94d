package app

import (
	"image"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/briefing/view"
	"readout/content"
	"readout/ui/library"
)

// Store is the disk, the opener of links and every other side effect that the app has,
// as the app needs them. Each method is called from a command, never from Update, and
// may block; two methods may run at the same time, but SaveNotes, SaveDraft and SavePosition of one
// briefing are each called one after another. An error is shown to the reader as it
// stands: one line that says what to do.
type Store interface {
	// List gives every briefing, newest first, and one clear line for each thing that
	// could not be read.
	List() (items []library.Item, problems []string, err error)
	// Opening gives the first briefings of List as far as they are known at once, perhaps none.
	Opening() []library.Item
	// Title gives what a briefing is called; empty where that cannot be told.
	Title(id string) string
	// Load gives a briefing with all that the reader has added to it.
	Load(id string) (*Doc, error)
	// Remove takes a briefing out of the library; its notes stay. Unremove brings it back.
	Remove(id string) error
	Unremove(id string) error
	// Removed gives the briefings that Unremove can bring back.
	Removed() ([]library.Item, error)
	// Stamp gives a text that changes when a briefing does on the disk, its text or its
	// notes; without an id one that changes when something does in the library. It is asked
	// for often.
	Stamp(id string) string
	// Reload gives a briefing as Load does, with the file it came from read again.
	Reload(id string) (*Doc, error)
	// SaveNotes appends revisions of notes. It returns nil only when they are on the
	// disk, and after an error nothing of them is.
	SaveNotes(id string, notes ...note.Note) error
	// SavePlacements appends where notes were found in this revision. Without it they are
	// looked for again.
	SavePlacements(id string, events ...note.Placement) error
	// SavePast keeps what can be undone for the next time.
	SavePast(id string, past note.Past) error
	// SavePosition keeps where the reader is.
	SavePosition(id string, p Position) error
	// SaveDraft keeps a text that is not a note yet; nil takes the kept one away.
	SaveDraft(id string, d *Draft) error
	// Export writes the notes of the briefings to a file and gives its path.
	Export(ids ...string) (path string, err error)
	// CopyFile writes the text that was copied last to a file and gives its path, for
	// terminals that do not hand it to the clipboard.
	CopyFile(text string) (path string, err error)
	// OpenLink opens an address in the reader's browser or mail program. The app has
	// shown the whole address, was told to go on, and calls it for http, https and
	// mailto only.
	OpenLink(url string) error
	// Survey gives what the notes of all briefings say together. It is asked for often.
	Survey() (*Survey, error)
	// Leading gives the links of all notes of the library that lead to a briefing.
	Leading(id string) ([]Leading, error)
	// Gather gives the briefings of some days that may have a section of a name.
	Gather(section string, days view.Period) ([]view.Text, error)
	// Mentioning gives briefings that may name somebody, the newest of them, and says in one
	// line what it had to leave out.
	Mentioning(name string) (texts []view.Text, said string, err error)
	// Shelve keeps what the reader says of briefings as a whole.
	Shelve(said library.Shelve) error
	// Progress says how far the search index is, where it is being built. It is asked for often.
	Progress() string
	// Whose gives the ids of the briefings that have a person, where one is named, and a note
	// with a tag, where one is.
	Whose(person, tag string) (ids map[string]bool, err error)
	// Search gives briefings, the newest first, in which something may be found, with their
	// notes that may be, and says in one line what it had to leave out.
	Search(ask Search) (texts []view.Found, said string, err error)
	// OpenFile gets a Markdown file ready that a text leads to by its path, and gives the id
	// under which it can be opened. It opens regular files in or below the folder of the
	// text's own file alone.
	OpenFile(from, path string) (id string, err error)
	// OpenNamed gets a file ready that the reader names, as the command line does, and gives
	// the id under which it can be opened.
	OpenNamed(path string) (id string, err error)
	// Picture gives a picture that an image of a text leads to by its path: a regular file in
	// or below the folder of the text's own file.
	Picture(from, path string) (image.Image, error)
	// EditText begins to edit a text in the reader's own editor.
	EditText(text string) (*Edit, error)
	// EditFile begins to edit the Markdown file that a briefing was read from, at a line of
	// it, from 1. After the edit Load gives what the file says then.
	EditFile(id string, line int) (*Edit, error)
	// Suspend gives what stops the program and leaves the terminal to the shell, until the
	// shell goes on with it.
	Suspend() tea.ExecCommand
	// Fetch makes briefings of what is new in the feeds and watched folders, says how far it
	// is and at last what came of it.
	// Named feeds alone are asked, and no folder is looked at.
	Fetch(only ...string) <-chan Fetched
	// Feeds gives the feeds, and how they did last.
	Feeds() ([]Feed, error)
	// Arranged keeps in which order the library is listed.
	Arranged(name string) error
	// Mark keeps of which briefing a mark of a capital letter is, and Marked gives its id;
	// empty where that is not known.
	Mark(letter, id string) error
	Marked(letter string) (id string)
	// Welcomed keeps that the reader knows the first keys.
	Welcomed() error
}

// Edit is a text in the reader's own editor.
type Edit struct {
	Run  tea.ExecCommand // edits it, in the terminal that it is given
	Text func() string   // the text as it was left, once Run has returned without an error
}

// Doc is a briefing as the store has it.
type Doc struct {
	Item   library.Item
	Source []byte // Markdown; not changed by anyone after Load
	// Prefix is the first screen of a large Source, where the store has it ready.
	Prefix *markdown.Document
	Notes  []note.Note
	// Placements are where notes of other revisions were found before, and History gives
	// those revisions.
	Placements []note.Placement
	History    anchor.History
	Problems   []string // one clear line each: what of the notes could not be read …
	Position   Position
	Past       note.Past // what could be undone when it was open last
	Draft      *Draft    // nil: there is none
}

// Position is where a reader is in a briefing.
type Position struct {
	Offset   int            // byte of the source that the cursor is on
	Top      int            // byte of the source that the first line on the screen shows
	Revision string         // of the source that they point into, which is the one read last
	Marks    map[string]int // set by the reader: a letter, and a byte of the source
	Closed   []string       // keys of sections that are folded in the outline
	View     []string       // what the reader has shown or hidden beside the text, in words
}

// Draft is the text of a note that was typed and not saved.
type Draft struct {
	NoteID   string       `json:"note,omitempty"` // the note that was being edited; empty for a new one
	Span     content.Span `json:"span"`           // what it stands on, in bytes of Revision
	Revision string       `json:"revision"`
	Text     string       `json:"text"`
	On       note.Scope   `json:"on,omitempty"`
	Kind     note.Kind    `json:"kind,omitempty"` // with the two below; of an older draft empty, and they say nothing
	Grade    string       `json:"grade,omitempty"`
	Likely   string       `json:"likely,omitempty"`
}
