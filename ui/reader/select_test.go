package reader

import (
	"strings"
	"testing"
)

const grown = `# Harbours

## Talks

- **10 May · Lind, Osei** — The mayor met Lind. She left early.[^a1-1]

  He stayed.

- The second entry. It is short.

## Plans

A last paragraph. With two sentences.

[^a1-1]: The first paragraph of the source.
`

// s selects the sentence, then the paragraph or entry, then the section.
func TestGrow(t *testing.T) {
	m := open(t, grown, 60, 20)
	chosen := func() string {
		s, _ := m.Selection()
		return strings.Join(strings.Fields(strings.NewReplacer("**", "", "## ", "", "- ", "").Replace(quote(m, s))), " ")
	}
	to(t, m, "met Lind")
	for i, want := range []string{
		"The mayor met Lind.",
		"10 May · Lind, Osei — The mayor met Lind. She left early.",
		"Talks 10 May · Lind, Osei — The mayor met Lind. She left early.[^a1-1] He stayed. The second entry. It is short.",
	} {
		if press(m, "s"); chosen() != want {
			t.Errorf("s, %d: %q, want %q", i+1, chosen(), want)
		}
	}
	was := chosen()
	if press(m, "s"); chosen() != was {
		t.Errorf("s once more: %q", chosen())
	}
	press(m, "esc")
	to(t, m, "last paragraph")
	for i, want := range []string{"A last paragraph.", "A last paragraph. With two sentences.", "Plans A last paragraph. With two sentences."} {
		if press(m, "s"); chosen() != want {
			t.Errorf("at the end s, %d: %q, want %q", i+1, chosen(), want)
		}
	}
	press(m, "esc")
	to(t, m, "second entry")
	press(m, "v )")
	if press(m, "l l l"); chosen() != "second entry. It" {
		t.Fatalf("selected %q", chosen())
	}
	if press(m, "s"); chosen() != "The second entry. It is short." {
		t.Errorf("from two sentences s selects %q", chosen())
	}
}

// A selection that was ended is made again.
func TestSelectAgain(t *testing.T) {
	m := open(t, grown, 60, 20)
	if a := press(m, "g v"); a != (Message{Text: "nothing was selected yet"}) {
		t.Errorf("gv before a selection: %v", a)
	}
	to(t, m, "met Lind")
	press(m, "s h G g v")
	if s, _ := m.Selection(); quote(m, s) != "The mayor met Lind." {
		t.Errorf("gv selects %q", quote(m, s))
	}
	if press(m, "esc ctrl+o"); m.Cursor() < strings.Index(grown, "last paragraph") {
		t.Error("there is no way back from gv")
	}
}
