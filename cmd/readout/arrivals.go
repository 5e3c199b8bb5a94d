package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"readout/content"
	"readout/ui/app"
)

// fetchBehind is readout fetch behind the reader: nothing is printed.
func (p *program) fetchBehind(only ...string) <-chan app.Fetched {
	ends := make(chan app.Fetched, 1)
	go func() {
		defer close(ends)
		var wrongs bytes.Buffer
		quiet := *p
		quiet.out, quiet.err, quiet.outTTY, quiet.errTTY = io.Discard, &wrongs, false, false
		f := fetching{program: &quiet, limit: newest}
		f.along = func(said string, made int) { ends <- app.Fetched{Said: said, New: made} }
		err := f.run(context.Background(), only)
		ends <- f.end(err, wrongs.String())
	}()
	return ends
}

// end says what came of it: of what failed the first line.
func (f *fetching) end(err error, wrongs string) app.Fetched {
	end := app.Fetched{Said: counted(f.report.New, "new briefing"), New: f.report.New}
	if n := f.report.Updated; n > 0 {
		end.Said += fmt.Sprintf(", %d updated", n)
	}
	lines := strings.Split(strings.TrimSpace(wrongs), "\n")
	switch {
	case errors.Is(err, errReported) && len(lines) > 1:
		end.Err, end.More = errors.New(strings.TrimPrefix(lines[0], "readout: ")), len(lines)-1
	case errors.Is(err, errReported):
		end.Err = errors.New(strings.TrimPrefix(lines[0], "readout: "))
	case err != nil:
		end.Said, end.Err = "fetching", err
	case len(f.report.Feeds)+len(f.report.Folders) == 0:
		end.Said = "there are no feeds: readout feed add URL subscribes to one"
	}
	if err == nil && len(f.report.Feeds) == 1 { // who reads one wants to know why nothing came
		for _, remark := range f.report.Feeds[0].Remarks {
			end.Said += "; " + remark
		}
	}
	return end
}

// Fetch is app.Store's.
func (s *store) Fetch(only ...string) <-chan app.Fetched { return s.fetch(only...) }

// Feeds is app.Store's.
func (s *store) Feeds() ([]app.Feed, error) { return s.feeds() }

// subscribed gives the feeds and how they did last, for the reader.
func (p *program) subscribed() ([]app.Feed, error) {
	quiet := *p
	quiet.err = io.Discard
	subs, failed := quiet.feeds()
	if failed != nil && !errors.Is(failed, errReported) {
		return nil, failed
	}
	feeds := make([]app.Feed, len(subs))
	for i, r := range feedRecords(subs, p.memory()) {
		feeds[i] = app.Feed{URL: content.CleanLine(r.URL), Title: content.CleanLine(r.Title), Wrong: content.CleanLine(r.Error)}
		if at, err := time.Parse(time.RFC3339, r.Checked); err == nil {
			feeds[i].Read = at.Format("2 Jan")
			if at.Format(time.DateOnly) == p.now.Format(time.DateOnly) {
				feeds[i].Read = at.Format("15:04")
			}
		}
	}
	return feeds, nil
}
