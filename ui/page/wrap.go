package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/theme"
)

// atom is one character of running text on its way into lines.
type atom struct {
	run   int32
	at    int32 // byte offset in the run's text
	size  int32
	width uint8
	kind  atomKind
	last  rune // its last character
}

type atomKind uint8

const (
	inkAtom   atomKind = iota
	spaceAtom          // a line may end here, and the space with it
	lineAtom           // a hard break
)

// flow is running text to be wrapped.
type flow struct {
	m     *metrics
	role  theme.Role
	runs  []markdown.Run
	atoms []atom
	keep  bool // white space counts, as in code
}

// add takes runs in.
func (f *flow) add(runs []markdown.Run) {
	for i := range runs {
		r := runs[i]
		switch {
		case r.Style&markdown.Citation != 0:
			r.Text, r.Verbatim = compact(r.Target), false
		case r.Style&markdown.Image != 0 && (i == 0 || runs[i-1].Style&markdown.Image == 0 || runs[i-1].Target != r.Target):
			f.push(markdown.Run{Text: f.m.picture + "\u00a0", Style: markdown.Image})
		}
		f.push(r)
	}
}

func (f *flow) push(r markdown.Run) {
	n := int32(len(f.runs))
	f.runs = append(f.runs, r)
	code := f.keep || r.Style&markdown.CodeSpan != 0
	s := r.Text
	for at := 0; at < len(s); {
		size, width := f.m.next(s[at:])
		a := atom{run: n, at: int32(at), size: int32(size), width: uint8(width), last: rune(s[at])}
		if s[at] >= utf8.RuneSelf || size > 1 {
			a.last, _ = utf8.DecodeLastRuneInString(s[at : at+size])
		}
		at += size
		if a.last == ' ' && size == 1 {
			a.kind = spaceAtom
			if !code && f.afterSpace() {
				continue
			}
		}
		f.atoms = append(f.atoms, a)
	}
	switch {
	case r.Break == markdown.HardBreak:
		f.atoms = append(f.atoms, atom{run: n, at: int32(len(s)), kind: lineAtom})
	case r.Break == markdown.SoftBreak && !f.afterSpace():
		f.soft(&r)
	}
}

// soft adds the space that stands for a line ending.
func (f *flow) soft(r *markdown.Run) {
	at := r.Span
	if r.Text != "" {
		at = content.Span{Start: r.Span.End, End: r.Span.End + 1}
	}
	f.atoms = append(f.atoms, atom{run: int32(len(f.runs)), size: 1, width: 1, kind: spaceAtom, last: ' '})
	f.runs = append(f.runs, markdown.Run{Text: " ", Span: at, Style: r.Style, Target: r.Target})
}

func (f *flow) afterSpace() bool {
	return len(f.atoms) == 0 || f.atoms[len(f.atoms)-1].kind != inkAtom
}

// wrap breaks the flow into rows of at most width cells, further ones of at most rest.
func (f *flow) wrap(width, rest int) [][]Span {
	var rows [][]Span
	atoms := f.atoms
	start := 0
	for start < len(atoms) {
		end, next := f.row(start, width)
		rows = append(rows, f.spans(start, end))
		start = next
		width = rest
	}
	return rows
}

// row gives the atoms of one row from start on and where the next begins.
func (f *flow) row(start, width int) (end, next int) {
	col, fit, after := 0, -1, -1
	for i := start; i < len(f.atoms); i++ {
		a := &f.atoms[i]
		if a.kind == lineAtom {
			return f.trim(start, i), i + 1
		}
		if i > start && f.breakable(i) {
			fit, after = f.trim(start, i), i
		}
		if col+int(a.width) > width && (a.kind != spaceAtom || f.keep) {
			if fit > start && !f.keep {
				return fit, after
			}
			if i == start {
				return i + 1, i + 1
			}
			return max(f.trim(start, i), start+1), i
		}
		col += int(a.width)
	}
	return f.trim(start, len(f.atoms)), len(f.atoms)
}

// trim takes the spaces at the end of a row away.
func (f *flow) trim(start, end int) int {
	for !f.keep && end > start && f.atoms[end-1].kind == spaceAtom {
		end--
	}
	return end
}

// breakable reports whether a line may end before atom i (after Unicode Standard Annex
// 14, for what news is written in).
func (f *flow) breakable(i int) bool {
	prev, a := &f.atoms[i-1], &f.atoms[i]
	if a.kind != inkAtom {
		return false
	}
	if prev.kind == spaceAtom {
		// A citation stays with the word that it follows.
		return i < 2 || !f.cites(i) || f.cites(i-2)
	}
	if f.cites(i) && f.cites(i-1) && prev.run == a.run {
		return false
	}
	before, after := prev.last, a.last
	if before < utf8.RuneSelf && after < utf8.RuneSelf {
		switch before {
		case '-':
			return unicode.IsLetter(after) && i >= 2 && isWord(f.atoms[i-2].last)
		case '/':
			return isWord(after) && i >= 2 && isWord(f.atoms[i-2].last)
		}
		return false
	}
	switch before {
	case 0x200b, 0x2014, 0x2013:
		return !closing(after) && (before == 0x200b || isWord(after))
	}
	if !ideographic(before, prev.width) && !ideographic(after, a.width) {
		return false
	}
	return !closing(after) && !opening(before) && before != 0xa0 && after != 0xa0 && before != 0x2060 && after != 0x2060
}

func (f *flow) cites(i int) bool { return f.runs[f.atoms[i].run].Style&markdown.Citation != 0 }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// ideographic reports characters around which a line may end without a space.
func ideographic(r rune, width uint8) bool {
	return width == 2 && !unicode.Is(unicode.Hangul, r)
}

// closing reports what may not begin a line.
func closing(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.ContainsRune("!%),.:;?]}'\"", r)
	}
	return strings.ContainsRune("、。，．：；？！）］｝〉》」』】〕〗〙〟’”»›…‥・ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％", r)
}

// opening reports what may not end a line.
func opening(r rune) bool {
	if r < utf8.RuneSelf {
		return strings.ContainsRune("([{'\"", r)
	}
	return strings.ContainsRune("（［｛〈《「『【〔〖〘〝‘“«‹￥＄", r)
}

// spans joins atoms from..to into spans.
func (f *flow) spans(from, to int) []Span {
	var out []Span
	for i := from; i < to; {
		a := f.atoms[i]
		r := &f.runs[a.run]
		stop, width := a.at, 0
		for i < to && f.atoms[i].run == a.run && f.atoms[i].at == stop && f.atoms[i].kind != lineAtom {
			width += int(f.atoms[i].width)
			stop += f.atoms[i].size
			i++
		}
		if stop == a.at {
			i++
			continue
		}
		s := Span{
			Text: r.Text[a.at:stop], Width: width, Source: r.Span, Verbatim: r.Verbatim,
			Role: f.role, Style: r.Style, Target: r.Target,
		}
		if r.Verbatim {
			s.Source = content.Span{Start: r.Span.Start + int(a.at), End: r.Span.Start + int(stop)}
		}
		out = append(out, s)
	}
	return out
}

// compact gives the sign of a citation: "a1-2", paragraph 2 of article 1, as [1·2],
// other labels as they are.
func compact(label string) string {
	article, paragraph, ok := strings.Cut(strings.TrimPrefix(label, "a"), "-")
	if ok && strings.HasPrefix(label, "a") && digits(article) && digits(paragraph) {
		return "[" + article + "·" + paragraph + "]"
	}
	return "[" + label + "]"
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
