package main

import (
	"fmt"

	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

func addCommand(p *program) *cobra.Command {
	var as string
	var m making
	cmd := &cobra.Command{
		Use:   "add FILE...",
		Short: "Take files into the library without opening them",
		Long:  "Take files into the library without opening them: articles become briefings first, Markdown is kept as it is.",
		Args:  args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, names []string) error {
			names, err := expand(names)
			if err != nil {
				return err
			}
			return p.each(names, func(name string) error { return p.add(name, as, m) })
		},
	}
	cmd.Flags().StringVar(&as, "as", "", "take every FILE as `KIND`: article or markdown")
	cmd.Flags().StringVar(&m.published, "published", "", "the day the articles appeared, `DATE` as 2024-11-27")
	cmd.Flags().StringVar(&m.profile, "profile", "", "the sections to make: as for make")
	completeProfiles(cmd)
	cmd.PreRunE = func(*cobra.Command, []string) error { return m.check() }
	return cmd
}

func (p *program) add(name, as string, m making) error {
	items, err := p.keep(name, as, m)
	for _, it := range items {
		if _, failed := fmt.Fprintf(p.out, "%s\t%s\n", it.ID, content.CleanLine(it.Title)); failed != nil {
			return failed
		}
		p.warnOf(it)
	}
	return err
}

// keep takes a file into the library.
func (p *program) keep(name, as string, m making) ([]library.Item, error) {
	lib, err := p.library()
	if err != nil {
		return nil, err
	}
	in, err := p.load(name)
	if err != nil {
		return nil, err
	}
	m.earlier = newStore(lib, "", p.home.state).earlier(in, as)
	texts, err := p.markdown(in, as, m)
	if err != nil {
		return nil, err
	}
	if len(texts) > 1 {
		in.path = "" // a path stands for one briefing
	}
	var items []library.Item
	for _, src := range texts {
		it, err := lib.Keep(src, in.path)
		if err != nil {
			return items, err
		}
		items = append(items, it)
	}
	return items, nil
}
