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
	"readout/briefing/compose"
	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

func makeCommand(p *program) *cobra.Command {
	var to string
	var merge, explain, asJSON bool
	var m making
	cmd := &cobra.Command{
		Use:   "make ARTICLE...",
		Short: "Make briefings of articles",
		Long: "Make briefings of articles: text, HTML, clipped Markdown, a mail, a saved page, the items of a feed, the\n" +
			"chapters of a book, any of them packed with gzip; files, the files of a folder, web addresses; - is standard input.\n" +
			"A briefing goes to the standard output, to -o FILE, or to a name of its own in -o DIR.\n" +
			"With --merge the articles make one briefing: what several sources tell stands in it once,\n" +
			"and where they contradict each other, side by side. A file that holds an earlier briefing\n" +
			"of the same article is brought up to date, and its notes find it again.",
		Example: "  readout make article.html -o briefing.md\n  readout make *.txt -o briefings/\n  readout make --merge post.html times.html -o strait.md\n" +
			"  readout make article.txt --explain\n  readout make https://example.org/feed.xml -o briefings/\n  pbpaste | readout make - --published 2024-11-27",
		Args: args(cobra.MinimumNArgs(1)),
		RunE: func(_ *cobra.Command, names []string) error {
			names, err := expand(names)
			if err != nil {
				return err
			}
			switch {
			case explain && to != "":
				return usageError{errors.New("--explain prints its reasons instead of a briefing: leave -o out")}
			case explain:
				return p.explain(names, m, asJSON)
			case merge:
				return p.merge(names, to, m)
			case len(names) > 1 && (to == "" || !isFolderName(to)):
				return usageError{errors.New("several articles become several files: give -o DIR/, or --merge")}
			case len(names) > 1 && m.title != "":
				return usageError{errors.New("--title names one briefing, and there are several articles")}
			}
			return p.each(names, func(name string) error { return p.make(name, to, m) })
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "write to `FILE`, or into a folder DIR/")
	cmd.Flags().StringVar(&m.published, "published", "", "the day the article appeared, `DATE` as 2024-11-27")
	cmd.Flags().StringVar(&m.title, "title", "", "the briefing's `TITLE`")
	cmd.Flags().StringVar(&m.profile, "profile", "", "the sections to make: `PROFILE` is "+strings.Join(compose.Profiles(), ", ")+" or a TOML file")
	completeProfiles(cmd)
	cmd.Flags().StringVar(&m.lexicon, "lexicon", "", "add the patterns of `FILE` to those by which events are found")
	cmd.Flags().BoolVar(&merge, "merge", false, "make one briefing of all articles")
	cmd.Flags().BoolVar(&explain, "explain", false, "print why each sentence stands where it stands, and what was left out, instead")
	cmd.Flags().BoolVar(&asJSON, "json", false, "with --explain: print JSON")
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
			if !errors.Is(err, errReported) {
				p.complain(err)
			}
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
	briefings, err := p.briefs(in, m)
	if err != nil {
		return err
	}
	if len(briefings) > 1 && (to == "" || !isFolderName(to)) {
		return fmt.Errorf("making a briefing of %s: it has %d articles: give -o DIR/, or --merge", name, len(briefings))
	}
	for _, b := range briefings {
		if err := p.put(b, to); err != nil {
			return err
		}
	}
	return nil
}

// merge makes one briefing of all articles that can be read.
func (p *program) merge(names []string, to string, m making) error {
	articles, failed := p.readAll(names, m)
	if len(articles) == 0 {
		return failed
	}
	opt, err := p.composing(m)
	if err != nil {
		return err
	}
	b, err := compose.Compose(articles, opt)
	if err != nil {
		return fmt.Errorf("making a briefing: %w", err)
	}
	return errors.Join(p.put(b, to), failed)
}

func (p *program) readAll(names []string, m making) (articles []*content.Article, failed error) {
	m.title = "" // it is the briefing's
	failed = p.each(names, func(name string) error {
		in, err := p.load(name)
		if err != nil {
			return err
		}
		all, err := p.articles(in, m)
		articles = append(articles, all...)
		return err
	})
	return articles, failed
}

// put writes a briefing where it is to go.
func (p *program) put(b *briefing.Briefing, to string) error {
	switch {
	case to == "" && p.styled():
		return p.page(briefing.Format(b))
	case to == "":
		_, err := p.out.Write(briefing.Format(b))
		return err
	case isFolderName(to):
		var err error
		if to, err = fileIn(to, b); err != nil {
			return err
		}
	default:
		if err := inFolder(to); err != nil {
			return err
		}
	}
	if old, err := os.ReadFile(to); err == nil {
		continueFrom(b, briefing.Parse(old))
	}
	if err := library.WriteFile(to, briefing.Format(b)); err != nil {
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

// inFolder says so where the folder that a file is to be in is not there: one that is made
// without a word hides a slip of the finger. A folder is made where the user names one, DIR/.
func inFolder(file string) error {
	dir := filepath.Dir(file)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("writing %s: there is no folder %s; make it first, or name another file", file, dir)
	}
	return nil
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
		if errors.Is(err, os.ErrNotExist) {
			return path, nil
		}
		if err != nil {
			return "", wrapRead(path, err)
		}
		if earlier := briefing.Parse(old); earlier.ID == b.ID || earlier.Made && compose.Continues(b, earlier) {
			return path, nil
		}
	}
}

// slug makes a file name of a title: small letters, digits and hyphens, 60 bytes at
// most, the same on every file system, and never the name of a device.
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
	name := strings.ToValidUTF8(b.String(), "")
	if library.IsReserved(name) {
		name += "-briefing"
	}
	return name
}
