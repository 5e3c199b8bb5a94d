package markdown

import (
	"bytes"
	"iter"
	"slices"
	"sort"
	"sync"

	"readout/content"
)

// Sizes of chunks, in bytes of source.
const (
	chunkSize  = 8 << 10  // from here on a chunk ends before the next block
	chunkLimit = 32 << 10 // from here on it ends before the next line, even within a block
	prefixSize = 64 << 10
	cacheSize  = 24 // chunks
)

// Document is a Markdown source cut into chunks that are parsed on demand. It does not
// change, and may be used from several goroutines. The source must not be changed.
type Document struct {
	src      []byte
	size     int // of a chunk
	limit    int
	names    *names
	body     int // offset behind a byte order mark and front matter
	marks    []mark
	end      int          // of the part of the source that has been read
	loose    map[int]bool // lists that reach over a cut
	ends     map[int]int  // ends of containers that reach over a cut
	complete bool

	mu    sync.Mutex
	cache map[int]Chunk
	used  []int // chunk numbers in the cache, the latest last
}

// mark is where a chunk starts, and the state of the parser there.
type mark struct {
	at    int
	state *structure
}

// Chunk is a stretch of the source with the blocks that begin in it.
type Chunk struct {
	Span   content.Span
	Blocks []Block
}

// Open reads the block structure of the whole source.
func Open(src []byte) *Document {
	d := newDocument(src)
	d.read(len(src))
	return d
}

// OpenPrefix reads only as much of the source as a first screen needs. What the rest
// defines is known as far as a quick look for lines that begin with "[" can tell, and a
// list that goes on behind the prefix counts as tight until then.
func OpenPrefix(src []byte) *Document {
	if len(src) <= 2*prefixSize {
		return Open(src)
	}
	d := newDocument(src)
	d.glance()
	d.read(prefixSize)
	return d
}

func newDocument(src []byte) *Document {
	return &Document{
		src: src, size: chunkSize, limit: chunkLimit, body: preamble(src), names: newNames(), loose: map[int]bool{}, ends: map[int]int{}, cache: map[int]Chunk{},
	}
}

// Source gives the bytes that the document was opened with.
func (d *Document) Source() []byte { return d.src }

// Complete reports whether the document holds the whole source.
func (d *Document) Complete() bool { return d.complete }

// Chunks gives the number of chunks, at least one.
func (d *Document) Chunks() int { return len(d.marks) }

// indexer collects what the document defines while its structure is read.
type indexer struct{ d *Document }

func (x indexer) note(label []byte) { x.d.names.note(label) }
func (x indexer) links(lines []piece) []piece {
	return x.d.names.linksOf(x.d.src, lines, true)
}

// lookup only tells definitions from text; they are known already.
type lookup struct{ d *Document }

func (lookup) note([]byte) {}
func (x lookup) links(lines []piece) []piece {
	return x.d.names.linksOf(x.d.src, lines, false)
}

// read cuts the source into chunks up to offset limit or the end of the chunk there.
func (d *Document) read(limit int) {
	at := d.body
	p := newStructure(d.src, indexer{d})
	p.close = func(c *container) {
		if _, ok := d.ends[c.ID]; ok {
			d.ends[c.ID] = c.Span.End
		}
	}
	lists := map[int]*list{}
	d.marks = append(d.marks, mark{0, p.snapshot()})
	from := 0
	for at < len(d.src) {
		c := lineAt(d.src, at, len(d.src))
		if at-from < d.size {
			p.line(c)
			at = c.end
			continue
		}
		before := p.snapshot()
		began := p.line(c)
		if !began && (at-from < d.limit || at-from < 2*d.limit && defining(p, c)) {
			at = c.end
			continue
		}
		if at >= limit {
			break
		}
		p = before
		p.cut(at)
		for i := range p.stack {
			if l := p.stack[i].list; l != nil {
				lists[l.id] = l
			}
			if i > 0 {
				d.ends[p.stack[i].ID] = p.stack[i].Span.End
			}
		}
		d.marks = append(d.marks, mark{at, p.snapshot()})
		from = at
	}
	if at >= len(d.src) {
		p.finish()
		d.complete = true
	}
	d.end = at
	for id, l := range lists {
		d.loose[id] = l.loose
	}
}

