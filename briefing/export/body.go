package export

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/content"
)

// contained gives the Markdown of a note's body so that it stays in its place behind a
// heading of a level, whatever is in it; empty, or ending in a line break. Names of
// footnotes get a prefix. Where the parts cannot be made safe one by one, the body shows
// as plain text.
func contained(body string, level int, prefix string) string {
	body = strings.Trim(content.Clean(body), "\n")
	if strings.TrimSpace(body) == "" {
		return ""
	}
	if isWords(body) {
		return body + "\n"
	}
	out := structure(inlines(body, prefix), level)
	if !holds(out, level, prefix) {
		out = plain(body)
	}
	return out
}

// isWords reports whether a body is one line of words with nothing in it that any reader of
// Markdown takes for more. Most bodies are, and need not be parsed to be sure.
func isWords(body string) bool {
	last := ' ' // words begin behind a blank
	for i, r := range body {
		next, _ := utf8.DecodeRuneInString(body[min(i+utf8.RuneLen(r), len(body)):])
		switch {
		case unicode.IsLetter(r), i > 0 && '0' <= r && r <= '9':
		case i == 0:
			return false
		case r == ' ' && last != ' ':
		case strings.ContainsRune(",;?'\"", r):
		case r == '.' && (next == ' ' || i == len(body)-1):
		case r == '-' && (unicode.IsLetter(last) || '0' <= last && last <= '9') && unicode.IsLetter(next):
		default:
			return false
		}
		last = r
	}
	return last != ' '
}

// edit replaces a range of a text.
type edit struct {
	span content.Span
	with string
}

// apply makes edits, of which none overlap another; of those that do, the first counts.
func apply(src string, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.span.Start - b.span.Start })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.span.Start < at {
			continue
		}
		b.WriteString(src[at:e.span.Start])
		b.WriteString(e.with)
		at = e.span.End
	}
	b.WriteString(src[at:])
	return b.String()
}

// open parses a body that stands behind other text: hyphens at its start begin no front
// matter. The body is src[1:].
func open(body string) (src string, doc *markdown.Document) {
	src = "\n" + strings.TrimRight(body, "\n") + "\n"
	return src, markdown.Open([]byte(src))
}

// inlines makes the inline content of a body safe: HTML, what only Obsidian reads as a comment
// or a formula, and what only pandoc reads as TeX, as attributes or as a box, shows as text;
// links hold their targets, and those that run something are none; footnotes are renamed.
func inlines(body, prefix string) string {
	src, doc := open(body)
	var edits []edit
	notes := map[int]bool{}
	covered := newLines(src)
	mathematics := strings.Count(src, "$$")%2 == 1
	for b := range doc.Blocks() {
		covered.block(&b)
		for _, c := range b.Containers {
			if c.Kind == markdown.Footnote && !notes[c.ID] {
				notes[c.ID] = true
				if i := strings.Index(src[c.Marker.Start:c.Marker.End], "[^"); i >= 0 {
					at := c.Marker.Start + i + 2
					edits = append(edits, edit{content.Span{Start: at, End: at}, prefix})
				}
			}
		}
		runs := b.Runs
		for _, row := range b.Rows {
			for _, cell := range row.Cells {
				runs = append(slices.Clip(runs), cell...)
			}
		}
		if b.Kind == markdown.HTML || b.Kind == markdown.Code {
			continue
		}
		for i := range runs {
			edits = append(edits, inline(src, &runs[i], prefix, mathematics)...)
		}
	}
	edits = append(edits, definitions(src, covered)...)
	return strings.Trim(apply(src, edits), "\n")
}

// lines are the lines of a text, and which of them belong to blocks.
type lines struct {
	starts  []int
	covered []bool
}

func newLines(src string) *lines {
	l := &lines{starts: []int{0}}
	for i := range len(src) {
		if src[i] == '\n' {
			l.starts = append(l.starts, i+1)
		}
	}
	l.covered = make([]bool, len(l.starts))
	return l
}

