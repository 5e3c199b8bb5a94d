package main

import (
	"bufio"
	"fmt"
	"strings"
	"time"

	"readout/briefing/library"
	"readout/content"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

func listCommand(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the briefings of the library, newest first",
		Args:  args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			lib, err := p.library()
			if err != nil {
				return err
			}
			items, problems, err := lib.List()
			if err != nil {
				return err
			}
			p.report(problems)
			if asJSON {
				return p.json(itemRecords(items))
			}
			return p.printItems(items)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// printItems prints a row a briefing: cut to the terminal, whole and tab-separated in a pipe.
func (p *program) printItems(items []library.Item) error {
	out := bufio.NewWriter(p.out)
	if len(items) == 0 && p.outTTY {
		fmt.Fprintln(out, "The library is empty: readout ARTICLE makes a briefing and keeps it.")
	}
	for _, it := range items {
		fields := []string{
			it.ID[:min(len(it.ID), 8)], it.Published.Value, content.CleanLine(it.Title),
			content.CleanLine(strings.Join(it.Publishers, ", ")), counted(it.Notes, "note"),
		}
		if !p.outTTY {
			fields[0] = it.ID
			fmt.Fprintln(out, strings.Join(fields, "\t"))
			continue
		}
		room := max(p.width-8-2-10-2-2-8-2-16, 16)
		title := ansi.Truncate(fields[2], room, "…")
		fmt.Fprintf(out, "%-8s  %-10s  %s%s  %s  %s\n", fields[0], fields[1], title,
			strings.Repeat(" ", room-ansi.StringWidth(title)), fmt.Sprintf("%8s", fields[4]), ansi.Truncate(fields[3], 16, "…"))
	}
	return out.Flush()
}

// itemRecord is a briefing for programs.
type itemRecord struct {
	ID         string                 `json:"id"`
	Title      string                 `json:"title"`
	Published  string                 `json:"published"`
	Inferred   bool                   `json:"inferred"` // a part of Published was worked out
	Publishers []string               `json:"publishers"`
	Sections   []library.SectionCount `json:"sections"`
	Notes      int                    `json:"notes"`
	Added      string                 `json:"added"` // RFC 3339, UTC
	Path       string                 `json:"path"`
	Revision   string                 `json:"revision"`
}

func itemRecords(items []library.Item) []itemRecord {
	records := make([]itemRecord, len(items))
	for i, it := range items {
		records[i] = itemRecord{
			ID: it.ID, Title: it.Title, Published: it.Published.Value, Inferred: it.Published.Certainty == content.Inferred,
			Publishers: append([]string{}, it.Publishers...), Sections: append([]library.SectionCount{}, it.Sections...),
			Notes: it.Notes, Added: it.Added.Format(time.RFC3339), Path: content.CleanLine(it.Path), Revision: it.Revision,
		}
	}
	return records
}
