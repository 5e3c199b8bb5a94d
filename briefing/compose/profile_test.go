package compose_test

import (
	"slices"
	"strings"
	"testing"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

const border = `Army chief visits the border

Norland’s army shelled two villages across the Brenn river on Tuesday, 4 March 2025, killing 12 people, the governor said.

Esteria imposed sanctions on Norland on Wednesday. Esterian police arrested two Norland bankers.

Protesters marched in Port Sund. Police detained 40 of them.

The foreign ministers of Norland and Esteria will meet in Vint on Friday to discuss a ceasefire.
`

// TestProfiles: each profile files the same events under its own titles.
func TestProfiles(t *testing.T) {
	a := load(t, "border.txt", []byte(border), content.Options{})
	for name, want := range map[string]map[string]string{
		"diplomatic": {"Fighting": "shelled", "Sanctions and coercion": "imposed sanctions", "Protest": "marched", "Meetings": "will meet"},
		"conflict":   {"Fighting": "shelled", "Sanctions": "imposed sanctions", "Unrest and repression": "marched", "Talks and agreements": "will meet"},
		"trade":      {"New sanctions and restrictions": "imposed sanctions", "Seizures and arrests": "arrested", "Disputes": "marched", "Talks": "will meet"},
	} {
		p, err := compose.NamedProfile(name)
		if err != nil {
			t.Fatal(err)
		}
		b := made(t, compose.Options{Profile: p}, a)
		extractive(t, a, b)
		for title, words := range want {
			s := b.Find(title)
			if s == nil || s.Title != title {
				t.Errorf("%s: no section %s", name, title)
				continue
			}
			found := false
			for _, e := range s.Entries {
				found = found || strings.Contains(e.Text, words)
			}
			if !found {
				t.Errorf("%s: %q is not in %s: %v", name, words, title, s.Entries)
			}
		}
		if name == "trade" && b.Find("Fighting") != nil {
			t.Error("the trade profile has fighting")
		}
	}
}

func TestReadProfileRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "there are none",
		"[[section]]\ncodes = [\"AID\"]": "title",
		"[[section]]\ntitle = \"A\"\n[[section]]\ntitle = \"a\"": "title of its own",
		"[[section]]\ntitle = \"A\"\ncodes = [\"FIGHT\"]":        "FIGHT",
		"[[section]]\ntitle = \"A\"\ncode = [\"AID\"]":           "not section.code",
		"section": "toml",
	} {
		if _, err := compose.ReadProfile([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gave %v, want %q", text, err, want)
		}
	}
	if _, err := compose.NamedProfile("war"); err == nil || !strings.Contains(err.Error(), "diplomatic, conflict, trade") {
		t.Errorf("an unknown profile gave %v", err)
	}
}

// TestExplain: every sentence is explained, with the words that it was coded by, and
// stands where the explanation says.
func TestExplain(t *testing.T) {
	a := load(t, "border.txt", []byte(border), content.Options{})
	b := made(t, compose.Options{}, a)
	explained, err := compose.Explain([]*content.Article{a}, compose.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range explained {
		if len(x.Reasons) == 0 || len(x.Sections) == 0 {
			t.Errorf("%q is not explained", x.Text)
		}
		for _, title := range x.Sections {
			s := b.Find(title)
			if s == nil || !slices.ContainsFunc(s.Entries, func(e briefing.Entry) bool { return e.Text == x.Text }) {
				t.Errorf("%q is not in %s", x.Text, title)
			}
		}
	}
	first := explained[0]
	if first.Citation != "a1-1" || first.DateFrom != "“Tuesday, 4 March 2025”" || !strings.Contains(first.Reasons[0], "ASSAULT 190") || !strings.Contains(first.Reasons[0], "“shelled”") {
		t.Errorf("the first sentence: %+v", first)
	}
}

// FuzzReadProfile: whatever a file has, it is a profile that files every event somewhere or
// nowhere, or an error of one line.
func FuzzReadProfile(f *testing.F) {
	f.Add("[[section]]\ntitle = \"A\"\ncodes = [\"AID of REQUEST arms third 07\"]\n")
	f.Add("[[section]]\ntitle = \"Background\"\n[[section]]\ntitle = \"\\u202e\"\n")
	a := load(f, "border.txt", []byte(border), content.Options{})
	f.Fuzz(func(t *testing.T, text string) {
		p, err := compose.ReadProfile([]byte(text))
		if err != nil {
			return
		}
		b := made(t, compose.Options{Profile: p}, a)
		for _, s := range b.Sections {
			if content.Clean(s.Title) != s.Title || s.Key == "" {
				t.Errorf("section %q %q", s.Key, s.Title)
			}
		}
	})
}
