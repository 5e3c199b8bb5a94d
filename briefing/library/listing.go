package library

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"readout/content"
)

// listing is what was listed last, in a file of the cache: the items in their order, each
// with the Stamp of what it was read from. It can be deleted at any time, and what is in
// it is believed only as far as the stamps still hold.
//
// The file is listingHead, the CRC-32C of what follows, and that: numbers as varints,
// texts behind their lengths.
type listing struct {
	mark   string // see Library.mark; empty: one to be looked over in any case
	items  []Item
	stamps []string // of items
}

const (
	listingFile = "list"
	openingFile = "opening" // the same for the first of the items
	openingSize = 64        // items, more than a screen shows
	listingHead = "readout list 2\n"
	maxListing  = 1 << 30
)

// racy is for how long a file that changes once more may still have the same time: that
// of FAT, the coarsest.
const racy = 3 * time.Second

// mark gives a text that changes whenever a Library changes a briefing or its notes, or
// anybody adds or removes one; empty where it would not yet. What others change within the
// folder of a briefing only Stamp tells.
func (l *Library) mark() string {
	mark := []string{l.dirs.Data, l.dirs.Notes}
	for _, dir := range []string{briefingsDir, notesDir} {
		info, err := l.files.Stat(filepath.Join(l.dirs.Data, dir))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			mark = append(mark, "-")
		case err != nil || time.Since(info.ModTime()).Abs() < racy: // by the clock that the file system has
			return ""
		default:
			mark = append(mark, strconv.FormatInt(info.ModTime().UnixNano(), 10))
		}
	}
	return strings.Join(mark, " ")
}

// Changes gives a text that changes when briefings, their notes or what is said of them
// do, as far as the folders tell.
func (l *Library) Changes() string {
	var times []string
	for _, name := range []string{briefingsDir, notesDir, shelfFile} {
		if info, err := l.files.Stat(filepath.Join(l.dirs.Data, name)); err == nil {
			times = append(times, name, strconv.FormatInt(info.ModTime().UnixNano(), 10), strconv.FormatInt(info.Size(), 10))
		}
	}
	return strings.Join(times, " ")
}

// touch changes the mark, by a file that comes and goes: who does not own a folder may not
// set its time. Where not even that can be done nothing was changed.
func (l *Library) touch() {
	if f, err := os.CreateTemp(l.briefing(""), ".changed*"); err == nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}
}

// Listed gives what List gave last, if no Library has changed anything since. It is
// faster than List, as it looks at no briefing: what another program has written into the
// folder of a briefing only List finds.
func (l *Library) Listed() ([]Item, bool) {
	return l.listed(listingFile)
}

// Opening gives the first of what Listed gives, without reading the rest.
func (l *Library) Opening() ([]Item, bool) { return l.listed(openingFile) }

func (l *Library) listed(file string) ([]Item, bool) {
	mark := l.mark()
	if mark == "" {
		return nil, false
	}
	known, ok := l.readListing(file, mark)
	return l.shelved(known.items), ok && len(known.items) > 0
}

// readListing reads a listing. Of one that has not the mark that is asked for nothing is
// read; any mark will do if none is. A file that is damaged is as good as none.
func (l *Library) readListing(file, mark string) (known listing, ok bool) {
	if l.dirs.Cache == "" {
		return known, false
	}
	text, err := readString(filepath.Join(l.dirs.Cache, file))
	body, isListing := strings.CutPrefix(text, listingHead)
	if err != nil || !isListing || len(body) < 4 {
		return known, false
	}
	sum := body[:4]
	u := unpacker{text: body[4:]}
	known.mark = u.string()
	if u.broken || mark != "" && known.mark != mark || sum != checksum(body[4:]) {
		return listing{}, false
	}
	n, counts, names := u.count(), u.count(), u.count()
	// One allocation for all that is small: there are many items.
	sections, texts := make([]SectionCount, 0, counts), make([]string, 0, names)
	known.items, known.stamps = make([]Item, n), make([]string, n)
	for i := range known.items {
		known.stamps[i] = u.string()
		u.item(&known.items[i], &sections, &texts)
	}
	if u.broken {
		return listing{}, false
	}
	return known, true
}

// writeListings replaces the listing and its opening; where it cannot, the next List takes
// longer.
func (l *Library) writeListings(known *listing) {
	if l.dirs.Cache == "" {
		return
	}
	n := min(len(known.items), openingSize)
	l.writeListing(openingFile, &listing{known.mark, known.items[:n], known.stamps[:n]})
	l.writeListing(listingFile, known)
}

func (l *Library) writeListing(file string, known *listing) {
	sections, texts := 0, 0
	for i := range known.items {
		sections += len(known.items[i].Sections)
		texts += len(known.items[i].Publishers) + len(known.items[i].Elsewhere) + 2*len(known.items[i].Articles)
	}
	p := packer{b: make([]byte, len(listingHead)+4, 1024+300*len(known.items))}
	copy(p.b, listingHead)
	p.string(known.mark)
	p.number(len(known.items))
	p.number(sections)
	p.number(texts)
	for i := range known.items {
		p.string(known.stamps[i])
		p.item(&known.items[i])
	}
	copy(p.b[len(listingHead):], checksum(string(p.b[len(listingHead)+4:])))
	_ = l.replaceListing(file, p.b) // it is a cache
}

