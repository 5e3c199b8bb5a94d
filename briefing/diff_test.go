package briefing

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	older := Parse([]byte("# T\n\n## Meetings\n\n- Lind met Oja in Osk on Tuesday. [^a1-1]\n- The talks lasted an hour. [^a1-1]\n- Holm stayed at home. [^a1-1]\n\n## Aid\n\n- Norland sent grain. [^a1-1]\n\n[^a1-1]: x\n"))
	newer := Parse([]byte("# T\n\n## Meetings\n\n- The talks lasted an hour. [^a1-1]\n- Lind met Oja in Osk on Monday. [^a1-1]\n- A second round is planned. [^a1-1]\n\n## Agreements\n\n- They agreed to go on. [^a1-1]\n\n[^a1-1]: x\n"))
	want := []Change{
		{"Meetings", "Lind met Oja in Osk on Tuesday.", "Lind met Oja in Osk on Monday."},
		{"Meetings", "", "A second round is planned."},
		{"Meetings", "Holm stayed at home.", ""},
		{"Agreements", "", "They agreed to go on."},
		{"Aid", "Norland sent grain.", ""},
	}
	if diff := cmp.Diff(want, Diff(older, newer)); diff != "" {
		t.Error(diff)
	}
	if got := Diff(newer, newer); len(got) != 0 {
		t.Errorf("a briefing differs from itself: %+v", got)
	}
}
