package index

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/briefing/note"
	"readout/content"
)

// The most that is written in one transaction: briefings, and bytes of their text. So many
// are read at a time.
const (
	batch     = 1000
	batchText = 32 << 20
	reading   = 100
)

// longest bounds what is kept of one section, in bytes.
const longest = 1 << 20

// entry is a briefing as it goes into the index.
type entry struct {
	id, stamp, title, published string
	source                      string
	passages                    []passage
}

// passage is a section of a briefing, or a note.
type passage struct {
	section, note, body string
	persons, tags, kind string
}

// writer writes what changed.
type writer struct {
	*Index
	stamps   map[string]string
	progress func(done, all int)
}

// write reads briefings side by side and writes them one after another, in order of their
// ids, so that the same library gives the same index. The next are read while some are
// written.
func (w *writer) write(ctx context.Context, changed, gone []string) error {
	slices.Sort(changed)
	slices.Sort(gone)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	read := make(chan []entry)
	go func() {
		defer close(read)
		for from := 0; from < len(changed) && ctx.Err() == nil; {
			entries := w.readBatch(changed[from:])
			from += len(entries)
			select {
			case read <- entries:
			case <-ctx.Done():
			}
		}
	}()
	if err := w.put(ctx, nil, gone); err != nil {
		return err
	}
	done := 0
	for entries := range read {
		if err := w.put(ctx, entries, nil); err != nil {
			return err
		}
		if done += len(entries); w.progress != nil {
			w.progress(done, len(changed))
		}
	}
	return ctx.Err()
}

// readBatch reads the first of some briefings: as many as are written at once.
func (w *writer) readBatch(ids []string) []entry {
	var entries []entry
	size := 0
	for some := range slices.Chunk(ids, reading) {
		entries = append(entries, w.readAll(some)...)
		for i := range entries[len(entries)-len(some):] {
			size += entries[len(entries)-len(some)+i].size()
		}
		if len(entries) >= batch || size >= batchText {
			break
		}
	}
	return entries
}

// size gives the bytes of an entry's text.
func (e *entry) size() int {
	n := 0
	for i := range e.passages {
		n += len(e.passages[i].body)
	}
	return n
}

// readAll reads some briefings. One that cannot be read is an entry without passages.
func (w *writer) readAll(ids []string) []entry {
	entries := make([]entry, len(ids))
	var group sync.WaitGroup
	next := make(chan int)
	for range min(runtime.GOMAXPROCS(0), len(ids)) {
		group.Go(func() {
			for i := range next {
				entries[i] = w.read(ids[i])
			}
		})
	}
	for i := range ids {
		next <- i
	}
	close(next)
	group.Wait()
	return entries
}

func (w *writer) read(id string) entry {
	e := entry{id: id, stamp: w.stamps[id]}
	it, err := w.lib.Lookup(id)
	if err != nil {
		return e
	}
	e.title, e.published, e.source = it.Title, it.Published.Value, strings.Join(it.Publishers, " ")
	if src, err := w.lib.SourceAt(id, it.Revision); err == nil {
		e.passages = append(e.passages, sections(compose.Read(src))...)
	}
	if it.Notes == 0 {
		return e
	}
	notes, _, err := w.lib.Notes(id)
	if err != nil {
		return e
	}
	for _, n := range notes {
		n = n.Display()
		e.passages = append(e.passages, passage{
			section: n.Target.Section, note: n.ID, body: body(n), tags: strings.Join(n.Tags, " "), kind: string(n.Kind),
		})
	}
	return e
}

func body(n note.Note) string {
	return strings.TrimSpace(n.Body + "\n" + n.Target.Exact)
}

// sections gives the sections of a briefing that have words of their own.
func sections(b *briefing.Briefing) []passage {
	out := []passage{passageOf("", b.KeyPoints)}
	for i := range b.Sections {
		if b.Sections[i].Key == "timeline" { // it repeats the others
			continue
		}
		out = append(out, passageOf(b.Sections[i].Key, b.Sections[i].Entries))
	}
	return slices.DeleteFunc(out, func(p passage) bool { return p.body == "" })
}

func passageOf(section string, entries []briefing.Entry) passage {
	var text, persons strings.Builder
	for i := range entries {
		e := &entries[i]
		if text.Len() > longest {
			break
		}
		text.WriteString(content.Clean(e.Text))
		text.WriteByte('\n')
		for _, name := range append([]string{e.Speaker}, e.Lead.Actors...) {
			persons.WriteString(name)
			persons.WriteByte('\n')
		}
	}
	return passage{section: section, body: strings.TrimSpace(text.String()), persons: strings.TrimSpace(persons.String())}
}

