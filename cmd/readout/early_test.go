package main

import (
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"readout/cmd/readout/early"
)

// The memory for a start is made ready before those who need it are initialised: one more
// import in that package, and it would come after them.
func TestEarlyIsEarly(t *testing.T) {
	cmd := exec.Command("readout", "--version")
	cmd.Env = append(cmd.Environ(), "GODEBUG=inittrace=1")
	trace, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(trace), "init readout/cmd/readout/early ")
	if !found {
		t.Fatalf("it is not initialised:\n%s", trace)
	}
	for _, large := range []string{"github.com/alecthomas/chroma/v2/lexers", "github.com/mattn/go-runewidth", "modernc.org/sqlite/lib"} {
		if !strings.Contains(after, "init "+large+" ") {
			t.Errorf("%s is initialised before it, or not at all", large)
		}
	}
}

// What is held for a start is given back by the first collection after it.
func TestEarlyIsDropped(t *testing.T) {
	early.Drop()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.HeapAlloc > 24<<20 {
		t.Errorf("the heap has %d MB", m.HeapAlloc>>20)
	}
}
