package main

import (
	"strings"
	"testing"

	"readout/briefing"
	"readout/briefing/export"
	"readout/briefing/note"

	"github.com/spf13/cobra"
)

// TestChoice: all that is asked for has to fit, of kinds one.
func TestChoice(t *testing.T) {
	b := briefing.Parse([]byte("# Title\n\n## Meetings\n\n- One.\n"))
	n := export.Placed{Note: note.Note{
		Kind: note.Question, Creator: "Ada", Tags: []string{"tides"},
		Grade: note.Grade{Reliability: 'B', Credibility: '2'}, Likely: note.VeryLikely,
		Target: note.Target{Exact: "One.", Section: "meetings"},
	}, Orphaned: true}
	for args, want := range map[string]bool{
		"":                                   true,
		"--kind question":                    true,
		"--kind check --kind Question":       true,
		"--kind check":                       false,
		"--author ada":                       true,
		"--author bo":                        false,
		"--grade b":                          true,
		"--grade B2":                         true,
		"--grade 2":                          true,
		"--grade B3":                         false,
		"--likelihood very_likely":           true,
		"--likelihood likely":                false,
		"--orphaned":                         true,
		"--section meetings --tag #Tides":    true,
		"--section agreements --tag tides":   false,
		"--section meetings --tag tides,sea": false,
	} {
		var c choice
		cmd := &cobra.Command{Run: func(*cobra.Command, []string) {}}
		c.flags(cmd)
		words := strings.Fields(args)
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], "_", " ")
		}
		cmd.SetArgs(words)
		if err := cmd.Execute(); err != nil {
			t.Errorf("%s: %v", args, err)
			continue
		}
		if got := c.takes(b, n); got != want {
			t.Errorf("%s takes it: %v", args, got)
		}
		if c.isAll() != (args == "") {
			t.Errorf("%s takes all: %v", args, c.isAll())
		}
	}
	for _, args := range []string{"--kind note", "--grade g7", "--grade", "--likelihood perhaps"} {
		var c choice
		cmd := &cobra.Command{Run: func(*cobra.Command, []string) {}, SilenceErrors: true, SilenceUsage: true}
		c.flags(cmd)
		cmd.SetArgs(strings.Split(args, " "))
		if err := cmd.Execute(); err == nil {
			t.Errorf("%s is taken", args)
		}
	}
}
