package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/briefing/export"
	"readout/briefing/library"
	"readout/briefing/view"
	"readout/content"

	"github.com/spf13/cobra"
)

// showing is what the user says about what is to be printed.
type showing struct {
	section, view, as string
	since, until      string
	json              bool
}

func showCommand(p *program) *cobra.Command {
	var s showing
	cmd := &cobra.Command{
		Use:   "show [FILE]",
		Short: "Print a briefing, a view of it, or one section of it or of many",
		Long: "Print a briefing: a file (an article becomes a briefing first), or one of the library by id or title.\n" +
			"Without FILE, print a section of all briefings of the library, the newest first; --since and\n" +
			"--until say of which days. A briefing that says no date counts as of the day it was added.\n" +
			"Styled on a terminal, plain Markdown in a pipe.",
		Example: "  readout show briefing.md --section meetings\n  readout show --section weapons-requests --since 7d\n  readout show briefing.md --view timeline",
		Args:    args(cobra.MaximumNArgs(1)),
		RunE: func(_ *cobra.Command, names []string) error {
			src, err := p.shown(s, names)
			if err != nil {
				return err
			}
			switch {
			case s.json:
				return p.json(export.BriefingJSON(compose.Read(src)))
			case p.styled():
				return p.page(src)
			}
			_, err = p.out.Write(plain(src))
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&s.section, "section", "", "only the section of this `NAME`, as meetings or weapons-requests")
	completeSections(cmd)
	flags.StringVar(&s.view, "view", "", "of FILE its timeline, people or sources (`VIEW`)")
	_ = cmd.RegisterFlagCompletionFunc("view", cobra.FixedCompletions([]string{"timeline", "people", "sources"}, cobra.ShellCompDirectiveNoFileComp))
	flags.StringVar(&s.since, "since", "", "without FILE: published since `DATE`, as 2024-11-27, 2024-11 or 7d")
	flags.StringVar(&s.until, "until", "", "without FILE: published until `DATE`")
	flags.StringVar(&s.as, "as", "", "take FILE as `KIND`: article or markdown")
	flags.BoolVar(&s.json, "json", false, "print JSON")
	return cmd
}

// shown gives the Markdown that is to be printed.
func (p *program) shown(s showing, names []string) ([]byte, error) {
	switch {
	case len(names) == 0 && (s.section == "" || s.view != ""):
		return nil, usageError{errors.New("name a FILE, or with --section a section of the library's briefings")}
	case len(names) == 0:
		return p.sectionOver(s)
	case s.since+s.until != "":
		return nil, usageError{errors.New("--since and --until are about the library, so there is no FILE beside them")}
	case s.view != "" && s.section != "":
		return nil, usageError{errors.New("it is either --view or --section")}
	}
	src, err := p.find(names[0], s.as)
	if err != nil || s.section+s.view == "" {
		return src, err
	}
	b := compose.Read(src)
	if s.section != "" {
		return sectionOf(b, src, s.section)
	}
	return viewOf(b, s.view)
}

// viewOf gives a view of a briefing.
func viewOf(b *briefing.Briefing, name string) ([]byte, error) {
	t := view.Text{ID: b.ID, Briefing: b}
	var v view.View
	var none string
	switch name {
	case "timeline":
		v, none = view.Timeline(t), "it has no entries"
	case "people":
		v, none = view.People(t), "it names nobody"
	case "sources":
		v, none = view.Sources(t), "it says of no article that it was made of it"
	default:
		return nil, usageError{fmt.Errorf("--view is timeline, people or sources, not %q", name)}
	}
	if v.Entries == 0 {
		return nil, errors.New(none)
	}
	return v.Markdown, nil
}

// sectionOver gives one section of the briefings of the library.
func (p *program) sectionOver(s showing) ([]byte, error) {
	days, err := p.period(s.since, s.until)
	if err != nil {
		return nil, err
	}
	lib, err := p.library()
	if err != nil {
		return nil, err
	}
	items, problems, err := lib.List()
	if err != nil {
		return nil, err
	}
	p.report(problems)
	v := view.Section(s.section, days.String(), gather(lib, items, s.section, days))
	if v.Entries == 0 {
		if err := isSection(s.section, items); err != nil {
			return nil, err
		}
		p.complain(fmt.Errorf("no briefing of the library%s has entries in a section %q", strings.TrimRight(" "+days.String(), " "), s.section))
	}
	return v.Markdown, nil
}

// isSection says which sections there are if the name is that of none: a slip of the finger
// is not a section without entries.
func isSection(name string, items []library.Item) error {
	key := briefing.SectionKey(name)
	if slices.Contains(madeSections(), key) {
		return nil
	}
	having := map[string]int{}
	for i := range items {
		for _, s := range items[i].Sections {
			if s.Key == name || s.Key == key || strings.EqualFold(s.Title, strings.TrimSpace(name)) {
				return nil
			}
			if s.Key != "top" {
				having[s.Key]++
			}
		}
	}
	if len(having) == 0 {
		return fmt.Errorf("no section %q; those of briefings are %s", name, strings.Join(madeSections(), ", "))
	}
	var keys []string // those that briefings are made with, then their own, by how many have them
	for _, k := range madeSections() {
		if having[k] > 0 {
			keys = append(keys, k)
			delete(having, k)
		}
	}
	keys = append(keys, slices.SortedFunc(maps.Keys(having), func(a, b string) int {
		return cmp.Or(cmp.Compare(having[b], having[a]), cmp.Compare(a, b))
	})...)
	const named = 20
	more := ""
	if n := len(keys) - named; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
	}
	return fmt.Errorf("no briefing of the library has a section %q; there are %s%s", name, strings.Join(keys[:min(len(keys), named)], ", "), more)
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
