package composer

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

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
	switch m.subject.On {
	case note.OnSection:
		what += " on the section"
	case note.OnBriefing:
		what += " on the briefing"
	}
	return rule(m.theme, m.method, m.width, m.margin(), what, m.subject)
}

// rule draws "─ Note  ▌ highlight  “first words…” ─────" over the whole width, the first
// word as far from the left as the text below.
func rule(th *theme.Theme, m ansi.Method, width, margin int, what string, s Subject) string {
	line := th.Style(theme.BorderFocused)
	kind := " " + th.KindMark(s.Kind) + " " + content.CleanLine(string(s.Kind)) + " "
	head := line.Render(strings.Repeat("─", max(margin-1, 1))+" ") + th.Style(theme.Title).Render(what) + " " + th.Style(theme.KindRole(s.Kind)).Render(kind)
	if says := assessment(s); says != "" {
		head += th.Style(theme.Accent).Render(" " + says + " ")
	}
	room := width - m.StringWidth(head) - 4
	if room < 0 {
		return line.Render(strings.Repeat("─", max(width, 0)))
	}
	if quote := content.CleanLine(s.Quote); room >= 12 && quote != "" {
		quote = " “" + quote + "”"
		if m.StringWidth(quote) > room {
			quote = m.Truncate(quote, room, "…”")
		}
		head += th.Style(theme.Muted).Render(quote)
	}
	rest := width - m.StringWidth(head) - 1
	return head + " " + line.Render(strings.Repeat("─", max(rest, 0)))
}

// hint gives the rows at the bottom: what the keys do now, or why saving failed.
func (m *Model) hint() []string {
	th, margin := m.theme, strings.Repeat(" ", max(m.margin(), 2))
	switch m.state {
	case saving:
		return []string{th.Style(theme.Muted).Render(cell.Cut(m.method, margin+"saving…", m.width))}
	case grading:
		return m.gradeRows(margin)
	case asking:
		question := th.Style(theme.Title).Render("This text is not saved.") + "  "
		rows := cell.Wrap(m.method, question+cell.Hints(th, m.keys.Keep, m.keys.Discard, m.keys.GoOn), max(m.width-len(margin), 1))
		return indented(rows[:min(len(rows), hintRows)], margin)
	case failed:
		rows := cell.Wrap(m.method, "not saved: "+m.failure, max(min(m.width-len(margin), 100), 1))
		rows = rows[:min(len(rows), hintRows-1)]
		for i := range rows {
			rows[i] = th.Style(theme.Error).Render(rows[i])
		}
		rows = indented(rows, margin)
		again, text := m.keys.Save, m.keys.Copy
		again.SetHelp(again.Help().Key, "tries again")
		text.SetHelp(text.Help().Key, "copies the text")
		return append(rows, cell.Cut(m.method, margin+cell.Hints(th, again, text), m.width))
	}
	hints := cell.Hints(th, m.keys.Save, m.keys.Kind, m.keys.Close)
	short := func(b key.Binding, desc string) key.Binding {
		b.SetHelp(b.Help().Key, desc)
		return b
	}
	kind, grade, preview, edit := short(m.keys.Kind, "kind"), short(m.keys.Grade, "grade"), short(m.keys.Preview, "preview"), short(m.keys.Editor, "$EDITOR")
	if m.preview.on {
		preview = short(m.keys.Preview, "text alone")
	}
	for _, more := range [][]key.Binding{
		{m.keys.Save, kind, grade, m.keys.Close},
		{m.keys.Save, kind, grade, preview, m.keys.Close},
		{m.keys.Save, kind, grade, preview, edit, m.keys.Close},
	} {
		if m.suggestion() != "" {
			more = append([]key.Binding{m.keys.Complete}, more...)
		}
		if text := cell.Hints(th, more...); m.method.StringWidth(margin+text) <= m.width {
			hints = text
		}
	}
	return []string{cell.Cut(m.method, margin+hints, m.width)}
}

func indented(rows []string, margin string) []string {
	for i := range rows {
		rows[i] = margin + rows[i]
	}
	return rows
}
