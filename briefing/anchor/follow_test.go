package anchor

import (
	"math/rand/v2"
	"strings"
	"testing"

	"readout/briefing/markdown"
)

// A place on the mark behind a word stays on that mark, so that a selection that ends with
// a full stop does.
func TestFollowMarks(t *testing.T) {
	old := "# Harbour\n\nThe *guards*, they said, met. “Then they left.” Others stayed.\n"
	now := "# Harbour\n\nA line that is new. The *guards*, they said, met. “Then they left.” Some stayed.\n"
	r := NewResolver(markdown.Open([]byte(now)), "new", func(string) ([]byte, bool) { return []byte(old), true })
	for _, at := range []string{", they", ", met", ". “Then", " “Then", "“Then", "hen", ".” Others", "” Others"} {
		want := strings.Index(now, strings.ReplaceAll(at, "Others", "Some"))
		if got := r.Follow("old", strings.Index(old, at)); got != want {
			t.Errorf("%q: %d, which is %q, want %d", at, got, now[got:min(got+8, len(now))], want)
		}
	}
	if got := r.Follow("old", strings.LastIndex(old, ".")); got != strings.LastIndex(now, ".") {
		t.Errorf("the last full stop is at %d", got)
	}
}

// following gives a resolver of a text that knows another as its older revision.
func following(old, now string) *Resolver {
	return NewResolver(markdown.Open([]byte(now)), "new", func(revision string) ([]byte, bool) { return []byte(old), revision == "old" })
}

// What stands before an edit and behind it stays on its byte, however long the text is, and
// where nothing was taken away no words are aligned for that.
func TestFollowAroundAnEdit(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, old := range []string{harbour, strings.Repeat(harbour, 40)} {
		for range 60 {
			from := r.IntN(len(old) + 1)
			to := from + r.IntN(min(40, len(old)-from)+1)
			if r.IntN(2) == 0 {
				to = from
			}
			text := strings.Repeat("§ ", r.IntN(9))
			now := old[:from] + text + old[to:]
			f := following(old, now)
			f.Compare("old")
			if aligned := f.olds["old"] != nil; aligned != (to > from) {
				t.Fatalf("%d–%d for %q: aligned: %v", from, to, text, aligned)
			}
			for range 50 {
				at := r.IntN(len(old) + 1)
				want := at
				switch {
				case at >= to && at > from:
					want += len(now) - len(old)
				case at >= from && at < to:
					continue // what was taken away goes to the nearest that is there
				case at == from:
					continue // on what stood there, or on what stands there now
				}
				if got := f.Follow("old", at); got != want && old[at:] != now[got:] {
					t.Fatalf("%d–%d for %q: %d is at %d, not %d", from, to, text, at, got, want)
				}
			}
		}
	}
}

// A place in what an edit took away goes to what is nearest; beyond the ends there is nothing.
func TestFollowWhatWasTakenAway(t *testing.T) {
	f := following("One two three. Four five six.\n", "One two three.\n")
	for at, want := range map[int]int{-1: 0, 0: 0, 4: 4, 13: 13, 15: 8, 20: 8, 29: 14, 30: 15, 99: 15} {
		if got := f.Follow("old", at); got != want {
			t.Errorf("%d is at %d, want %d", at, got, want)
		}
	}
	f = following("One.\n", "")
	if got := f.Follow("old", 3); got != 0 {
		t.Errorf("in an empty text it is at %d", got)
	}
	f = following("One two.\n", "One.\n")
	for _, at := range []int{0, 5, 100} {
		if got := f.Follow("unknown", at); got != min(at, 5) {
			t.Errorf("of a revision that is not kept %d is at %d", at, got)
		}
	}
}
