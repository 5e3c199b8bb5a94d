package app

import (
	"errors"
	"fmt"
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// quit leaves the program: a text that is not saved is asked about first.
func (m *Model) quit() tea.Cmd {
	if m.bottom == onComposer && m.panes.composer.Changed() {
		if m.view.leaving { // asked once already: Close keeps the draft
			return tea.Quit
		}
		m.view.leaving = true
		m.panes.composer.Ask()
		return nil
	}
	m.view.leaving = true
	return m.leave()
}

// leave ends the program if that is wanted and nothing is left to save.
func (m *Model) leave() tea.Cmd {
	if !m.view.leaving || m.bottom == onComposer && m.panes.composer.Changed() {
		return nil
	}
	for _, d := range m.desks {
		if d.busy() {
			return nil
		}
	}
	return tea.Quit
}

// Close keeps what must not be lost when the program has ended, however it did: notes
// that were on their way to the disk, a text that is not saved, as a draft, and where
// the reader was. It is called once, after the program's Run has returned. Its error says what
// could not be kept, with the text itself if that is so.
func (m *Model) Close() error {
	var errs []error
	m.shelving.queue.finish()
	for _, d := range m.desks {
		for d.running != nil || len(d.jobs) > 0 && d.text.briefing != nil {
			if d.running == nil {
				m.work(d)
				continue
			}
			if r := d.running; r.result().err != nil {
				errs = append(errs, fmt.Errorf("saving what was changed last: %w", r.result().err))
			}
			m.settle(doneMsg{d.running.request})
		}
	}
	if d := m.base(); d != nil && m.bottom == onComposer && m.panes.composer.Changed() {
		draft := m.draftOf(d)
		if err := m.opt.Store.SaveDraft(d.id, draft); err != nil {
			errs = append(errs, fmt.Errorf("keeping the text that was not saved: %w; this is the text:\n%s", err, draft.Text))
		}
	}
	for _, d := range m.desks {
		at, ok := d.position()
		if !ok || reflect.DeepEqual(at, d.doc.Position) {
			continue
		}
		if err := m.opt.Store.SavePosition(d.id, at); err != nil {
			errs = append(errs, fmt.Errorf("keeping the reading position: %w", err))
		}
	}
	return errors.Join(errs...)
}
