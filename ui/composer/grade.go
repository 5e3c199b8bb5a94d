package composer

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/theme"
)

// gradeLine is the line in which a source is graded and a likelihood given: "b2 likely".
type gradeLine struct {
	line    field.Line
	refused bool // what is typed was to be kept, and says nothing
}

const (
	gradePrompt  = "grade "
	gradeExample = "b2 · likely · b2 very likely: reliability A–F, credibility 1–6, likelihood"
)

// openGrade begins to grade.
func (m *Model) openGrade() {
	m.grade = gradeLine{}
	m.grade.line.SetValue(assessment(m.subject))
	m.state = grading
}

// assessment gives the grade and the likelihood of a subject as they are typed.
func assessment(s Subject) string {
	return strings.TrimSpace(s.Grade.String() + " " + s.Likely.String())
}

// updateGrade edits the line. The key that saves a note saves it with the grade.
func (m *Model) updateGrade(msg tea.Msg) Action {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && key.Matches(press, m.keys.Close):
		m.state = writing
	case isKey && key.Matches(press, m.keys.SetGrade, m.keys.Save):
		g, l, err := note.ParseAssessment(m.grade.line.Value())
		if err != nil {
			m.grade.refused = true
			return nil
		}
		m.subject.Grade, m.subject.Likely = g, l
		m.state = writing
		if key.Matches(press, m.keys.Save) {
			return m.save()
		}
	default:
		if m.grade.line.Update(m.keys.Field, msg) {
			m.grade.refused = false
		}
	}
	return nil
}

// gradeRows draws the line, what is understood of it, and what the keys do.
func (m *Model) gradeRows(margin string) []string {
	th := m.theme
	room := max(m.width-len(margin)-len(gradePrompt)-1, 1)
	typed := m.grade.line.Value()
	text, _ := m.grade.line.View(m.method, room)
	row := margin + th.Style(theme.Accent).Render(gradePrompt) + text
	var says string
	role := theme.Muted
	switch g, l, err := note.ParseAssessment(typed); {
	case strings.TrimSpace(typed) == "":
		says = gradeExample
	case err != nil && m.grade.refused:
		says, role = content.CleanLine(err.Error()), theme.Error
	case err != nil:
		says = content.CleanLine(err.Error())
	default:
		says = strings.Join(InWords(g, l), " · ")
	}
	hints := cell.Hints(th, m.keys.Grading()[:3]...)
	return []string{
		cell.Cut(m.method, row, m.width),
		margin + th.Style(role).Render(cell.Cut(m.method, says, max(m.width-len(margin), 1))),
		cell.Cut(m.method, margin+hints, m.width),
	}
}

// InWords says what a grade and a likelihood mean, one part each.
func InWords(g note.Grade, l note.Likelihood) (says []string) {
	if words := g.Words(); words != "" {
		says = append(says, g.String()+" "+words)
	}
	if l != 0 {
		says = append(says, l.String()+" or "+l.Other()+", "+l.Percent())
	}
	return says
}

// gradeCursor gives the cell of the cursor in the line.
func (m *Model) gradeCursor(margin int) (x, y int) {
	_, x = m.grade.line.View(m.method, max(m.width-margin-len(gradePrompt)-1, 1))
	return min(x+margin+len(gradePrompt), max(m.width-1, 0)), max(m.height-3, 0)
}
