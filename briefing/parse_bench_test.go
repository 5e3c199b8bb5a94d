package briefing

import (
	"fmt"
	"strings"
	"testing"
)

// largeSources are Markdown files of some megabytes, each with another kind of structure.
func largeSources(size int) map[string][]byte {
	grow := func(write func(b *strings.Builder, n int)) []byte {
		var b strings.Builder
		for n := 0; b.Len() < size; n++ {
			write(&b, n)
		}
		return []byte(b.String())
	}
	sentence := "The ministers met in the harbour town and agreed to keep the ferry line open through the winter."
	return map[string][]byte{
		"briefing": grow(func(b *strings.Builder, n int) {
			if n%40 == 0 {
				fmt.Fprintf(b, "\n## Meetings\n\n")
			}
			fmt.Fprintf(b, "- **27 Nov [2024] · Dorn, Vale · planned** — %s\n", sentence)
		}),
		"paragraphs": grow(func(b *strings.Builder, n int) { fmt.Fprintf(b, "%s\n%s\n\n", sentence, sentence) }),
		"headings": grow(func(b *strings.Builder, n int) {
			fmt.Fprintf(b, "%s Part %d\n\ntext\n\n", strings.Repeat("#", 1+n%6), n)
		}),
		"footnotes": grow(func(b *strings.Builder, n int) {
			fmt.Fprintf(b, "%s [^a1-%d]\n\n[^a1-%d]: %s\n\n", sentence, n+1, n+1, sentence)
		}),
		"one list": grow(func(b *strings.Builder, n int) { fmt.Fprintf(b, "- %s\n", sentence) }),
		"one line": []byte(strings.Repeat(sentence+" ", size/len(sentence))),
	}
}

func BenchmarkParse10MB(b *testing.B) {
	for name, src := range largeSources(10 << 20) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				Parse(src)
			}
		})
	}
}

func BenchmarkEntryAt(b *testing.B) {
	src := largeSources(10 << 20)["briefing"]
	parsed := Parse(src)
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		parsed.EntryAt(i * 7919 % len(src))
	}
}
