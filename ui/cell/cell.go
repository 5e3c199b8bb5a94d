// Package cell fits text into a grid of terminal cells: it cuts, pads, wraps and joins
// rows, styled or plain, by the width method that the terminal is drawn with.
//
// The annotated text is laid out by package page; this is for what stands around it.
package cell

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis ends a text that was cut.
const Ellipsis = "…"

// Cut gives s in at most w cells, ending in an ellipsis where something is missing.
func Cut(m ansi.Method, s string, w int) string {
	if w <= 0 {
		return ""
	}
	if m.StringWidth(s) <= w {
		return s
	}
	return m.Truncate(s, w, Ellipsis)
}

// Fit gives s in exactly w cells, cut or padded with spaces at its end.
func Fit(m ansi.Method, s string, w int) string {
	width := m.StringWidth(s)
	if width > w {
		s = Cut(m, s, w)
		width = m.StringWidth(s)
	}
	if width < w {
		s += strings.Repeat(" ", w-width)
	}
	return s
}

// Ends gives left and right at the ends of a row of exactly w cells. What is on the
// left wins: the right text is cut, or left out where fewer than min cells remain for it.
func Ends(m ansi.Method, left, right string, w, least int) string {
	left = Cut(m, left, w)
	room := w - m.StringWidth(left) - 2
	if right == "" || room < least || room <= 0 {
		return Fit(m, left, w)
	}
	right = Cut(m, right, room)
	gap := w - m.StringWidth(left) - m.StringWidth(right)
	return left + strings.Repeat(" ", gap) + right
}

// Rows gives view as exactly h rows of exactly w cells; what is too much is cut, what is
// missing is blank.
func Rows(m ansi.Method, view string, w, h int) []string {
	rows := make([]string, 0, max(h, 0))
	blank := strings.Repeat(" ", max(w, 0))
	for row := range strings.SplitSeq(view, "\n") {
		if len(rows) >= h {
			break
		}
		rows = append(rows, Fit(m, row, w))
	}
	for len(rows) < h {
		rows = append(rows, blank)
	}
	return rows
}

// Wrap gives plain text in rows of at most w cells, broken at spaces where there are
// some. Line breaks of the text are kept.
func Wrap(m ansi.Method, s string, w int) []string {
	return strings.Split(m.Wrap(s, max(w, 1), ""), "\n")
}

// Beside joins blocks of rows side by side. All blocks have the same number of rows.
func Beside(blocks ...[]string) []string {
	if len(blocks) == 0 {
		return nil
	}
	rows := make([]string, len(blocks[0]))
	parts := make([]string, len(blocks))
	for i := range rows {
		for j, block := range blocks {
			parts[j] = block[i]
		}
		rows[i] = strings.Join(parts, "")
	}
	return rows
}

// Column gives a block of h rows that all hold s.
func Column(s string, h int) []string {
	rows := make([]string, max(h, 0))
	for i := range rows {
		rows[i] = s
	}
	return rows
}
