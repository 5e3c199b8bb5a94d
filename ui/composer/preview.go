package composer

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cell"
	"readout/ui/theme"
)

// besideFrom is the width, in cells, from which the preview stands beside the text.
const besideFrom = 100

// preview shows the Markdown as it will look.
type preview struct {
	on    bool
	top   int // first row shown where it stands instead of the text
	text  string
	width int
	theme *theme.Theme
	rows  []string
}

// lay renders the text at a width, once for each text.
func (p *preview) lay(th *theme.Theme, text string, width int) []string {
	if p.text != text || p.width != width || p.theme != th || p.rows == nil {
		p.text, p.width, p.theme = text, width, th
		p.rows = strings.Split(th.Markdown(text, max(width, 1)), "\n")
	}
	return p.rows
}

// previewBeside reports whether the preview stands beside the text.
func (m *Model) previewBeside() bool { return m.preview.on && m.width >= besideFrom && m.height >= 3 }

// previewInstead reports whether the preview stands in the place of the text.
func (m *Model) previewInstead() bool { return m.preview.on && !m.previewBeside() }

// previewWidth gives the columns that the preview has.
func (m *Model) previewWidth() int {
	if m.previewInstead() {
		return max(m.width-2*m.margin(), 1)
	}
	return max(m.width-m.margin()-m.textWidth()-5, 1)
}

// scrollPreview moves the preview that stands instead of the text, and reports whether the
// key was for that.
func (m *Model) scrollPreview(press tea.KeyPressMsg) bool {
	k, page := m.keys.Area, max(m.bodyHeight()-1, 1)
	switch {
	case key.Matches(press, k.Up):
		m.preview.top--
	case key.Matches(press, k.Down):
		m.preview.top++
	case key.Matches(press, k.PageUp):
		m.preview.top -= page
	case key.Matches(press, k.PageDown):
		m.preview.top += page
	default:
		return false
	}
	return true
}

// previewRows gives the part of the preview that is in view: beside the text that which is
// as far down as the cursor.
func (m *Model) previewRows(height int) []string {
	rows := m.preview.lay(m.theme, m.Text(), m.previewWidth())
	most := max(len(rows)-height, 0)
	if m.previewBeside() {
		row, all := m.area.Row()
		m.preview.top = 0
		if all > 1 {
			m.preview.top = most * row / (all - 1)
		}
	}
	m.preview.top = min(max(m.preview.top, 0), most)
	return cell.Rows(m.method, strings.Join(rows[m.preview.top:min(m.preview.top+height, len(rows))], "\n"), m.previewWidth(), height)
}
