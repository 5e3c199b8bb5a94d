package compose_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

// TestRealArticle checks what the briefing of a real article, which is not part of this
// project, must carry: by section, with dates, actors and citations.
func TestRealArticle(t *testing.T) {
	text, err := os.ReadFile("../../../shared/articles/kyiv-seoul.txt")
	if err != nil {
		t.Skip("the article is not here: ", err)
	}
	a := load(t, "kyiv-seoul.txt", text, content.Options{})
	b := made(t, compose.Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, a)
	extractive(t, a, b)
	for _, want := range []struct {
		section, words string
		actors         []string
		date, status   string
	}{
		{"meetings", "Umerov met with", []string{"Umerov", "Yoon"}, "27 Nov [2024]", ""},
		{"meetings", "visit to Seoul", []string{"Umerov"}, "27 Nov [2024]", ""},
		{"meetings", "Umerov held talks", []string{"Umerov", "Shin", "Kim"}, "27 Nov [2024]", ""},
		{"meetings", "Andriy Sybiha also held", []string{"Sybiha", "Cho"}, "25 Nov [2024]", ""},
		{"agreements", "agreed to share intelligence", []string{"Ukraine", "South Korea"}, "27 Nov [2024]", ""},
		{"agreements", "to cooperate with allies", []string{"Ukraine", "South Korea"}, "", ""},
		{"agreements", "close communication with the US", []string{"Umerov", "Yoon", "United States"}, "27 Nov [2024]", ""},
		{"weapons-requests", "expected to request weapons aid", []string{"Ukrainian delegation", "South Korea"}, "26 Nov [2024]", "planned, reported by South China Morning Post"},
		{"weapons-requests", "155mm", []string{"Ukraine"}, "", ""},
		{"weapons-requests", "urgent need", []string{"Ukraine", "Zelensky"}, "", ""},
		{"aid", "non-lethal aid", []string{"South Korea", "Ukraine"}, "", ""},
		{"aid", "not ruling out the possibility of providing weapons", []string{"South Korea"}, "", ""},
		{"deployments", "confirmed North Korean troop deployments", []string{"North Korea"}, "Oct [2024]", ""},
		{"threats", "Moscow has warned", []string{"Russia", "South Korea"}, "", ""},
	} {
		s := b.Find(want.section)
		if s == nil {
			t.Errorf("no section %s", want.section)
			continue
		}
		i := slices.IndexFunc(s.Entries, func(e briefing.Entry) bool { return strings.Contains(e.Text, want.words) })
		if i < 0 {
			t.Errorf("%s: nothing with %q", want.section, want.words)
			continue
		}
		e := s.Entries[i]
		for _, actor := range want.actors {
			if !slices.Contains(e.Lead.Actors, actor) {
				t.Errorf("%q: actors %q without %s", want.words, e.Lead.Actors, actor)
			}
		}
		if got := briefing.ShowDate(e.Lead.Date); got != want.date {
			t.Errorf("%q: date %q, want %q", want.words, got, want.date)
		}
		if want.status != "" && e.Lead.Status != want.status {
			t.Errorf("%q: status %q, want %q", want.words, e.Lead.Status, want.status)
		}
	}
	for words, speaker := range map[string]string{
		"Depending on the level":   "Yoon",
		"In light of the shared":   "Sybiha",
		"the various supports":     "Umerov",
		"Umerov thanked":           "Umerov",
		"He emphasized":            "Umerov",
		"discussions focused on":   "Yoon's office",
		"underscored the importan": "Yoon",
	} {
		found := false
		for _, s := range b.Sections {
			for _, e := range s.Entries {
				found = found || strings.Contains(e.Text, words) && e.Speaker == speaker
			}
		}
		if !found {
			t.Errorf("no entry where %s says %q", speaker, words)
		}
	}
	nothingElse(t, b)
}

// nothingElse checks that neither what stood around the article nor an event that it does
// not report has come into its briefing.
func nothingElse(t *testing.T, b *briefing.Briefing) {
	t.Helper()
	all := string(briefing.Format(b))
	for _, noise := range []string{"Advertisement", "Tambov", "Atesh", "Other Topics", "Ctrl", "correction"} {
		if strings.Contains(all, noise) {
			t.Errorf("the briefing has %q", noise)
		}
	}
	for _, key := range []string{"fighting", "sanctions", "protest", "de-escalation"} {
		if b.Find(key) != nil {
			t.Errorf("there is a section %s", key)
		}
	}
}
