package notes

import (
	"strconv"
	"strings"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// measure is the widest that a line of the list grows: longer ones read badly.
const measure = 110

// bodyRows is how many rows of a note's body are shown.
const bodyRows = 2

// bodyHead is how much of a body is looked at for them, in bytes.
const bodyHead = 4 << 10

// lines gives the rows that one note takes: its section's title where a new section
// begins, its quotation, the first rows of its body, its tags, and a blank.
func (m *Model) lines(row int) []string {
	at := m.shown[row]
	it := m.items[at.item]
	th, width := m.theme, min(m.width, measure)
	if at.link >= 0 {
		out := []string{m.linkLine(&it.Links[at.link], row == m.list.Cursor(), width)}
		if at.link == len(it.Links)-1 {
			out = append(out, "")
		}
		return out
	}
	var out []string
	if title, isNew := m.group(row); isNew {
		role := theme.Title
		if it.Orphaned {
			role = theme.Error
		}
		out = append(out, th.Style(role).Render(cell.Cut(m.method, " "+title, width)))
	}
	bar, text := "   ", th.Style(theme.Muted)
	if row == m.list.Cursor() {
		bar, text = th.Style(theme.Accent).Render(" ▸ "), th.Style(theme.Accent)
	}
	if m.marked[it.ID] {
		bar = th.Style(theme.Accent).Render(" ✓ ")
	}
	mark := th.Style(theme.KindRole(it.Kind)).Render(th.KindMark(it.Kind))
	if it.Arrived {
		mark = " "
	}
	quote := quoted(cell.Cut(m.method, content.CleanLine(it.Quote), width-8))
	switch {
	case it.Orphaned:
	case it.On == note.OnSection:
		quote = "§ on the whole section"
	case it.On == note.OnBriefing:
		quote = "§ on the whole briefing"
	}
	out = append(out, bar+mark+" "+text.Render(quote))
	for _, w := range m.body(&it, width) {
		out = append(out, "     "+w)
	}
	if says := assessed(it); says != "" {
		out = append(out, "     "+th.Style(theme.Strong).Render(cell.Cut(m.method, says, width-6)))
	}
	if len(it.Tags) > 0 {
		tags := "#" + strings.Join(it.Tags, " #")
		out = append(out, "     "+th.Style(theme.Accent).Render(cell.Cut(m.method, content.CleanLine(tags), width-6)))
	}
	out = append(out, m.versions(it, width)...)
	if label := outcome(it); label != "" {
		out = append(out, "     "+th.Style(theme.Muted).Render(cell.Cut(m.method, label, width-6)))
	}
	if len(it.Links) > 0 {
		return out
	}
	return append(out, "")
}

// body gives the first rows of a note's body.
func (m *Model) body(it *Item, width int) []string {
	body := markdown.Plain(strings.ToValidUTF8(it.Body[:min(len(it.Body), bodyHead)], ""))
	if body == "" {
		return nil
	}
	wrapped := cell.Wrap(m.method, body, max(width-6, 1))
	if len(wrapped) > bodyRows {
		wrapped = wrapped[:bodyRows]
		wrapped[bodyRows-1] = cell.Cut(m.method, wrapped[bodyRows-1]+" "+cell.Ellipsis, width-6)
	}
	return wrapped
}

// rowsOf gives how many lines a row has, which are not drawn for that: of a hundred thousand
// notes a few are seen.
func (m *Model) rowsOf(row int) int {
	at := m.shown[row]
	it := &m.items[at.item]
	last := 0
	if at.link == len(it.Links)-1 {
		last = 1 // the blank
	}
	if at.link >= 0 {
		return 1 + last
	}
	width := min(m.width, measure)
	if it.wide != max(width, 1) {
		it.wide, it.high = max(width, 1), 1
		if !isShort(it.Body, width-6) {
			it.high = len(m.body(it, width))
		}
	}
	high := 1 + it.high + last
	for _, there := range []bool{m.begins(row), assessed(*it) != "", len(it.Tags) > 0, outcome(*it) != ""} {
		if there {
			high++
		}
	}
	if len(it.Versions) > 0 {
		high += 1 + len(it.Versions)
	}
	return high
}

func (m *Model) begins(row int) bool {
	_, isNew := m.group(row)
	return isNew
}

// isShort reports whether a body is some plain words that fit on a line: it has one row.
func isShort(body string, width int) bool {
	if body == "" || len(body) > width || body[0] == ' ' || body[len(body)-1] == ' ' {
		return false
	}
	for i := range len(body) {
		if c := body[i] | 0x20; (c < 'a' || c > 'z') && body[i] != ' ' && (i == 0 || body[i] < '0' || body[i] > '9') {
			return false
		}
	}
	return true
}

// linkLine draws a link: "→ “words” in Title", "← …" for one that leads here.
func (m *Model) linkLine(l *Link, current bool, width int) string {
	bar, role := "     ", theme.Link
	if current {
		bar, role = m.theme.Style(theme.Accent).Render("   ▸ "), theme.Accent
	}
	text := "→ "
	if l.Back {
		text = "← "
	}
	if l.Label != "" {
		text += quoted(content.CleanLine(l.Label))
	}
	end := ""
	if l.Where != "" {
		end = " in " + content.CleanLine(l.Where)
	}
	if l.Gone {
		end, role = end+" · deleted", theme.Muted
	}
	end = cell.Cut(m.method, end, max((width-6)/2, 1))
	return bar + m.theme.Style(role).Render(cell.Cut(m.method, text, max(width-6-m.method.StringWidth(end), 1))+end)
}

// quoted puts words in quotation marks, unless they begin with one.
func quoted(words string) string {
	if strings.HasPrefix(words, "“") || strings.HasPrefix(words, "\"") {
		return words
	}
	return "“" + words + "”"
}

// assessed says how a note is graded.
func assessed(it Item) string {
	var parts []string
	if words := it.Grade.Words(); words != "" {
		parts = append(parts, it.Grade.String()+" "+words)
	}
	if it.Likely != 0 {
		parts = append(parts, it.Likely.String()+" "+it.Likely.Percent())
	}
	return strings.Join(parts, " · ")
}

// versions gives the rows that say between what a reader has to choose.
func (m *Model) versions(it Item, width int) []string {
	if len(it.Versions) == 0 {
		return nil
	}
	label := "⇄ changed in two places · " + m.keys.Settle.Help().Key + " settles it"
	out := []string{"     " + m.theme.Style(theme.Error).Render(cell.Cut(m.method, label, width-6))}
	for i, v := range it.Versions {
		out = append(out, "     "+m.theme.Style(theme.Muted).Render(cell.Cut(m.method, strconv.Itoa(i+1)+"  "+content.CleanLine(v), width-6)))
	}
	return out
}

// outcome says what became of a note's text.
func outcome(it Item) string {
	was := ""
	if it.From != "" {
		was = ", was in " + content.CleanLine(it.From)
	}
	switch it.Outcome {
	case "moved":
		return "↦ moved" + was
	case "changed":
		return "≈ its text has changed"
	case "ambiguous":
		return "several places fit" + was + " · r attaches it"
	case "orphaned":
		return "its text is gone" + was + " · r attaches it to other text"
	}
	return ""
}

// group gives the title of a note's section and whether the note is the first of it.
func (m *Model) group(row int) (title string, isNew bool) {
	name := func(row int) string {
		it := m.items[m.shown[row].item]
		switch {
		case m.newest && it.Modified.IsZero():
			return ""
		case m.newest:
			return it.Modified.Format("2 Jan 2006")
		case it.Orphaned:
			return "Text not found any more"
		case it.On == note.OnBriefing:
			return "The whole briefing"
		case it.Section == "":
			return "Beginning"
		}
		return content.CleanLine(it.Section)
	}
	title = name(row)
	return title, row == 0 || name(row-1) != title
}
