package main

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"

	"readout/briefing/library"
	"readout/briefing/library/index"
)

// whose is for the command line: it waits for the index. It gives nil, for all, where nothing
// is asked for.
func (p *program) whose(ctx context.Context, lib *library.Library, person, tag string) (map[string]bool, error) {
	if person == "" && tag == "" {
		return nil, nil
	}
	x, err := p.searched(ctx, lib)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	return whose(ctx, x, person, tag)
}

// whose gives the briefings that have all of a person in an entry's lead and a note with a
// tag.
func whose(ctx context.Context, x *index.Index, person, tag string) (map[string]bool, error) {
	var all map[string]bool
	for _, q := range []index.Query{{Person: person}, {Tag: tag}} {
		if q == (index.Query{}) {
			continue
		}
		ids, err := x.Briefings(ctx, q)
		if err != nil {
			return nil, err
		}
		for id := range all {
			if !ids[id] {
				delete(all, id)
			}
		}
		if all == nil {
			all = ids
		}
	}
	return all, nil
}

// Whose is app.Store's.
func (s *store) Whose(person, tag string) (map[string]bool, error) {
	x, building := s.indexing.upToDate(s.index, s.lib, s.patience)
	if building != nil && !errors.Is(building, errBuilding) {
		return nil, building
	}
	ids, err := whose(context.Background(), x, person, tag)
	return ids, cmp.Or(err, building)
}

// index gives the file of the search index.
func (p *program) index() string { return filepath.Join(p.home.cache, "index.db") }
