// Package page lays Markdown out as lines of spans that know their source bytes, and
// paints the lines that are seen. It lays out only the chunks of a document that are
// asked for, so a page costs the same whatever the document's length.
//
// It takes no keys and reads no files; what a cursor or a selection is, the reader knows.
package page

import (
	"slices"

	"readout/briefing/markdown"
	"readout/ui/picture"

	"github.com/charmbracelet/x/ansi"
)

const (
	defaultMaxWidth = 84
	leastWidth      = 4
	cacheSize       = 48 // chunks
)

// Options say how to lay out.
type Options struct {
	Width    int         // cells of the pane
	Method   ansi.Method // how the terminal counts cells: WcWidth or GraphemeWidth
	MaxWidth int         // of the text column, which is centred; 0: 84

	// Picture gives a picture that the terminal draws, by where an image leads; nil: it
	// draws none. It is asked whenever an image is laid out.
	Picture func(target string) (picture.Picture, bool)
}

// Page is a document laid out at a width. It must be used from one goroutine.
type Page struct {
	doc   *markdown.Document
	opt   Options
	m     *metrics
	cache map[int][]Line
	used  []int        // chunk numbers in the cache, the latest last
	bare  map[int]bool // chunks of this document that show nothing, at any width
	over  []Mark       // room for those on the line that is painted
}

// Pos is the address of a line: a chunk of the document and a line of it. It is valid
// until the width or the document changes.
type Pos struct{ Chunk, Line int }

// New lays out doc.
func New(doc *markdown.Document, opt Options) *Page {
	if opt.MaxWidth <= 0 {
		opt.MaxWidth = defaultMaxWidth
	}
	p := &Page{opt: opt, m: newMetrics(opt.Method)}
	p.SetDocument(doc)
	return p
}

// Document gives the document that is laid out.
func (p *Page) Document() *markdown.Document { return p.doc }

// SetDocument lays out another document.
func (p *Page) SetDocument(doc *markdown.Document) {
	p.doc = doc
	p.bare = map[int]bool{}
	p.forget()
}

// Width gives the cells of the pane.
func (p *Page) Width() int { return p.opt.Width }

// SetWidth lays out at another width. All Pos end to be valid.
func (p *Page) SetWidth(w int) {
	if w != p.opt.Width {
		p.opt.Width = w
		p.forget()
	}
}

func (p *Page) forget() {
	p.cache = map[int][]Line{}
	p.used = nil
}

// column gives the width of the text column and the blank cells to its left.
func (p *Page) column() (width, margin int) {
	width = min(p.opt.Width, p.opt.MaxWidth)
	margin = (p.opt.Width - width) / 2
	return max(width, leastWidth), max(margin, 0)
}

// lines gives the lines of a chunk.
func (p *Page) lines(chunk int) []Line {
	if chunk < 0 || chunk >= p.doc.Chunks() || p.bare[chunk] {
		return nil
	}
	lines, ok := p.cache[chunk]
	if ok && p.used[len(p.used)-1] == chunk {
		return lines
	}
	if !ok {
		if lines = p.layout(chunk); len(lines) == 0 {
			p.bare[chunk] = true
			return nil
		}
		if len(p.used) >= cacheSize {
			delete(p.cache, p.used[0])
			p.used = p.used[1:]
		}
		p.cache[chunk] = lines
	} else {
		i := slices.Index(p.used, chunk)
		p.used = slices.Delete(p.used, i, i+1)
	}
	p.used = append(p.used, chunk)
	return lines
}

// Line gives the line at pos; nil if there is none. It must not be changed.
func (p *Page) Line(pos Pos) *Line {
	lines := p.lines(pos.Chunk)
	if pos.Line < 0 || pos.Line >= len(lines) {
		return nil
	}
	return &lines[pos.Line]
}

// First gives the first line; a document without text has one empty line.
func (p *Page) First() Pos {
	if pos, ok := p.Next(Pos{0, -1}); ok {
		return pos
	}
	return Pos{}
}

// Last gives the last line.
func (p *Page) Last() Pos {
	if pos, ok := p.Prev(Pos{p.doc.Chunks(), 0}); ok {
		return pos
	}
	return Pos{}
}

// Next gives the line after pos; false at the end.
func (p *Page) Next(pos Pos) (Pos, bool) {
	if pos.Line+1 < len(p.lines(pos.Chunk)) {
		return Pos{pos.Chunk, pos.Line + 1}, true
	}
	for c := pos.Chunk + 1; c < p.doc.Chunks(); c++ {
		if len(p.lines(c)) > 0 {
			return Pos{c, 0}, true
		}
	}
	return pos, false
}

// Prev gives the line before pos; false at the start.
func (p *Page) Prev(pos Pos) (Pos, bool) {
	if pos.Line > 0 {
		return Pos{pos.Chunk, pos.Line - 1}, true
	}
	for c := pos.Chunk - 1; c >= 0; c-- {
		if n := len(p.lines(c)); n > 0 {
			return Pos{c, n - 1}, true
		}
	}
	return pos, false
}

// Move gives the line n lines further on, or back for a negative n, or the last one
// that there is on the way.
func (p *Page) Move(pos Pos, n int) Pos {
	for ; n > 0; n-- {
		if left := len(p.lines(pos.Chunk)) - 1 - pos.Line; left >= n {
			return Pos{pos.Chunk, pos.Line + n}
		}
		next, ok := p.Next(pos)
		if !ok {
			return pos
		}
		pos = next
	}
	for ; n < 0; n++ {
		if pos.Line+n >= 0 {
			return Pos{pos.Chunk, pos.Line + n}
		}
		prev, ok := p.Prev(pos)
		if !ok {
			return pos
		}
		pos = prev
	}
	return pos
}

// Find gives the line that shows the source offset, or the nearest one after it, or the
// last line.
func (p *Page) Find(offset int) Pos {
	for c := p.doc.ChunkAt(offset); c < p.doc.Chunks(); c++ {
		best, at := -1, 0
		for i, l := range p.lines(c) {
			if l.Start == l.End || l.End <= offset {
				continue
			}
			for _, s := range l.Spans {
				if s.Source.Contains(offset) {
					return Pos{c, i}
				}
				if s.Source.Len() > 0 && s.Source.Start > offset && (best < 0 || s.Source.Start < at) {
					best, at = i, s.Source.Start
				}
			}
		}
		if best >= 0 {
			return Pos{c, best}
		}
	}
	return p.Last()
}
