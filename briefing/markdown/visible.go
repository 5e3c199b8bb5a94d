package markdown

import (
	"sort"
	"strings"
	"unicode/utf8"

	"readout/content"
)

// VisibleVersion names the rules by which visible text is taken from Markdown; it
// changes when they do, for positions in notes depend on it.
const VisibleVersion = 1

// Visible is the text that a reader sees, with a map to the source. Runs are joined,
// soft breaks are one space, hard breaks, blocks and table rows "\n", table cells "\t".
// Front matter and the markers of lists and footnotes are not part of it.
type Visible struct {
	Text   string
	steps  []step
	points []uint32 // code points before every pointStep bytes of Text
}

// step maps the bytes of Text from text on, up to the next step: verbatim to the source
// from start on, otherwise all of them to [start, end).
type step struct{ text, start, end uint32 }

const (
	verbatim  = 1<<32 - 1 // as the end of a step
	pointStep = 1024
)

// Visible gives the visible text of the whole document.
func (d *Document) Visible() *Visible {
	var w visibleWriter
	w.text.Grow(d.end)
	for b := range d.Blocks() {
		if b.Kind == FrontMatter || b.Kind == Rule {
			continue
		}
		if w.begun {
			w.joint(&b)
		}
		w.begun = true
		w.block(&b)
	}
	return w.finish()
}

// Visible gives the visible text of one block.
func (b *Block) Visible() *Visible {
	var w visibleWriter
	w.block(b)
	return w.finish()
}

type visibleWriter struct {
	text  strings.Builder
	steps []step
	begun bool
	at    int // end of the source range written last
}

// joint writes what stands between a block and the one before it.
func (w *visibleWriter) joint(b *Block) {
	switch {
	case b.Join == InLine:
	case b.Join == AfterLine && b.Kind == Paragraph:
		w.write(" ", content.Span{Start: w.at, End: b.Span.Start}, false)
	default:
		w.write("\n", content.Span{Start: w.at, End: w.at}, false)
	}
}

func (w *visibleWriter) block(b *Block) {
	w.line(b.Runs)
	for i, row := range b.Rows {
		if i > 0 {
			w.write("\n", content.Span{Start: w.at, End: w.at}, false)
		}
		for j, cell := range row.Cells {
			if j > 0 {
				w.write("\t", content.Span{Start: w.at, End: w.at}, false)
			}
			w.line(cell)
		}
	}
}

// line writes runs; the break behind the last is none.
func (w *visibleWriter) line(runs []Run) {
	for i := range runs {
		r := &runs[i]
		if r.Text != "" {
			w.write(r.Text, r.Span, r.Verbatim)
		}
		if r.Break == NoBreak || i == len(runs)-1 {
			continue
		}
		at := r.Span
		if r.Text != "" {
			at = content.Span{Start: r.Span.End, End: r.Span.End + 1}
		}
		if r.Break == SoftBreak {
			w.write(" ", at, false)
		} else {
			w.write("\n", at, false)
		}
	}
}

func (w *visibleWriter) write(s string, src content.Span, same bool) {
	text, start, end := uint32(w.text.Len()), uint32(src.Start), uint32(src.End)
	if same {
		end = verbatim
	}
	goesOn := false
	if n := len(w.steps); n > 0 && same {
		last := w.steps[n-1]
		goesOn = last.end == verbatim && last.start+(text-last.text) == start
	}
	if !goesOn {
		w.steps = append(w.steps, step{text, start, end})
	}
	w.text.WriteString(s)
	w.at = max(w.at, src.End)
}

func (w *visibleWriter) finish() *Visible {
	v := &Visible{Text: w.text.String(), steps: append(make([]step, 0, len(w.steps)), w.steps...)}
	n := uint32(0)
	for i, c := range []byte(v.Text) {
		if i%pointStep == 0 {
			v.points = append(v.points, n)
		}
		if c < 0x80 || c >= 0xc0 {
			n++
		}
	}
	return v
}

// find gives the number of the step that holds the byte offset of Text.
func (v *Visible) find(at int) int {
	return sort.Search(len(v.steps), func(i int) bool { return int(v.steps[i].text) > at }) - 1
}

