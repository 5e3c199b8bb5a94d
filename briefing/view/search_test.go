package view

import (
	"strings"
	"testing"

	"readout/briefing"
	"readout/content"
)

func TestSearch(t *testing.T) {
	one := briefing.Parse([]byte("# One\n\n## Meetings\n\n- **4 Mar 2025 · Ada Holm, Vint** — The ministers met in Osk. [^a1-1]\n- Malmö's café stayed open. [^a1-1]\n\n## Aid\n\n- Norland sent grain to Osk. [^a1-1]\n\n[^a1-1]: The ministers met in Osk.\n"))
	two := briefing.Parse([]byte("# Two\n\nThe air defence of Osk is old.\n"))
	texts := []Found{
		{Text: Text{ID: "one", Briefing: one}, Notes: []Noted{{Body: "Ask Osk about *grain*.", Quote: "sent grain", Span: content.Span{Start: 3, End: 9}}}},
		{Text: Text{ID: "two", Briefing: two}},
	}
	for _, c := range []struct {
		query Query
		want  string // the beginnings of the entries
	}{
		{Query{Words: "osk"}, "The ministers|Norland sent|Ask Osk|The air"},
		{Query{Words: "OSK grain"}, "Norland sent|Ask Osk"},
		{Query{Words: `"air defence"`}, "The air"},
		{Query{Words: `"defence air"`}, ""},
		{Query{Words: "malmo cafe"}, "Malmö's"},
		{Query{Words: "minist*"}, "The ministers"},
		{Query{Words: "minist"}, ""},
		{Query{Words: "osk", Section: "aid"}, "Norland sent|Ask Osk"},
		{Query{Words: "osk", Person: "holm"}, "The ministers"},
		{Query{Words: "grain", Notes: true}, "Ask Osk"},
		{Query{Words: "two"}, "The air"},
		{Query{Words: "nothing like it"}, ""},
		{Query{Words: "*** \" \""}, "The ministers|Malmö's|Norland sent|Ask Osk|The air"},
	} {
		v := Search(c.query, texts)
		var got []string
		for _, p := range v.Places {
			if p.Text == "" {
				continue
			}
			for i := range v.Briefing.Sections {
				for _, e := range v.Briefing.Sections[i].Entries {
					if e.Span == p.Span {
						got = append(got, strings.Join(strings.Fields(e.Text)[:min(2, len(strings.Fields(e.Text)))], " "))
					}
				}
			}
		}
		want := []string{}
		if c.want != "" {
			want = strings.Split(c.want, "|")
		}
		if len(got) != len(want) || v.Entries != len(want) {
			t.Errorf("%+v finds %q (%d), want %q", c.query, got, v.Entries, want)
			continue
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) && !strings.HasPrefix(want[i], got[i]) {
				t.Errorf("%+v finds %q, want %q", c.query, got, want)
			}
		}
	}
}
