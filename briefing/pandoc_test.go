package briefing

import (
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
)

// pandocBlocks gives the blocks that pandoc reads, each with its visible text.
func pandocBlocks(t *testing.T, from, src string) (kinds, texts []string) {
	t.Helper()
	cmd := exec.Command("pandoc", "-f", from, "-t", "json")
	cmd.Stdin = strings.NewReader(src)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Blocks []struct {
			T string `json:"t"`
			C any    `json:"c"`
		} `json:"blocks"`
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	for _, b := range doc.Blocks {
		var text strings.Builder
		pandocText(&text, b.C)
		kinds, texts = append(kinds, b.T), append(texts, text.String())
	}
	return kinds, texts
}

func pandocText(b *strings.Builder, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			pandocText(b, x)
		}
	case map[string]any:
		switch v["t"] {
		case "Str":
			b.WriteString(v["c"].(string))
		case "Space", "SoftBreak":
			b.WriteByte(' ')
		case "Link", "Cite": // attributes or citations, then the text
			if c := v["c"].([]any); v["t"] == "Link" {
				pandocText(b, c[1])
			} else {
				b.WriteString("«Cite»")
			}
		default:
			b.WriteString("«" + v["t"].(string) + "»")
			pandocText(b, v["c"])
		}
	}
}

func TestEscapeThroughPandoc(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("pandoc is not installed")
	}
	r := rand.New(rand.NewPCG(3, 4))
	var all []string
	for _, s := range nasty {
		all = append(all, s+"x", "x "+s, s+" x")
	}
	for range 1500 {
		all = append(all, nastyText(r, 8))
	}
	var texts []string
	for _, s := range all {
		if s = strings.Join(strings.Fields(fold(s)), " "); s != "" {
			texts = append(texts, s)
		}
	}
	var src strings.Builder
	for _, s := range texts {
		src.WriteString(Escape(s) + "\n\n")
	}
	for _, from := range []string{"markdown-smart", "gfm"} {
		kinds, got := pandocBlocks(t, from, src.String())
		for i, want := range texts {
			if i >= len(got) {
				t.Fatalf("%s: %d blocks of %d", from, len(got), len(texts))
			}
			want = strings.ReplaceAll(want, "e\u0301", "é") // gfm is read in normal form C
			got[i] = strings.ReplaceAll(got[i], "e\u0301", "é")
			if kinds[i] != "Para" || got[i] != want {
				t.Errorf("%s: %q is a %s: %q\nwant %q", from, Escape(want), kinds[i], got[i], want)
			}
			if t.Failed() && i > 40 && kinds[i] != "Para" {
				return
			}
		}
	}
}
