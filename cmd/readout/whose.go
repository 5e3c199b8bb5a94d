package main

import (
	"context"
	"path/filepath"

	"readout/briefing/library"
	"readout/briefing/library/index"
)

// whose gives the briefings that have all of a person in an entry's lead and a note with a
// tag; nil for all, where neither is asked for.
func whose(ctx context.Context, path string, lib *library.Library, person, tag string) (map[string]bool, error) {
	if person == "" && tag == "" {
		return nil, nil
	}
	x, err := index.Open(path, lib)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	if err := x.Update(ctx, nil); err != nil {
		return nil, err
	}
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
	ctx, cancel := context.WithTimeout(context.Background(), s.timeout)
	defer cancel()
	return whose(ctx, s.index, s.lib, person, tag)
}

// index gives the file of the search index.
func (p *program) index() string { return filepath.Join(p.home.cache, "index.db") }
