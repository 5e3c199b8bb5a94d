package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"readout/briefing/library"
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
