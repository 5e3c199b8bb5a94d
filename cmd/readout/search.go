package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"readout/briefing/library"
	"readout/briefing/library/index"
	"readout/briefing/view"
	"readout/content"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
)

// mostUnread is how many hits are looked through for those in unread briefings.
const mostUnread = 100_000

// looking is what the user says about a search.
type looking struct {
	query        index.Query
	since, until string
	unread, json bool
}

func searchCommand(p *program) *cobra.Command {
	var l looking
	cmd := &cobra.Command{
		Use:   "search [WORD...]",
		Short: "Find words in all briefings and notes",
		Long: "Find the sections and notes of all briefings that have every word, the newest first.\n" +
			"Words in quotes are a phrase; a word that ends in * stands for all that begin so.\n" +
			"The index is a cache: delete it, and it is built again.",
		Example: "  readout search howitzers --since 30d\n  readout search '\"air defence\" seoul' --section weapons-requests\n  readout search --tag follow-up",
		RunE: func(cmd *cobra.Command, words []string) error {
			l.query.Words = strings.Join(words, " ")
			return p.search(cmd.Context(), l)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&l.query.Section, "section", "", "only in the section of this `NAME`, as weapons-requests")
	completeSections(cmd)
	flags.StringVar(&l.query.Source, "source", "", "only briefings of a publisher of this `NAME`")
	flags.StringVar(&l.query.Person, "person", "", "only sections whose leads have this `NAME`")
	flags.StringVar(&l.query.Tag, "tag", "", "only notes with this `TAG`")
	flags.BoolVar(&l.query.Notes, "notes", false, "only notes")
	flags.BoolVar(&l.unread, "unread", false, "only briefings that were not opened yet")
	flags.StringVar(&l.since, "since", "", "published since `DATE`, as 2024-11-27, 2024-11 or 7d")
	flags.StringVar(&l.until, "until", "", "published until `DATE`")
	flags.IntVarP(&l.query.Limit, "limit", "n", 20, "print at most `N`")
	flags.BoolVar(&l.json, "json", false, "print JSON")
	return cmd
}

func (p *program) search(ctx context.Context, l looking) error {
	days, err := p.period(l.since, l.until)
	if err != nil {
		return err
	}
	l.query.Since, l.query.Until = days.Since, days.Until
	lib, err := p.library()
	if err != nil {
		return err
	}
	x, err := p.searched(ctx, lib)
	if err != nil {
		return err
	}
	defer x.Close()
	hits, err := l.hits(ctx, x, lib)
	if err != nil {
		return err
	}
	if l.json {
		if hits == nil {
			hits = []index.Hit{}
		}
		return p.json(hits)
	}
	return p.showHits(hits)
}

// hits searches; of those that were opened already none counts where only the others do.
func (l *looking) hits(ctx context.Context, x *index.Index, lib *library.Library) ([]index.Hit, error) {
	if !l.unread {
		return x.Search(ctx, l.query)
	}
	items, _, err := lib.List()
	if err != nil {
		return nil, err
	}
	read := map[string]bool{}
	for i := range items {
		read[items[i].ID] = items[i].Read
	}
	q := l.query
	q.Limit = mostUnread
	hits, err := x.Search(ctx, q)
	hits = slices.DeleteFunc(hits, func(h index.Hit) bool { return read[h.Briefing] })
	return hits[:min(len(hits), max(l.query.Limit, 1))], err
}

// period reads what was typed for the days that are meant; zero for what was not.
func (p *program) period(since, until string) (days view.Period, err error) {
	if days.Since, err = p.day(since, func(d view.Period) time.Time { return d.Since }); err == nil {
		days.Until, err = p.day(until, func(d view.Period) time.Time { return d.Until })
	}
	return days, err
}

func (p *program) day(typed string, end func(view.Period) time.Time) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	days, ok := view.Days(typed, p.now)
	if !ok {
		return time.Time{}, usageError{fmt.Errorf("a date is %s, not %q", view.DaysSaid, typed)}
	}
	return end(days), nil
}

// showHits prints hits by briefing.
func (p *program) showHits(hits []index.Hit) error {
	plain := func(s string) string { return s }
	title, mark, aside := plain, plain, plain
	if p.styled() {
		c, err := p.loadConfig()
		if err != nil {
			return err
		}
		look, err := p.look(c)
		if err != nil {
			return err
		}
		title = func(s string) string { return look.theme.Style(theme.Heading2).Render(s) }
		mark = func(s string) string { return look.theme.Style(theme.SearchHit).Render(s) }
		aside = func(s string) string { return look.theme.Style(theme.Muted).Render(s) }
	}
	var b strings.Builder
	if len(hits) == 0 && p.outTTY {
		b.WriteString("Nothing is found: fewer words, or begin* for all that begin so, find more.\n")
	}
	last := ""
	for _, h := range hits {
		if h.Briefing != last {
			if last != "" {
				b.WriteByte('\n')
			}
			last = h.Briefing
			name, id := content.CleanLine(h.Title), h.Briefing
			if p.outTTY { // what is left of a line beside the day and the id, which a terminal needs the beginning of
				id = id[:min(len(id), 8)]
				name = ansi.Truncate(name, max(p.width-2-10-2-8, narrowestColumn), "…")
			}
			fmt.Fprintf(&b, "%s  %s\n", title(name), aside(h.Published+"  "+id))
		}
		at := h.Section
		switch {
		case h.Note != "":
			at = "note"
		case at == "":
			at = "key points"
		}
		fmt.Fprintf(&b, "  %s\n", p.hung(aside(content.CleanLine(at)+":")+" "+marked(h, mark), 4))
	}
	_, err := p.out.Write([]byte(b.String()))
	return err
}

// marked gives a preview with what was found in it marked.
func marked(h index.Hit, mark func(string) string) string {
	var b strings.Builder
	at := 0
	for _, f := range h.Found {
		if f.Start < at {
			continue
		}
		b.WriteString(content.CleanLine(h.Preview[at:f.Start]))
		b.WriteString(mark(content.CleanLine(h.Preview[f.Start:f.End])))
		at = f.End
	}
	b.WriteString(content.CleanLine(h.Preview[at:]))
	return b.String()
}
