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
		scores := Words(tt.typed).Scores(1, func(int) string { return Fold(tt.text) })
		if got := len(scores) > 0 && scores[0] > 0; got != tt.found {
			t.Errorf("%q in %q: %v", tt.typed, tt.text, got)
		}
	}
	texts := []string{"half a robot", "harbour towns", "", "harbour tolls", "towns", "a harbour"}
	scores := Words("harbo").Scores(len(texts), func(i int) string { return texts[i] })
	if scores[0] >= scores[1] || scores[1] != scores[3] || scores[2]+scores[4] > 0 || scores[5] == 0 {
		t.Errorf("%q: %v", texts, scores)
	}
}