// block marks the lines of a block, without definitions of links that it begins with.
func (l *lines) block(b *markdown.Block) {
	s := b.Span
	switch {
	case b.Kind == markdown.Empty:
		return
	case b.Kind != markdown.Paragraph && b.Kind != markdown.Heading && b.Kind != markdown.Table:
	case len(b.Runs) > 0:
		s.Start = b.Runs[0].Span.Start
	case len(b.Rows) > 0:
		s.Start = b.Rows[0].Span.Start
	}
	l.cover(s)
}

// cover marks the lines of a range.
func (l *lines) cover(s content.Span) {
	i, ok := slices.BinarySearch(l.starts, s.Start)
	if !ok {
		i--
	}
	for ; i < len(l.starts) && (l.starts[i] < s.End || l.starts[i] <= s.Start); i++ {
		l.covered[i] = true
	}
}

// definitions takes out the definitions of links: lines that belong to no block.
func definitions(src string, covered *lines) (edits []edit) {
	at, taken := 0, false
	for i, line := range strings.SplitAfter(src, "\n") {
		text := strings.TrimLeft(line, " \t>*+-0123456789.)")
		if strings.HasPrefix(text, "[^") && strings.HasSuffix(strings.TrimSpace(text), "]:") {
			text = "" // a footnote that begins on its next line
		}
		taken = !covered.covered[i] && strings.TrimSpace(line) != "" && (taken || strings.HasPrefix(text, "["))
		if taken {
			edits = append(edits, edit{content.Span{Start: at, End: at + len(line)}, ""})
		}
		at += len(line)
	}
	return edits
}

func inline(src string, r *markdown.Run, prefix string, mathematics bool) (edits []edit) {
	switch {
	case r.Span.Len() == 0 || r.Text == "":
	case r.Style&markdown.Citation != 0:
		at := r.Span.Start + 2
		return []edit{{content.Span{Start: at, End: at}, prefix}}
	case r.Style&markdown.RawHTML != 0:
		return []edit{{r.Span, briefing.Escape(src[r.Span.Start:r.Span.End])}}
	case r.Style&markdown.CodeSpan != 0:
	case r.Verbatim:
		edits = literal(src, r, mathematics)
	}
	if r.Style&(markdown.Link|markdown.Image) != 0 {
		edits = append(edits, target(src, r)...)
	}
	return edits
}

// literal escapes in text what one reader of Markdown or another takes for more. readout knows
// no formulas: where one would have TeX in it, its dollars are escaped too.
func literal(src string, r *markdown.Run, mathematics bool) (edits []edit) {
	tex := strings.IndexByte(r.Text, '{') >= 0 || hasCommand(r.Text)
	for i := range len(r.Text) {
		at := r.Span.Start + i
		two := r.Text[i:min(i+2, len(r.Text))]
		c := two[0]
		if two == "%%" || two == "[^" || two == "$$" && mathematics || c == '{' || c == '$' && tex || isCommand(two) ||
			strings.HasPrefix(r.Text[i:], ":::") && strings.TrimLeft(src[lineStart(src, at):at], " \t>") == "" {
			edits = append(edits, edit{content.Span{Start: at, End: at}, "\\"})
		}
	}
	return edits
}

// isCommand reports whether two characters begin a command of TeX.
func isCommand(two string) bool {
	return len(two) == 2 && two[0] == '\\' && (two[1]|0x20 >= 'a' && two[1]|0x20 <= 'z' || two[1] == '@')
}

func hasCommand(text string) bool {
	for i := range len(text) - 1 {
		if isCommand(text[i : i+2]) {
			return true
		}
	}
	return false
}

// runs reports whether following a link runs what stands in it.
func runs(target string) bool {
	scheme, _, ok := strings.Cut(target, ":")
	scheme = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1 // as browsers read it
		}
		return r
	}, scheme))
	return ok && (scheme == "javascript" || scheme == "vbscript" || scheme == "data")
}

