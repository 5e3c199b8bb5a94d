package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/briefing/note"
)

// org writes Org mode (orgmode.org): a headline a note with its tags and properties, the
// quotation in a quote block, source paragraphs as footnotes. A body of plain paragraphs is
// text, any other stands in a source block of Markdown, as it was written.
func org(bundles []Bundle, by Grouping) *Rendered {
	var out strings.Builder
	var notes footnotes
	for _, r := range outline(bundles, by) {
		if r.isNote() {
			writeHeadline(&out, r, &notes)
			continue
		}
		if r.title != "" {
			fmt.Fprintf(&out, "%s %s\n", strings.Repeat("*", r.level-1), orgText(r.title))
		}
		if r.empty {
			out.WriteString("No notes.\n")
		}
	}
	if len(notes.list) > 0 {
		out.WriteString("* Footnotes\n")
	}
	for _, f := range notes.list {
		text := orgCitation(citations{f.from})
		if f.text != "" {
			text = strings.TrimPrefix(text+": "+orgText(f.text), ": ")
		}
		fmt.Fprintf(&out, "\n[fn:%d] %s\n", f.number, text)
	}
	head := "#+TITLE: " + line(exportTitle(bundles)) + "\n#+OPTIONS: ^:nil e:nil tex:nil -:nil\n\n"
	return &Rendered{Head: head, Body: out.String(), marks: orgMarks}
}

func writeHeadline(out *strings.Builder, r *row, notes *footnotes) {
	n := r.note.Note
	state := ""
	if n.Kind == note.Action {
		state = "TODO "
	}
	fmt.Fprintf(out, "%s %s%d · %s%s\n", strings.Repeat("*", r.level-1), state, r.number, orgText(r.kind()), orgTags(n.Tags))
	out.WriteString(":PROPERTIES:\n")
	for _, p := range [][2]string{
		{"NOTE_ID", n.ID},
		{"KIND", string(n.Kind)},
		{"CREATOR", n.Creator},
		{"CREATED", stamp(n.Created)},
		{"MODIFIED", stamp(n.Modified)},
		{"BRIEFING", r.bundle.id()},
		{"SECTION", sectionTitle(r)},
		{"GRADE", n.Grade.String()},
		{"LIKELIHOOD", n.Likely.String()},
		{"TAGS_AS_GIVEN", strings.Join(n.Tags, ", ")},
	} {
		if v := line(p[1]); v != "" {
			fmt.Fprintf(out, ":%s: %s\n", p[0], v)
		}
	}
	if r.note.Orphaned {
		out.WriteString(":ORPHANED: t\n")
	}
	out.WriteString(":END:\n")
	lines := r.quoteLines()
	where := orgCitation(attribution(r)) + notes.marks(r, "[fn:%d]")
	if len(lines) > 0 || where != "" {
		out.WriteString("#+BEGIN_QUOTE\n")
		for i, line := range lines {
			if i > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(orgText(line) + "\n")
		}
		if where != "" {
			if len(lines) > 0 {
				out.WriteByte('\n')
			}
			out.WriteString("— " + where + "\n")
		}
		out.WriteString("#+END_QUOTE\n")
	}
	if text := assessed(&n); text != "" {
		out.WriteString("\n" + orgText(text) + "\n")
	}
	for _, text := range r.linkTexts() {
		out.WriteString("\n" + orgText(text) + "\n")
	}
	out.WriteString(orgBody(bodyOf(r)))
	out.WriteByte('\n')
}

// orgTags gives tags as headlines have them: letters, digits, "_" and "@".
func orgTags(tags []string) string {
	var out strings.Builder
	for _, tag := range tagNames(tags) {
		out.WriteString(":" + strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				return r
			}
			return '_'
		}, tag))
	}
	if out.Len() == 0 {
		return ""
	}
	return " " + out.String() + ":"
}

// orgCitation gives where a text is from, with links.
func orgCitation(list citations) string {
	var out []string
	for i := range list {
		c := &list[i]
		title, target := orgText(c.title), orgTarget(safeURL(c))
		switch {
		case title != "" && target != "":
			title = "[[" + target + "][" + orgLabels.Replace(c.title) + "]]"
		case target != "":
			title = "[[" + target + "]]"
		case title != "":
			title = orgText(quoted(c.title))
		}
		if s := joined(orgText(c.publisher), title, orgText(c.date), c.paragraphMark()); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, "; ")
}

func orgTarget(url string) string {
	return orgTargets.Replace(url)
}

var (
	orgTargets = strings.NewReplacer("[", "%5B", "]", "%5D", " ", "%20", "\\", "%5C")
	orgLabels  = strings.NewReplacer("[", "(", "]", ")")
)

