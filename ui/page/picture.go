package page

import (
	"strings"

	"readout/briefing/markdown"
)

// pictures gives the rows of the pictures that a block of nothing but images has, one below
// the other. Its text, the alternative to them, stands below as what they show. One for
// which there is no room is not drawn.
func (l *layouter) pictures(b *markdown.Block, room int) (rows [][]Span) {
	if l.p.opt.Picture == nil || b.Kind != markdown.Paragraph {
		return nil
	}
	var targets []string
	for i := range b.Runs {
		switch r := &b.Runs[i]; {
		case r.Style&markdown.Image == 0 && strings.TrimSpace(r.Text) != "":
			return nil
		case r.Style&markdown.Image != 0 && (len(targets) == 0 || targets[len(targets)-1] != r.Target):
			targets = append(targets, r.Target)
		}
	}
	for _, target := range targets {
		p, ok := l.p.opt.Picture(target)
		if !ok || p.Columns > room {
			continue
		}
		for i := range p.Rows {
			rows = append(rows, []Span{{Text: p.Row(i), Width: p.Columns, Picture: p.ID}})
		}
	}
	return rows
}
