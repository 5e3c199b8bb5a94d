package app

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/composer"
	"readout/ui/library"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// titleLine says what is on the screen, and of a briefing when and by whom.
func (m *Model) titleLine() string {
	title := "readout"
	var facts []string // what is known, the most telling first; what has no room is left out
	d := m.desk()
	switch {
	case m.screen == onLibrary:
		title = cmp.Or(content.CleanLine(m.opt.ListTitle), "Library")
		if n := m.panes.library.Len(); n > 0 {
			facts = []string{count(n, "briefing", "briefings")}
			if unread := m.panes.library.Unread(); unread > 0 {
				facts = append(facts, fmt.Sprintf("%d unread", unread))
			}
			if marked := m.panes.library.Marked(); marked > 0 {
				facts = append(facts, fmt.Sprintf("%d marked", marked))
			}
			if shown := m.panes.library.Shown(); shown < n {
				facts[0] = fmt.Sprintf("%d of %s", shown, facts[0])
			}
		}
	case m.screen == onHelp:
		title = "Keys"
	case d == nil:
	case m.screen == onNotes:
		title = "Notes on " + d.title()
		facts = []string{count(m.panes.notes.Len(), "note", "notes")}
		if n := m.panes.notes.Marked(); n > 0 {
			facts = append(facts, fmt.Sprintf("%d marked", n))
		}
	default:
		title, facts = d.title(), d.facts()
	}
	if len(m.desks) > 1 && m.screen == onText && m.view.aside == nil {
		return m.tabLine(facts)
	}
	room := m.width - 2
	if len(facts) > 0 && m.width >= factsFrom {
		room -= m.method.StringWidth(facts[0]) + 2
	}
	left := " " + m.theme.Style(theme.Title).Render(cell.Cut(m.method, title, room))
	known := strings.Join(facts, " · ")
	for len(facts) > 0 && m.method.StringWidth(left)+m.method.StringWidth(known)+3 > m.width {
		facts = facts[:len(facts)-1]
		known = strings.Join(facts, " · ")
	}
	if known != "" {
		known = m.theme.Style(theme.Muted).Render(known) + " "
	}
	return cell.Ends(m.method, left, known, m.width, 1)
}

// facts gives when a briefing was published and by whom.
func (d *desk) facts() []string {
	if d.doc == nil {
		return nil
	}
	if d.sight != nil {
		return []string{count(d.sight.made.Entries, "entry", "entries")}
	}
	published, publishers := d.doc.Item.Published, d.doc.Item.Publishers
	if b := d.text.briefing; b != nil {
		if b.Published.Value != "" {
			published = b.Published
		}
		publishers = nil
		for _, src := range b.Sources {
			if src.Publisher != "" && !slices.Contains(publishers, src.Publisher) {
				publishers = append(publishers, src.Publisher)
			}
		}
	}
	var parts []string
	if date := library.Date(published); date != "" {
		parts = append(parts, date)
	}
	if len(publishers) > 0 {
		name := content.CleanLine(publishers[0])
		if n := len(publishers) - 1; n > 0 {
			name += " and " + count(n, "other", "others")
		}
		parts = append(parts, name)
	}
	return parts
}

// statusLine says where the reader is and how things stand, and a few keys; a message
// takes the place of where and keys, and of all where something could be lost.
func (m *Model) statusLine() string {
	bar := m.theme.Style(theme.StatusBar)
	where, state := m.whereabouts()
	said, hints := bar, m.hints()
	switch {
	case m.message.stays:
		text := cell.Cut(m.method, " "+m.message.text, max(m.width-8, 1)) + "  (" + m.keys.app.Dismiss.Help().Key + ")"
		return m.theme.Style(m.message.role).Inherit(bar).Render(cell.Fit(m.method, text, m.width))
	case m.message.text != "":
		where, said, hints = m.message.text, m.theme.Style(m.message.role).Inherit(bar), nil
	}
	stateWidth := m.method.StringWidth(state) + 1
	room := m.width - stateWidth - 3
	if m.method.StringWidth(where) > room && (m.message.text != "" || room < 8) {
		state, room = "", m.width-2
	}
	where = cell.Cut(m.method, where, max(room, 0))
	room -= m.method.StringWidth(where) + 2
	for len(hints) > 0 && cell.HintsWidth(m.method, hints...) > room {
		hints = hints[:len(hints)-1]
	}
	right := cell.BarHints(m.theme, hints...)
	tail := state
	if right != "" && state != "" {
		tail = "   " + state
	}
	if right != "" || state != "" {
		tail += " "
	}
	where = " " + where
	gap := m.width - m.method.StringWidth(where) - m.method.StringWidth(tail) - cell.HintsWidth(m.method, hints...)
	if gap < 0 {
		return bar.Render(cell.Fit(m.method, where, m.width))
	}
	return said.Render(where) + bar.Render(strings.Repeat(" ", gap)) + right + bar.Render(tail)
}

