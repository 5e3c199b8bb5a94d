package briefing

import (
	"fmt"
	"strings"
	"unicode"

	"readout/content"
)

// Field is a key of front matter with its value: a string, a Day, a []string, or a
// [][]Field for a list of mappings. Empty values are left out.
type Field struct {
	Key   string
	Value any
}

// Day is an ISO 8601 date or range, which front matter shows without quotation marks;
// empty if it is none.
type Day string

// FrontMatter writes fields as YAML between lines of hyphens. Values are cleaned and put
// on one line. Texts stand in quotation marks where a YAML reader, of version 1.1 or 1.2,
// might take them for something else.
func FrontMatter(fields []Field) []byte {
	var b strings.Builder
	b.WriteString("---\n")
	writeFields(&b, fields, "", "")
	b.WriteString("---\n")
	return []byte(b.String())
}

// writeFields writes the first field behind one indentation and the others behind another.
func writeFields(b *strings.Builder, fields []Field, first, indent string) {
	for _, f := range fields {
		switch v := f.Value.(type) {
		case string:
			if v = fold(v); v != "" {
				b.WriteString(first + f.Key + ": " + yamlText(v) + "\n")
				first = indent
			}
		case Day:
			if _, _, ok := splitDate(string(v)); ok {
				b.WriteString(first + f.Key + ": " + string(v) + "\n")
				first = indent
			}
		case []string:
			if len(v) > 0 {
				b.WriteString(first + f.Key + ":\n")
				first = indent
			}
			for _, s := range v {
				b.WriteString(indent + "  - " + yamlText(fold(s)) + "\n")
			}
		case [][]Field:
			if len(v) > 0 {
				b.WriteString(first + f.Key + ":\n")
				first = indent
			}
			for _, item := range v {
				start := b.Len()
				writeFields(b, item, indent+"  - ", indent+"    ")
				if b.Len() == start {
					b.WriteString(indent + "  - {}\n")
				}
			}
		}
	}
}

// yamlText gives a text as a plain scalar if it can be nothing else, or in double quotes.
func yamlText(s string) string {
	if plainYAML(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case 0xfffe, 0xffff: // not printable, says YAML
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func plainYAML(s string) bool {
	if url := LinkTarget(s); url == s && plainAddress(s) == s {
		return true
	}
	if len(s) > 1 && s[0] == '0' && strings.ContainsRune("xXoObB", rune(s[1])) {
		return false // a number
	}
	letter, digit := false, false
	for i, r := range s {
		switch {
		case unicode.IsLetter(r):
			letter = letter || i == 0 || digit && strings.ContainsRune("abcdfABCDF", r)
		case r >= '0' && r <= '9':
			digit = digit || i == 0
		case i == 0:
			return false
		case unicode.IsMark(r) || strings.ContainsRune(" -_/().,’‘'“”–—…•", r):
		default:
			return false
		}
	}
	switch strings.ToLower(s) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	return letter && s[len(s)-1] != ' '
}

// published gives the fields of a date.
func published(d content.Date) []Field {
	fields := []Field{{"published", Day(d.Value)}}
	if _, _, ok := splitDate(d.Value); ok && d.Certainty == content.Inferred {
		fields = append(fields, Field{"certainty", string(content.Inferred)})
	}
	return fields
}

// Fields gives a source as front matter has it.
func (s Source) Fields() []Field {
	fields := []Field{{"title", s.Title}, {"publisher", s.Publisher}, {"byline", s.Byline}, {"url", s.URL}}
	fields = append(fields, published(s.Published)...)
	return append(fields, Field{"sha256", s.SHA256})
}

func frontMatter(b *Briefing, title string) []byte {
	fields := []Field{{"id", b.ID}, {"title", title}}
	fields = append(fields, published(b.Published)...)
	fields = append(fields, Field{"language", b.Language})
	var sources [][]Field
	for _, s := range b.Sources {
		sources = append(sources, s.Fields())
	}
	return FrontMatter(append(fields, Field{"sources", sources}))
}
