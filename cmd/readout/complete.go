package main

import (
	"readout/briefing/compose"
	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

// completeBriefings offers the briefings of the library: their ids, with their titles.
func (p *program) completeBriefings(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	lib, err := p.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	items, _, err := lib.List()
	return offersOf(items, err)
}

// completeRemoved offers the briefings in the trash.
func (p *program) completeRemoved() ([]string, cobra.ShellCompDirective) {
	lib, err := p.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return offersOf(lib.Removed())
}

func offersOf(items []library.Item, err error) ([]string, cobra.ShellCompDirective) {
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	offers := make([]string, len(items))
	for i, it := range items {
		offers[i] = cobra.CompletionWithDesc(it.ID, content.CleanLine(it.Title))
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}

// madeSections gives the keys of the sections that briefings are made with.
func madeSections() []string {
	return []string{
		"meetings", "agreements", "weapons-requests", "aid", "deployments", "fighting", "threats",
		"sanctions", "de-escalation", "requests", "protest", "statements", "timeline", "who-is-who", "background",
	}
}

// completeSections offers the sections that briefings have.
func completeSections(cmd *cobra.Command) {
	// It fails only where the flag does not exist.
	_ = cmd.RegisterFlagCompletionFunc("section", cobra.FixedCompletions(madeSections(), cobra.ShellCompDirectiveNoFileComp))
}

// completeProfiles offers the profiles that come with the program, and files.
func completeProfiles(cmd *cobra.Command) {
	_ = cmd.RegisterFlagCompletionFunc("profile", cobra.FixedCompletions(compose.Profiles(), cobra.ShellCompDirectiveDefault))
}
