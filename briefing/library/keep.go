package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/briefing/note/disk"

	"github.com/google/uuid"
)

// Keep takes a text into the library and gives the briefing that it is the current
// revision of from now on: that which Identify names. from is the path it was read from,
// empty if there is none. Every earlier text stays a revision. Keeping what is there
// already, from the same path, changes nothing.
//
// When Keep returns without an error, the text is on the disk. After an error nothing of
// what was there is lost, and keeping the text again ends what was begun.
func (l *Library) Keep(src []byte, from string) (Item, error) {
	if len(src) > maxSource {
		return Item{}, fmt.Errorf("keeping a briefing: it has %d MB, more than %d", len(src)>>20, maxSource>>20)
	}
	path := absolute(from)
	revision := briefing.Revision(src)
	id := l.identify(src, path, func() string { return revision })
	l.remember(id, path)
	r, err := l.readRecord(id)
	if err != nil || !l.holds(r, path, revision) {
		if r, err = l.keep(id, src, path, revision); err != nil {
			return Item{}, disk.Failure("keeping the briefing in", l.briefing(id), err)
		}
	}
	it := r.item()
	it.Notes, _ = l.count(id)
	return it, nil
}

// holds reports whether there is nothing to do to keep a text.
func (l *Library) holds(r *record, path filePath, revision string) bool {
	if r.Revision != revision || path != "" && (r.Path != path || l.readPath(path) != r.ID) {
		return false
	}
	return l.holdsSource(r.ID, revision)
}

func (l *Library) keep(id string, src []byte, path filePath, revision string) (*record, error) {
	if err := disk.MakeDir(l.files, l.briefing(id)); err != nil {
		return nil, err
	}
	unlock, err := l.files.Lock(l.briefing(id, ".lock"))
	if err != nil {
		return nil, err
	}
	defer unlock() //nolint:errcheck // it ends with the file at the latest
	l.sweep(l.briefing(id))
	l.sweep(l.briefing(id, revisionsDir))
	r, err := l.readRecord(id)
	if errors.Is(err, ErrNotFound) || errors.Is(err, errDamaged) {
		r, err = l.begin(id, err)
	}
	if err != nil {
		return nil, err
	}
	r.Revision = revision
	if !slices.ContainsFunc(r.Revisions, func(r Revision) bool { return r.SHA256 == revision }) {
		r.Revisions = append(r.Revisions, Revision{revision, l.now})
	}
	r.from(path, l.files)
	r.describe(briefing.Parse(src))
	if err := l.writeSource(id, revision, src); err != nil {
		return nil, err
	}
	if err := l.writeRecord(r); err != nil {
		return nil, err
	}
	return r, l.writePath(path, id)
}

// sweep takes away what programs that were killed left half written in a folder. Nobody
// else writes there while the lock is held.
func (l *Library) sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if disk.IsHalfWritten(e.Name()) {
			l.files.Remove(filepath.Join(dir, e.Name())) //nolint:errcheck // it harms nobody
		}
	}
}

// begin gives the record of a briefing that has none, with the revisions that are there.
// A damaged record is put aside.
func (l *Library) begin(id string, why error) (*record, error) {
	if !errors.Is(why, ErrNotFound) {
		path := l.briefing(id, recordFile)
		if err := l.files.Rename(path, path+".damaged"); err != nil {
			return nil, err
		}
	}
	r := &record{Format: 1, ID: id, Added: l.now}
	entries, err := os.ReadDir(l.briefing(id, revisionsDir))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	for _, e := range entries {
		if sha, ok := strings.CutSuffix(e.Name(), revisionEnd); ok && isRevision(sha) {
			r.Revisions = append(r.Revisions, Revision{sha, l.now})
		}
	}
	return r, nil
}

// Identify gives the id under which Keep will keep a text: the one that its front matter
// names, else that of the briefing that was read from the same path before, else that of
// one that has or had the same text, else a new one, which the text alone decides
// (UUID version 5). It reads as little as possible and cannot fail.
func (l *Library) Identify(src []byte, from string) string {
	path := absolute(from)
	id := l.identify(src, path, sync.OnceValue(func() string { return briefing.Revision(src) }))
	l.remember(id, path)
	return id
}

// identify asks for the revision only where nothing else tells: it costs a look at all of
// the text, and the reader is waiting.
func (l *Library) identify(src []byte, path filePath, revision func() string) string {
	if id := declared(src); id != "" {
		return nameOf(id)
	}
	if path != "" {
		if id := l.readPath(path); id != "" {
			return id
		}
	}
	if id := l.withText(revision()); id != "" {
		return id
	}
	return uuid.NewSHA1(uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:readout:briefing")), []byte(revision())).String()
}

// declared gives the id that a text's front matter names, empty if none.
func declared(src []byte) string {
	return strings.TrimSpace(briefing.Parse(markdown.Preamble(src)).ID)
}

// withText gives the briefing that has the text, or else the first that once had it.
func (l *Library) withText(revision string) string {
	found := ""
	for _, id := range l.ids() {
		if _, err := l.files.Stat(l.revision(id, revision)); err != nil {
			continue
		}
		if r, err := l.readRecord(id); err == nil && r.Revision == revision {
			return id
		}
		if found == "" {
			found = id
		}
	}
	return found
}

// ids gives the names of all briefings' folders in order.
func (l *Library) ids() []string {
	entries, err := os.ReadDir(l.briefing(""))
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range entries {
		if isName(e.Name()) {
			ids = append(ids, e.Name())
		}
	}
	return ids
}

// knownPath is a file in DATA/paths. It is an index: briefing.json has the truth.
type knownPath struct {
	Path filePath `json:"path"`
	ID   string   `json:"id"`
}

func (l *Library) pathFile(path filePath) string {
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(l.dirs.Data, pathsDir, hex.EncodeToString(sum[:])+".json")
}

// readPath gives the id of the briefing that was read from a path last, empty if none.
func (l *Library) readPath(path filePath) string {
	text, err := disk.ReadFile(l.files, l.pathFile(path), 1<<20)
	var k knownPath
	if err != nil || json.Unmarshal(text, &k) != nil || k.Path != path {
		return ""
	}
	r, err := l.readRecord(k.ID)
	if err != nil || !slices.ContainsFunc(r.Files, func(f file) bool { return f.Path == path }) {
		return ""
	}
	return k.ID
}

func (l *Library) writePath(path filePath, id string) error {
	if path == "" || l.readPath(path) == id {
		return nil
	}
	text, err := json.Marshal(knownPath{path, id})
	if err != nil {
		return err
	}
	return disk.WriteFile(l.files, l.pathFile(path), append(text, '\n'))
}

// absolute gives a path as the library knows it; empty for none.
func absolute(path string) filePath {
	if path == "" {
		return ""
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return filePath(path)
	}
	return filePath(abs)
}