// readString reads a file without copying what it has read: it may be large, and the
// reader waits.
func readString(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var text strings.Builder
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() <= maxListing {
		text.Grow(int(info.Size()))
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{&text}, struct{ io.Reader }{io.LimitReader(f, maxListing)}, make([]byte, 256<<10))
	return text.String(), err
}

// checksum gives the CRC-32C of a text, in four bytes.
func checksum(text string) string {
	sum, table := uint32(0), crc32.MakeTable(crc32.Castagnoli)
	for piece := make([]byte, 64<<10); text != ""; {
		n := copy(piece, text)
		sum, text = crc32.Update(sum, table, piece[:n]), text[n:]
	}
	return string(binary.LittleEndian.AppendUint32(nil, sum))
}

// replaceListing gives the file its new content at once, but does not wait for the disk.
func (l *Library) replaceListing(file string, text []byte) error {
	if err := os.MkdirAll(l.dirs.Cache, 0o755); err != nil {
		return fmt.Errorf("making %s: %w", l.dirs.Cache, err)
	}
	l.sweepListings()
	f, err := os.CreateTemp(l.dirs.Cache, "."+listingFile+"*.tmp")
	if err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(l.dirs.Cache, file))
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// sweepListings takes away what programs that ended long ago left half written.
func (l *Library) sweepListings() {
	left, _ := filepath.Glob(filepath.Join(l.dirs.Cache, "."+listingFile+"*.tmp")) // the pattern is well formed
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > time.Hour {
			_ = os.Remove(path)
		}
	}
}

// packer writes items as bytes.
type packer struct{ b []byte }

func (p *packer) number(n int) { p.b = binary.AppendVarint(p.b, int64(n)) }

func (p *packer) string(s string) {
	p.number(len(s))
	p.b = append(p.b, s...)
}

func (p *packer) strings(all []string) {
	p.number(len(all))
	for _, s := range all {
		p.string(s)
	}
}

func (p *packer) item(it *Item) {
	for _, s := range []string{it.ID, it.Title, it.Path, it.Published.Value, string(it.Published.Certainty), it.Published.Words, it.Revision} {
		p.string(s)
	}
	p.strings(it.Publishers)
	p.strings(it.Elsewhere)
	p.number(2 * len(it.Articles))
	for _, a := range it.Articles {
		p.string(a.Title)
		p.string(a.URL)
	}
	p.number(len(it.Sections))
	for _, s := range it.Sections {
		p.string(s.Key)
		p.string(s.Title)
		p.number(s.Entries)
	}
	p.number(int(it.Added.Unix()))
	p.number(it.Added.Nanosecond())
	p.number(it.Notes)
}

// unpacker reads what a packer wrote. The texts it gives are parts of its own.
type unpacker struct {
	text   string
	broken bool
}

// number gives a number; 0 where there is none.
func (u *unpacker) number() int {
	var n uint64
	for i := 0; i < len(u.text) && i < binary.MaxVarintLen64; i++ {
		c := u.text[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.text = u.text[i+1:]
			return int(n>>1) ^ -int(n&1)
		}
	}
	u.broken = true
	return 0
}

// count gives how many things follow, each of a byte or more.
func (u *unpacker) count() int {
	n := u.number()
	if n < 0 || n > len(u.text) {
		u.broken = true
		return 0
	}
	return n
}

func (u *unpacker) string() string {
	n := u.count()
	s := u.text[:n]
	u.text = u.text[n:]
	return s
}

func (u *unpacker) strings(all *[]string) []string {
	from := len(*all)
	for n := u.number(); n > 0 && !u.broken; n-- {
		*all = append(*all, u.string())
	}
	if len(*all) == from {
		return nil
	}
	return (*all)[from:len(*all):len(*all)]
}

func (u *unpacker) item(it *Item, sections *[]SectionCount, texts *[]string) {
	it.ID, it.Title, it.Path = u.string(), u.string(), u.string()
	it.Published = content.Date{Value: u.string(), Certainty: content.Certainty(u.string()), Words: u.string()}
	it.Revision = u.string()
	it.Publishers, it.Elsewhere = u.strings(texts), u.strings(texts)
	for articles := u.strings(texts); len(articles) > 1; articles = articles[2:] {
		it.Articles = append(it.Articles, Article{articles[0], articles[1]})
	}
	from := len(*sections)
	for n := u.number(); n > 0 && !u.broken; n-- {
		*sections = append(*sections, SectionCount{u.string(), u.string(), u.number()})
	}
	if len(*sections) > from {
		it.Sections = (*sections)[from:len(*sections):len(*sections)]
	}
	it.Added = time.Unix(int64(u.number()), int64(u.number())).UTC()
	it.Notes = u.number()
}
