package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"

	"readout/briefing/library"
	"readout/briefing/note"
	"readout/ui/app"
)

// mostDrafts is how many programs can keep a draft on one briefing at a time.
const mostDrafts = 9

// drafts are the files in which this program keeps what is typed, by briefing. Several
// programs may type on one briefing: each has a file of its own.
type drafts struct {
	mu  sync.Mutex
	own map[string]draftFile
}

// draftFile is a file as this program wrote or found it.
type draftFile struct {
	path string
	text []byte
}

// isOwn reports whether the file is still as this program left it; what is not is another's.
func (f draftFile) isOwn() bool {
	if f.path == "" {
		return false
	}
	text, err := os.ReadFile(f.path)
	return err == nil && bytes.Equal(text, f.text)
}

// SaveDraft is app.Store's: one small file among the reading state. The draft of another
// program is neither written over nor taken away.
func (s *store) SaveDraft(id string, d *app.Draft) error {
	s.drafts.mu.Lock()
	defer s.drafts.mu.Unlock()
	f := s.drafts.own[id]
	own := f.isOwn()
	if d == nil {
		delete(s.drafts.own, id)
		if !own {
			return nil
		}
		if err := os.Remove(f.path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("taking the kept draft away: %w", err)
		}
		return nil
	}
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("keeping the draft: %w", err)
	}
	if !own {
		f.path = s.freeDraft(id)
	}
	if err := library.WriteFile(f.path, text); err != nil {
		return err
	}
	f.text = text
	s.drafts.set(id, f)
	return nil
}

func (d *drafts) set(id string, f draftFile) {
	if d.own == nil {
		d.own = map[string]draftFile{}
	}
	d.own[id] = f
}

// draftPath gives the name of the n-th file, from 1, for drafts on a briefing.
func (s *store) draftPath(id string, n int) string {
	name := "draft.json"
	if n > 1 {
		name = "draft-" + strconv.Itoa(n) + ".json"
	}
	return s.lib.StateFile(id, name)
}

// freeDraft gives the first file that nobody has; of too many the last.
func (s *store) freeDraft(id string) string {
	for n := 1; n < mostDrafts; n++ {
		path := s.draftPath(id, n)
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path
		}
	}
	return s.draftPath(id, mostDrafts)
}

// draft gives the text that was typed and not saved, if there is one that can be read: the
// first of several, which is this program's from now on.
func (s *store) draft(id string) *app.Draft {
	s.drafts.mu.Lock()
	defer s.drafts.mu.Unlock()
	for n := 1; n <= mostDrafts; n++ {
		path := s.draftPath(id, n)
		text, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		var d app.Draft
		if json.Unmarshal(text, &d) == nil {
			s.drafts.set(id, draftFile{path, text})
			return &d
		}
	}
	return nil
}

// SavePast is app.Store's.
func (s *store) SavePast(id string, past note.Past) error {
	text, err := json.Marshal(past)
	if err != nil {
		return fmt.Errorf("keeping what can be undone: %w", err)
	}
	return library.WriteFile(s.lib.StateFile(id, "undo.json"), text)
}

// past gives what could be undone when a briefing was open last.
func (s *store) past(id string) (p note.Past) {
	text, err := os.ReadFile(s.lib.StateFile(id, "undo.json"))
	if err != nil || json.Unmarshal(text, &p) != nil {
		return note.Past{}
	}
	return p
}
