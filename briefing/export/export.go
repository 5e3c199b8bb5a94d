// Package export writes notes for other programs: Markdown that reads well in Obsidian, on
// GitHub and through pandoc, and plain structs for JSON. What a reader copies is written
// here too, so that every citation has one form.
//
// It touches no disk, and gives no text on that a terminal would act on.
package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/content"
)

// Placed is a note with the range of the briefing's source that it stands on.
type Placed = anchor.Placed

// Bundle is a briefing, as parsed from the revision that the notes were placed in, with
// notes of it.
type Bundle struct {
	Briefing *briefing.Briefing
	ID       string // of the briefing where its front matter names none
	Revision string
	Notes    []Placed // in any order
	Complete bool     // Notes are all that there are on it
}

func (b *Bundle) id() string { return cmp.Or(b.Briefing.ID, b.ID) }

// title gives the briefing's title as plain text, never empty.
func (b *Bundle) title() string {
	return cmp.Or(strings.TrimSpace(content.CleanLine(b.Briefing.Title)), "Untitled")
}

// Markdown writes the notes of briefings: by section in reading order, each note under a
// heading of its own with the quotation, where that is from, who wrote it when, its tags and
// its body. Notes whose text is gone come last, with their old text. The source paragraphs that
// notes rest on are footnotes at the end. Times are UTC.
//
// The heading of a note is of level 3, with several briefings of level 4, and nothing in a
// body can end it: headings in it are of lower levels, its HTML shows as text, what it
// leaves open is closed, and names of links and footnotes in it hold for it alone.
func Markdown(w io.Writer, bundles []Bundle) error {
	r := markdownText(bundles, BySection)
	_, err := w.Write(r.Plain())
	return err
}

func markdownText(bundles []Bundle, by Grouping) *Rendered {
	var out strings.Builder
	var notes footnotes
	fmt.Fprintf(&out, "# %s\n", briefing.Escape(exportTitle(bundles)))
	for _, r := range outline(bundles, by) {
		if r.isNote() {
			writeNote(&out, r, &notes)
			continue
		}
		if r.title != "" {
			fmt.Fprintf(&out, "\n%s %s\n", strings.Repeat("#", r.level), briefing.Escape(r.title))
		}
		if r.empty {
			out.WriteString("\nNo notes.\n")
		}
	}
	notes.writeMarkdown(&out)
	return &Rendered{Head: string(header(bundles)), Body: out.String(), marks: markdownMarks}
}

func header(bundles []Bundle) []byte {
	if len(bundles) == 1 {
		return briefing.FrontMatter(fields(&bundles[0]))
	}
	list := make([][]briefing.Field, len(bundles))
	for i := range bundles {
		list[i] = fields(&bundles[i])
	}
	return briefing.FrontMatter([]briefing.Field{{Key: "title", Value: "Notes"}, {Key: "briefings", Value: list}})
}

func fields(b *Bundle) []briefing.Field {
	out := []briefing.Field{
		{Key: "briefing", Value: b.id()},
		{Key: "title", Value: b.title()},
		{Key: "published", Value: briefing.Day(b.Briefing.Published.Value)},
		{Key: "revision", Value: b.Revision},
	}
	var sources [][]briefing.Field
	for _, s := range b.Briefing.Sources {
		sources = append(sources, s.Fields())
	}
	return append(out, briefing.Field{Key: "sources", Value: sources})
}

// group is the notes of one section.
type group struct {
	order int
	key   string
	title string
	notes []*Placed
}

// The groups of notes that stand in no section.
const (
	wholeBriefing  = -2
	beforeSections = -1
	behindSections = 1 << 30
	orphans        = behindSections + 1
)

// versions gives a note that was changed in two places once for each version, so that none is
// left behind; each has the others as its rivals. A version that says it is gone says nothing.
func versions(n *Placed) []*Placed {
	if len(n.Note.Rivals) == 0 {
		return []*Placed{n}
	}
	var out []*Placed
	all := n.Note.Versions()
	for i, v := range all {
		if v.Deleted {
			continue
		}
		v.Rivals = slices.Delete(slices.Clone(all), i, i+1)
		one := *n
		one.Note = v
		out = append(out, &one)
	}
	return out
}

