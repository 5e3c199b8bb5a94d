package main

import (
	"context"
	"fmt"
	"strings"

	"readout/briefing/library"
	"readout/briefing/library/index"

	"github.com/charmbracelet/x/ansi"
)

// progress is a line on the terminal while something takes long; nothing anywhere else.
type progress struct {
	*program
	last string
}

// draw says what is being done, behind a bar of how much of all of it is done.
func (b *progress) draw(done, all int, said string) {
	if !b.errTTY || all == 0 || b.env("TERM") == "dumb" {
		return
	}
	const cells = 20
	full := done * cells / all
	b.last = fmt.Sprintf("[%s%s] %s", strings.Repeat("=", full), strings.Repeat(" ", cells-full), said)
	fmt.Fprint(b.err, "\r"+ansi.Truncate(b.last, max(b.width-1, 1), "")+"\x1b[K")
}

func (b *progress) clear() {
	if b.last != "" {
		fmt.Fprint(b.err, "\r\x1b[K")
		b.last = ""
	}
}

// searched opens the search index and brings it up to date, which is said where it takes
// long.
func (p *program) searched(ctx context.Context, lib *library.Library) (*index.Index, error) {
	x, err := index.Open(p.index(), lib)
	if err != nil {
		return nil, err
	}
	bar := progress{program: p}
	err = x.Update(ctx, func(done, all int) {
		if done < all {
			bar.draw(done, all, fmt.Sprintf("search index: %d of %d briefings", done, all))
		}
	})
	bar.clear()
	if err != nil {
		_ = x.Close()
		return nil, err
	}
	return x, nil
}
