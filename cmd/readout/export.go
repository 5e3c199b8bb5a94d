package main

import (
	"bytes"
	"errors"
	"fmt"

	"readout/briefing/export"
	"readout/briefing/library"

	"github.com/spf13/cobra"
)

func exportCommand(p *program) *cobra.Command {
	var to string
	var pick choice
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "export [BRIEFING...]",
		Short:             "Export notes as Markdown, of all briefings or of those named",
		ValidArgsFunction: p.completeBriefings,
		RunE: func(_ *cobra.Command, names []string) error {
			bundles, err := p.bundles(names, pick)
			if err != nil {
				return err
			}
			if len(bundles) == 0 {
				return errors.New("exporting notes: there are none yet; in the reader, a writes one")
			}
			if asJSON {
				return p.json(export.NotesJSON(bundles))
			}
			var text bytes.Buffer
			if err := export.Markdown(&text, bundles); err != nil {
				return fmt.Errorf("exporting notes: %w", err)
			}
			if to == "" {
				_, err = p.out.Write(text.Bytes())
				return err
			}
			if isFolder(to) {
				return usageError{fmt.Errorf("-o %s is a folder; name a file in it", to)}
			}
			return library.WriteFile(to, text.Bytes())
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "write to `FILE`")
	pick.flags(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}