// target writes the target of a link into it, where it has a name of one.
func target(src string, r *markdown.Run) []edit {
	at := r.Span.End
	if start := r.Span.Start; runs(r.Target) && start > 0 && src[start-1] == '<' {
		return []edit{{content.Span{Start: start - 1, End: start - 1}, "\\"}}
	}
	for at < len(src) && strings.IndexByte("*_~`", src[at]) >= 0 {
		at++
	}
	if at >= len(src) || src[at] != ']' {
		return nil // not the end of it, or an address that stands alone
	}
	if runs(r.Target) {
		return []edit{{content.Span{Start: at, End: at}, "\\"}}
	}
	at++
	end := at
	switch {
	case strings.HasPrefix(src[at:], "("):
		return nil
	case strings.HasPrefix(src[at:], "["):
		if i := strings.IndexByte(src[at:], ']'); i > 0 {
			end = at + i + 1
		}
	}
	to := strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "", "\\", "%5C").Replace(r.Target)
	return []edit{{content.Span{Start: at, End: end}, "(<" + to + ">)"}}
}

// structure makes the blocks of a body safe: headings are put below a level, rules cannot
// be read as the end of a heading or of front matter, HTML shows as text, code is closed,
// and what pandoc begins only behind a blank line has one.
func structure(body string, level int) string {
	src, doc := open(body)
	var edits []edit
	var last *markdown.Block
	for b := range doc.Blocks() {
		start := contentStart(src, &b)
		if last != nil && apart(src, last, &b) {
			at := lineStart(src, b.Span.Start)
			edits = append(edits, edit{content.Span{Start: at, End: at}, "\n"})
		}
		last = &b
		switch b.Kind {
		case markdown.Heading:
			edits = append(edits, demoted(src, &b, start, level))
		case markdown.Rule:
			edits = append(edits, edit{content.Span{Start: start, End: lineEnd(src, start)}, "* * *"})
		case markdown.HTML:
			for i := range b.Runs {
				more := i+1 < len(b.Runs) && strings.TrimSpace(b.Runs[i+1].Text) != ""
				edits = append(edits, shownHTML(src, &b.Runs[i], more)...)
			}
		case markdown.Code:
			edits = append(edits, fence(src, &b, start)...)
		}
	}
	return strings.TrimLeft(strings.TrimRight(apply(src, edits), "\n"), "\n") + "\n"
}

// apart reports whether a blank line is due before a block that has none.
func apart(src string, last, b *markdown.Block) bool {
	at := lineStart(src, b.Span.Start)
	if at == 0 || last.Kind == markdown.FrontMatter || strings.HasSuffix(src[:at], "\n\n") {
		return false
	}
	if len(b.Containers) == 0 {
		return b.Kind == markdown.Heading || b.Kind == markdown.Rule
	}
	return len(last.Containers) == 0 && b.Containers[0].First
}

func lineStart(src string, at int) int { return strings.LastIndexByte(src[:at], '\n') + 1 }

func lineEnd(src string, at int) int {
	if i := strings.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(src)
}

// contentStart gives where a block begins behind the markers of what it stands in.
func contentStart(src string, b *markdown.Block) int {
	at := b.Span.Start
	end := lineEnd(src, at)
	for _, c := range b.Containers {
		if c.Marker.Start >= lineStart(src, at) && c.Marker.End <= end {
			at = max(at, c.Marker.End)
		}
	}
	return skipMarkers(src, at, end)
}

func skipMarkers(src string, at, end int) int {
	for at < end && strings.IndexByte(" \t>", src[at]) >= 0 {
		at++
	}
	return at
}

