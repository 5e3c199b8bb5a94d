package composer

import (
	"strings"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// NextKind gives the kind that follows k where a key cycles through them.
func NextKind(k note.Kind) note.Kind {
	switch k {
	case note.Highlight:
		return note.Question
	case note.Question:
		return note.Check
	case note.Check:
		return note.Action
	case note.Action:
		return note.Judgement
	}
	return note.Highlight
}

// hintRows is how many rows a hint or an error may take.
const hintRows = 4

// heading gives the top row: a rule that says what is written about.
func (m *Model) heading() string {
	what := "Note"
	if m.subject.NoteID != "" {
		what = "Edit"
	}
	return rule(m.theme, m.width, what, m.subject, m.method.StringWidth)
}

// rule draws "── ▌ Note · “first words…” ─────" over the whole width.
func rule(th *theme.Theme, width int, what string, s Subject, measure func(string) int) string {
	line := th.Style(theme.BorderFocused)
	if width < 12 {
		return line.Render(strings.Repeat("─", max(width, 0)))
	}
	mark := th.KindMark(s.Kind)
	label := what + " · " + string(s.Kind)
	quote := content.CleanLine(s.Quote)
	room := width - 8 - measure(mark) - measure(label)
	if room < 12 || quote == "" {
		quote = ""
	} else {
		quote = " “" + quote + "”"
	}
	head := line.Render("── ") + th.Style(theme.KindRole(s.Kind)).Render(mark) + " " + th.Style(theme.Title).Render(label)
	if quote != "" {
		head += th.Style(theme.Muted).Render(cutQuote(quote, room, measure))
	}
	rest := width - measure(head) - 1
	return head + " " + line.Render(strings.Repeat("─", max(rest, 0)))
}

// cutQuote shortens a quotation so that its closing mark stays.
func cutQuote(q string, room int, measure func(string) int) string {
	if measure(q) <= room {
		return q
	}
	runes := []rune(strings.TrimSuffix(q, "”"))
	for len(runes) > 0 && measure(string(runes))+2 > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…”"
}

// hint gives the rows at the bottom: what the keys do now, or why saving failed.
func (m *Model) hint() []string {
	th := m.theme
	switch m.state {
	case saving:
		return []string{th.Style(theme.Muted).Render(cell.Cut(m.method, "  saving…", m.width))}
	case asking:
		question := th.Style(theme.Accent).Render("  This text is not saved.") + "  "
		return m.fold(question + cell.Hints(th, m.keys.Keep, m.keys.Discard, m.keys.GoOn))
	case failed:
		rows := cell.Wrap(m.method, "not saved: "+m.failure, max(m.width-4, 1))
		rows = rows[:min(len(rows), hintRows-1)]
		for i := range rows {
			rows[i] = "  " + th.Style(theme.Error).Render(rows[i])
		}
		again, text := m.keys.Save, m.keys.Copy
		again.SetHelp(again.Help().Key, "tries again")
		text.SetHelp(text.Help().Key, "copies the text")
		return append(rows, cell.Cut(m.method, "  "+cell.Hints(th, again, text), m.width))
	}
	return []string{cell.Cut(m.method, "  "+cell.Hints(th, m.keys.Save, m.keys.Kind, m.keys.Close), m.width)}
}

// fold gives a styled line in as many rows as it needs.
func (m *Model) fold(line string) []string {
	rows := cell.Wrap(m.method, line, max(m.width, 1))
	return rows[:min(len(rows), hintRows)]
}
