package main

import (
	"fmt"
	"strings"

	"readout/ui/app"
	"readout/ui/keymap"
	"readout/ui/stroke"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

const aboutKeys = `List every action that has a key in the reader, with the keys in force: readout's own,
changed by the settings

    keys = "emacs"                      # or "vim", "less"

    [bind]
    reader.down = ["ctrl-n", "down"]    # these keys and no others
    app.export = "ctrl-x e"             # one after the other
    reader.tag = []                     # none; the command palette still has it

of config.toml. Keys are written like j, G, gg, space, f5, ctrl-d, alt-v. An action of
"list" counts in every list, one of "text" wherever a text is typed.`

func keysCommand(p *program) *cobra.Command {
	var asJSON bool
	var preset string
	cmd := &cobra.Command{
		Use:   "keys",
		Short: "List the actions of the reader and their keys",
		Long:  aboutKeys,
		Args:  args(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			keys, err := p.keys(preset, cmd.Flags().Changed("preset"))
			if err != nil {
				return err
			}
			records := keyRecords(keys.Actions())
			if asJSON {
				return p.json(records)
			}
			p.printKeys(records)
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().StringVar(&preset, "preset", "", "list the keys of `NAME` instead of the settings: "+strings.Join(app.Presets(), ", ")+"; empty: readout's own")
	return cmd
}

// keys gives the keys in force, or those of a preset.
func (p *program) keys(preset string, chosen bool) (*app.Keys, error) {
	if chosen {
		keys, err := app.NewKeys(preset, nil)
		if err != nil {
			return nil, usageError{err}
		}
		return keys, nil
	}
	c, err := p.loadConfig()
	if err != nil {
		return nil, err
	}
	if c.keys != nil {
		return c.keys, nil
	}
	return app.NewKeys("", nil)
}

// keyRecord is an action for programs.
type keyRecord struct {
	Action string   `json:"action"`
	Keys   []string `json:"keys"`
	Does   string   `json:"does"`
	Fixed  bool     `json:"fixed"` // the keys cannot be changed
}

func keyRecords(actions []keymap.Action) []keyRecord {
	records := make([]keyRecord, 0, len(actions))
	for _, a := range actions {
		r := keyRecord{Action: a.ID(), Keys: []string{}, Does: a.Binding.Help().Desc, Fixed: a.Fixed}
		if !a.Unbound() {
			for _, k := range a.Binding.Keys() {
				s := stroke.Stroke(strings.TrimSuffix(k, " "+stroke.Letter))
				r.Keys = append(r.Keys, s.Written())
			}
		}
		records = append(records, r)
	}
	return records
}

// printKeys prints a row an action: in columns on a terminal, tab-separated in a pipe.
func (p *program) printKeys(records []keyRecord) {
	widest, widestKeys, widestDoes := 0, 0, 0
	for _, r := range records {
		widest = max(widest, len(r.Action))
		widestKeys = max(widestKeys, ansi.StringWidth(strings.Join(r.Keys, ", ")))
		widestDoes = max(widestDoes, ansi.StringWidth(r.Does))
	}
	widestKeys = max(min(widestKeys, p.width-widest-2-2-widestDoes), 16)
	for _, r := range records {
		keys := strings.Join(r.Keys, ", ")
		switch {
		case !p.outTTY:
			fmt.Fprintln(p.out, strings.Join([]string{r.Action, keys, r.Does}, "\t"))
		case ansi.StringWidth(keys) > widestKeys: // what they do stands in its column under them
			fmt.Fprintf(p.out, "%-*s  %s\n%*s%s\n", widest, r.Action, keys, widest+2+widestKeys+2, "", r.Does)
		default:
			fmt.Fprintf(p.out, "%-*s  %-*s  %s\n", widest, r.Action, widestKeys, keys, r.Does)
		}
	}
}
