package help

import (
	"strings"

	"readout/ui/cell"
	"readout/ui/list"
	"readout/ui/theme"
)

// columnWidth is the width that a scope needs: the widest key and its description.
const (
	keyWidth    = 10 // at least
	keyWidest   = 14
	columnWidth = 40
)

// keyColumn gives the width of the keys.
func (m *Model) keyColumn() int {
	width := keyWidth
	for _, s := range m.scopes {
		for _, b := range s.Keys {
			width = max(width, min(m.method.StringWidth(b.Help().Key)+1, keyWidest))
		}
	}
	return width
}

// lay puts the scopes into as many columns as there is room for, each into the column
// that is shortest so far.
func (m *Model) lay() {
	keys := m.keyColumn()
	n := max(m.width/columnWidth, 1)
	width := m.width / n
	columns := make([][]string, n)
	for _, s := range m.scopes {
		block := m.block(s, width, keys)
		if block == nil {
			continue
		}
		shortest := 0
		for i := range columns {
			if len(columns[i]) < len(columns[shortest]) {
				shortest = i
			}
		}
		columns[shortest] = append(columns[shortest], block...)
	}
	height := 0
	for _, c := range columns {
		height = max(height, len(c))
	}
	blocks := make([][]string, n)
	for i, c := range columns {
		blocks[i] = cell.Rows(m.method, strings.Join(c, "\n"), width, height)
	}
	m.rows = cell.Beside(blocks...)
	if height == 0 {
		m.rows = []string{"", m.theme.Style(theme.Muted).Render("   No key does that.")}
	}
	m.top = max(min(m.top, len(m.rows)-m.body()), 0)
}

// block draws one scope, nil where the filter leaves nothing of it.
func (m *Model) block(s Scope, width, keys int) []string {
	rows := []string{" " + m.theme.Style(theme.Title).Render(cell.Cut(m.method, s.Name, width-2))}
	for _, b := range s.Keys {
		h := b.Help()
		if !b.Enabled() || h.Key == "" || !list.Match(s.Name+"\n"+h.Key+"\n"+h.Desc, m.filter.Value()) {
			continue
		}
		row := " " + m.theme.Style(theme.Accent).Render(cell.Fit(m.method, h.Key, keys)) +
			m.theme.Style(theme.Muted).Render(h.Desc)
		rows = append(rows, cell.Cut(m.method, row, width-1))
	}
	if len(rows) == 1 {
		return nil
	}
	return append(rows, "")
}
