package app

import (
	"strings"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/cell"
)

// marginFrom is the blank beside the text, in cells, from which notes are shown in it.
const marginFrom = 20

// widestMargin is the widest that they grow: longer lines would draw the eye from the text.
const widestMargin = 48

// marginOf draws the blank at the right of the text, with the notes on it where there is
// room for them.
func (m *Model) marginOf(d *desk, width, height int) []string {
	if d.shown.noMargin || width < marginFrom {
		return cell.Column(strings.Repeat(" ", width), height)
	}
	return cell.Rows(m.method, strings.Join(d.reader.Margin(min(width, widestMargin)), "\n"), width, height)
}

// toggleMargin shows notes in the margin, or hides them.
func (m *Model) toggleMargin(d *desk) {
	d.shown.noMargin = !d.shown.noMargin
	column, margin := m.columnIn(m.layout.at)
	switch {
	case d.shown.noMargin:
		m.say("the notes in the margin are hidden")
	case m.layout.at.w-column-margin < marginFrom:
		m.say("notes in the margin, on a wider screen")
	case len(d.text.notes) == 0:
		m.say("notes in the margin, when there are some")
	}
}

// says gives the beginning of what a note says, on one line: its text, or else how it is
// graded, or its tags.
func says(n *note.Note) string {
	text := markdown.Plain(beginning(n.Body))
	if text == "" {
		text = strings.TrimSpace(n.Grade.String() + " " + n.Likely.String())
	}
	if text == "" && len(n.Tags) > 0 {
		text = content.CleanLine("#" + strings.Join(n.Tags, " #"))
	}
	return strings.Join(strings.Fields(text), " ")
}
