package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"readout/content/sample"
)

// BenchmarkMake makes a briefing of the sample, and of the article that readout was
// asked for where it lies beside the checkout.
func BenchmarkMake(b *testing.B) {
	_, text := sample.Article()
	articles := map[string][]byte{"sample": text}
	if text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "articles", "kyiv-seoul.txt")); err == nil {
		articles["real"] = text
	}
	for name, article := range articles {
		b.Run(name, func(b *testing.B) {
			p, out, errs := outside(b)
			b.SetBytes(int64(len(article)))
			for b.Loop() {
				out.Reset()
				p.in = bytes.NewReader(article)
				if code := run([]string{"make", "-"}, p); code != exitOK {
					b.Fatalf("exit code %d: %s", code, errs)
				}
			}
		})
	}
}

func TestFileNamesSayDateAndTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Kyiv and Seoul: “talks” / 2024": "kyiv-and-seoul-talks-2024",
		"../../etc/passwd":               "etc-passwd",
		"":                               "briefing",
		"\x1b[31m":                       "31m",
		"Ärger in Zürich":                "ärger-in-zürich",
		"CON":                            "con-briefing",
		"nul!":                           "nul-briefing",
		"COM1":                           "com1-briefing",
		"Con artists":                    "con-artists",
		"COM10":                          "com10",
	} {
		if got := slug(title); got != want {
			t.Errorf("slug(%q) = %q, want %q", title, got, want)
		}
	}
}
