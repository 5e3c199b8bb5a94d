// Package index finds words in all briefings and notes of a library. It is a cache in an
// SQLite database with FTS5 (https://sqlite.org/fts5.html): it can be deleted at any time
// and is built anew from the library, which has the truth.
//
// It changes nothing in the library, and says nothing of how a hit is shown.
package index

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"readout/briefing/library"

	_ "modernc.org/sqlite" // the driver; in Go, so that every platform builds without C
)

// version is that of the tables. A database of another one is built anew.
const version = 1

// schema: passages are the sections of briefings and their notes. A passage's number is
// its day of publication and a counter (see number), so that the newest come first
// without sorting. The words of passages are in an FTS5 table of the same numbers that
// stores no text.
const schema = `
create table briefings (
	id text primary key,
	stamp text not null,
	title text not null,
	published text not null,
	day integer not null
) without rowid;
create table passages (
	number integer primary key,
	briefing text not null,
	section text not null,
	note text not null,
	body text not null
);
create index passages_of on passages (briefing);
create virtual table words using fts5 (
	body, title, section, source, person, tag, kind,
	content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"
);
pragma user_version = 1;
`

// Index is an open index. Its methods may be called from several goroutines, and several
// programs may use one database at the same time.
type Index struct {
	path string
	lib  *library.Library
	mu   sync.RWMutex // held for reading while db is used, for writing while it is replaced
	db   *sql.DB
}

// Open opens the index of a library in a file, and makes it if there is none, or none that
// can be used. Where the file cannot be written the index lives in memory and is gone
// with it. Update brings it up to date.
func Open(path string, lib *library.Library) (*Index, error) {
	x, err := open(path, lib)
	if err != nil {
		if x, err = again(path, lib); err != nil {
			x, err = open(":memory:", lib)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("opening the search index %s: %w", path, err)
	}
	return x, nil
}

// again builds a database in the place of one that is damaged.
func again(path string, lib *library.Library) (*Index, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(path + end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
	}
	return open(path, lib)
}

func open(path string, lib *library.Library) (*Index, error) {
	// Several programs share the file: a writer that waits beats one that fails.
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(wal)&_pragma=synchronous(off)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	if path == ":memory:" {
		db.SetMaxOpenConns(1) // each connection would have a memory of its own
	}
	x := &Index{path: path, lib: lib, db: db}
	if err := x.prepare(); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return x, nil
}

// prepare makes the tables where there are none, and refuses those of another version.
func (x *Index) prepare() error {
	var have int
	if err := x.db.QueryRow("pragma user_version").Scan(&have); err != nil {
		return err
	}
	switch have {
	case version:
		var n int
		return x.db.QueryRow("select count(*) from (select 1 from words limit 1)").Scan(&n)
	case 0:
		_, err := x.db.Exec(schema)
		return err
	}
	return fmt.Errorf("its tables are of version %d", have)
}

// Close closes the database.
func (x *Index) Close() error { return x.db.Close() }

// Update brings the index up to date with the library. progress, if it is not nil, is told
// how many of the briefings that changed are done. What cannot be read of the library is
// left out, for whoever lists the library reports it.
func (x *Index) Update(ctx context.Context, progress func(done, all int)) error {
	err := x.healing(ctx, progress, func() error { return x.update(ctx, progress) })
	if err != nil {
		return fmt.Errorf("updating the search index: %w", err)
	}
	return nil
}

func (x *Index) update(ctx context.Context, progress func(done, all int)) error {
	known, err := x.stamps(ctx)
	if err != nil {
		return err
	}
	var changed, gone []string
	stamps := x.lib.Stamps()
	for id, stamp := range stamps {
		if known[id] != stamp {
			changed = append(changed, id)
		}
	}
	for id := range known {
		if _, ok := stamps[id]; !ok {
			gone = append(gone, id)
		}
	}
	w := writer{Index: x, stamps: stamps, progress: progress}
	return w.write(ctx, changed, gone)
}

// Add brings the index up to date with some briefings only.
func (x *Index) Add(ctx context.Context, ids ...string) error {
	w := writer{Index: x, stamps: map[string]string{}}
	for _, id := range ids {
		w.stamps[id] = x.lib.Stamp(id)
	}
	if err := x.healing(ctx, nil, func() error { return w.write(ctx, ids, nil) }); err != nil {
		return fmt.Errorf("updating the search index: %w", err)
	}
	return nil
}

func (x *Index) stamps(ctx context.Context) (map[string]string, error) {
	rows, err := x.db.QueryContext(ctx, "select id, stamp from briefings")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	known := map[string]string{}
	for rows.Next() {
		var id, stamp string
		if err := rows.Scan(&id, &stamp); err != nil {
			return nil, err
		}
		known[id] = strings.Clone(stamp)
	}
	return known, rows.Err()
}
