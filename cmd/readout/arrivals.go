package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"readout/ui/app"
)

// fetchBehind is readout fetch behind the reader: nothing is printed.
func (p *program) fetchBehind() <-chan app.Fetched {
	ends := make(chan app.Fetched, 1)
	go func() {
		defer close(ends)
		var wrongs bytes.Buffer
		quiet := *p
		quiet.out, quiet.err, quiet.outTTY, quiet.errTTY = io.Discard, &wrongs, false, false
		f := fetching{program: &quiet, limit: newest}
		f.along = func(said string, made int) { ends <- app.Fetched{Said: said, New: made} }
		err := f.run(context.Background(), nil)
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
		end.Err = fmt.Errorf("%s (and %d more: readout fetch says them)", strings.TrimPrefix(lines[0], "readout: "), len(lines)-1)
	case errors.Is(err, errReported):
		end.Err = errors.New(strings.TrimPrefix(lines[0], "readout: "))
	case err != nil:
		end.Said, end.Err = "fetching", err
	case len(f.report.Feeds)+len(f.report.Folders) == 0:
		end.Said = "there are no feeds: readout feed add URL subscribes to one"
	}
	return end
}

// Fetch is app.Store's.
func (s *store) Fetch() <-chan app.Fetched { return s.fetch() }
