package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

//go:generate go run . man ../../docs/man

// pagesOf is the month that the manual pages bear.
var pagesOf = time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)

// manCommand prints the manual, made from the commands themselves.
func manCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "man [DIR]",
		Short: "Print the manual page, or write those of all commands into DIR",
		Args:  args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, dirs []string) error {
			if err := p.manual(cmd.Root(), dirs); err != nil {
				return fmt.Errorf("making the manual: %w", err)
			}
			return nil
		},
	}
}

func (p *program) manual(root *cobra.Command, dirs []string) error {
	header := &doc.GenManHeader{Section: "1", Source: "readout", Manual: "readout", Date: &pagesOf}
	root.DisableAutoGenTag = true
	if len(dirs) == 0 {
		return doc.GenMan(root, header, p.out)
	}
	if err := os.MkdirAll(dirs[0], 0o777); err != nil {
		return err
	}
	return doc.GenManTree(root, header, dirs[0])
}
