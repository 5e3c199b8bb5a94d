package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// The widest that help gets: prose is read best in lines of a book, and flags beside their
// meaning bear a little more.
const (
	proseWidth = 80
	flagsWidth = 100
)

// printsHelp lets help and usage of a command, and of those below it, end where the
// terminal's lines end: what the terminal breaks itself it breaks within words, and the
// columns of the flags with them.
func (p *program) printsHelp(cmd *cobra.Command) {
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		fmt.Fprintf(p.out, "%s\n\n", reflowed(strings.TrimSpace(cmp.Or(cmd.Long, cmd.Short)), min(p.width, proseWidth)))
		p.printUsage(p.out, cmd)
	})
	cmd.SetUsageFunc(func(cmd *cobra.Command) error {
		p.printUsage(p.out, cmd)
		return nil
	})
}

// printUsage prints how a command is called: the parts of cobra's own usage, in its order.
func (p *program) printUsage(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintln(w, "Usage:")
	if cmd.Runnable() {
		fmt.Fprintln(w, "  "+cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintln(w, "  "+cmd.CommandPath()+" [command]")
	}
	if cmd.HasExample() {
		fmt.Fprintf(w, "\nExamples:\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintln(w, "\nAvailable Commands:")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(w, "  %-*s %s\n", c.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	width := min(p.width, flagsWidth)
	if flags := cmd.LocalFlags(); flags.HasAvailableFlags() {
		fmt.Fprint(w, "\nFlags:\n", flags.FlagUsagesWrapped(width))
	}
	if flags := cmd.InheritedFlags(); flags.HasAvailableFlags() {
		fmt.Fprint(w, "\nGlobal Flags:\n", flags.FlagUsagesWrapped(width))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(w, "\nUse \"%s [command] --help\" for more information about a command.\n", cmd.CommandPath())
	}
}

// reflowed gives prose in lines of at most so many cells, as far as its words let it. Lines
// that are indented, as examples are, stay as they are, and so do empty ones.
func reflowed(text string, width int) string {
	var lines []string
	room := 0 // what is left of the last line; none after a line that stays as it is
	for line := range strings.SplitSeq(text, "\n") {
		if line == "" || line[0] == ' ' || line[0] == '\t' {
			lines, room = append(lines, line), 0
			continue
		}
		for word := range strings.FieldsSeq(line) {
			if w := ansi.StringWidth(word) + 1; w <= room {
				lines[len(lines)-1] += " " + word
				room -= w
			} else {
				lines, room = append(lines, word), width-w+1
			}
		}
	}
	return strings.Join(lines, "\n")
}
