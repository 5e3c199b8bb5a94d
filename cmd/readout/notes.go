package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/compose"
	"readout/briefing/export"
	"readout/briefing/library"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"

	"github.com/spf13/cobra"
)

func notesCommand(p *program) *cobra.Command {
	var pick choice
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "notes [BRIEFING...]",
		Short:             "List notes, of all briefings or of those named",
		ValidArgsFunction: p.completeBriefings,
		RunE: func(_ *cobra.Command, names []string) error {
			if asJSON {
				return p.notesJSON(names, pick)
			}
			first := true
			return p.eachBundle(names, pick, func(b *export.Bundle) error {
				if !first {
					fmt.Fprintln(p.out)
				}
				first = false
				p.printNotes(b)
				return nil
			})
		},
	}
	pick.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// bundles gathers the briefings named, or all, with the notes picked, each note placed
// in the briefing's text of today.
func (p *program) bundles(names []string, pick choice) (bundles []export.Bundle, err error) {
	err = p.eachBundle(names, pick, func(b *export.Bundle) error {
		bundles = append(bundles, *b)
		return nil
	})
	return bundles, err
}

// eachBundle is bundles, one after another, so that the first are seen before the last are
// read.
func (p *program) eachBundle(names []string, pick choice, do func(*export.Bundle) error) error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	items, err := p.items(lib, names)
	if err != nil {
		return err
	}
	for _, it := range items {
		if len(names) == 0 && it.Notes == 0 {
			continue
		}
		bundle, problems, err := bundle(lib, it, pick)
		if err != nil {
			return err
		}
		p.report(problems)
		if len(bundle.Notes) > 0 || len(names) > 0 {
			if err := do(&bundle); err != nil {
				return err
			}
		}
	}
	return nil
}

// notesJSON prints the notes as an array.
func (p *program) notesJSON(names []string, pick choice) error {
	before := "[\n  "
	err := p.eachBundle(names, pick, func(b *export.Bundle) error {
		for _, r := range export.NotesJSON([]export.Bundle{*b}) {
			var text bytes.Buffer
			enc := json.NewEncoder(&text)
			enc.SetIndent("  ", "  ")
			enc.SetEscapeHTML(false)
			if err := enc.Encode(r); err != nil {
				return err
			}
			fmt.Fprintf(p.out, "%s%s", before, bytes.TrimSuffix(text.Bytes(), []byte("\n")))
			before = ",\n  "
		}
		return nil
	})
	if err != nil {
		return err
	}
	end := "\n]\n"
	if before == "[\n  " {
		end = "[]\n"
	}
	_, err = io.WriteString(p.out, end)
	return err
}

func (p *program) items(lib *library.Library, names []string) ([]library.Item, error) {
	if len(names) == 0 {
		items, problems, err := lib.List()
		p.report(problems)
		return items, err
	}
	var items []library.Item
	for _, name := range names {
		it, err := lib.Lookup(name)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// bundle gathers one briefing with the notes picked of those that can be read; the
// problems say which could not.
func bundle(lib *library.Library, it library.Item, pick choice) (export.Bundle, []library.Problem, error) {
	src, err := lib.Source(it.ID)
	if err != nil {
		return export.Bundle{}, nil, err
	}
	notes, problems, err := lib.Notes(it.ID)
	if err != nil {
		return export.Bundle{}, nil, err
	}
	out := export.Bundle{Briefing: compose.Read(src), ID: it.ID, Revision: it.Revision, Complete: pick.isAll()}
	placed := anchor.NewResolver(markdown.Open(src), it.Revision, history(lib, it.ID)).Recall(lib.Placements(it.ID)).Place(notes)
	out.Notes = slices.DeleteFunc(placed, func(n export.Placed) bool { return !pick.takes(out.Briefing, n) })
	return out, problems, nil
}

// printNotes prints one paragraph a note: where, what it stands on, what it says.
func (p *program) printNotes(b *export.Bundle) {
	fmt.Fprintln(p.out, p.hung(content.CleanLine(b.Briefing.Title), 0))
	for _, n := range b.Notes {
		fmt.Fprintf(p.out, "\n  %s · %s · %s, %s", content.CleanLine(placeOf(b.Briefing, n)), n.Note.Kind, content.CleanLine(n.Note.Creator), n.Note.Modified.Format("2006-01-02 15:04"))
		for _, tag := range n.Note.Tags {
			fmt.Fprintf(p.out, " #%s", content.CleanLine(tag))
		}
		fmt.Fprintln(p.out)
		if n.Note.Target.Scope() == note.OnText {
			fmt.Fprintf(p.out, "    %s\n", p.hung("“"+content.CleanLine(n.Note.Target.Exact)+"”", 4))
		}
		for _, line := range export.Remarks(n.Note) {
			fmt.Fprintf(p.out, "    %s\n", line)
		}
		for _, v := range n.Note.Rivals {
			fmt.Fprintf(p.out, "    at the same time %s wrote “%s”\n", content.CleanLine(v.Creator), content.CleanLine(v.Body))
		}
		if body := strings.TrimSpace(content.Clean(n.Note.Body)); body != "" {
			for line := range strings.SplitSeq(body, "\n") {
				fmt.Fprintln(p.out, strings.TrimRight("    "+p.hung(line, 4), " "))
			}
		}
	}
}

// placeOf says where a note stands in words.
func placeOf(b *briefing.Briefing, n export.Placed) string {
	where := n.Note.Target.Section
	if s := b.SectionAt(n.Span.Start); s != nil && !n.Orphaned {
		where = s.Title
	}
	switch scope := n.Note.Target.Scope(); {
	case scope == note.OnBriefing:
		return "the whole briefing"
	case n.Orphaned:
		return where + " (its text is no longer there)"
	case scope == note.OnSection:
		return "the whole section " + where
	}
	return where
}