// demoted writes a heading on one line, so many levels lower.
func demoted(src string, b *markdown.Block, start, level int) edit {
	end := b.Span.Start + len(strings.TrimRight(src[b.Span.Start:b.Span.End], "\n"))
	marks := strings.Repeat("#", min(b.Level+level, 6)) + " "
	lines := strings.Split(src[start:end], "\n")
	if len(lines) == 1 {
		return edit{content.Span{Start: start, End: start + len(lines[0]) - len(strings.TrimLeft(lines[0], "#"))}, strings.TrimRight(marks, " ")}
	}
	text := lines[0]
	for _, l := range lines[1 : len(lines)-1] {
		text = strings.TrimRight(text, " \\") + " " + l[skipMarkers(l, 0, len(l)):]
	}
	if text = strings.TrimSpace(text); strings.HasSuffix(text, "#") {
		text += " #"
	}
	return edit{content.Span{Start: start, End: end}, marks + text}
}

// shownHTML escapes a line of an HTML block.
func shownHTML(src string, r *markdown.Run, more bool) []edit {
	text := src[r.Span.Start:r.Span.End]
	body := strings.TrimRight(text, "\n")
	shown := briefing.Escape(body)
	if shown == "" {
		return nil
	}
	if more {
		shown += "  " // a hard break
	}
	return []edit{{content.Span{Start: r.Span.Start, End: r.Span.Start + len(body)}, shown}}
}

// fence gives fenced code a plain language name and an end.
func fence(src string, b *markdown.Block, start int) (edits []edit) {
	end := lineEnd(src, start)
	first := src[start:end]
	marks := len(first) - len(strings.TrimLeft(first, first[:min(1, len(first))]))
	if marks < 3 || first[0] != '`' && first[0] != '~' {
		return nil // indented
	}
	if name := languageName(b.Info); first[marks:] != name {
		edits = append(edits, edit{content.Span{Start: start + marks, End: end}, name})
	}
	all := strings.TrimRight(src[b.Span.Start:b.Span.End], "\n")
	from := strings.LastIndexByte(all, '\n') + 1
	lastLine := strings.TrimRight(all[skipMarkers(all, from, len(all)):], " \t")
	closed := from > start-b.Span.Start && len(lastLine) >= marks && strings.Trim(lastLine, first[:1]) == ""
	if !closed && len(b.Containers) == 0 {
		at := b.Span.Start + len(all)
		edits = append(edits, edit{content.Span{Start: at, End: at}, "\n" + first[:marks]})
	}
	return edits
}

func languageName(info string) string {
	ok := strings.IndexFunc(info, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("+#-_.", r)
	}) < 0
	if !ok {
		return ""
	}
	return info
}

// holds reports whether a body stays in its place: between two headings of a level both
// are still there and everything else is below them.
func holds(body string, level int, prefix string) bool {
	src := strings.Repeat("#", level) + " before\n\n" + body + "\n" + strings.Repeat("#", level) + " after\n"
	covered := newLines(src)
	count, last := 0, ""
	for b := range markdown.Open([]byte(src)).Blocks() {
		covered.block(&b)
		last = ""
		switch b.Kind {
		case markdown.HTML, markdown.FrontMatter:
			return false
		case markdown.Heading:
			if b.Level <= level {
				count++
				if len(b.Containers) > 0 {
					return false
				}
				last = strings.TrimSpace(src[b.Span.Start:b.Span.End])
			}
		}
		for _, c := range b.Containers {
			if c.Kind == markdown.Footnote && !strings.HasPrefix(c.Label, prefix) {
				return false
			}
		}
		if slices.ContainsFunc(b.Runs, func(r markdown.Run) bool { return r.Style&markdown.RawHTML != 0 }) {
			return false
		}
	}
	return count == 2 && strings.HasSuffix(last, " after") && len(definitions(src, covered)) == 0
}

// plain gives a body as text: what it says, not how.
func plain(body string) string {
	var out bytes.Buffer
	open := false
	for line := range strings.Lines(body) {
		text := briefing.Escape(line)
		switch {
		case text == "":
			open = false
			continue
		case open:
			out.WriteString("  \n") // a hard break
		case out.Len() > 0:
			out.WriteString("\n\n")
		}
		open = true
		out.WriteString(text)
	}
	out.WriteByte('\n')
	return out.String()
}
