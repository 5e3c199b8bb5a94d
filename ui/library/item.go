// Package library is the pane that lists the briefings a reader has: what each is
// called, when it was published and by whom, how many meetings, agreements and weapons
// requests it holds, and how many notes.
//
// It reads no disk: the app gives it the items and runs what its actions ask for.
package library

import "readout/content"

// Item is one briefing in the list.
type Item struct {
	ID         string
	Title      string
	Path       string // of the file it was read from; may be empty
	Published  content.Date
	Publishers []string
	Address    string  // of its first article; may be empty
	Counts     []Count // of its sections, in document order
	Notes      int
	Read       bool // it was opened
	Archived   bool // it is off the list unless those are asked for
}

// Count is how many entries a section of a briefing has.
type Count struct {
	Key     string // "meetings", "weapons-requests" …
	Title   string
	Entries int
}
