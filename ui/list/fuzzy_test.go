package list

import "testing"

func TestFuzzy(t *testing.T) {
	for _, tt := range []struct {
		typed, text string
		found       bool
	}{
		{"kyvsl", "Umerov in Seoul: Kyiv asks for air defence", false},
		{"harbtowns", "Harbour towns agree to share", true},
		{"hta", "Harbour towns agree to share", true},
		{"harbour shar", "Harbour towns agree to share", true},
		{"agrharb", "Harbour towns agree to share", false}, // not in this order
		{"agr harb", "Harbour towns agree to share", true}, // two words, in any
		{"ha", "Harbour towns agree to share", false},      // too short
		{"eae", "Harbour towns agree to share", false},     // in the midst of words
		{"procvb", "Procès-verbal of the night", true},
		{"", "Harbour towns", false},
	} {
		f := Words(tt.typed).Fuzzy()
		if got := f != nil && f.Score(Fold(tt.text)) > 0; got != tt.found {
			t.Errorf("%q in %q: %v", tt.typed, tt.text, got)
		}
	}
	f := Words("harbo").Fuzzy()
	if a, b := f.Score("harbour towns"), f.Score("half a robot"); a <= b {
		t.Errorf("%d for a prefix, %d for letters here and there", a, b)
	}
}
