package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

const about = `readout makes briefings of news articles and is where you read and annotate them.

Without a subcommand it opens the reader: on FILEs (articles become briefings first,
Markdown opens as it is, - is standard input), on web addresses, on the files of a
folder, on briefings of the library by id or title, or, with nothing named, on what a
pipe brings or else on the library. An article is text, HTML, clipped Markdown, a mail or a saved page; a feed or a
book has several. Every key is listed under ?.`

// rootCommand builds the whole command line.
func rootCommand(p *program) *cobra.Command {
	var as string
	root := &cobra.Command{
		Use:           "readout [FILE...]",
		Short:         "Read news as briefings in the terminal, and annotate them",
		Long:          about,
		Example:       "  readout article.html\n  readout make article.txt -o briefings/\n  readout notes --tag follow-up",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
		Args:                       cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if as != "" && as != asArticle && as != asMarkdown {
				return usageError{fmt.Errorf("--as is article or markdown, not %q", as)}
			}
			err := p.read(cmd.Context(), args, as)
			if unfound, ok := errors.AsType[unfoundError](err); ok {
				if alike := cmd.SuggestionsFor(unfound.name); len(alike) > 0 {
					err = fmt.Errorf("%w; did you mean readout %s?", err, strings.Join(alike, " or readout "))
				}
			}
			return err
		},
	}
	root.Flags().StringVar(&as, "as", "", "take every FILE as `KIND`: article or markdown (default: told by its name and text)")
	root.PersistentFlags().BoolVar(&p.allowPrivate, "allow-private", false, "read web addresses of this machine and its network too, and use the proxy of the environment")
	root.PersistentFlags().StringVar(&p.notesDir, "notes-dir", "", "keep notes in this `FOLDER`; a relative one, as .readout, lies beside each briefing's file")
	root.Flags().BoolVar(&p.plain, "plain", false, "read line by line, as screen readers need it: no colours, nothing painted over")
	root.SetIn(p.in)
	root.SetOut(p.out)
	root.SetErr(p.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(
		makeCommand(p), addCommand(p), importCommand(p), feedCommand(p), fetchCommand(p), showCommand(p), listCommand(p), removeCommand(p), archiveCommand(p), renameCommand(p), notesCommand(p),
		exportCommand(p), searchCommand(p), diffCommand(p), keysCommand(p), doctorCommand(p), backupCommand(p), restoreCommand(p), manCommand(p),
	)
	p.printsHelp(root)
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	return root
}

// args turns cobra's complaint about the number of arguments into a usage error.
func args(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// isFolder reports whether the path is an existing folder.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
