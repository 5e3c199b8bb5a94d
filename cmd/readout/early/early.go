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
	room    = 10 << 20 // the heap of a first frame of a small text
	perByte = 2        // what more of a large one takes, for each of its bytes
	most    = 64 << 20 // for what is large beyond reading
	held    = 32 << 20
)

// ballast is memory that nothing is written to, so that the system never hands it out.
var ballast []byte

func init() { //nolint:gochecknoinits // what it does has to be done before main
	ballast = make([]byte, held)
	inLargePages(make([]byte, room+min(perByte*named(), most)))
	runtime.GC() // what was in that room is garbage, and the heap has it
}

// Drop drops the ballast, which is garbage from here on: until the first collection frees
// it, the heap may grow by as much before that comes. Opening a text needs less, and a
// collection in the middle of it costs as much as the rest. GOGC has its usual meaning.
func Drop() { ballast = nil }
