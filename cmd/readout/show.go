package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/briefing/export"
	"readout/content"

	"github.com/spf13/cobra"
)

func showCommand(p *program) *cobra.Command {
	var section, as string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show FILE",
		Short: "Print a briefing, or one section of it",
		Long:  "Print a briefing: a file (an article becomes a briefing first), or one of the library by id or title.\nStyled on a terminal, plain Markdown in a pipe.",
		Args:  args(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, names []string) error {
			src, err := p.find(names[0], as)
			if err != nil {
				return err
			}
			b := compose.Read(src)
			if section != "" {
				if src, err = sectionOf(b, src, section); err != nil {
					return err
				}
				b = compose.Read(src)
			}
			switch {
			case asJSON:
				return p.json(export.BriefingJSON(b))
			case p.styled():
				return p.page(src)
			}
			_, err = p.out.Write(plain(src))
			return err
		},
	}
	cmd.Flags().StringVar(&section, "section", "", "only the section of this `NAME`, as meetings or weapons-requests")
	completeSections(cmd)
	cmd.Flags().StringVar(&as, "as", "", "take FILE as `KIND`: article or markdown")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// sectionOf cuts a section out, with the footnotes that it cites.
func sectionOf(b *briefing.Briefing, src []byte, name string) ([]byte, error) {
	s := b.Find(name)
	if s == nil {
		var keys []string
		for _, s := range b.Sections {
			keys = append(keys, s.Key)
		}
		if len(keys) == 0 {
			return nil, errors.New("it has no sections")
		}
		return nil, fmt.Errorf("no section %q; there are %s", name, strings.Join(keys, ", "))
	}
	var out strings.Builder
	if s.Span.Len() > 0 {
		out.Write(bytes.TrimRight(src[s.Span.Start:s.Span.End], "\n"))
		out.WriteByte('\n')
	} else { // coded: its entries stand anywhere in the text
		out.WriteString("## " + s.Title + "\n\n")
		for _, e := range s.Entries {
			out.WriteString("- " + strings.Join(strings.Fields(string(src[e.Span.Start:e.Span.End])), " ") + "\n")
		}
	}
	cited := map[string]bool{}
	for _, label := range citation.FindAllStringSubmatch(out.String(), -1) {
		cited[label[1]] = true
	}
	for _, c := range b.Citations {
		if cited[c.Label] && !s.Span.Contains(c.Span.Start) {
			out.WriteString("\n" + strings.TrimRight(string(src[c.Span.Start:c.Span.End]), "\n") + "\n")
		}
	}
	return []byte(out.String()), nil
}

// citation finds the label of a footnote reference.
var citation = regexp.MustCompile(`\[\^([^\]\s]+)\]`)

// plain makes Markdown safe to print: its own text, without what a terminal acts on.
func plain(src []byte) []byte { return []byte(content.Clean(string(src))) }

func (p *program) json(v any) error {
	enc := json.NewEncoder(p.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