// put writes entries in one transaction, and takes away what is gone.
func (w *writer) put(ctx context.Context, entries []entry, gone []string) error {
	if len(entries)+len(gone) == 0 {
		return nil
	}
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit there is nothing to take back
	t := table{tx: tx}
	if err := t.prepare(); err != nil {
		return err
	}
	for _, id := range gone {
		if err := t.remove(id); err != nil {
			return err
		}
	}
	for i := range entries {
		if err := t.put(&entries[i]); err != nil {
			return err
		}
	}
	if err := t.putWords(); err != nil {
		return err
	}
	return tx.Commit()
}

// table has the statements of one transaction.
type table struct {
	tx                        *sql.Tx
	briefing, passages, words *sql.Stmt
	last, known               *sql.Stmt
	removal                   [3]*sql.Stmt
	numbers                   map[int64]int64 // by day: the last number given
	waiting                   []row           // of the table of words
}

// row is a passage that has its number.
type row struct {
	number int64
	entry  *entry
	*passage
}

// remove takes a briefing out, if it is there: what is new, as most are, costs a look.
func (t *table) remove(id string) error {
	var there bool
	if err := t.known.QueryRow(id).Scan(&there); err != nil || !there {
		return err
	}
	for _, s := range t.removal {
		if _, err := s.Exec(id); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) prepare() error {
	t.numbers = map[int64]int64{}
	var failed error
	for _, s := range []struct {
		to      **sql.Stmt
		command string
	}{
		{&t.briefing, "insert into briefings (id, stamp, title, published, day) values (?, ?, ?, ?, ?)"},
		{&t.passages, "insert into passages (number, briefing, section, note, body) values (?, ?, ?, ?, ?)"},
		{&t.words, "insert into words (rowid, body, title, section, source, person, tag, kind) values (?, ?, ?, ?, ?, ?, ?, ?)"},
		{&t.known, "select exists (select 1 from briefings where id = ?)"},
		{&t.removal[0], "delete from words where rowid in (select number from passages where briefing = ?)"},
		{&t.removal[1], "delete from passages where briefing = ?"},
		{&t.removal[2], "delete from briefings where id = ?"},
		{&t.last, "select coalesce(max(number), ?) from passages where number >= ? and number < ?"},
	} {
		var err error
		*s.to, err = t.tx.Prepare(s.command)
		failed = errors.Join(failed, err)
	}
	return failed
}

func (t *table) put(e *entry) error {
	if err := t.remove(e.id); err != nil {
		return err
	}
	day := dayOf(e.published)
	if _, err := t.briefing.Exec(e.id, e.stamp, e.title, e.published, day); err != nil {
		return err
	}
	for i := len(e.passages) - 1; i >= 0; i-- { // the first gets the highest number, and comes first
		p := &e.passages[i]
		n, err := t.number(day)
		if err != nil {
			return err
		}
		if _, err := t.passages.Exec(n, e.id, p.section, p.note, p.body); err != nil {
			return err
		}
		t.waiting = append(t.waiting, row{n, e, p})
	}
	return nil
}

// putWords writes the words of passages in order of their numbers: whenever a number is
// lower than the one before it, FTS5 writes out all it has gathered, and merges it.
func (t *table) putWords() error {
	slices.SortFunc(t.waiting, func(a, b row) int { return cmp.Compare(a.number, b.number) })
	for _, r := range t.waiting {
		kind := r.kind
		if r.note != "" {
			kind += " note"
		}
		if _, err := t.words.Exec(r.number, r.body, r.entry.title, token(r.section), r.entry.source, r.persons, r.tags, kind); err != nil {
			return err
		}
	}
	return nil
}

// perDay is how many passages have numbers of one day.
const perDay = 1 << 24

// number gives the next number of a day.
func (t *table) number(day int64) (int64, error) {
	first := day * perDay
	last, ok := t.numbers[day]
	if !ok {
		if err := t.last.QueryRow(first-1, first, first+perDay).Scan(&last); err != nil {
			return 0, err
		}
	}
	t.numbers[day] = last + 1
	return last + 1, nil
}

// epoch is the number of days from 1 January of the year 1 to that of 1970.
const epoch = 719162

// dayOf counts the days from 1 January of the year 1 to the beginning of a date; 0 where
// it is not known.
func dayOf(value string) int64 {
	value, _, _ = strings.Cut(value, "/")
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, value); err == nil {
			return t.Unix()/86400 + epoch
		}
	}
	return 0
}

// token makes one word of a section's key, which has hyphens.
func token(key string) string { return "s" + strings.ReplaceAll(key, "-", "x") }
