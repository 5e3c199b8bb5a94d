package main

import (
	"fmt"
	"strings"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"

	"github.com/spf13/cobra"
)

func diffCommand(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "diff BRIEFING [FILE]",
		Short: "Show which entries of a briefing are new, gone or edited",
		Long: "Show which entries of a briefing are new (+), gone (-) or edited, since the text that the library had before,\n" +
			"or between two files: readout diff OLD NEW.",
		Args:              args(cobra.RangeArgs(1, 2)),
		ValidArgsFunction: p.completeBriefings,
		RunE: func(_ *cobra.Command, names []string) error {
			older, newer, err := p.twoStates(names)
			if err != nil {
				return err
			}
			changes := briefing.Diff(compose.Read(older), compose.Read(newer))
			if asJSON {
				return p.json(changesJSON(changes))
			}
			return p.showChanges(changes)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// twoStates gives two files, or the texts that a briefing of the library had last and has.
func (p *program) twoStates(names []string) (older, newer []byte, err error) {
	if len(names) == 2 {
		if older, err = p.find(names[0], ""); err == nil {
			newer, err = p.find(names[1], "")
		}
		return older, newer, err
	}
	lib, err := p.library()
	if err != nil {
		return nil, nil, err
	}
	it, err := lib.Lookup(names[0])
	if err != nil {
		return nil, nil, err
	}
	revisions, err := lib.Revisions(it.ID)
	if err != nil {
		return nil, nil, err
	}
	before := ""
	for _, r := range revisions {
		if r.SHA256 != it.Revision {
			before = r.SHA256
		}
	}
	if before == "" {
		return nil, nil, fmt.Errorf("comparing %s: the library has had one text of it only", names[0])
	}
	if older, err = lib.SourceAt(it.ID, before); err == nil {
		newer, err = lib.Source(it.ID)
	}
	return older, newer, err
}

type changeJSON struct {
	Section string `json:"section"`
	Old     string `json:"old,omitempty"`
	New     string `json:"new,omitempty"`
}

func changesJSON(changes []briefing.Change) []changeJSON {
	out := []changeJSON{}
	for _, c := range changes {
		out = append(out, changeJSON{c.Section, c.Old, c.New})
	}
	return out
}

func (p *program) showChanges(changes []briefing.Change) error {
	var b strings.Builder
	last := ""
	for _, c := range changes {
		if c.Section != last {
			if last != "" {
				b.WriteByte('\n')
			}
			last = c.Section
			b.WriteString(content.CleanLine(c.Section) + "\n")
		}
		if c.Old != "" {
			b.WriteString("- " + content.CleanLine(c.Old) + "\n")
		}
		if c.New != "" {
			b.WriteString("+ " + content.CleanLine(c.New) + "\n")
		}
	}
	_, err := p.out.Write([]byte(b.String()))
	return err
}
