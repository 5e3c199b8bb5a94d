package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"readout/briefing/feed"
	"readout/briefing/library"
	"readout/briefing/note/disk"
	"readout/content"
	"readout/content/fetch"

	"github.com/spf13/cobra"
)

func feedCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feed",
		Short: "Subscribe to feeds, which readout fetch reads",
		Long: "Subscribe to feeds, which readout fetch reads. The list is a text that can be edited, feeds beside the settings:\n" +
			"an address a line, perhaps a \"title\" and profile=PROFILE behind it; # begins a comment.",
		Example: "  readout feed add https://example.org\n  readout feed import subscriptions.opml",
		Args:    args(cobra.NoArgs),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(feedAddCommand(p), feedListCommand(p), feedRemoveCommand(p), feedImportCommand(p), feedExportCommand(p))
	return cmd
}

func feedAddCommand(p *program) *cobra.Command {
	var s feed.Subscription
	cmd := &cobra.Command{
		Use:   "add URL...",
		Short: "Add feeds to the list",
		Long:  "Add feeds to the list, after looking whether they are any. Of a page the first feed that it names is added.",
		Args:  args(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, addresses []string) error {
			if len(addresses) > 1 && s.Title != "" {
				return usageError{errors.New("--title names one feed, and there are several addresses")}
			}
			if _, err := profile(s.Profile); err != nil {
				return err
			}
			return p.each(addresses, func(address string) error { return p.subscribe(cmd.Context(), address, s) })
		},
	}
	cmd.Flags().StringVar(&s.Title, "title", "", "your own `TITLE` for it")
	cmd.Flags().StringVar(&s.Profile, "profile", "", "the sections of its briefings: as for make")
	completeProfiles(cmd)
	return cmd
}

func feedListCommand(p *program) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the feeds, and how they did last",
		Args:  args(cobra.NoArgs),
		RunE:  func(*cobra.Command, []string) error { return p.listFeeds(asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func feedRemoveCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:               "remove URL...",
		Short:             "Take feeds off the list; their briefings stay",
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: p.completeFeeds,
		RunE: func(_ *cobra.Command, addresses []string) error {
			return p.each(addresses, p.unsubscribe)
		},
	}
}

func feedImportCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE...",
		Short: "Add the feeds of an OPML file, as newsreaders export them",
		Args:  args(cobra.MinimumNArgs(1)),
		RunE:  func(_ *cobra.Command, names []string) error { return p.each(names, p.importFeeds) },
	}
}

func feedExportCommand(p *program) *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the list as OPML 2.0, as newsreaders import it",
		Args:  args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			subs, err := p.feeds()
			if err != nil {
				return err
			}
			var text bytes.Buffer
			if err := feed.WriteOPML(&text, subs); err != nil {
				return err
			}
			if to != "" {
				if err := inFolder(to); err != nil {
					return err
				}
				return library.WriteFile(to, text.Bytes())
			}
			_, err = p.out.Write(text.Bytes())
			return err
		},
	}
	cmd.Flags().StringVarP(&to, "output", "o", "", "write to `FILE`")
	return cmd
}

// feedList is the path of the list of feeds.
func (p *program) feedList() string { return filepath.Join(p.home.config, "feeds") }

func (p *program) memory() *feed.Memory {
	return &feed.Memory{Dir: filepath.Join(p.home.state, "feeds"), Files: disk.System{}}
}

func (p *program) readFeedList() ([]byte, error) {
	text, err := os.ReadFile(p.feedList())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return text, wrapRead(p.feedList(), err)
}

// feeds gives the feeds of the list. Lines that cannot be read are told of, and make it
// fail with errReported; those that can are there all the same.
func (p *program) feeds() ([]feed.Subscription, error) {
	text, err := p.readFeedList()
	if err != nil {
		return nil, err
	}
	subs, bad := feed.ParseList(text)
	for _, err := range bad {
		p.complain(wrapRead(p.feedList(), err))
	}
	if len(bad) > 0 {
		return subs, errReported
	}
	return subs, nil
}

func (p *program) get(ctx context.Context, address string, opt fetch.Options) (*fetch.Page, error) {
	opt.AllowPrivate, opt.Agent = p.allowPrivate, "readout/"+version
	return fetch.Get(ctx, address, opt)
}

