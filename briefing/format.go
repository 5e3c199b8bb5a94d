package briefing

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"readout/content"
)

const (
	leadJoint   = " · " // between date, actors and status
	leadNone    = "–"   // stands for a part that is missing where leaving it out would mislead
	leadEnd     = " — " // between a lead and the sentence
	untitled    = "Briefing"
	sourcesName = "Sources"
)

// Format writes the Markdown form of a briefing. The same briefing gives the same bytes,
// and Parse gives it back, apart from: spans, Lead.Raw and the Words of dates; white
// space, which is folded, and control characters; sections without a level or of level 1,
// which become level 2; no title, which becomes one; a Speaker who is not the first of the Actors, and becomes it; and
// citations of an entry that there is no Citation for or that it has twice, which are left
// out.
//
// Sections carry their titles; their keys follow from them (SectionKey).
func Format(b *Briefing) []byte {
	w := formatter{b: b, labels: make(map[string]bool, len(b.Citations))}
	for _, c := range b.Citations {
		w.labels[label(c.Label)] = true
	}
	title := fold(b.Title)
	if title == "" {
		title = untitled
	}
	w.out.Write(frontMatter(b, title))
	w.out.WriteString("\n# " + Escape(title) + "\n")
	w.entries(b.KeyPoints)
	for i := range b.Sections {
		w.section(&b.Sections[i])
	}
	w.sources()
	for i := range b.Citations {
		w.citation(&b.Citations[i])
	}
	return w.out.Bytes()
}

type formatter struct {
	b      *Briefing
	labels map[string]bool
	out    bytes.Buffer
}

func (w *formatter) section(s *Section) {
	level := min(max(s.Level, 2), 6)
	title := fold(s.Title)
	if title == "" {
		title = s.Key
	}
	w.out.WriteString("\n" + strings.Repeat("#", level) + " " + Escape(title) + "\n")
	w.entries(s.Entries)
}

// entries writes a list. It is tight unless an entry has paragraphs.
func (w *formatter) entries(list []Entry) {
	if len(list) > 0 {
		w.out.WriteByte('\n')
	}
	for i := range list {
		paragraphs := paragraphs(list[i].Text)
		if i > 0 && (len(paragraphs) > 1 || strings.ContainsAny(strings.Trim(list[i-1].Text, "\n"), "\n\r")) {
			w.out.WriteByte('\n')
		}
		w.entry(&list[i], paragraphs)
	}
}

func (w *formatter) entry(e *Entry, paragraphs []string) {
	w.out.WriteByte('-')
	lead := leadOf(e)
	if lead != "" {
		w.out.WriteString(" " + lead)
	}
	for i, p := range paragraphs {
		switch {
		case i > 0:
			w.out.WriteString("\n\n  " + escape(p, atStart))
		case lead == "":
			w.out.WriteString(" " + escape(p, atStart))
		case strings.HasSuffix(lead, ":**"):
			w.out.WriteString(" " + escape(p, 0))
		default:
			w.out.WriteString(leadEnd + escape(p, 0))
		}
	}
	if len(paragraphs) == 0 && lead != "" && !strings.HasSuffix(lead, ":**") {
		w.out.WriteString(strings.TrimRight(leadEnd, " ")) // without it, the lead would be the text
	}
	gap := " "
	for i, c := range e.Citations {
		if w.labels[label(c)] && !slices.Contains(e.Citations[:i], c) {
			w.out.WriteString(gap + "[^" + label(c) + "]")
			gap = ""
		}
	}
	w.out.WriteByte('\n')
}

func (w *formatter) sources() {
	if len(w.b.Sources) == 0 {
		return
	}
	w.out.WriteString("\n## " + sourcesName + "\n\n")
	for i := range w.b.Sources {
		w.out.WriteString(pad(i+1, 1) + ". " + sourceLine(&w.b.Sources[i]) + "\n")
	}
}

// sourceLine gives publisher, title, link and date of a source.
func sourceLine(s *Source) string {
	var parts []string
	if p := fold(s.Publisher); p != "" {
		parts = append(parts, Escape(p))
	}
	title, target := fold(s.Title), LinkTarget(s.URL)
	switch {
	case title != "" && target != "":
		parts = append(parts, "["+EscapeLink(title)+"]("+target+")")
	case title != "":
		parts = append(parts, Escape(title))
	case target != "":
		parts = append(parts, "<"+plainTarget(s.URL)+">")
	}
	if d := ShowDate(s.Published); d != "" {
		parts = append(parts, d)
	}
	if len(parts) == 0 {
		return "an article without a title"
	}
	return strings.Join(parts, ", ")
}

