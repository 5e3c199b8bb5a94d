package compose_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

// reports gives the articles of testdata/merge: two papers that tell of the same day, and
// a third that prints what the first has.
func reports(t *testing.T, names ...string) []*content.Article {
	t.Helper()
	var out []*content.Article
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join("testdata", "merge", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, load(t, name+".txt", text, content.Options{}))
	}
	return out
}

// entriesWith gives the entries of a section that have some words.
func entriesWith(t *testing.T, b *briefing.Briefing, section, words string) []briefing.Entry {
	t.Helper()
	s := b.Find(section)
	if s == nil {
		t.Fatalf("no section %s", section)
	}
	return slices.DeleteFunc(slices.Clone(s.Entries), func(e briefing.Entry) bool { return !strings.Contains(e.Text, words) })
}

func TestMerge(t *testing.T) {
	b := made(t, compose.Options{}, reports(t, "courier", "tribune", "wire")...)
	shelled := entriesWith(t, b, "fighting", "shelled")
	if len(shelled) != 2 {
		t.Fatalf("two versions of the shelling are %d: %v", len(shelled), shelled)
	}
	for i, cited := range [][]string{{"a1-1", "a3-1"}, {"a2-1"}} {
		if e := shelled[i]; !slices.Equal(e.Citations, cited) || e.Lead.Status != "conflicting figures" {
			t.Errorf("version %d: %q %v", i, e.Lead.Status, e.Citations)
		}
	}
	for _, want := range []struct {
		section, words, status string
		cited                  []string
	}{
		{"meetings", "spoke by telephone", "2 sources", []string{"a1-2", "a2-2", "a3-2"}},
		{"de-escalation", "agreed to reopen", "2 sources", []string{"a1-2", "a2-2", "a3-2"}},
		{"weapons-requests", "asked its allies", "single source", []string{"a1-3", "a3-3"}},
	} {
		got := entriesWith(t, b, want.section, want.words)
		if len(got) != 1 || !slices.Equal(got[0].Citations, want.cited) || !strings.Contains(got[0].Lead.Status, want.status) {
			t.Errorf("%s: %+v", want.words, got)
		}
	}
	if got := entriesWith(t, b, "background", "Schools"); len(got) != 1 || got[0].Lead.Status != "" {
		t.Errorf("what only one paper has: %+v", got)
	}
	if s := b.Find("who-is-who"); s == nil || len(s.Entries) != 2 {
		t.Errorf("who is who: %+v", s)
	}
}

// TestMergeAlone: an article on its own, and with a copy of itself, has no marks.
func TestMergeAlone(t *testing.T) {
	alone := made(t, compose.Options{}, reports(t, "courier")...)
	both := made(t, compose.Options{}, reports(t, "courier", "wire")...)
	for _, b := range []*briefing.Briefing{alone, both} {
		if text := string(briefing.Format(b)); strings.Contains(text, "single source") || strings.Contains(text, " sources") {
			t.Errorf("marks of a merged briefing:\n%s", text)
		}
	}
	if alone.ID == both.ID {
		t.Error("a briefing of two articles has the id of the first one's own")
	}
	again := made(t, compose.Options{}, reports(t, "wire", "courier")...)
	if again.ID != both.ID {
		t.Error("the id changes with the order of the articles")
	}
}

// TestMergeConflicts: versions that contradict each other stand side by side, and say in what.
func TestMergeConflicts(t *testing.T) {
	b := made(t, compose.Options{}, reports(t, "accord-post", "accord-times")...)
	for _, c := range []struct{ section, words, status string }{
		{"agreements", "signed a fishing accord", "conflicting dates"},
		{"fighting", "two trawlers", "conflicting outcomes"},
		{"background", "patrol boats", "conflicting figures"},
	} {
		got := entriesWith(t, b, c.section, c.words)
		if len(got) != 2 || !strings.HasSuffix(got[0].Lead.Status, c.status) || !strings.HasSuffix(got[1].Lead.Status, c.status) {
			t.Errorf("%s: %+v", c.words, got)
		}
	}
}
