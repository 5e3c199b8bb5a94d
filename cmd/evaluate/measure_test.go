package main

import (
	"math"
	"strings"
	"testing"
	"time"

	"readout/briefing"
	"readout/content"
)

func TestShingles(t *testing.T) {
	for _, c := range []struct {
		truth, got string
		want       tally
	}{
		{"a b c d e", "a b c d e", tally{2, 0, 0}},
		{"a b c d e", "A, b - c d e.", tally{1, 1, 1}},
		{"a b c d a b c d", "a b c d", tally{1, 0, 4}},
		{"été_1 b", "été_1 b", tally{1, 0, 0}},
		{"a b", "a c", tally{0, 1, 1}},
		{"", "", tally{}},
		{"", "a", tally{0, 1, 0}},
	} {
		if got := compareShingles(c.truth, c.got); got != c.want {
			t.Errorf("%q and %q: %v, want %v", c.truth, c.got, got, c.want)
		}
	}
}

func TestRouge(t *testing.T) {
	for _, c := range []struct {
		reference, summary string
		one, two, l        float64
	}{
		{"The cat sat.", "the CAT sat", 1, 1, 1},
		{"police killed the gunman", "the gunman killed police", 1, 1.0 / 3, .5},
		{"police killed the gunman", "police kill the gunman", .75, 1.0 / 3, .75},
		{"a", "a", 1, 0, 1},
		{"a b", "", 0, 0, 0},
	} {
		got := rouge(c.reference, c.summary)
		for name, want := range map[string]float64{"rouge_1": c.one, "rouge_2": c.two, "rouge_l": c.l} {
			if math.Abs(got[name]-want) > 1e-9 {
				t.Errorf("%q and %q: %s is %v, want %v", c.reference, c.summary, name, got[name], want)
			}
		}
	}
}

func TestLastName(t *testing.T) {
	for name, want := range map[string]string{
		"Recep Tayyip Erdoğan": "erdoğan", "Katya (pseudonym)": "katya", "Ahmed al-Rashid": "al-rashid", "US Department of Defense": "defense",
		"Conor O’Hara": "o’hara", "Jan Roy Jr.": "jr", "": "",
	} {
		if got := lastName(name); got != want {
			t.Errorf("the last name of %q is %q, want %q", name, got, want)
		}
	}
}

// TestLabels holds the labels to the keys that the titles of the default profile have.
func TestLabels(t *testing.T) {
	for title, want := range map[string]string{
		"Meetings": "meetings", "Agreements": "agreements", "Weapons requests": "weapons_requests", "Aid": "aid", "Deployments": "deployments",
		"Fighting": "fighting", "Threats and warnings": "threats", "Sanctions and coercion": "sanctions", "De-escalation": "deescalation",
		"Requests": "requests_other", "Protest": "protest", "Statements": "statements", "Background": "background", "Timeline": "", "Who is who": "", "Sources": "",
	} {
		if got := labelOf(briefing.SectionKey(title)); got != want {
			t.Errorf("%s has the label %q, want %q", title, got, want)
		}
	}
}

// TestPlaces finds sentences in entries that are cut differently, stand in a quotation of
// several or have a twin in another paragraph.
func TestPlaces(t *testing.T) {
	a := readArticle([]byte("Title: X\r\nPublished: 2025-03-12\r\n\r\nWednesday, March 12, 2025\r\n\r\nIt rained. The mayor  left\u00a0early and nobody saw him.\r\n\r\nIt rained. The end came in May.\r\n"), time.Time{})
	if a.Title != "X" || a.Published.Value != "2025-03-12" || len(a.labels) != 3 || len(a.Paragraphs) != 2 {
		t.Fatalf("%+v", a)
	}
	b := &briefing.Briefing{
		Sections: []briefing.Section{
			{Key: "meetings", Entries: []briefing.Entry{{Text: "It rained. The mayor left early", Citations: []string{"a1-1"}}}},
			{Key: "weapons-requests", Entries: []briefing.Entry{{Text: "It rained.", Citations: []string{"a1-2"}}}},
			{Key: "timeline", Entries: []briefing.Entry{{Text: "The end came in May.", Citations: []string{"a1-2"}}}},
		},
		Citations: []briefing.Citation{{Label: "a1-1", Article: 1, Paragraph: 1}, {Label: "a1-2", Article: 1, Paragraph: 2}},
	}
	places := a.filed(b)
	for _, c := range []struct {
		paragraph int
		sentence  string
		want      string
	}{
		{1, "Wednesday, March 12, 2025", "noise"},
		{2, "It rained.", "meetings"},
		{2, "The mayor left early and nobody saw him.", "meetings"},
		{3, "It rained.", "weapons_requests"},
		{3, "The end came in May.", "noise"},
		{9, "The end came in May.", "noise"},
		{2, "Nobody wrote this.", "noise"},
	} {
		if got := strings.Join(labelsAt(places, a.find(c.sentence, a.labelled(c.paragraph))), " "); got != c.want {
			t.Errorf("%q in %d: %s, want %s", c.sentence, c.paragraph, got, c.want)
		}
	}
	if got := a.citing(b, "weapons_requests", a.labelled(3)); len(got) != 1 {
		t.Errorf("paragraph 3 is cited by %v", got)
	}
	if got := a.citing(b, "weapons_requests", a.labelled(2)); len(got) != 0 {
		t.Errorf("paragraph 2 is cited by %v", got)
	}
}

func TestShared(t *testing.T) {
	for _, c := range []struct {
		a, b content.Span
		n    int
		half bool
	}{
		{content.Span{Start: 0, End: 10}, content.Span{Start: 0, End: 10}, 10, true},
		{content.Span{Start: 0, End: 10}, content.Span{Start: 8, End: 12}, 2, true},
		{content.Span{Start: 0, End: 10}, content.Span{Start: 9, End: 12}, 1, false},
		{content.Span{Start: 0, End: 10}, content.Span{Start: 10, End: 12}, 0, false},
		{content.Span{}, content.Span{Start: 0, End: 10}, 0, false},
	} {
		if n, half := shared(c.a, c.b); n != c.n || half != c.half {
			t.Errorf("%v and %v share %d, %v", c.a, c.b, n, half)
		}
	}
}