// defining reports whether the open paragraph may be one of link definitions that the
// line at c goes on with, so that a cut before it could tear one.
func defining(p *structure, c cursor) bool {
	lines := p.leaf.lines
	return p.leaf.open && p.leaf.kind == Paragraph && len(lines) > 0 && p.src[lines[0].Start] == '[' && p.src[c.pos] != '['
}

const byteOrderMark = "\xef\xbb\xbf"

// Preamble gives the byte order mark and the front matter that the source begins with.
// Nothing behind them is looked at.
func Preamble(src []byte) []byte { return src[:preamble(src)] }

// preamble gives the offset behind a byte order mark and front matter, which is taken
// for such if it ends soon and does not begin with a blank line (as pandoc has it).
func preamble(src []byte) int {
	at := 0
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		at = len(byteOrderMark)
	}
	c := lineAt(src, at, len(src))
	if string(bytes.TrimRight(src[at:c.stop], " \t")) != "---" {
		return at
	}
	if c = lineAt(src, c.end, len(src)); c.blank() {
		return at
	}
	for c.end < min(len(src), prefixSize) || c.pos < len(src) {
		if s := string(bytes.TrimRight(src[c.pos:c.stop], " \t")); s == "---" || s == "..." {
			return c.end
		}
		if c.end >= min(len(src), prefixSize) {
			break
		}
		c = lineAt(src, c.end, len(src))
	}
	return at
}

// glance looks for definitions at line starts.
func (d *Document) glance() {
	for _, at := range brackets(d.src, d.body) {
		c := lineAt(d.src, at, len(d.src))
		if _, label, ok := footnoteLabel(d.src[at:c.stop]); ok {
			d.names.note(label)
		} else {
			d.names.linksOf(d.src, []piece{{Span: content.Span{Start: at, End: c.end}}}, true)
		}
	}
}

// brackets gives the offsets, not before from, at which a line begins with a bracket. Both
// halves of the text are looked through at once: the first screen waits for them.
func brackets(src []byte, from int) []int {
	var halves [2][]int
	if from < len(src) && src[from] == '[' {
		halves[0] = []int{from}
	}
	half := from + (len(src)-from)/2
	search := func(i, at, end int) {
		for at < end {
			n := bytes.Index(src[at:min(end+1, len(src))], []byte("\n["))
			if n < 0 {
				return
			}
			at += n + 1
			halves[i] = append(halves[i], at)
		}
	}
	var second sync.WaitGroup
	second.Go(func() { search(1, half, len(src)) })
	search(0, from, half)
	second.Wait()
	return slices.Concat(halves[0], halves[1])
}

// ChunkAt gives the number of the chunk that holds the source offset.
func (d *Document) ChunkAt(offset int) int {
	i := sort.Search(len(d.marks), func(i int) bool { return d.marks[i].at > offset })
	return max(i-1, 0)
}

func (d *Document) span(i int) content.Span {
	s := content.Span{Start: d.marks[i].at, End: d.end}
	if i+1 < len(d.marks) {
		s.End = d.marks[i+1].at
	}
	return s
}

// Chunk gives chunk i, parsed; an empty one if there is none. Its blocks must not be
// changed.
func (d *Document) Chunk(i int) Chunk {
	if i < 0 || i >= len(d.marks) {
		return Chunk{}
	}
	d.mu.Lock()
	c, ok := d.cache[i]
	if ok {
		d.touch(i)
	}
	d.mu.Unlock()
	if ok {
		return c
	}
	c = d.parse(i)
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.cache[i]; !ok && len(d.used) >= cacheSize {
		delete(d.cache, d.used[0])
		d.used = d.used[1:]
	}
	d.cache[i] = c
	d.touch(i)
	return c
}

func (d *Document) touch(i int) {
	if at := slices.Index(d.used, i); at >= 0 {
		d.used = slices.Delete(d.used, at, at+1)
	}
	d.used = append(d.used, i)
}

// Blocks gives all blocks in order without holding them.
func (d *Document) Blocks() iter.Seq[Block] {
	return func(yield func(Block) bool) {
		for i := range d.marks {
			for _, b := range d.parse(i).Blocks {
				if !yield(b) {
					return
				}
			}
		}
	}
}