// plainTarget gives an address as it may stand between angle brackets.
func plainTarget(url string) string {
	return strings.ReplaceAll(LinkTarget(url), "&amp;", "&")
}

func (w *formatter) citation(c *Citation) {
	w.out.WriteString("\n[^" + label(c.Label) + "]:")
	for i, p := range paragraphs(c.Text) {
		if i > 0 {
			w.out.WriteString("\n\n   ")
		}
		w.out.WriteString(" " + escape(p, atStart))
	}
	w.out.WriteByte('\n')
}

// paragraphs gives the lines of a text, folded, without empty ones.
func paragraphs(text string) []string {
	var out []string
	for line := range strings.Lines(content.Clean(text)) {
		if line = fold(strings.TrimSuffix(line, "\n")); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// label gives a footnote's label with letters, digits and hyphens only.
func label(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, s)
}

// leadOf gives the bold beginning of an entry, empty if there is nothing to say. That of
// a quotation ends in a colon: its first actor is the speaker.
func leadOf(e *Entry) string {
	date := ShowDate(e.Lead.Date)
	actors := actorsOf(e)
	status := leadPart(e.Lead.Status)
	speaks := leadPart(e.Speaker) != ""
	parts := slices.DeleteFunc([]string{date, joinActors(actors), status}, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		if raw := leadPart(e.Lead.Raw); raw != "" {
			return "**" + strings.Trim(escape(raw, 0), ":") + "**"
		}
		return ""
	}
	raw := strings.Join(parts, leadJoint)
	if got := readLead(raw); got.Status != status || !slices.Equal(got.Actors, actors) || ShowDate(got.Date) != date {
		parts = []string{date, joinActors(actors), status}
		for i, p := range parts {
			if p == "" {
				parts[i] = leadNone
			}
		}
	}
	for i, p := range parts {
		if p != date || i > 0 {
			parts[i] = escape(p, 0)
		}
	}
	lead := strings.Join(parts, leadJoint)
	if speaks {
		lead += ":"
	}
	return "**" + lead + "**"
}

// actorsOf gives the actors of an entry, the speaker first.
func actorsOf(e *Entry) []string {
	var actors []string
	if s := leadPart(e.Speaker); s != "" {
		actors = append(actors, s)
	}
	speakers := len(actors)
	for _, a := range e.Lead.Actors {
		if a = leadPart(a); a != "" && !slices.Contains(actors[:speakers], a) {
			actors = append(actors, a)
		}
	}
	for i := range actors {
		actors[i] = strings.ReplaceAll(actors[i], ";", ",")
	}
	return actors
}

// joinActors separates actors by commas, or by semicolons if one of them has a comma.
func joinActors(actors []string) string {
	for _, a := range actors {
		if strings.Contains(a, ",") {
			s := strings.Join(actors, "; ")
			if len(actors) == 1 {
				s += ";"
			}
			return s
		}
	}
	return strings.Join(actors, ", ")
}

// leadPart gives a part of a lead, without what separates parts.
func leadPart(s string) string {
	s = strings.ReplaceAll(fold(s), "·", "-")
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ':' || r == ',' || r == ';' })
}

// readLead reads a lead without its colon.
func readLead(raw string) Lead {
	l := Lead{Raw: raw}
	parts := strings.Split(raw, leadJoint)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	rest := parts
	if d, ok := readDate(parts[0]); ok {
		l.Date, rest = d, parts[1:]
	} else if parts[0] == leadNone {
		rest = parts[1:]
	}
	whole := len(parts) == 3 && len(rest) == 2
	switch n := len(rest); {
	case n == 0:
	case n == 1 && !isStatus(rest[0]):
		l.Actors = splitActors(rest[0])
	case n == 1 || whole && rest[0] == leadNone:
		l.Status = rest[n-1]
	case whole && rest[1] == leadNone:
		l.Actors = splitActors(rest[0])
	default:
		l.Actors, l.Status = splitActors(strings.Join(rest[:n-1], ", ")), rest[n-1]
	}
	return l
}

func splitActors(s string) []string {
	sep := ","
	if strings.Contains(s, ";") {
		sep = ";"
	}
	var out []string
	for a := range strings.SplitSeq(s, sep) {
		if a = strings.TrimSpace(a); a != "" {
			out = append(out, a)
		}
	}
	return out
}

// isStatus tells a status ("planned", "reported by …") from actors by its small first
// letter; "the delegation" is an actor.
func isStatus(s string) bool {
	switch first, _, _ := strings.Cut(s, " "); first {
	case "the", "a", "an":
		return false
	}
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
	}
	return false
}
