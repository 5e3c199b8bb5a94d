package app

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/composer"
)

// highlight marks a range, or gives the note that is there its next kind.
func (m *Model) highlight(d *desk, span content.Span, id string) tea.Cmd {
	return m.change(d, func(c *change) revise {
		n, ok := d.find(id)
		if !ok {
			n, ok = d.on(span)
		}
		if !ok {
			c.said = string(note.Highlight) + m.tip(m.keys.reader.Highlight, "again for another kind") + m.tip(m.keys.reader.Write, "writes a note")
			return m.create(d, note.Note{Kind: note.Highlight}, span)
		}
		kind := composer.NextKind(n.Note.Kind)
		c.said = string(kind)
		return made(d.history.ChangeKind(n.Note.ID, kind))
	}, noBottom)
}

// saveText saves what is in the composer.
func (m *Model) saveText(d *desk, a composer.Save) tea.Cmd {
	return m.change(d, func(c *change) revise {
		c.text, c.said = a.Text, "note saved"
		if n, ok := d.find(a.Subject.NoteID); ok {
			return made(d.history.Change(written(a), n.Note.ID))
		}
		n := note.Note{}
		written(a)(&n)
		if on := a.Subject.On; on != note.OnText {
			return m.createOn(d, n, a.Subject.Span, m.wholeOf(d, on))
		}
		return m.create(d, n, a.Subject.Span)
	}, onComposer)
}

// written gives what puts into a note what the composer has. Words like #this in the text
// are tags, and those that were and are not in it any more are none.
func written(a composer.Save) func(*note.Note) {
	return func(n *note.Note) {
		before, now := composer.Hashtags(n.Body), composer.Hashtags(a.Text)
		if !slices.Equal(before, now) {
			retag(before, now)(n)
		}
		n.Body, n.Kind = a.Text, a.Subject.Kind
		n.Grade, n.Likely = a.Subject.Grade, a.Subject.Likely
	}
}

// saveTags saves the tags of a note, or of a new one on the range.
func (m *Model) saveTags(d *desk, a composer.SaveTags) tea.Cmd {
	return m.change(d, func(c *change) revise {
		c.said = "tags saved"
		if many := a.Subject.Many; many != nil {
			c.said = fmt.Sprintf("tags of %d notes saved", len(many))
			return made(d.history.Change(retag(d.common(many), a.Tags), many...))
		}
		if n, ok := d.find(a.Subject.NoteID); ok {
			return made(d.history.Retag(n.Note.ID, a.Tags...))
		}
		if len(a.Tags) == 0 {
			return nil
		}
		return m.create(d, note.Note{Tags: a.Tags, Kind: a.Subject.Kind}, a.Subject.Span)
	}, onTags)
}

// retag gives what changes the tags of notes that had some in common as those were changed.
func retag(common, now []string) func(*note.Note) {
	return func(n *note.Note) {
		tags := slices.DeleteFunc(slices.Clone(n.Tags), func(t string) bool { return slices.Contains(common, t) && !slices.Contains(now, t) })
		for _, t := range now {
			if !slices.Contains(tags, t) {
				tags = append(tags, t)
			}
		}
		n.Tags = tags
	}
}

// remove deletes notes. It can be undone at once.
func (m *Model) remove(d *desk, ids ...string) tea.Cmd {
	return m.change(d, func(c *change) revise {
		c.said = "deleted" + m.tip(m.keys.app.Undo, "undoes")
		if len(ids) > 1 {
			c.said = fmt.Sprintf("%d notes ", len(ids)) + c.said
		}
		return made(d.history.Delete(ids...))
	}, noBottom)
}

// attach gives a note the text that is selected, or the sentence at the cursor.
func (m *Model) attach(d *desk, id string) tea.Cmd {
	span := d.reader.Subject()
	return m.change(d, func(c *change) revise {
		n, ok := d.find(id)
		if !ok || span.Len() == 0 || d.text.briefing == nil {
			return nil
		}
		c.said = "attached to “" + beginning(d.quote(span, 60)) + "”" + m.tip(m.keys.app.Undo, "undoes")
		h, target := d.history, m.targetOf(d)
		return func() (note.History, []note.Note) {
			to := target(span)
			return h.Change(func(n *note.Note) { n.Target = to }, n.Note.ID)
		}
	}, noBottom)
}

// targetOf gives what describes a range of the text, to be called by a command: it may read
// the whole document.
func (m *Model) targetOf(d *desk) func(content.Span) note.Target {
	t := d.text
	return func(span content.Span) note.Target {
		to := anchor.Describe(t.document, span)
		to.Source = t.revision
		if s := t.briefing.SectionAt(span.Start); s != nil {
			to.Section = s.Key
		}
		return to
	}
}

// undo takes the last change back, by a revision of its own.
func (m *Model) undo(d *desk) tea.Cmd {
	return m.change(d, func(c *change) revise {
		c.said = "undone" + m.tip(m.keys.app.Redo, "redoes")
		do := made(d.history.Undo())
		if do == nil {
			m.say("nothing to undo")
		}
		return do
	}, noBottom)
}

func (m *Model) redo(d *desk) tea.Cmd {
	return m.change(d, func(c *change) revise {
		c.said = "redone"
		do := made(d.history.Redo())
		if do == nil {
			m.say("nothing to redo")
		}
		return do
	}, noBottom)
}

// made gives what a history made; nil where it made nothing.
func made(h note.History, revisions []note.Note) revise {
	if len(revisions) == 0 {
		return nil
	}
	return func() (note.History, []note.Note) { return h, revisions }
}

// create makes a new note on a range. Describing the range may read the whole document.
func (m *Model) create(d *desk, n note.Note, span content.Span) revise {
	return m.createOn(d, n, span, m.targetOf(d))
}

// createOn is create with what describes the range.
func (m *Model) createOn(d *desk, n note.Note, span content.Span, target func(content.Span) note.Target) revise {
	h := d.history
	n.Briefing, n.Creator = d.id, m.opt.Author
	return func() (note.History, []note.Note) {
		n.Target = target(span)
		return h.Create(n)
	}
}
