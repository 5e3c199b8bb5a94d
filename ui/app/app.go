// Package app is the reader's program as Bubble Tea sees it: the one model that routes
// messages to the panes, owns the size and the focus, and runs, as commands through its
// Store, everything that takes time or touches the disk.
//
// It draws only the title line, the status line and the lines between panes, and knows
// no file, no clock and no chance but those it is given.
package app

import "time"

// Options are what the app stands on.
type Options struct {
	Store       Store
	Open        []string         // ids of the briefings to open, in this order; empty: the list of the library
	FixedScheme bool             // the reader chose light or dark: what the terminal says of its background is passed over
	Author      string           // the creator that new notes carry
	Now         func() time.Time // the time that new notes carry
	NewID       func() string    // UUIDs for new notes
}