// whereabouts gives the section and the state of the briefing that is read, or the name
// of the action that the palette would run, by which a configuration binds it.
func (m *Model) whereabouts() (where, state string) {
	if m.bottom == onPalette {
		it, _ := m.panes.palette.Selected()
		return it.Name, ""
	}
	d := m.desk()
	if d == nil || m.screen == onLibrary || m.screen == onHelp {
		return "", ""
	}
	var parts []string
	if len(m.desks) > 1 && d.sight == nil && m.layout.title == 0 {
		parts = append(parts, fmt.Sprintf("%d/%d", m.current+1, len(m.desks)))
	}
	if b := d.text.briefing; b != nil {
		if s := b.SectionAt(d.reader.Cursor()); s != nil {
			where = content.CleanLine(s.Title)
			if d.sight != nil { // its headings are titles, and may leave no room for the keys
				where = cell.Cut(m.method, where, max(m.width/4, 12))
			}
		}
		if says := d.assessed(); says != "" && m.screen == onText {
			where = strings.TrimPrefix(where+" · "+says, " · ")
		}
	} else {
		parts = append(parts, "reading…")
	}
	if from := m.view.among.from; from != nil && d.sight == nil {
		where = "link from “" + cell.Cut(m.method, from.label, max(m.width/3, 12)) + "”"
	}
	noted := m.base() // of a view the briefing that its notes are on
	if noted == nil {
		noted = d
	}
	if n := len(noted.text.notes); n > 0 {
		parts = append(parts, count(n, "note", "notes"))
	}
	switch {
	case noted.busy():
		parts = append(parts, "saving…")
	case noted.saved:
		parts = append(parts, "saved")
	}
	if m.keys.taker(m.screen).Awaiting() {
		parts = append([]string{stroke.Label([]string{m.keys.held.String()}) + " …"}, parts...)
	}
	if n := d.reader.Count(); n > 0 && m.screen == onText {
		parts = append([]string{strconv.Itoa(n)}, parts...)
	}
	if m.screen == onText && d.doc != nil {
		parts = append(parts, strconv.Itoa(d.reader.Progress())+" %")
	}
	return where, strings.Join(parts, " · ")
}

// assessed gives in words how the note under the cursor is graded, and what leads to the text there.
func (d *desk) assessed() string {
	var says []string
	if n, ok := d.find(d.reader.NoteUnder()); ok {
		says = composer.InWords(n.Note.Grade, n.Note.Likely)
	}
	if from := d.reader.ArrivalUnder(); from != "" {
		says = append(says, "← "+from)
	}
	return strings.Join(says, " · ")
}

// hints gives the keys worth knowing here, the most useful first.
func (m *Model) hints() []key.Binding {
	k, quit := m.keys, "quit"
	if d := m.desk(); d != nil && d.shelved {
		quit = "library"
	}
	switch {
	case m.bottom == onPalette:
		return []key.Binding{k.palette.Run, k.palette.Down, k.palette.Up, k.palette.Close}
	case m.bottom != noBottom:
		return nil
	case m.screen == onHelp:
		return []key.Binding{k.help.Close, k.help.Filter}
	case m.screen == onLibrary:
		return []key.Binding{k.library.Open, k.library.Filter, k.library.Find, k.app.Help, k.library.Close}
	case m.screen == onNotes && m.view.among.from != nil:
		return []key.Binding{short(k.notes.Link, "link to this"), k.notes.Close}
	case m.screen == onNotes:
		return []key.Binding{k.notes.Jump, k.notes.Edit, k.notes.Delete, short(k.notes.Close, "back"), k.notes.Filter}
	case m.view.among.from != nil && m.side == noSide:
		return []key.Binding{short(k.reader.Follow, "link here"), short(k.reader.Cancel, "give it up"), k.app.Library, k.app.Notes}
	case m.side == onOutline:
		return []key.Binding{k.outline.Jump, short(k.app.Focus, "back to the text"), short(k.outline.Folds.Toggle, "fold")}
	case m.side == onSource:
		return []key.Binding{k.source.Close, k.source.Open}
	}
	if d := m.desk(); d != nil && d.sight != nil {
		return []key.Binding{
			short(k.reader.Follow, d.sight.leads()), short(k.app.Quit, "back"), short(k.reader.Highlight, "highlight"),
			short(k.reader.Write, "note"), short(k.reader.Search, "search"), k.app.Help,
		}
	}
	return []key.Binding{
		k.app.Help, short(k.reader.Highlight, "highlight"), short(k.reader.Write, "note"), k.app.Notes,
		short(k.reader.Search, "search"), short(k.app.Quit, quit),
		short(k.app.Palette, "command"),
	}
}

// short gives a binding with fewer words.
func short(b key.Binding, desc string) key.Binding {
	b.SetHelp(b.Help().Key, desc)
	return b
}

// questionRows gives a question in as many rows as it needs.
func (m *Model) questionRows(q question) []string {
	var rows []string
	for _, row := range cell.Wrap(m.method, q.text, max(m.width-4, 1)) {
		rows = append(rows, cell.Fit(m.method, "  "+m.theme.Style(theme.Title).Render(row), m.width))
	}
	for _, row := range q.rows {
		rows = append(rows, cell.Fit(m.method, "  "+cell.Cut(m.method, row, max(m.width-4, 1)), m.width))
	}
	return append(rows, cell.Fit(m.method, "  "+cell.Hints(m.theme, q.keys...), m.width))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