// orgApart is the zero-width space that the Org manual (section "Escape Character") puts
// into text that looks like markup.
const orgApart = "\u200b"

// orgText gives one line of text that Org takes for nothing else.
func orgText(text string) string {
	text = line(text)
	var out strings.Builder
	before, apart := ' ', false // apart: before was markup, and is none now
	for i, r := range text {
		rest := text[i+utf8.RuneLen(r):]
		next, _ := utf8.DecodeRuneInString(rest)
		switch {
		case i == 0 && strings.ContainsRune("*#:|-+", r), i == 0 && orgNumeral(text):
			out.WriteString(orgApart)
			out.WriteRune(r)
			apart = strings.ContainsRune("*+", r)
		case strings.ContainsRune("*/_=~+", r) && (apart || orgOpens(before)):
			out.WriteString(orgApart)
			out.WriteRune(r)
			out.WriteString(orgApart)
			apart = true
		case r == '[' && (next == '[' || strings.HasPrefix(rest, "fn:") || strings.HasPrefix(rest, "cite") || orgNumber(rest)),
			r == '<' && (next == '<' || unicode.IsDigit(next)), r == '{' && next == '{', r == '@' && next == '@',
			r == '\\' && (next == '(' || next == '['), (r == '_' || r == '^') && (next == '{' || next == '('),
			r == '_' && (strings.HasSuffix(text[:i], "src") || strings.HasSuffix(text[:i], "call")):
			out.WriteRune(r)
			out.WriteString(orgApart)
			apart = false
		default:
			out.WriteRune(r)
			apart = false
		}
		before = r
	}
	return out.String()
}

// orgNumber reports whether what follows a bracket makes it a date or a count.
func orgNumber(rest string) bool {
	after := strings.TrimLeft(rest, "0123456789")
	return after != "" && len(after) < len(rest) && strings.IndexByte("-/%", after[0]) >= 0
}

// orgOpens reports whether emphasis can begin behind a character.
func orgOpens(before rune) bool {
	return unicode.IsSpace(before) || unicode.In(before, unicode.Ps, unicode.Pi, unicode.Pf, unicode.Pd) || strings.ContainsRune("'\"<>|", before)
}

// orgNumeral reports whether a line begins as an item of a list does.
func orgNumeral(text string) bool {
	rest := strings.TrimLeft(text, "0123456789")
	if rest == text && len(text) > 0 && text[0] < utf8.RuneSelf && unicode.IsLetter(rune(text[0])) {
		rest = text[1:]
	}
	return len(rest) < len(text) && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, ") ") || rest == "." || rest == ")")
}

// orgBody gives the body of a note: paragraphs where it is nothing else, else Markdown in a
// block.
func orgBody(body string) string {
	body = strings.Trim(body, "\n")
	if strings.TrimSpace(body) == "" {
		return ""
	}
	if paragraphs, ok := plainParagraphs(body); ok {
		var out strings.Builder
		for _, lines := range paragraphs {
			out.WriteByte('\n')
			for _, line := range lines {
				out.WriteString(orgText(line) + "\n")
			}
		}
		return out.String()
	}
	var out strings.Builder
	out.WriteString("\n#+BEGIN_SRC markdown\n")
	for line := range strings.Lines(body) {
		line = strings.TrimSuffix(line, "\n")
		bare := strings.TrimLeft(line, " \t")
		if after := strings.TrimLeft(bare, ","); strings.HasPrefix(after, "#+") || strings.HasPrefix(after, "*") {
			line = line[:len(line)-len(bare)] + "," + bare
		}
		out.WriteString(line + "\n")
	}
	out.WriteString("#+END_SRC\n")
	return out.String()
}

// plainParagraphs gives the lines of a body that is paragraphs of words only.
func plainParagraphs(body string) (paragraphs [][]string, ok bool) {
	if isWords(body) {
		return [][]string{{body}}, true
	}
	_, doc := open(body)
	for b := range doc.Blocks() {
		if b.Kind != markdown.Paragraph || len(b.Containers) > 0 {
			return nil, false
		}
		var lines []string
		for i := range b.Runs {
			r := &b.Runs[i]
			if r.Style != 0 || !r.Verbatim && r.Text != "" {
				return nil, false
			}
			if i == 0 || b.Runs[i-1].Break != markdown.NoBreak {
				lines = append(lines, "")
			}
			lines[len(lines)-1] += r.Text
		}
		paragraphs = append(paragraphs, lines)
	}
	return paragraphs, len(paragraphs) > 0
}
