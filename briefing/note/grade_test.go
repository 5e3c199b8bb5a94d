package note

import (
	"strings"
	"testing"
)

func TestParseAssessment(t *testing.T) {
	for typed, want := range map[string]struct {
		grade  string
		likely Likelihood
	}{
		"":                  {"", 0},
		"b2":                {"B2", 0},
		" F6 ":              {"F6", 0},
		"c":                 {"C", 0},
		"4":                 {"4", 0},
		"likely":            {"", Likely},
		"LIKE":              {"", Likely},
		"b2 likely":         {"B2", Likely},
		"a1 very l":         {"A1", VeryLikely},
		"highly i":          {"", VeryUnlikely},
		"remote":            {"", AlmostNoChance},
		"alm cert":          {"", AlmostCertain},
		"nearly":            {"", AlmostCertain},
		"even":              {"", RoughlyEven},
		"roughly even odds": {"", RoughlyEven},
		"unl":               {"", Unlikely},
		"improbable":        {"", Unlikely},
		"probable":          {"", Likely},
	} {
		g, l, err := ParseAssessment(typed)
		if err != nil || g.String() != want.grade || l != want.likely {
			t.Errorf("%q is %q %q, %v", typed, g, l, err)
		}
	}
	for typed, want := range map[string]string{
		"very":      "very unlikely or very likely",
		"almost":    "almost no chance or almost certain",
		"g2":        "neither",
		"b7":        "neither",
		"b22":       "neither",
		"2b":        "neither",
		"b2 c3":     "neither",
		"likely b2": "neither",
	} {
		if _, _, err := ParseAssessment(typed); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// Every grade and every band says itself in words, and is read back from them.
func TestGradeTexts(t *testing.T) {
	for _, r := range "\x00ABCDEF" {
		for _, c := range "\x00123456" {
			g := Grade{byte(r), byte(c)}
			if g == (Grade{}) {
				continue
			}
			if got, ok := gradeOf(gradeText(g)); !ok || got != g {
				t.Errorf("%q is read as %v", gradeText(g), got)
			}
			if got, ok := ParseGrade(strings.ToLower(g.String())); !ok || got != g {
				t.Errorf("%q is read as %v", g, got)
			}
		}
	}
	for _, l := range Likelihoods() {
		for _, text := range []string{likelihoodText(l), l.String(), strings.ToUpper(l.Other())} {
			if got, ok := likelihoodOf(text); !ok || got != l {
				t.Errorf("%q is read as %v", text, got)
			}
		}
	}
	for _, text := range []string{"", "A", "b2", "B2 or not", "A (usually reliable)", "G1"} {
		if g, ok := gradeOf(text); ok {
			t.Errorf("%q of another program is read as %v", text, g)
		}
	}
}
