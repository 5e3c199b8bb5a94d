package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"readout/briefing/library"
	"readout/briefing/library/index"
)

// patience is how long who searches in the reader waits for the index to be brought up to
// date. What is in it by then is found, and building goes on.
const patience = 2 * time.Second

// errBuilding says that the index is not complete yet.
var errBuilding = errors.New("the search index is still being built")

// indexing brings the search index up to date behind the reader, one time after another.
type indexing struct {
	mu        sync.Mutex
	index     *index.Index  // nil: not opened, or of no use
	ended     chan struct{} // closes when it is up to date or cannot be; nil: nothing is being done
	err       error         // of the last time
	done, all int           // briefings that had changed
}

// start opens the index and begins to bring it up to date, unless that is being done.
func (g *indexing) start(path string, lib *library.Library) (*index.Index, <-chan struct{}, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.index == nil {
		x, err := index.Open(path, lib)
		if err != nil {
			return nil, nil, err
		}
		g.index = x
	}
	if g.ended == nil {
		g.ended, g.done, g.all = make(chan struct{}), 0, 0
		go g.update(g.index)
	}
	return g.index, g.ended, nil
}

func (g *indexing) update(x *index.Index) {
	err := x.Update(context.Background(), func(done, all int) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.done, g.all = done, all
	})
	g.mu.Lock()
	defer g.mu.Unlock()
	close(g.ended)
	if g.ended, g.err = nil, err; err != nil { // opened again it is built anew, if it is damaged
		_ = x.Close()
		g.index = nil
	}
}

// said says how far it is; empty where nothing is being done.
func (g *indexing) said() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ended == nil || g.all == 0 {
		return ""
	}
	return fmt.Sprintf("%s: %d of %d briefings", errBuilding, g.done, g.all)
}

// upToDate gives the index when it is up to date, or after some time as it is then: the error
// is errBuilding.
func (g *indexing) upToDate(path string, lib *library.Library, wait time.Duration) (*index.Index, error) {
	x, ended, err := g.start(path, lib)
	if err != nil {
		return nil, err
	}
	if wait == 0 {
		return x, errBuilding
	}
	select {
	case <-ended:
		g.mu.Lock()
		defer g.mu.Unlock()
		return x, g.err
	case <-time.After(wait):
		return x, errBuilding
	}
}

// Progress is app.Store's.
func (s *store) Progress() string { return s.indexing.said() }
