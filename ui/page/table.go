package page

import (
	"slices"
	"sort"
	"strings"

	"readout/briefing/markdown"
	"readout/ui/theme"
)

// leastColumn is the narrowest column of a table; where there is no room for that, the
// table is shown as records.
const leastColumn = 6

// longWord is the length up to which a table's words are kept whole if possible.
const longWord = 16

// table gives the rows of a table: a grid with its cells wrapped, or records.
func (l *layouter) table(b *markdown.Block, room int) [][]Span {
	cols := len(b.Align)
	for _, r := range b.Rows {
		cols = max(cols, len(r.Cells))
	}
	if cols == 0 {
		return nil
	}
	natural, words := make([]int, cols), make([]int, cols)
	for i := range b.Rows {
		for j, cell := range b.Rows[i].Cells {
			whole, word := l.cellWidth(cell)
			natural[j], words[j] = max(natural[j], whole), max(words[j], min(word, longWord))
		}
	}
	widths := fit(natural, words, room-3*(cols-1))
	if widths == nil {
		widths = fit(natural, make([]int, cols), room-3*(cols-1))
	}
	if widths == nil {
		return l.records(b, room)
	}
	var out [][]Span
	for i := range b.Rows {
		head := i == 0 && b.Join == markdown.Apart
		out = append(out, l.tableRow(b, &b.Rows[i], widths, head)...)
		if head {
			out = append(out, []Span{l.tableLine(widths)})
		}
	}
	return out
}

// cellWidth gives the cells that a table cell takes on one row, and its longest word.
func (l *layouter) cellWidth(cell []markdown.Run) (whole, longest int) {
	f := l.flow(theme.Text, false)
	f.add(cell)
	word := 0
	for i := range f.atoms {
		if i > 0 && f.breakable(i) || f.atoms[i].kind != inkAtom {
			word = 0
		}
		whole += int(f.atoms[i].width)
		if f.atoms[i].kind == inkAtom {
			word += int(f.atoms[i].width)
		}
		longest = max(longest, word)
	}
	return whole, longest
}

// fit gives columns of the natural widths or, where that is too wide, cuts the widest
// until they fit, but none below least; nil if that leaves too little.
func fit(natural, least []int, room int) []int {
	out := make([]int, len(natural))
	sum := func(limit int) (total int) {
		for i, w := range natural {
			out[i] = max(min(w, limit), least[i], 1)
			total += out[i]
		}
		return total
	}
	// The highest limit of a column by which all fit.
	limit := sort.Search(room, func(n int) bool { return sum(n+1) > room })
	total := sum(limit)
	if total > room || limit < leastColumn && limit < slices.Max(natural) {
		return nil
	}
	for i, w := range natural {
		if total < room && w > out[i] {
			out[i]++
			total++
		}
	}
	return out
}

func (l *layouter) tableRow(b *markdown.Block, row *markdown.Row, widths []int, head bool) [][]Span {
	r := theme.Text
	if head {
		r = theme.TableHead
	}
	cells := make([][][]Span, len(widths))
	height := 1
	for j := range row.Cells {
		f := l.flow(r, false)
		f.add(row.Cells[j])
		cells[j] = f.wrap(widths[j], widths[j])
		height = max(height, len(cells[j]))
	}
	out := make([][]Span, height)
	for i := range out {
		for j, w := range widths {
			var part []Span
			if i < len(cells[j]) {
				part = cells[j][i]
			}
			if j > 0 {
				out[i] = append(out[i], Span{Text: " " + l.p.m.bar + " ", Width: 3, Role: theme.TableLine})
			}
			free := w - spanWidth(part)
			left := 0
			if j < len(b.Align) {
				switch b.Align[j] {
				case markdown.AlignRight:
					left = free
				case markdown.AlignCenter:
					left = free / 2
				}
			}
			out[i] = append(out[i], blank(left)...)
			out[i] = append(out[i], part...)
			if j < len(widths)-1 {
				out[i] = append(out[i], blank(free-left)...)
			}
		}
	}
	return out
}

func blank(n int) []Span {
	if n <= 0 {
		return nil
	}
	return []Span{{Text: strings.Repeat(" ", n), Width: n, Role: theme.Text}}
}

func (l *layouter) tableLine(widths []int) Span {
	var s strings.Builder
	for j, w := range widths {
		if j > 0 {
			s.WriteString(l.p.m.dash + l.p.m.cross + l.p.m.dash)
		}
		s.WriteString(strings.Repeat(l.p.m.dash, w))
	}
	return Span{Text: s.String(), Width: spanTextWidth(widths), Role: theme.TableLine}
}

func spanTextWidth(widths []int) int {
	w := 3 * (len(widths) - 1)
	for _, n := range widths {
		w += n
	}
	return w
}

// records gives a table as lists of "head: cell", a blank line between two rows.
func (l *layouter) records(b *markdown.Block, room int) [][]Span {
	var out [][]Span
	var names []string
	for i := range b.Rows {
		head := i == 0 && b.Join == markdown.Apart
		if i > 0 {
			out = append(out, nil)
		}
		for j, cell := range b.Rows[i].Cells {
			f := l.flow(theme.Text, false)
			if head {
				f.role = theme.TableHead
				names = append(names, plain(cell))
			} else if j < len(names) && names[j] != "" && len(cell) > 0 {
				f.push(markdown.Run{Text: names[j] + ": ", Style: markdown.Emphasis})
			}
			f.add(cell)
			out = append(out, f.wrap(room, room)...)
		}
	}
	return out
}

func plain(runs []markdown.Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
		if r.Break != markdown.NoBreak {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
