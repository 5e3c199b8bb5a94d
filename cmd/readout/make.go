package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"readout/briefing"
	"readout/briefing/library"

	"github.com/spf13/cobra"
)

func makeCommand(p *program) *cobra.Command {
	var to string
	var m making
	cmd := &cobra.Command{
		Use:   "make ARTICLE...",
		Short: "Make briefings of articles",
		Long: "Make briefings of articles: text, HTML or Markdown; - is standard input.\n" +
			"A briefing goes to the standard output, to -o FILE, or to a name of its own in -o DIR.",
		Example: "  readout make article.html -o briefing.md\n  readout make *.txt -o briefings/\n  pbpaste | readout make - --published 2024-11-27",
		Args:    args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, names []string) error {
			if len(names) > 1 && (to == "" || !isFolderName(to)) {
				return usageError{errors.New("several articles become several files: give -o DIR/")}
			}
			if len(names) > 1 && m.title != "" {
				return usageError{errors.New("--title names one briefing, and there are several articles")}
			}
			return p.each(names, func(name string) error { return p.make(name, to, m) })
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "write to `FILE`, or into a folder DIR/")
	cmd.Flags().StringVar(&m.published, "published", "", "the day the article appeared, `DATE` as 2024-11-27")
	cmd.Flags().StringVar(&m.title, "title", "", "the briefing's `TITLE`")
	cmd.PreRunE = func(*cobra.Command, []string) error { return m.check() }
	return cmd
}

func (m making) check() error {
	if m.published != "" && !isDay(m.published) {
		return usageError{fmt.Errorf("--published takes a day as 2024-11-27, not %q", m.published)}
	}
	return nil
}

// each does the same to every name and goes on after a failure, which it reports.
func (p *program) each(names []string, do func(string) error) error {
	var failed error
	for _, name := range names {
		if err := do(name); err != nil {
			p.complain(err)
			failed = errReported
		}
	}
	return failed
}

func (p *program) make(name, to string, m making) error {
	in, err := p.load(name)
	if err != nil {
		return err
	}
	b, err := p.brief(in, m)
	if err != nil {
		return err
	}
	text := briefing.Format(b)
	switch {
	case to == "" && p.styled():
		return p.page(text)
	case to == "":
		_, err = p.out.Write(text)
		return err
	case isFolderName(to):
		to, err = fileIn(to, b)
		if err != nil {
			return err
		}
	}
	if err := library.WriteFile(to, text); err != nil {
		return err
	}
	if p.outTTY {
		fmt.Fprintln(p.out, to)
	}
	return nil
}

// isFolderName reports whether the user means a folder: there is one, or the name ends as one's does.
func isFolderName(to string) bool {
	return isFolder(to) || strings.HasSuffix(to, "/") || os.IsPathSeparator(to[len(to)-1])
}

// fileIn names a briefing's file in a folder by its date and title. A file there that
// holds another briefing is left alone, and a number is added.
func fileIn(dir string, b *briefing.Briefing) (string, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", fmt.Errorf("making the folder %s: %w", dir, err)
	}
	stem := slug(b.Title)
	if isDay(b.Published.Value) {
		stem = b.Published.Value + "-" + stem
	}
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name += "-" + strconv.Itoa(n)
		}
		path := filepath.Join(dir, name+".md")
		old, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) || err == nil && briefing.Parse(old).ID == b.ID {
			return path, nil
		}
		if err != nil {
			return "", wrapRead(path, err)
		}
	}
}

// slug makes a file name of a title: small letters, digits and hyphens, 60 bytes at
// most, the same on every file system.
func slug(title string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if b.Len() > 0 {
			if b.Len()+1+len(word) > 60 {
				break
			}
			b.WriteByte('-')
		}
		b.WriteString(word[:min(len(word), 60)])
	}
	if b.Len() == 0 {
		return "briefing"
	}
	return strings.ToValidUTF8(b.String(), "")
}
