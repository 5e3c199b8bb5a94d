package index

import (
	"context"
	"database/sql"
)

// Briefings gives the ids of all briefings in which something is: of a query its words,
// section, source, person, tag and whether only notes count.
func (x *Index) Briefings(ctx context.Context, q Query) (map[string]bool, error) {
	match := q.match()
	if match == "" {
		return nil, nil
	}
	all, err := collect(ctx, x, func(rows *sql.Rows) (id string, err error) {
		return id, rows.Scan(&id)
	}, "select distinct p.briefing from words join passages p on p.number = words.rowid where words match ?", match)
	if err != nil {
		return nil, err
	}
	ids := make(map[string]bool, len(all))
	for _, id := range all {
		ids[id] = true
	}
	return ids, nil
}
