package library

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/briefing/note/disk"
	"readout/content"
)

// Shelved is what the reader has said of a briefing as a whole: what is nil was not said. On
// disk it is a line of shelf.jsonl; of several lines about a briefing the last that says
// something counts.
type Shelved struct {
	Briefing string  `json:"briefing"`
	Read     *bool   `json:"read,omitempty"`
	Archived *bool   `json:"archived,omitempty"`
	Title    *string `json:"title,omitempty"` // what it is called in the library; empty: as it calls itself
}

const (
	shelfFile = "shelf.jsonl"
	maxShelf  = 256 << 20
)

// Shelve keeps what the reader says of briefings, after what was said before.
func (l *Library) Shelve(said ...Shelved) error {
	path := filepath.Join(l.dirs.Data, shelfFile)
	var text []byte
	before := l.said()
	for _, s := range said {
		if !s.says(before[s.Briefing]) {
			continue
		}
		if s.Title != nil {
			title := strings.TrimSpace(content.CleanLine(*s.Title))
			s.Title = &title
		}
		line, err := json.Marshal(s)
		if err != nil || !isName(s.Briefing) {
			return fmt.Errorf("keeping what was said of briefing %q: %w", s.Briefing, notFound(s.Briefing))
		}
		text = append(append(text, line...), '\n')
	}
	if len(text) == 0 {
		return nil
	}
	if err := l.appendShelf(path, text); err != nil {
		return disk.Failure("keeping what was said of a briefing in", path, err)
	}
	return nil
}

func (l *Library) appendShelf(path string, text []byte) error {
	if err := disk.MakeDir(l.files, l.dirs.Data); err != nil {
		return err
	}
	unlock, err := l.files.Lock(path + ".lock")
	if err != nil {
		return err
	}
	defer unlock() //nolint:errcheck // the lock ends with the file at the latest
	f, err := l.files.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > 0 {
		var last [1]byte
		if _, err := f.ReadAt(last[:], info.Size()-1); err == nil && last[0] != '\n' {
			text = append([]byte{'\n'}, text...) // a crash tore that line off
		}
	}
	if _, err := f.Write(text); err != nil {
		return err
	}
	return f.Sync()
}

// said gives all that the reader has said of briefings. What cannot be read was not said: it
// is no more than how they are listed.
func (l *Library) said() map[string]Shelved {
	text, err := disk.ReadFile(l.files, filepath.Join(l.dirs.Data, shelfFile), maxShelf)
	if err != nil || len(text) == 0 {
		return nil
	}
	said, _ := readSaid(text)
	return said
}

// readSaid joins the lines of shelf.jsonl, and gives the numbers of those that say nothing.
func readSaid(text []byte) (said map[string]Shelved, bad []int) {
	said = map[string]Shelved{}
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		if id, ok := opened(lines.Text()); ok {
			yes, all := true, said[id]
			all.Read = &yes
			said[id] = all
			continue
		}
		var s Shelved
		if json.Unmarshal(lines.Bytes(), &s) == nil && s.Briefing != "" {
			all := said[s.Briefing]
			all.Read, all.Archived, all.Title = cmp.Or(s.Read, all.Read), cmp.Or(s.Archived, all.Archived), cmp.Or(s.Title, all.Title)
			said[s.Briefing] = all
		} else if len(bytes.TrimSpace(lines.Bytes())) > 0 {
			bad = append(bad, n)
		}
	}
	if lines.Err() != nil {
		bad = append(bad, n+1)
	}
	return said, bad
}

// restoreShelf brings back what a backup has of what was said of briefings, where nothing else
// was said since.
func (l *Library) restoreShelf(text []byte) error {
	back, _ := readSaid(text)
	now := l.said()
	var missing []Shelved
	for _, id := range slices.Sorted(maps.Keys(back)) {
		s, have := back[id], now[id]
		s.Briefing = id
		if have.Read != nil {
			s.Read = nil
		}
		if have.Archived != nil {
			s.Archived = nil
		}
		if have.Title != nil {
			s.Title = nil
		}
		if isName(id) {
			missing = append(missing, s)
		}
	}
	return l.Shelve(missing...)
}

// opened reads a line that says no more than that a briefing was read, as nearly all do: the
// list waits for it.
func opened(line string) (id string, ok bool) {
	id, ok = strings.CutPrefix(line, `{"briefing":"`)
	if ok {
		id, ok = strings.CutSuffix(id, `","read":true}`)
	}
	return id, ok && !strings.ContainsAny(id, `"\\`)
}

// says reports whether s says of a briefing what is not said of it yet.
func (s *Shelved) says(before Shelved) bool {
	return s.Read != nil && *s.Read != (before.Read != nil && *before.Read) ||
		s.Archived != nil && *s.Archived != (before.Archived != nil && *before.Archived) ||
		s.Title != nil && (before.Title == nil || *s.Title != *before.Title)
}

// shelved puts what the reader has said of briefings into items.
func (l *Library) shelved(items []Item) []Item {
	said := l.said()
	for i := range items {
		if s, ok := said[items[i].ID]; ok {
			items[i].shelve(s)
		}
	}
	return items
}

func (it *Item) shelve(s Shelved) {
	it.Read = s.Read != nil && *s.Read
	it.Archived = s.Archived != nil && *s.Archived
	if s.Title != nil && content.CleanLine(*s.Title) != "" {
		it.Title = content.CleanLine(*s.Title)
	}
}

// saidOf is said of one briefing: of many lines only those about it are read.
func (l *Library) saidOf(id string) Shelved {
	text, err := disk.ReadFile(l.files, filepath.Join(l.dirs.Data, shelfFile), maxShelf)
	if err != nil {
		return Shelved{}
	}
	var about []byte
	for key := []byte(`{"briefing":"` + id + `"`); ; {
		i := bytes.Index(text, key)
		if i < 0 {
			said, _ := readSaid(about)
			return said[id]
		}
		line, rest, _ := bytes.Cut(text[i:], []byte("\n"))
		about, text = append(append(about, line...), '\n'), rest
	}
}

// Called gives the title that the reader gave a briefing; empty if none.
func (l *Library) Called(id string) string {
	if s := l.saidOf(id); s.Title != nil {
		return content.CleanLine(*s.Title)
	}
	return ""
}