// subscribe adds a feed, or the feed of a page.
func (p *program) subscribe(ctx context.Context, address string, s feed.Subscription) error {
	if !fetch.IsAddress(address) {
		address = "https://" + address
	}
	page, err := p.get(ctx, address, fetch.Options{})
	if err != nil {
		return wrapRead(address, err)
	}
	if !content.IsFeed(page.Body) {
		links := content.FeedLinks(page.Body, page.URL)
		if len(links) == 0 {
			return fmt.Errorf("reading %s: it is no feed, and names none", address)
		}
		for _, other := range links[1:] {
			p.warn(address, []string{"it names another feed too: " + other.URL + " " + other.Title})
		}
		address = links[0].URL
		if page, err = p.get(ctx, address, fetch.Options{}); err != nil {
			return wrapRead(address, err)
		}
	}
	found, err := content.ReadFeed(page.Body, page.URL)
	if err != nil {
		return wrapRead(address, err)
	}
	if found.Damage != "" {
		p.warn(address, []string{found.Damage})
	}
	if page.Moved != "" {
		p.warn(address, []string{"it has moved for good to " + page.Moved + ", which is the address added"})
		address = page.Moved
	}
	s.URL = address
	if s.Title == "" {
		s.Title = found.Title
	}
	text, err := p.readFeedList()
	if err != nil {
		return err
	}
	list, added := feed.AddLines(text, s)
	if len(added) == 0 {
		p.warn(address, []string{"it is in the list already"})
		return nil
	}
	if err := library.WriteFile(p.feedList(), list); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "%s\t%s\n", content.CleanLine(address), content.CleanLine(s.Title))
	return err
}

func (p *program) unsubscribe(address string) error {
	text, err := p.readFeedList()
	if err != nil {
		return err
	}
	list, n := feed.RemoveLines(text, address)
	if n == 0 {
		return fmt.Errorf("removing %s: it is not in the list; readout feed list shows what is", address)
	}
	if err := library.WriteFile(p.feedList(), list); err != nil {
		return err
	}
	return p.memory().ForgetFeed(address)
}

func (p *program) importFeeds(name string) error {
	in, err := p.load(name)
	if err != nil {
		return err
	}
	subs, bad, err := feed.ReadOPML(in.raw)
	if err != nil {
		return wrapRead(name, err)
	}
	text, err := p.readFeedList()
	if err != nil {
		return err
	}
	list, added := feed.AddLines(text, subs...)
	if len(added) > 0 {
		if err := library.WriteFile(p.feedList(), list); err != nil {
			return err
		}
	}
	for _, s := range added {
		fmt.Fprintf(p.out, "%s\t%s\n", content.CleanLine(s.URL), content.CleanLine(s.Title))
	}
	for _, err := range bad {
		p.complain(wrapRead(name, err))
	}
	if len(bad) > 0 {
		return errReported
	}
	return nil
}

// feedRecord is a feed for programs.
type feedRecord struct {
	URL     string `json:"url"`
	Title   string `json:"title"`
	Profile string `json:"profile"`
	Checked string `json:"checked"` // RFC 3339, when it answered last; empty: never
	Due     string `json:"due"`     // RFC 3339, it is not asked before; empty: any time
	Error   string `json:"error"`   // of the last time
	Moved   string `json:"moved"`   // where it says that it is for good
	Gone    bool   `json:"gone"`
	Items   int    `json:"items"` // remembered
}

func (p *program) listFeeds(asJSON bool) error {
	subs, failed := p.feeds()
	records := feedRecords(subs, p.memory())
	if asJSON {
		return errors.Join(p.json(records), failed)
	}
	if len(records) == 0 && p.outTTY {
		fmt.Fprintln(p.out, "There are no feeds: readout feed add URL subscribes to one.")
	}
	for _, r := range records {
		fields := []string{r.URL, r.Title, r.Checked, r.Error}
		for i := range fields {
			fields[i] = content.CleanLine(fields[i])
		}
		fmt.Fprintln(p.out, strings.Join(fields, "\t"))
	}
	return failed
}

func feedRecords(subs []feed.Subscription, memory *feed.Memory) []feedRecord {
	records := make([]feedRecord, len(subs))
	for i, s := range subs {
		state := memory.Feed(s.URL)
		records[i] = feedRecord{
			URL: s.URL, Title: s.Title, Profile: s.Profile, Checked: stamp(state.Checked), Due: stamp(state.Due),
			Error: state.Error, Moved: state.Moved, Gone: state.Gone, Items: len(state.Items),
		}
		if s.Title == "" {
			records[i].Title = state.Title
		}
	}
	return records
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// completeFeeds offers the feeds of the list.
func (p *program) completeFeeds(_ *cobra.Command, already []string, _ string) ([]string, cobra.ShellCompDirective) {
	text, err := p.readFeedList()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	subs, _ := feed.ParseList(text)
	var offers []string
	for _, s := range subs {
		if !slices.Contains(already, s.URL) {
			offers = append(offers, cobra.CompletionWithDesc(s.URL, content.CleanLine(s.Title)))
		}
	}
	return offers, cobra.ShellCompDirectiveNoFileComp
}
