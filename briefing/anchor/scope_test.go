package anchor

import (
	"testing"
	"time"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// A note on a whole section follows its key, or its heading's words where the key is gone,
// and is an orphan where no heading has them any more; one on the briefing is always found.
func TestPlacesNotesOnWholes(t *testing.T) {
	const old = "# Report\n\nDorn met Vale.\n\n## Meetings\n\n- Dorn met Vale in town.\n\n## Harbour fees and taxes\n\n- None.\n"
	parsed := briefing.Parse([]byte(old))
	on := func(key string) note.Target {
		s := parsed.Find(key)
		to := Describe(markdown.Open([]byte(old)), Heading(s))
		to.Source, to.Section, to.Whole = briefing.Revision([]byte(old)), s.Key, true
		return to
	}
	history := func(string) ([]byte, bool) { return []byte(old), true }
	for name, c := range map[string]struct {
		src  string
		to   note.Target
		want string // the heading; "-": an orphan
	}{
		"as it was":          {old, on("meetings"), "## Meetings"},
		"moved":              {"# Report\n\n## Other\n\nx\n\n# Meetings\n\n- More.\n", on("meetings"), "# Meetings"},
		"mentioned":          {"# Report\n\nMeetings are over.\n\n## Other\n\nx\n", on("meetings"), "-"},
		"in other words":     {"# Report\n\nDorn met Vale.\n\n## Harbour fees, taxes\n\n- None.\n", on("Harbour fees and taxes"), "## Harbour fees, taxes"},
		"whole briefing":     {"# Other\n", note.Target{Source: "old"}, ""},
		"nobody's selectors": {"", note.Target{}, ""},
	} {
		r := NewResolver(markdown.Open([]byte(c.src)), briefing.Revision([]byte(c.src)), history)
		placed := r.Place([]note.Note{{ID: "1", Target: c.to}})[0]
		got := c.src[placed.Span.Start:placed.Span.End]
		if placed.Orphaned {
			got = "-"
		}
		if len(got) > len(c.want) && got[:len(c.want)] == c.want && got[len(c.want)] == '\n' {
			got = c.want
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q (%+v)", name, got, c.want, placed.Outcome)
		}
		if events := r.Placements([]Placed{placed}, time.Time{}); placed.Outcome.Method == ByScope && len(events) > 0 {
			t.Errorf("%s: %v is kept, though it is known at once", name, events)
		}
		// What an earlier version thought of it does not count.
		r = NewResolver(markdown.Open([]byte(c.src)), "now", history).Recall([]note.Placement{{Note: "1", From: c.to.Source, To: "now", Outcome: "orphaned"}})
		if again := r.Place([]note.Note{{ID: "1", Target: c.to}})[0]; placed.Outcome.Method == ByScope && again.Orphaned {
			t.Errorf("%s: it is an orphan by what was said of it", name)
		}
	}
	if at := Heading(&briefing.Section{Span: content.Span{Start: 4, End: 9}}); at != (content.Span{Start: 4, End: 4}) {
		t.Errorf("a section without heading: %v", at)
	}
}
