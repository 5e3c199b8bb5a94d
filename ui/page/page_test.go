package page

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/briefing/markdown"
)

func dump(p *Page) string {
	var b strings.Builder
	pos := p.First()
	for {
		fmt.Fprintln(&b, p.Line(pos).Text())
		next, ok := p.Next(pos)
		if !ok {
			return b.String()
		}
		pos = next
	}
}

const sample = `---
id: x
---
# A title

First *paragraph* with **strong** words, a [link](https://example.org/a) and ` + "`code`" + `, long enough to wrap at forty cells. [^a1-2] [^a1-3]

- **27 Nov 2024 · Ada, Bo** — they met in the capital and spoke for a long time. [^a1-2]
- [x] done
  1. one
  2. two

> quoted
> text

| a | b |
|--:|:-:|
| 1 | 漢字 |

` + "```go\nfunc main() {}\n\tx := 1\n```" + `

[^a1-2]: The source paragraph, word for word, and long enough to wrap over.
[^a1-3]: Another.
`

func TestDump(t *testing.T) {
	p := New(markdown.Open([]byte(sample)), Options{Width: 40, Method: ansi.WcWidth})
	t.Log("\n" + dump(p))
}
