package main

import (
	"strings"

	"readout/briefing/markdown"
	"readout/ui/page"

	"github.com/charmbracelet/x/ansi"
)

// page prints Markdown as the reader shows it, without the reader.
func (p *program) page(src []byte) error {
	c, err := p.loadConfig()
	if err != nil {
		return err
	}
	look, err := p.look(c)
	if err != nil {
		return err
	}
	laid := page.New(markdown.Open(src), page.Options{Width: p.width, Method: ansi.WcWidth, MaxWidth: c.Width})
	var b strings.Builder
	for at, more := laid.First(), true; more; at, more = laid.Next(at) {
		line := laid.Line(at)
		if line == nil {
			break
		}
		b.Reset()
		laid.Paint(&b, line, look.theme, nil)
		b.WriteByte('\n')
		if _, err := p.out.Write([]byte(b.String())); err != nil {
			return err
		}
	}
	return nil
}
