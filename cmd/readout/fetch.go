package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/briefing/feed"
	"readout/briefing/library"
	"readout/content"

	"github.com/spf13/cobra"
)

// newest is how many new items of one feed are taken where the user does not say.
const newest = 100

func fetchCommand(p *program) *cobra.Command {
	f := fetching{program: p}
	cmd := &cobra.Command{
		Use:   "fetch [URL...]",
		Short: "Make briefings of what is new in the feeds and watched folders",
		Long: "Make briefings of what is new in the feeds of readout feed list, or in those named, and of the files that are\n" +
			"new or changed in the folders that the settings watch. An item whose feed has only its beginning is read from\n" +
			"its page. A feed that was not changed says so without sending anything, one that asks for time is given it,\n" +
			"and one that fails keeps no other from being read; the exit code is 1 then.",
		Example:           "  readout fetch\n  readout fetch --json | jq '.feeds[] | select(.ok | not)'",
		ValidArgsFunction: p.completeFeeds,
		RunE:              func(cmd *cobra.Command, only []string) error { return f.run(cmd.Context(), only) },
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print a summary as JSON instead")
	cmd.Flags().BoolVar(&f.force, "force", false, "ask feeds too that are gone or asked for time")
	cmd.Flags().IntVarP(&f.limit, "limit", "n", newest, "take at most the first `N` new items of a feed; the others are passed over")
	return cmd
}

// fetching is one run of readout fetch.
type fetching struct {
	*program
	json, force bool
	limit       int

	along func(said string, made int) // is told how far it is; nil: nobody asks

	lib      *library.Library
	profiles map[string]compose.Options // by the profile that a feed names
	report   fetchReport
}

// fetchReport is what came of it, for programs.
type fetchReport struct {
	Feeds   []*feed.Outcome `json:"feeds"`
	Folders []folderRecord  `json:"folders"`
	New     int             `json:"new"`
	Updated int             `json:"updated"`
	Failed  int             `json:"failed"` // feeds and folders of which something failed
}

// folderRecord is what came of one watched folder.
type folderRecord struct {
	Folder string      `json:"folder"`
	Made   []feed.Made `json:"briefings"`
	Failed []string    `json:"failed_files"`
}

func (f *fetching) run(ctx context.Context, only []string) error {
	subs, failed := f.feeds()
	if failed != nil && !errors.Is(failed, errReported) {
		return failed
	}
	for _, address := range only {
		if !slices.ContainsFunc(subs, func(s feed.Subscription) bool { return s.URL == address }) {
			return fmt.Errorf("fetching %s: it is not in the list; readout feed add adds it", address)
		}
	}
	c, err := f.loadConfig()
	if err != nil {
		return err
	}
	if len(only) > 0 {
		subs = slices.DeleteFunc(subs, func(s feed.Subscription) bool { return !slices.Contains(only, s.URL) })
		c.Watch = nil
	}
	if len(subs)+len(c.Watch) == 0 && f.errTTY {
		fmt.Fprintln(f.err, "There are no feeds: readout feed add URL subscribes to one.")
	}
	if f.lib, err = f.library(); err != nil {
		return err
	}
	memory := f.memory()
	unlock, err := memory.Lock()
	if err != nil {
		return err
	}
	defer unlock() //nolint:errcheck // it ends with the program at the latest
	f.report = fetchReport{Feeds: []*feed.Outcome{}, Folders: []folderRecord{}}
	if err := f.readFeeds(ctx, memory, subs); err != nil {
		return err
	}
	for _, folder := range c.Watch {
		f.readFolder(memory, folder)
	}
	if f.json {
		err = f.program.json(f.report)
	} else if f.errTTY {
		fmt.Fprintf(f.err, "%s, %d updated, of %s\n", counted(f.report.New, "new briefing"), f.report.Updated, counted(len(subs), "feed"))
	}
	if err == nil && f.report.Failed > 0 {
		err = errReported
	}
	return errors.Join(err, failed)
}

func (f *fetching) readFeeds(ctx context.Context, memory *feed.Memory, subs []feed.Subscription) error {
	f.profiles = map[string]compose.Options{}
	for _, s := range subs {
		opt, err := f.composing(making{profile: s.Profile})
		if err != nil {
			return fmt.Errorf("reading %s: %s: %w", f.feedList(), s.URL, err)
		}
		f.profiles[s.Profile] = opt
	}
	round := feed.Round{Get: f.get, Take: f.take, Memory: memory, Now: f.now, Items: f.limit, Force: f.force}
	bar := progress{program: f.program}
	said := func(done int) string {
		return fmt.Sprintf("%d of %s, %s", done, counted(len(subs), "feed"), counted(f.report.New, "new briefing"))
	}
	bar.draw(0, len(subs), said(0))
	round.Run(ctx, subs, func(done int) {
		bar.draw(done, len(subs), said(done))
		if f.along != nil {
			f.along(said(done), f.report.New)
		}
	}, func(o *feed.Outcome) {
		bar.clear()
		f.tell(o)
	})
	bar.clear()
	return nil
}

// take is feed.Take: what another source of the same article has made is left alone, and
// what the reader removed stays removed, whatever the feed makes of it later.
func (f *fetching) take(s feed.Subscription, a *content.Article, id string) (feed.Made, bool, error) {
	b, err := compose.Compose([]*content.Article{a}, f.profiles[s.Profile])
	if err != nil {
		return feed.Made{}, false, fmt.Errorf("making a briefing: %w", err)
	}
	if id != "" {
		b.ID = id
	}
	text := briefing.Format(b)
	made := feed.Made{ID: b.ID, Title: content.CleanLine(b.Title), New: f.lib.Stamp(b.ID) == ""}
	if made.New && (id != "" || f.lib.InTrash(b.ID)) {
		// It is remembered as the briefing of its item, which comes back by the reader only.
		made.New, made.Same = false, true
		return made, id != "", nil
	}
	changed := false
	if !made.New {
		have, err := f.lib.Source(b.ID)
		changed = err == nil && len(briefing.Diff(briefing.Parse(have), b)) > 0
		made.Same = err == nil && bytes.Equal(have, text)
		if made.Same || id == "" {
			return made, made.Same, nil
		}
	}
	if _, err = f.lib.Keep(text, ""); err == nil && changed {
		// What was read is unread again: the reader marks the entries that are new.
		unread := false
		err = f.lib.Shelve(library.Shelved{Briefing: b.ID, Read: &unread})
	}
	return made, err == nil, err
}

// tell says how a feed did: its briefings, and a line for what is to be said of it.
func (f *fetching) tell(o *feed.Outcome) {
	f.report.Feeds = append(f.report.Feeds, o)
	f.count(o.Made)
	if !o.OK {
		f.report.Failed++
	}
	var lines []string
	if o.Error != "" {
		lines = append(lines, o.Error)
	}
	if n := len(o.Failed); n > 0 {
		line := "1 item failed: " + o.Failed[0]
		if n > 1 {
			line = fmt.Sprintf("%d items failed, the first: %s", n, o.Failed[0])
		}
		lines = append(lines, line)
	}
	if lines = append(lines, o.Remarks...); len(lines) > 0 {
		f.warn(o.URL, []string{strings.Join(lines, "; ")})
	}
}

func (f *fetching) count(made []feed.Made) {
	for _, m := range made {
		end := ""
		if m.New {
			f.report.New++
		} else {
			f.report.Updated++
			end = "\tupdated"
		}
		if !f.json {
			fmt.Fprintf(f.out, "%s\t%s%s\n", m.ID, content.CleanLine(m.Title), end)
		}
	}
}

// readFolder takes in what is new in a watched folder.
func (f *fetching) readFolder(memory *feed.Memory, folder string) {
	r := folderRecord{Folder: content.CleanLine(folder), Made: []feed.Made{}, Failed: []string{}}
	failed, err := memory.Watch(folder, func(path string) error {
		before := ""
		if it, err := f.lib.ReadFrom(path); err == nil {
			before = it.ID
		}
		items, err := f.keep(path, "", making{})
		for _, it := range items {
			r.Made = append(r.Made, feed.Made{ID: it.ID, Title: it.Title, New: it.ID != before})
		}
		return err
	})
	if err != nil {
		failed = append(failed, err)
	}
	for _, err := range failed {
		f.complain(err)
		r.Failed = append(r.Failed, content.CleanLine(err.Error()))
	}
	if len(failed) > 0 {
		f.report.Failed++
	}
	f.count(r.Made)
	f.report.Folders = append(f.report.Folders, r)
}
