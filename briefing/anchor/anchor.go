// Package anchor says what a note stands on, in the selectors of the W3C Web Annotation
// Data Model (Recommendation of 2017-02-23), and finds that place again in a later
// revision of the text. A note whose place cannot be told is orphaned, never guessed.
//
// It stores nothing, and knows nothing of what a note says.
package anchor

import (
	"iter"
	"strings"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// contextSize is the length of a prefix or suffix, in code points.
const contextSize = 32

// Describe gives the selectors for a source range: the visible text in it (Exact), up to
// 32 code points around it, its position in code points of the whole visible text, and
// its bytes. Source and Section are left to the caller. Exact is empty where nothing in the
// range shows.
//
// The position counts everything before the range, so the cost grows with the offset: it is
// that of parsing the document up to there, 30 to 40 ms a megabyte. Nothing of it
// is held. A program that must answer a key press at once calls it in the background.
func Describe(doc *markdown.Document, span content.Span) note.Target {
	var before tail
	var w window
	points := 0 // visible code points before the text in w
	inside := false
	walk(doc.Blocks(), func(joint string, b *markdown.Block) bool {
		if inside && b.Span.Start >= span.End && w.after(contextSize) {
			return false
		}
		v := b.Visible()
		if !inside && b.Span.End <= span.Start {
			points += utf8.RuneCountInString(joint) + utf8.RuneCountInString(v.Text)
			before.add(joint)
			before.add(v.Text)
			return true
		}
		at := len(w.text) + len(joint)
		w.text = append(append(w.text, joint...), v.Text...)
		if part := shown(v, span); part.Len() > 0 {
			if w.exact.Len() == 0 {
				w.exact.Start = at + part.Start
			}
			w.exact.End = at + part.End
		}
		inside = true
		return true
	})
	t := note.Target{Data: span}
	if w.exact.Len() == 0 {
		return t
	}
	t.Exact = string(w.text[w.exact.Start:w.exact.End])
	head := string(before.text) + string(w.text[:w.exact.Start])
	t.Prefix = lastPoints(head)
	t.Suffix = firstPoints(string(w.text[w.exact.End:]))
	t.Position.Start = points + utf8.RuneCount(w.text[:w.exact.Start])
	t.Position.End = t.Position.Start + utf8.RuneCountInString(t.Exact)
	return t
}

// DescribeIn is Describe for a document whose visible text is at hand, as it is for many
// ranges: it costs the same wherever the range is.
func DescribeIn(v *markdown.Visible, span content.Span) note.Target {
	t := note.Target{Data: span}
	part := shown(v, span)
	if part.Len() == 0 {
		return t
	}
	const around = utf8.UTFMax * contextSize
	t.Exact = strings.Clone(v.Text[part.Start:part.End]) // it outlives the text
	t.Prefix = strings.Clone(lastPoints(v.Text[max(part.Start-around, 0):part.Start]))
	t.Suffix = strings.Clone(firstPoints(v.Text[part.End:min(part.End+around, len(v.Text))]))
	t.Position = content.Span{Start: v.CodePoint(part.Start), End: v.CodePoint(part.End)}
	return t
}

// walk calls do for blocks with what the visible text has between each and the one before
// it, until do gives false. It follows the rules of markdown.Document.Visible.
func walk(blocks iter.Seq[markdown.Block], do func(joint string, b *markdown.Block) bool) {
	begun := false
	for b := range blocks {
		if b.Kind == markdown.FrontMatter || b.Kind == markdown.Rule {
			continue
		}
		joint := "\n"
		switch {
		case !begun || b.Join == markdown.InLine:
			joint = ""
		case b.Join == markdown.AfterLine && b.Kind == markdown.Paragraph:
			joint = " "
		}
		begun = true
		if !do(joint, &b) {
			return
		}
	}
}

// blocksFrom gives the blocks from a chunk on.
func blocksFrom(doc *markdown.Document, chunk int) iter.Seq[markdown.Block] {
	return func(yield func(markdown.Block) bool) {
		for i := chunk; i < doc.Chunks(); i++ {
			for _, b := range doc.Chunk(i).Blocks {
				if !yield(b) {
					return
				}
			}
		}
	}
}

// shown gives the bytes of visible text that show a source range, without separators of
// blocks and cells at their ends, which have no source.
func shown(v *markdown.Visible, span content.Span) content.Span {
	part := v.TextSpan(span)
	for part.Len() > 0 {
		if _, ok := v.Source(part.End - 1); ok {
			break
		}
		part.End--
	}
	for part.Len() > 0 {
		if _, ok := v.Source(part.Start); ok {
			break
		}
		part.Start++
	}
	return part
}

// window is the visible text of the blocks that a range touches, and of those after it as
// far as they are needed.
type window struct {
	text  []byte
	exact content.Span
}

// after reports whether n code points follow the range.
func (w *window) after(n int) bool { return utf8.RuneCount(w.text[w.exact.End:]) >= n }

// tail keeps the end of a text that is written to it.
type tail struct{ text []byte }

func (t *tail) add(s string) {
	const keep = 4 * utf8.UTFMax * contextSize
	if len(s) > keep {
		s = s[len(s)-keep:]
		for len(s) > 0 && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
	}
	if len(t.text)+len(s) > 2*keep {
		t.text = append(t.text[:0], lastPoints(string(t.text))...)
	}
	t.text = append(t.text, s...)
}

// lastPoints gives what of a text goes into a prefix.
func lastPoints(s string) string {
	at := len(s)
	for n := contextSize; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return s[at:]
}

// firstPoints gives what of a text goes into a suffix.
func firstPoints(s string) string {
	at := 0
	for n := contextSize; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}

// quote gives the visible text of a source range.
func quote(doc *markdown.Document, span content.Span) string {
	var b strings.Builder
	walk(blocksFrom(doc, doc.ChunkAt(span.Start)), func(joint string, block *markdown.Block) bool {
		if block.Span.Start >= span.End {
			return false
		}
		if block.Span.End <= span.Start {
			return true
		}
		v := block.Visible()
		if part := shown(v, span); part.Len() > 0 {
			if b.Len() > 0 {
				b.WriteString(joint)
			}
			b.WriteString(v.Text[part.Start:part.End])
		}
		return true
	})
	return b.String()
}
