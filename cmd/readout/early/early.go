// Package early makes room in memory before the rest of the program is initialised, which
// is most of what a start costs: the tables of a highlighter, of HTML and of SQLite.
//
// It is imported for that effect. Packages are initialised in the order of their import
// paths once what they import is, so that this one, which imports next to nothing, comes
// before all that allocate; it has to keep importing next to nothing.
package early

import "runtime"

// Sizes in bytes.
const (
	room = 24 << 20 // the heap of a first frame of 10 MB
	held = 32 << 20
)

// ballast is memory that nothing is written to, so that the system never hands it out.
var ballast []byte

func init() { //nolint:gochecknoinits // what it does has to be done before main
	ballast = make([]byte, held)
	inLargePages(make([]byte, room))
	runtime.GC() // what was in that room is garbage, and the heap has it
}

// Drop drops the ballast, which is garbage from here on: until the first collection frees
// it, the heap may grow by as much before that comes. Opening a text needs less, and a
// collection in the middle of it costs as much as the rest. GOGC has its usual meaning.
func Drop() { ballast = nil }