// groups gives the notes by section, in reading order.
func groups(b *Bundle) []group {
	byOrder := map[int]*group{}
	for i := range b.Notes {
		for _, n := range versions(&b.Notes[i]) {
			g := groupOf(b.Briefing, n)
			if byOrder[g.order] == nil {
				byOrder[g.order] = &g
			}
			byOrder[g.order].notes = append(byOrder[g.order].notes, n)
		}
	}
	var out []group
	for _, g := range byOrder {
		slices.SortStableFunc(g.notes, func(a, b *Placed) int {
			at, bt := &a.Note.Target, &b.Note.Target
			return cmp.Or(
				cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End),
				cmp.Compare(at.Position.Start, bt.Position.Start), cmp.Compare(at.Position.End, bt.Position.End),
				a.Note.Created.Compare(b.Note.Created), cmp.Compare(a.Note.ID, b.Note.ID), cmp.Compare(a.Note.Revision, b.Note.Revision),
				rivalOrder(&a.Note, &b.Note),
			)
		})
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b group) int { return cmp.Compare(a.order, b.order) })
	return out
}

// rivalOrder puts versions of one note that agree in revision in an order that is the same in
// every library, whichever of them came in first.
func rivalOrder(a, b *note.Note) int {
	if a.ID != b.ID || a.Revision != b.Revision {
		return 0 // they are in order, and this one is dear
	}
	return cmp.Or(
		a.Modified.Compare(b.Modified), cmp.Compare(a.Creator, b.Creator), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Body, b.Body),
		slices.Compare(a.Tags, b.Tags), cmp.Compare(a.Grade.String(), b.Grade.String()), cmp.Compare(a.Likely, b.Likely),
	)
}

// groupOf gives the group of a note, without notes.
func groupOf(b *briefing.Briefing, n *Placed) group {
	if n.Orphaned {
		return group{order: orphans, title: "Text no longer found"}
	}
	if n.Note.Target.Scope() == note.OnBriefing {
		return group{order: wholeBriefing, key: "briefing", title: "The whole briefing"}
	}
	if s := b.SectionAt(n.Span.Start); s != nil {
		i := slices.IndexFunc(b.Sections, func(o briefing.Section) bool { return o.Key == s.Key })
		return group{order: i, key: s.Key, title: cmp.Or(s.Title, s.Key)}
	}
	if len(b.Sections) == 0 || n.Span.Start < b.Sections[0].Span.Start {
		return group{order: beforeSections, key: "key-points", title: "Key points"}
	}
	return group{order: behindSections, key: "sources", title: "Sources"}
}

func writeNote(out *strings.Builder, r *row, notes *footnotes) {
	b, n, level, number := r.bundle, r.note, r.level, r.number
	fmt.Fprintf(out, "\n%s %d · %s\n\n", strings.Repeat("#", level), number, briefing.Escape(r.kind()))
	quoted := false
	for _, line := range r.quoteLines() {
		if text := briefing.Escape(line); text != "" {
			if quoted {
				out.WriteString(">\n")
			}
			quoted = true
			out.WriteString("> " + text + "\n")
		}
	}
	if where := citation(b.Briefing, n).markdown() + notes.marks(r, "[^s%d]"); where != "" {
		if quoted {
			out.WriteString(">\n")
		}
		out.WriteString("> — " + where + "\n")
	}
	out.WriteString("\n*" + briefing.Escape(who(n.Note)) + "*")
	for i, tag := range n.Note.Tags {
		if tag = tagName(tag); tag != "" {
			if i == 0 {
				out.WriteString(" ·")
			}
			out.WriteString(" #" + tag)
		}
	}
	out.WriteString("\n" + r.markdownLines())
	if body := contained(n.Note.Body, level, fmt.Sprintf("n%d-", number)); body != "" {
		out.WriteString("\n" + body)
	}
}

// who says who wrote a note and when, and when it was changed.
func who(n note.Note) string {
	s := stamp(n.Created)
	if creator := strings.TrimSpace(content.CleanLine(n.Creator)); creator != "" {
		s = creator + ", " + s
	}
	if n.Modified.After(n.Created) {
		s += ", changed " + stamp(n.Modified)
	}
	return s
}

func kindName(k note.Kind) string {
	switch k {
	case note.Highlight, "":
		return "Highlight"
	case note.Question:
		return "Question"
	case note.Check:
		return "To be checked"
	case note.Action:
		return "Action"
	case note.Judgement:
		return "Key judgement"
	}
	return cmp.Or(strings.TrimSpace(content.CleanLine(string(k))), "Note")
}

// tagName gives a tag as Obsidian takes it behind "#": letters, digits, hyphens, slashes
// and underscores, and not digits only; empty if nothing of it is left.
func tagName(tag string) string {
	tag = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '/', r == '_':
			return r
		}
		return '-'
	}, content.CleanLine(tag))
	for strings.Contains(tag, "--") {
		tag = strings.ReplaceAll(tag, "--", "-")
	}
	tag = strings.TrimFunc(tag, func(r rune) bool { return strings.ContainsRune("-_/", r) || unicode.IsMark(r) })
	if tag != "" && strings.IndexFunc(tag, func(r rune) bool { return !unicode.IsDigit(r) }) < 0 {
		tag = "t" + tag
	}
	return tag
}
