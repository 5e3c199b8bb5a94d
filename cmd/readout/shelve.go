package main

import (
	"fmt"
	"strings"

	"readout/briefing/library"
	"readout/content"
	list "readout/ui/library"

	"github.com/spf13/cobra"
)

func archiveCommand(p *program) *cobra.Command {
	var undo bool
	cmd := &cobra.Command{
		Use:   "archive BRIEFING...",
		Short: "Take briefings off the list, and keep them",
		Long: "Take briefings, named by id or title, off the list of the library. They stay where they are: search finds\n" +
			"them, readout list --archived and is:archived in the reader show them, and --undo puts them back.",
		Example:           "  readout archive 7d0c8a1e\n  readout archive --undo 'Coast ministers'",
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: p.completeBriefings,
		RunE: func(_ *cobra.Command, names []string) error {
			archived := !undo
			return p.shelve(names, func(it library.Item) (library.Shelved, string) {
				said := "archived %s; readout archive --undo %s puts it back\n"
				if undo {
					said = "put back %s; readout archive %s archives it again\n"
				}
				return library.Shelved{Briefing: it.ID, Archived: &archived}, said
			})
		},
	}
	cmd.Flags().BoolVar(&undo, "undo", false, "put them back on the list")
	return cmd
}

func renameCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "rename BRIEFING TITLE",
		Short: "Call a briefing something else in the library",
		Long: "Call a briefing, named by id or title, something else in the library. Its text stays as it is; an empty\n" +
			"title calls it again what it calls itself.",
		Example:           "  readout rename 7d0c8a1e 'Umerov in Seoul'",
		Args:              args(cobra.ExactArgs(2)),
		ValidArgsFunction: p.completeBriefings,
		RunE: func(_ *cobra.Command, names []string) error {
			return p.shelve(names[:1], func(it library.Item) (library.Shelved, string) {
				return library.Shelved{Briefing: it.ID, Title: &names[1]}, "renamed %s; readout rename %s '' takes that back\n"
			})
		},
	}
}

// shelve says something of all briefings that are named, or of none if a name means nothing.
func (p *program) shelve(names []string, say func(library.Item) (said library.Shelved, told string)) error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	var all []library.Shelved
	var told []string
	for _, name := range names {
		it, err := lib.Lookup(name)
		if err != nil {
			return err
		}
		said, line := say(it)
		all = append(all, said)
		told = append(told, fmt.Sprintf(line, content.CleanLine(it.Title), it.ID))
	}
	if err := lib.Shelve(all...); err != nil {
		return err
	}
	_, err = fmt.Fprint(p.out, strings.Join(told, ""))
	return err
}

// Shelve is app.Store's.
func (s *store) Shelve(a list.Shelve) error {
	var all []library.Shelved
	for _, id := range a.IDs {
		if err := s.kept(id); err != nil {
			return err
		}
		all = append(all, library.Shelved{Briefing: id, Read: a.Read, Archived: a.Archived, Title: a.Title})
	}
	return s.lib.Shelve(all...)
}
