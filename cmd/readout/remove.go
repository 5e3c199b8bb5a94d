package main

import (
	"fmt"

	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

func removeCommand(p *program) *cobra.Command {
	var undo bool
	cmd := &cobra.Command{
		Use:   "remove BRIEFING...",
		Short: "Take briefings out of the library, into its trash",
		Long: "Take briefings, named by id or title, out of the library. They lie in its trash until\n" +
			"readout doctor --empty-trash; readout list --removed shows them, and --undo brings them back.\n" +
			"Notes are never removed.",
		Example: "  readout remove 7d0c8a1e\n  readout remove --undo 7d0c8a1e",
		Args:    args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: func(cmd *cobra.Command, already []string, typed string) ([]string, cobra.ShellCompDirective) {
			if undo {
				return p.completeRemoved()
			}
			return p.completeBriefings(cmd, already, typed)
		},
		RunE: func(_ *cobra.Command, names []string) error {
			lib, err := p.library()
			if err != nil {
				return err
			}
			if undo {
				return p.bringBack(lib, names)
			}
			return p.remove(lib, names)
		},
	}
	cmd.Flags().BoolVar(&undo, "undo", false, "bring back what was removed")
	return cmd
}

// remove removes all that are named, or none if one of the names means nothing.
func (p *program) remove(lib *library.Library, names []string) error {
	var items []library.Item
	seen := map[string]bool{}
	for _, name := range names {
		it, err := lib.Lookup(name)
		if err != nil {
			return err
		}
		if !seen[it.ID] {
			seen[it.ID] = true
			items = append(items, it)
		}
	}
	for _, it := range items {
		if err := lib.Remove(it.ID); err != nil {
			return err
		}
		fmt.Fprintf(p.out, "removed %s; readout remove --undo %s brings it back\n", content.CleanLine(it.Title), it.ID)
	}
	return nil
}

func (p *program) bringBack(lib *library.Library, names []string) error {
	for _, name := range names {
		it, err := lib.LookupRemoved(name)
		if err != nil {
			return err
		}
		if err := lib.Unremove(it.ID); err != nil {
			return err
		}
		fmt.Fprintf(p.out, "%s is back\n", content.CleanLine(it.Title))
	}
	return nil
}

// emptyTrash deletes for good what was removed.
func (p *program) emptyTrash() error {
	lib, err := p.library()
	if err != nil {
		return err
	}
	n, err := lib.EmptyTrash()
	fmt.Fprintf(p.out, "deleted %s for good\n", counted(n, "briefing"))
	return err
}
