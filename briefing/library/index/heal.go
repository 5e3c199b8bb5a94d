package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// healing does something with the database. Where that tells that the database is damaged,
// one is built in its place, and it is done again.
func (x *Index) healing(ctx context.Context, progress func(done, all int), do func() error) error {
	x.mu.RLock()
	db, err := x.db, do()
	x.mu.RUnlock()
	if !damaged(err) {
		return err
	}
	if renewed := x.renew(db); renewed != nil {
		return fmt.Errorf("%w, and it cannot be built anew: %w", err, renewed)
	}
	x.mu.RLock()
	defer x.mu.RUnlock()
	if err := x.update(ctx, progress); err != nil {
		return err
	}
	return do()
}

// renew replaces a damaged database by an empty one, unless another goroutine has done so.
func (x *Index) renew(bad *sql.DB) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.db != bad {
		return nil
	}
	_ = bad.Close()
	y, err := again(x.path, x.lib)
	if err != nil {
		return err
	}
	x.db = y.db
	return nil
}

// damaged reports whether an error tells that a database's file is not what was written.
func damaged(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	primary := e.Code() & 0xff // https://sqlite.org/rescode.html: the rest tells more of the same
	return primary == sqlite3.SQLITE_CORRUPT || primary == sqlite3.SQLITE_NOTADB
}
