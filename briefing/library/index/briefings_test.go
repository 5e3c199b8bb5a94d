package index

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestBriefings(t *testing.T) {
	f := stocked(t)
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{Person: "lind"}, "briefing-1 briefing-3"},
		{Query{Tag: "follow-up"}, "briefing-3"},
		{Query{Person: "nobody"}, ""},
		{Query{Person: `" OR`}, ""},
		{Query{}, ""},
	} {
		ids, err := f.Briefings(t.Context(), c.q)
		if got := strings.Join(slices.Sorted(maps.Keys(ids)), " "); got != c.want || err != nil {
			t.Errorf("%+v: %s (%v), want %s", c.q, got, err, c.want)
		}
	}
}
