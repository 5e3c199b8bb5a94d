package app

import (
	"slices"
	"sync"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/ui/composer"
)

// job is something that must reach the disk. The jobs of a briefing are done one after
// another, so that each is worked out against what the disk has.
type job struct {
	// prepare is called when the jobs before it are settled, and gives what is to be
	// done, to be run by a command; nil: nothing has to be done after all.
	prepare func() func() outcome
	// settle is called with what came of it.
	settle func(outcome) tea.Cmd
}

// outcome is what came of a job.
type outcome struct {
	notes []anchor.Placed // revisions that are on the disk now
	past  note.History    // what can be undone after them
	err   error
}

// run is a job that is being done: once, by the command or, when the program ends
// before that has run, by Close.
type run struct {
	request int
	once    sync.Once
	do      func() outcome
	got     outcome
	settle  func(outcome) tea.Cmd
}

func (r *run) result() outcome {
	r.once.Do(func() { r.got = r.do() })
	return r.got
}

// doneMsg says that a job is done.
type doneMsg struct{ request int }

// enqueue adds a job to those of a briefing.
func (m *Model) enqueue(d *desk, j job) tea.Cmd {
	d.jobs = append(d.jobs, j)
	return m.work(d)
}

// work begins the next job of a briefing if none is being done.
func (m *Model) work(d *desk) tea.Cmd {
	for d.running == nil && len(d.jobs) > 0 && d.text.briefing != nil {
		j := d.jobs[0]
		d.jobs = d.jobs[1:]
		do := j.prepare()
		if do == nil {
			continue
		}
		r := &run{request: m.next(), do: do, settle: j.settle}
		d.running = r
		return func() tea.Msg {
			r.result()
			return doneMsg{r.request}
		}
	}
	return nil
}

// busy reports whether a briefing has something that is not on the disk yet.
func (d *desk) busy() bool { return d.running != nil || len(d.jobs) > 0 }

// settle takes over what came of a job, and begins the next one.
func (m *Model) settle(msg doneMsg) tea.Cmd {
	for _, d := range m.desks {
		if d.running == nil || d.running.request != msg.request {
			continue
		}
		r := d.running
		d.running = nil
		cmd := tea.Batch(r.settle(r.result()), m.work(d))
		if slices.Contains(m.view.closing, d) && !d.busy() {
			m.drop(d)
		}
		return tea.Batch(cmd, m.leave())
	}
	return nil
}

// change is something that the reader wants done to the notes.
type change struct {
	from bottom // the pane that waits for it
	text string // what the composer had when it asked
	said string // what the status line says when it is done; empty: nothing
}

// revise makes the revisions to append, and the history after them. It runs in a command.
type revise func() (note.History, []note.Note)

// change does something to the notes of a briefing. plan is called when the changes before
// it are settled; nil: there is nothing to change.
func (m *Model) change(d *desk, plan func(*change) revise, from bottom) tea.Cmd {
	c := &change{from: from}
	return m.enqueue(d, job{
		prepare: func() func() outcome {
			revise := plan(c)
			if revise == nil {
				m.closeBottom(from)
				return nil
			}
			store, id, resolver := m.opt.Store, d.id, d.text.resolver
			return func() outcome {
				past, revisions := revise()
				if err := store.SaveNotes(id, revisions...); err != nil {
					return outcome{err: err}
				}
				store.SavePast(id, past.Past()) //nolint:errcheck // the notes are saved; only taking this back later needs it
				return outcome{notes: resolver.Place(revisions), past: past}
			}
		},
		settle: func(o outcome) tea.Cmd { return m.changed(d, c, o) },
	})
}

// changed shows what came of a change. After an error everything is as it was, and what
// was typed is still on the screen.
func (m *Model) changed(d *desk, c *change, o outcome) tea.Cmd {
	if o.err != nil {
		m.view.leaving = false
		switch c.from {
		case onComposer:
			m.panes.composer.Failed(o.err.Error())
		case onTags:
			m.panes.tags.Failed(o.err.Error())
		default:
			m.fail("not saved", o.err)
		}
		return nil
	}
	if d.relinked(o.notes) {
		m.lookAgain()
	}
	d.put(o.notes)
	d.history, d.saved = o.past, true
	m.showNotes(d)
	m.message = message{}
	if c.said != "" {
		m.say(c.said)
	}
	switch c.from {
	case onComposer:
		if !m.panes.composer.Saved(o.notes[0].Note.ID, c.text) {
			return nil
		}
		m.closeBottom(onComposer)
		return m.keepDraft(d, nil)
	case onTags:
		m.closeBottom(onTags)
	}
	return nil
}

func (m *Model) closeBottom(b bottom) {
	if b != noBottom && m.bottom == b {
		m.bottom = noBottom
	}
}

// keepDraft keeps a text for later, or takes the kept one away; it does nothing where
// there is none.
func (m *Model) keepDraft(d *desk, draft *Draft) tea.Cmd {
	if draft == nil && d.draft == nil && d.typed == nil {
		return nil
	}
	d.draft, d.typed = draft, nil
	return m.storeDraft(d, draft)
}

// storeDraft puts a draft on the disk, nil for none.
func (m *Model) storeDraft(d *desk, draft *Draft) tea.Cmd {
	store, id := m.opt.Store, d.id
	return m.enqueue(d, job{
		prepare: func() func() outcome {
			return func() outcome { return outcome{err: store.SaveDraft(id, draft)} }
		},
		settle: func(o outcome) tea.Cmd {
			if o.err != nil {
				m.view.leaving = false
				m.fail("keeping the draft", o.err)
			}
			return nil
		},
	})
}

// keepPosition keeps where the reader is.
func (m *Model) keepPosition(d *desk) tea.Cmd {
	at, ok := d.position()
	if !ok {
		return nil
	}
	store, id := m.opt.Store, d.id
	return m.enqueue(d, job{
		prepare: func() func() outcome {
			return func() outcome { return outcome{err: store.SavePosition(id, at)} }
		},
		settle: func(o outcome) tea.Cmd {
			if o.err != nil {
				m.fail("keeping the reading position", o.err)
			}
			return nil
		},
	})
}

// position gives where the reader is; not of a prefix, which says nothing about where in
// the whole text the reader left off.
func (d *desk) position() (Position, bool) {
	if d.text.briefing == nil || d.sight != nil {
		return Position{}, false
	}
	cursor, top := d.reader.Position()
	return Position{
		Offset: cursor, Top: top, Revision: d.text.revision, Marks: d.reader.Marks(), Closed: d.outline.Closed(), View: d.shown.words(),
	}, true
}

// draftOf gives what is in the composer as a draft.
func (m *Model) draftOf(d *desk) *Draft {
	s := m.panes.composer.Subject()
	return &Draft{
		NoteID: s.NoteID, Span: s.Span, Revision: d.text.revision, Text: m.panes.composer.Text(),
		On: s.On, Kind: s.Kind, Grade: s.Grade.String(), Likely: s.Likely.String(),
	}
}

// resume gives what a draft is about: the subject with what was chosen for it.
func (d *Draft) resume(s composer.Subject) composer.Subject {
	if d.Kind != "" {
		s.Kind = d.Kind
		s.Grade, _ = note.ParseGrade(d.Grade)
		s.Likely, _ = note.ParseLikelihood(d.Likely)
	}
	return s
}
