package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/briefing/library"
	"readout/content"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

func listCommand(p *program) *cobra.Command {
	var asJSON, removed bool
	var choice library.Choice
	var person, tag string
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the briefings of the library, newest first",
		Args:    args(cobra.NoArgs),
		Example: "  readout list --section weapons-requests --since 30d\n  readout list --source 'example post' --noted",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := p.days(&choice); err != nil {
				return err
			}
			lib, err := p.library()
			if err != nil {
				return err
			}
			items, empty, err := p.listed(lib, removed)
			if err != nil {
				return err
			}
			theirs, err := p.whose(cmd.Context(), lib, person, tag)
			if err != nil {
				return err
			}
			items = slices.DeleteFunc(items, func(it library.Item) bool {
				return !choice.Takes(&it) || theirs != nil && !theirs[it.ID]
			})
			if asJSON {
				return p.json(itemRecords(items))
			}
			return p.printItems(items, empty)
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&asJSON, "json", false, "print JSON")
	flags.StringVar(&choice.Section, "section", "", "only briefings with entries in the section of this `NAME`, as weapons-requests")
	completeSections(cmd)
	flags.StringVar(&choice.Source, "source", "", "only briefings of a publisher of this `NAME`")
	flags.StringVar(&person, "person", "", "only briefings in which the lead of an entry has this `NAME`")
	flags.StringVar(&tag, "tag", "", "only briefings with a note that has this `TAG`")
	flags.StringVar(&choice.Since, "since", "", "published since `DATE`, as 2024-11-27, 2024-11 or 7d")
	flags.StringVar(&choice.Until, "until", "", "published until `DATE`")
	flags.BoolVar(&choice.Noted, "noted", false, "only briefings with notes")
	flags.BoolVar(&choice.Unread, "unread", false, "only briefings that were not opened yet")
	flags.BoolVar(&choice.Archived, "archived", false, "those that are archived, instead of the others")
	flags.BoolVar(&removed, "removed", false, "those in the trash, instead of the others; readout remove --undo brings them back")
	cmd.MarkFlagsMutuallyExclusive("archived", "removed")
	return cmd
}

// listed gives the briefings of the library or of its trash, and reports whether the library
// has none.
func (p *program) listed(lib *library.Library, removed bool) (items []library.Item, empty bool, err error) {
	if removed {
		items, err = lib.Removed()
		for i := range items {
			items[i].Archived = false // in the trash it makes no difference
		}
		return items, false, err
	}
	items, problems, err := lib.List()
	p.report(problems)
	return items, len(items) == 0 && err == nil, err
}

// days makes days of what was typed as such.
func (p *program) days(c *library.Choice) error {
	days, err := p.period(c.Since, c.Until)
	if err != nil {
		return err
	}
	if !days.Since.IsZero() {
		c.Since = days.Since.Format(time.DateOnly)
	}
	if !days.Until.IsZero() {
		c.Until = days.Until.Format(time.DateOnly)
	}
	return nil
}

// printItems prints a row a briefing: cut to the terminal, whole and tab-separated in a pipe.
// Empty says that the library has none.
func (p *program) printItems(items []library.Item, empty bool) error {
	out := bufio.NewWriter(p.out)
	if empty && p.outTTY {
		fmt.Fprintln(out, "The library is empty: readout FILE, readout add and readout feed add fill it.")
	}
	notes, publisher := 0, 0 // columns
	for _, it := range items {
		if it.Notes > 0 {
			notes = max(notes, len(counted(it.Notes, "note")))
		}
		publisher = max(publisher, min(ansi.StringWidth(publishers(&it)), 16))
	}
	for _, it := range items {
		title := content.CleanLine(it.Title)
		if !p.outTTY {
			fmt.Fprintln(out, strings.Join([]string{it.ID, it.Published.Value, title, publishers(&it), counted(it.Notes, "note")}, "\t"))
			continue
		}
		row := fmt.Sprintf("%-8s  %-10s  ", it.ID[:min(len(it.ID), 8)], it.Published.Value)
		room := p.width - len(row)
		said := ""
		if notes > 0 {
			if it.Notes > 0 {
				said = counted(it.Notes, "note")
			}
			said = fmt.Sprintf("  %*s", notes, said)
			room -= notes + 2
		}
		if publisher > 0 {
			said += "  " + ansi.Truncate(publishers(&it), publisher, "…")
			room -= publisher + 2
		}
		room = max(room, 16)
		title = ansi.Truncate(title, room, "…")
		fmt.Fprintln(out, strings.TrimRight(row+title+strings.Repeat(" ", room-ansi.StringWidth(title))+said, " "))
	}
	return out.Flush()
}

func publishers(it *library.Item) string { return content.CleanLine(strings.Join(it.Publishers, ", ")) }

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