func (v *Visible) stop(i int) int {
	if i+1 < len(v.steps) {
		return int(v.steps[i+1].text)
	}
	return len(v.Text)
}

// source gives the source range of step i.
func (v *Visible) source(i int) content.Span {
	s := v.steps[i]
	if s.end == verbatim {
		return content.Span{Start: int(s.start), End: int(s.start) + v.stop(i) - int(s.text)}
	}
	return content.Span{Start: int(s.start), End: int(s.end)}
}

// Source gives the source bytes of the character that the byte offset of Text lies in;
// false behind the end and where the source has nothing for it.
func (v *Visible) Source(at int) (content.Span, bool) {
	if at < 0 || at >= len(v.Text) {
		return content.Span{}, false
	}
	for at > 0 && !utf8.RuneStart(v.Text[at]) {
		at--
	}
	i := v.find(at)
	if s := v.steps[i]; s.end != verbatim {
		return v.source(i), s.end > s.start
	}
	start := int(v.steps[i].start) + at - int(v.steps[i].text)
	_, n := utf8.DecodeRuneInString(v.Text[at:])
	return content.Span{Start: start, End: start + n}, true
}

// SourceSpan gives the source range that a byte range of Text covers; false if nothing
// of it has a source.
func (v *Visible) SourceSpan(s content.Span) (content.Span, bool) {
	out, ok := content.Span{}, false
	if s.Start < 0 || s.End > len(v.Text) || s.Len() <= 0 {
		return out, false
	}
	for i := v.find(s.Start); i < len(v.steps) && int(v.steps[i].text) < s.End; i++ {
		from, to := max(s.Start, int(v.steps[i].text)), min(s.End, v.stop(i))
		part := v.source(i)
		if v.steps[i].end == verbatim {
			part = content.Span{Start: part.Start + from - int(v.steps[i].text), End: part.Start + to - int(v.steps[i].text)}
		}
		if part.Len() == 0 {
			continue
		}
		if !ok {
			out, ok = part, true
		}
		out.End = max(out.End, part.End)
	}
	return out, ok
}

// At gives the byte offset in Text of the first visible character at or after a source
// offset; len(Text) if there is none.
func (v *Visible) At(source int) int {
	i := sort.Search(len(v.steps), func(i int) bool { return v.source(i).End > source })
	if i == len(v.steps) {
		return len(v.Text)
	}
	s := v.steps[i]
	at := int(s.text)
	if s.end == verbatim && source > int(s.start) {
		at += source - int(s.start)
		for at > int(s.text) && !utf8.RuneStart(v.Text[at]) {
			at--
		}
	}
	return at
}

// TextSpan gives the byte range of Text that shows a source range; empty if none does.
func (v *Visible) TextSpan(source content.Span) content.Span {
	out := content.Span{Start: v.At(source.Start), End: v.At(source.End)}
	if out.End < len(v.Text) {
		if s, ok := v.Source(out.End); ok && s.Start < source.End {
			out.End += runeLen(v.Text[out.End:])
		}
	}
	if out.End < out.Start {
		out.End = out.Start
	}
	return out
}

func runeLen(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// CodePoint gives the number of code points of Text before a byte offset.
func (v *Visible) CodePoint(at int) int {
	at = min(max(at, 0), len(v.Text))
	if len(v.points) == 0 {
		return 0
	}
	i := min(at/pointStep, len(v.points)-1)
	n := int(v.points[i])
	for _, c := range []byte(v.Text[i*pointStep : at]) {
		if c < 0x80 || c >= 0xc0 {
			n++
		}
	}
	return n
}

// Byte gives the byte offset in Text of a code point; len(Text) behind the end.
func (v *Visible) Byte(point int) int {
	if point <= 0 || len(v.points) == 0 {
		return 0
	}
	i := sort.Search(len(v.points), func(i int) bool { return int(v.points[i]) > point }) - 1
	n := int(v.points[i])
	for at := i * pointStep; at < len(v.Text); at++ {
		if c := v.Text[at]; c < 0x80 || c >= 0xc0 {
			if n == point {
				return at
			}
			n++
		}
	}
	return len(v.Text)
}
