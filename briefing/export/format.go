package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"readout/content"
)

// Format is a form in which notes are given on.
type Format string

// The formats.
const (
	FormatMarkdown Format = "markdown" // reads well in Obsidian, on GitHub and through pandoc
	FormatObsidian Format = "obsidian" // Markdown with callouts, tags as properties, blocks that can be linked
	FormatOrg      Format = "org"      // Org mode
	FormatHTML     Format = "html"     // one page that needs nothing else
	FormatCSV      Format = "csv"      // RFC 4180, a row a note
	FormatJSON     Format = "json"     // readout's own, lossless
	FormatW3C      Format = "w3c"      // a collection of Web Annotations
	FormatBibTeX   Format = "bibtex"   // an entry an article, with the notes in its note
	FormatCSL      Format = "csl"      // likewise, CSL-JSON
)

// Formats gives the names of all formats.
func Formats() []string {
	return []string{
		string(FormatMarkdown), string(FormatObsidian), string(FormatOrg), string(FormatHTML), string(FormatCSV),
		string(FormatJSON), string(FormatW3C), string(FormatBibTeX), string(FormatCSL),
	}
}

// Extension gives the end of names of files in a format, with its dot.
func (f Format) Extension() string {
	switch f {
	case FormatOrg, FormatHTML, FormatCSV, FormatJSON:
		return "." + string(f)
	case FormatW3C:
		return ".jsonld"
	case FormatBibTeX:
		return ".bib"
	case FormatCSL:
		return ".csl.json"
	}
	return ".md"
}

// Render writes the notes of briefings in a format. The same bundles give the same bytes.
// csv, json, w3c, bibtex and csl have an order of their own, that of sections, and pass by
// over.
func Render(bundles []Bundle, f Format, by Grouping) (*Rendered, error) {
	r, err := render(bundles, f, by)
	if err == nil && len(bundles) == 1 {
		r.about = bundles[0].id()
	}
	return r, err
}

func render(bundles []Bundle, f Format, by Grouping) (*Rendered, error) {
	switch f {
	case FormatMarkdown:
		return markdownText(bundles, by), nil
	case FormatObsidian:
		return obsidian(bundles, by), nil
	case FormatOrg:
		return org(bundles, by), nil
	case FormatHTML:
		return page(bundles, by)
	case FormatCSV:
		return table(bundles)
	case FormatJSON:
		return archive(bundles)
	case FormatW3C:
		return collection(bundles)
	case FormatBibTeX:
		return bibtex(bundles), nil
	case FormatCSL:
		return csl(bundles)
	}
	return nil, fmt.Errorf("there is no format %q; there are %s", f, strings.Join(Formats(), ", "))
}

// printable gives indented JSON in which every character that a terminal would act on, or
// that does not show, is written as an escape: it says the same, and can be printed.
func printable(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return "", err
	}
	return escapeUnprintable(b.String()), nil
}

// printableLists is printable of a value with long lists: each of elements takes the place of
// one of its empty lists called name, in their order, which stand at a depth of objects and
// lists. No more than an element at a time is held besides the text.
func printableLists(v any, name string, depth int, elements ...[]json.RawMessage) (string, error) {
	frame, err := printable(v)
	if err != nil {
		return "", err
	}
	empty := `"` + name + `": []` // a member: within a text the quotation marks are escaped
	size := len(frame)
	for _, list := range elements {
		for _, e := range list {
			size += 2 * len(e)
		}
	}
	var out strings.Builder
	out.Grow(size)
	var one bytes.Buffer
	for _, list := range elements {
		before, after, found := strings.Cut(frame, empty)
		if !found {
			return "", fmt.Errorf("writing JSON: there is no list %q left", name)
		}
		out.WriteString(before)
		frame = after
		if len(list) == 0 {
			out.WriteString(empty)
			continue
		}
		lead := "\n" + strings.Repeat("  ", depth)
		out.WriteString(`"` + name + `": [`)
		for i, e := range list {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(lead + "  ")
			one.Reset()
			if err := json.Indent(&one, e, lead[1:]+"  ", "  "); err != nil {
				return "", err
			}
			writeEscaped(&out, one.String())
			list[i] = nil
		}
		out.WriteString(lead + "]")
	}
	out.WriteString(frame)
	return out.String(), nil
}

func escapeUnprintable(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	writeEscaped(&out, text)
	return out.String()
}

func writeEscaped(out *strings.Builder, text string) {
	for i := 0; i < len(text); {
		plain := i
		for plain < len(text) && (text[plain] >= ' ' && text[plain] < 0x7f || text[plain] == '\n') {
			plain++
		}
		if plain > i {
			out.WriteString(text[i:plain])
			i = plain
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		one := text[i : i+size]
		i += size
		switch {
		case r == utf8.RuneError && size == 1:
			out.WriteString(`\ufffd`)
		case content.CleanLine(one) == one:
			out.WriteString(one)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(out, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(out, `\u%04x`, r)
		}
	}
}
