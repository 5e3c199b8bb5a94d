package library

import (
	"testing"

	"readout/content"
)

func TestWithin(t *testing.T) {
	for _, tt := range []struct {
		date, since, until string
		want               bool
	}{
		{"", "", "", true},
		{"", "2023", "", false},
		{"", "", "2023", false},
		{"2023-05-10", "2023-05-10", "2023-05-10", true},
		{"2023-05-10", "2023-05-11", "", false},
		{"2023-05-10", "", "2023-05-09", false},
		{"2023-05-10", "2023", "2023", true},
		{"2023-05-10", "2023-06", "", false},
		{"2023-05", "2023-05-20", "", true},
		{"2023", "2024-01", "", false},
		{"2023-04-01/2023-04-03", "2023-04-03", "", true},
		{"2023-04-01/2023-04-03", "", "2023-04-01", true},
		{"2023-04-01/2023-04-03", "2023-04-04", "", false},
	} {
		if got := Within(content.Date{Value: tt.date}, tt.since, tt.until); got != tt.want {
			t.Errorf("Within(%q, %q, %q) = %v", tt.date, tt.since, tt.until, got)
		}
	}
}

func TestChoice(t *testing.T) {
	it := Item{
		Published: content.Date{Value: "2023-05-10"}, Publishers: []string{"Example Post", "Strait Courier"}, Notes: 2,
		Sections: []SectionCount{{Key: "weapons-requests", Title: "Weapons requests", Entries: 4}, {Key: "threats", Title: "Threats"}},
	}
	for _, tt := range []struct {
		choice Choice
		want   bool
	}{
		{Choice{}, true},
		{Choice{Section: "weapons-requests"}, true},
		{Choice{Section: "Weapons Req"}, true},
		{Choice{Section: "threats"}, false}, // it has none
		{Choice{Source: "strait c"}, true},
		{Choice{Source: "herald"}, false},
		{Choice{Noted: true, Source: "POST", Since: "2023-05", Until: "2023-05"}, true},
		{Choice{Noted: true, Source: "POST", Since: "2023-06"}, false},
	} {
		if got := tt.choice.Takes(&it); got != tt.want {
			t.Errorf("%+v: %v", tt.choice, got)
		}
	}
	it.Notes = 0
	if (Choice{Noted: true}).Takes(&it) {
		t.Error("a briefing without notes counts as noted")
	}
}
