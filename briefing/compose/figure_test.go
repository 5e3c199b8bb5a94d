package compose

import (
	"testing"

	"readout/content"
	"readout/content/prose"
)

// unitOf gives a text as one unit.
func unitOf(text string) *unit {
	return &unit{par: &prose.Paragraph{Text: text}, span: content.Span{End: len(text)}}
}

// TestDisagree: which sentences give different numbers of the same thing.
func TestDisagree(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"The raid killed 12 people.", "Fifteen people were killed in the raid.", true},
		{"The raid killed 12 people.", "Twelve people were killed in the raid.", false},
		{"The raid killed at least 12 people.", "The raid killed 15 people.", false},
		{"The raid killed at least 20 people.", "The raid killed 15 people.", true},
		{"Up to 20 people died.", "The raid killed 15 people.", false},
		{"The raid killed 12 people and wounded 30.", "The raid left 12 dead and 30 people hurt.", false},
		{"Some 1,000 houses lost power.", "About 1,050 houses lost power.", false},
		{"The loan is worth $3 billion.", "The loan is worth $2.5 billion.", true},
		{"The loan is worth $3 billion.", "The loan is worth $3,000 million.", false},
		{"Turnout was 45 percent.", "Turnout stood at 52%.", true},
		{"They fired 155mm shells.", "They fired 122mm shells.", false},
		{"Two ministers met.", "The ministers met for three hours.", false},
		{"One minister left.", "A minister left.", false},
	} {
		if got := disagree(unitOf(c.a).figures(), unitOf(c.b).figures()); got != c.want {
			t.Errorf("%q against %q: %v\n%+v\n%+v", c.a, c.b, got, unitOf(c.a).figures(), unitOf(c.b).figures())
		}
	}
}

// TestIndependent: papers that print the same, or are the same, are one source.
func TestIndependent(t *testing.T) {
	article := func(publisher, text string) *content.Article {
		return &content.Article{Publisher: publisher, Paragraphs: []content.Paragraph{{Number: 1, Text: text}}}
	}
	wire := "The ministers of both countries met in the harbour town on Monday to talk about fishing rights and the price of ice."
	got := independent([]*content.Article{
		article("Post", wire),
		article("Times", "Earlier today. "+wire+" More follows."),
		article("Courier", "A storm closed the harbour on Monday and kept the fishing boats of the town at their moorings for a second day."),
		article("post", "Nothing like it stands here, and the paper is the same."),
		article("", "Short."),
	})
	want := []int{0, 0, 2, 0, 4}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}
