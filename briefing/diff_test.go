package briefing

import (
	"testing"

	"readout/content"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	older := Parse([]byte("# T\n\n## Meetings\n\n- Lind met Oja in Osk on Tuesday. [^a1-1]\n- The talks lasted an hour. [^a1-1]\n- Holm stayed at home. [^a1-1]\n\n## Aid\n\n- Norland sent grain. [^a1-1]\n\n[^a1-1]: x\n"))
	newer := Parse([]byte("# T\n\n## Meetings\n\n- The talks lasted an hour. [^a1-1]\n- Lind met Oja in Osk on Monday. [^a1-1]\n- A second round is planned. [^a1-1]\n\n## Agreements\n\n- They agreed to go on. [^a1-1]\n\n[^a1-1]: x\n"))
	meetings, agreements := newer.Sections[1].Entries, newer.Sections[2].Entries
	want := []Change{
		{"Meetings", "Lind met Oja in Osk on Tuesday.", "Lind met Oja in Osk on Monday.", meetings[1].Span},
		{"Meetings", "", "A second round is planned.", meetings[2].Span},
		{"Meetings", "Holm stayed at home.", "", content.Span{}},
		{"Agreements", "", "They agreed to go on.", agreements[0].Span},
		{"Aid", "Norland sent grain.", "", content.Span{}},
	}
	if diff := cmp.Diff(want, Diff(older, newer)); diff != "" {
		t.Error(diff)
	}
	if got := Diff(newer, newer); len(got) != 0 {
		t.Errorf("a briefing differs from itself: %+v", got)
	}
}
