package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"readout/briefing"
	"readout/briefing/note"
)

// assessments gives how a note grades its source, and how likely it holds the statement, in
// the words of the Admiralty code and of ICD 203: "B2: usually reliable, probably true"; and
// whose version it is, where it was changed in two places at once.
func assessments(n *note.Note) (out []string) {
	if len(n.Rivals) > 0 {
		out = append(out, fmt.Sprintf("changed in two places: the version of %s, %s", cmp.Or(line(n.Creator), "nobody named"), n.Modified.UTC().Format("2006-01-02 15:04")))
	}
	if code := n.Grade.String(); code != "" {
		out = append(out, code+": "+n.Grade.Words())
	}
	if n.Likely != 0 {
		out = append(out, n.Likely.String()+" ("+n.Likely.Percent()+")")
	}
	return out
}

// assessed gives the same on one line; empty where there is none.
func assessed(n *note.Note) string { return strings.Join(assessments(n), " · ") }

// whole says of a note that is on no text what it is on.
func whole(n *note.Note) string {
	switch n.Target.Scope() {
	case note.OnSection:
		return "the whole section"
	case note.OnBriefing:
		return "the whole briefing"
	}
	return ""
}

// scopeName gives the same for programs: text, section or briefing.
func scopeName(n *note.Note) string {
	switch n.Target.Scope() {
	case note.OnSection:
		return "section"
	case note.OnBriefing:
		return "briefing"
	}
	return "text"
}

// linked is a link as a text shows it.
type linked struct {
	label  string // the words that it leads to, on one line
	number int    // of the note that it leads to, in the export; 0: it is not in it
	id     string // of that note, or empty
	where  string // title of the briefing, where that is another and in the export
	gone   bool   // the note is not there any more
}

// text gives a link in plain words.
func (l *linked) text() string {
	var b strings.Builder
	b.WriteString("→ ")
	if l.number > 0 {
		fmt.Fprintf(&b, "note %d, ", l.number)
	}
	b.WriteString(quoted(l.label))
	if l.where != "" {
		b.WriteString(" in " + l.where)
	}
	if l.gone {
		b.WriteString(" (deleted)")
	}
	return b.String()
}

// links gives the links of a note.
func (r *row) links() (out []linked) {
	for _, l := range r.note.Note.Links {
		to := linked{label: line(l.Label), id: l.Note}
		if to.label == "" {
			to.label = line(l.Target.Exact)
		}
		i := slices.IndexFunc(r.bundles, func(b Bundle) bool { return l.Briefing == b.ID || l.Briefing == b.Briefing.ID })
		if i >= 0 && &r.bundles[i] != r.bundle {
			to.where = r.bundles[i].title()
		}
		if l.Note != "" {
			to.number = r.numbers[l.Note]
			to.gone = i >= 0 && r.bundles[i].Complete && to.number == 0
		}
		if to.label == "" {
			to.label = "…"
		}
		out = append(out, to)
	}
	return out
}

// linkTexts gives the links of a note in plain words.
func (r *row) linkTexts() (out []string) {
	for _, l := range r.links() {
		out = append(out, l.text())
	}
	return out
}

// markdownLines gives how a note is assessed and where it leads, a paragraph each.
func (r *row) markdownLines() string {
	var b strings.Builder
	if text := assessed(&r.note.Note); text != "" {
		b.WriteString("\n**" + briefing.Escape(text) + "**\n")
	}
	for _, text := range r.linkTexts() {
		b.WriteString("\n" + briefing.Escape(text) + "\n")
	}
	return b.String()
}

// Remarks gives how a note is assessed and where it leads, a line each, to be printed.
func Remarks(n note.Note) (lines []string) {
	if text := assessed(&n); text != "" {
		lines = append(lines, text)
	}
	r := row{note: &Placed{Note: n}}
	return append(lines, r.linkTexts()...)
}
