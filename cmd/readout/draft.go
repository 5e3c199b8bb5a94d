package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"readout/briefing/library"
	"readout/briefing/note"
	"readout/ui/app"
)

// SaveDraft is app.Store's: one small file a briefing among the reading state.
func (s *store) SaveDraft(id string, d *app.Draft) error {
	path := s.lib.StateFile(id, "draft.json")
	if d == nil {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("taking the kept draft away: %w", err)
		}
		return nil
	}
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("keeping the draft: %w", err)
	}
	return library.WriteFile(path, text)
}

// draft gives the text that was typed and not saved, if there is one that can be read.
func (s *store) draft(id string) *app.Draft {
	text, err := os.ReadFile(s.lib.StateFile(id, "draft.json"))
	if err != nil {
		return nil
	}
	var d app.Draft
	if json.Unmarshal(text, &d) != nil {
		return nil
	}
	return &d
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
