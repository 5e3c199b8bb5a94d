package export

import (
	"fmt"
	"slices"
	"strings"

	"readout/briefing"
	"readout/briefing/note"
)

// obsidian writes Markdown as Obsidian (obsidian.md) reads it: each note is a callout of
// its kind with a block id of its own, so that [[file#^id]] leads to it; tags stand in the
// properties too; source paragraphs are footnotes. Nothing that was quoted becomes a link
// between pages, a tag or a comment.
func obsidian(bundles []Bundle, by Grouping) *Rendered {
	var out strings.Builder
	var notes footnotes
	seen := map[string]int{}
	fmt.Fprintf(&out, "# %s\n", briefing.Escape(exportTitle(bundles)))
	for _, r := range outline(bundles, by) {
		if r.isNote() {
			writeCallout(&out, r, &notes, seen)
			continue
		}
		if r.title != "" {
			fmt.Fprintf(&out, "\n%s %s\n", strings.Repeat("#", r.level), heading(r.title))
		}
		if r.empty {
			out.WriteString("\nNo notes.\n")
		}
	}
	notes.writeMarkdown(&out)
	return &Rendered{Head: string(obsidianHeader(bundles)), Body: out.String(), marks: markdownMarks}
}

// heading gives a heading in which a tag is one and nothing else is.
func heading(title string) string {
	if tag, ok := strings.CutPrefix(title, "#"); ok && tag == tagName(tag) {
		return title
	}
	return briefing.Escape(title)
}

// obsidianHeader is the front matter of the Markdown form with the tags of all notes.
func obsidianHeader(bundles []Bundle) []byte {
	var tags []string
	for i := range bundles {
		for _, n := range bundles[i].Notes {
			tags = append(tags, n.Note.Tags...)
		}
	}
	tags = tagNames(tags)
	slices.Sort(tags)
	list := []briefing.Field{{Key: "tags", Value: tags}}
	if len(bundles) == 1 {
		return briefing.FrontMatter(append(fields(&bundles[0]), list...))
	}
	all := make([][]briefing.Field, len(bundles))
	for i := range bundles {
		all[i] = fields(&bundles[i])
	}
	return briefing.FrontMatter(append([]briefing.Field{{Key: "title", Value: "Notes"}, {Key: "briefings", Value: all}}, list...))
}

// callout gives the type of callout that shows a kind of note.
func callout(k note.Kind) string {
	switch k {
	case note.Question:
		return "question"
	case note.Check:
		return "warning"
	case note.Action:
		return "todo"
	case note.Judgement:
		return "important"
	}
	return "quote"
}

func writeCallout(out *strings.Builder, r *row, notes *footnotes, seen map[string]int) {
	n := r.note.Note
	var text strings.Builder
	fmt.Fprintf(&text, "[!%s] %d · %s\n", callout(n.Kind), r.number, briefing.Escape(r.kind()))
	lines := r.quoteLines()
	for i, line := range lines {
		if i > 0 {
			text.WriteString(">\n")
		}
		text.WriteString("> " + briefing.Escape(line) + "\n")
	}
	if where := attribution(r).markdown() + notes.marks(r, "[^s%d]"); where != "" {
		if len(lines) > 0 {
			text.WriteString(">\n")
		}
		text.WriteString("> — " + where + "\n")
	}
	text.WriteString(r.obsidianLines())
	if body := contained(n.Body, min(r.level, 5), fmt.Sprintf("n%d-", r.number)); body != "" {
		text.WriteString("\n" + body)
	}
	text.WriteString("\n*" + briefing.Escape(who(n)) + "*")
	for i, tag := range tagNames(n.Tags) {
		if i == 0 {
			text.WriteString(" ·")
		}
		text.WriteString(" #" + tag)
	}
	out.WriteByte('\n')
	for line := range strings.Lines(text.String()) {
		out.WriteString(strings.TrimRight("> "+line, " \n") + lineBreak(line) + "\n")
	}
	fmt.Fprintf(out, "\n^%s\n", blockID(n.ID, seen))
}

// obsidianLines gives how a note is assessed and where it leads; to a note of the export by
// a link to its block.
func (r *row) obsidianLines() string {
	var b strings.Builder
	if text := assessed(&r.note.Note); text != "" {
		b.WriteString("\n**" + briefing.Escape(text) + "**\n")
	}
	for _, l := range r.links() {
		text := briefing.Escape(l.text())
		if l.number > 0 {
			text = "→ [[#^" + blockID(l.id, map[string]int{}) + "|" + briefing.EscapeLink(strings.ReplaceAll(strings.TrimPrefix(l.text(), "→ "), "|", "¦")) + "]]"
		}
		b.WriteString("\n" + text + "\n")
	}
	return b.String()
}

// lineBreak gives the two blanks of a hard break that a line ends in.
func lineBreak(line string) string {
	if strings.HasSuffix(strings.TrimRight(line, "\n"), "  ") && strings.TrimSpace(line) != "" {
		return "  "
	}
	return ""
}

// blockID gives the id of a note's block: letters, digits and hyphens, each once in a file.
func blockID(id string, seen map[string]int) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return r
		}
		return '-'
	}, id)
	name = "note-" + strings.Trim(name[max(0, len(name)-36):], "-")
	seen[name]++
	if n := seen[name]; n > 1 {
		return fmt.Sprintf("%s-%d", name, n)
	}
	return name
}
