package index

import (
	"context"
	"fmt"
)

// Briefings gives the ids of all briefings in which something is: of a query its words,
// section, source, person, tag and whether only notes count.
func (x *Index) Briefings(ctx context.Context, q Query) (map[string]bool, error) {
	match := q.match()
	if match == "" {
		return nil, nil
	}
	rows, err := x.db.QueryContext(ctx, "select distinct p.briefing from words join passages p on p.number = words.rowid where words match ?", match)
	if err != nil {
		return nil, fmt.Errorf("searching the library: %w", err)
	}
	defer rows.Close()
	ids := map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("searching the library: %w", err)
		}
		ids[id] = true
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("searching the library: %w", err)
	}
	return ids, nil
}
