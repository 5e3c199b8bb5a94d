package briefing_test

import (
	"testing"

	"readout/briefing"
	"readout/content"
)

func TestSmoke(t *testing.T) {
	b := &briefing.Briefing{
		ID: "3f0c", Title: "Harbour: ministers agree", Published: content.Date{Value: "2024-11-27", Certainty: content.Inferred}, Language: "en",
		Sources: []briefing.Source{{Title: "Ministers agree on [grain]", Publisher: "Example Post", Byline: "Ann O'Hara", URL: "https://example.org/a_b(c)", Published: content.Date{Value: "2024-11-27", Certainty: content.Exact}, SHA256: "9b1e"}},
		KeyPoints: []briefing.Entry{{Text: "The two sides agreed.", Citations: []string{"a1-1"}}},
		Sections: []briefing.Section{
			{Key: "meetings", Title: "Meetings", Level: 2, Entries: []briefing.Entry{{Lead: briefing.Lead{Date: content.Date{Value: "2024-11-27", Certainty: content.Inferred}, Actors: []string{"Dorn", "Vale"}, Status: "planned"}, Text: "Dorn met *Vale*. See https://example.org/a*b.", Citations: []string{"a1-1", "a1-2"}}}},
			{Key: "statements", Title: "Statements", Level: 2, Entries: []briefing.Entry{{Speaker: "Dorn", Lead: briefing.Lead{Actors: []string{"Dorn"}}, Text: "“We agreed,” Dorn said.", Citations: []string{"a1-2"}}}},
		},
		Citations: []briefing.Citation{{Label: "a1-1", Article: 1, Paragraph: 1, Text: "Dorn met *Vale*."}, {Label: "a1-2", Article: 1, Paragraph: 2, Text: "1. “We agreed,” Dorn said."}},
	}
	out := briefing.Format(b)
	t.Logf("%s", out)
	got := briefing.Parse(out)
	t.Logf("%+v", got)
}
