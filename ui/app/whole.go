package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/composer"
)

// writeOnWhole writes a note on the section at the cursor, or on the whole briefing: a
// question asks on which where both can be.
func (m *Model) writeOnWhole(d *desk) {
	b := d.text.briefing
	if b == nil {
		m.say("this briefing is still being read")
		return
	}
	if d.draft != nil {
		m.write(d, d.draft.Span)
		return
	}
	s := b.SectionAt(d.reader.Cursor())
	if s == nil || s.Title == "" {
		m.composeOn(d, d.onBriefing())
		return
	}
	yes, whole, no := m.keys.app.Answers.Yes, m.keys.app.Answers.Whole, m.keys.app.Answers.No
	yes.SetHelp(yes.Help().Key, "on the section")
	m.ask(question{
		text: "A note on the section “" + s.Title + "”, or on the whole briefing?",
		keys: []key.Binding{yes, whole, no},
		yes: func() tea.Cmd {
			m.composeOn(d, composer.Subject{Quote: s.Title, Span: anchor.Heading(s), On: note.OnSection})
			return m.lookAround()
		},
		whole: func() tea.Cmd {
			m.composeOn(d, d.onBriefing())
			return m.lookAround()
		},
	})
}

func (d *desk) onBriefing() composer.Subject {
	return composer.Subject{Quote: d.title(), On: note.OnBriefing}
}

// wholeOf gives what describes a whole section, by the range of its heading, or the whole
// briefing, to be called by a command.
func (m *Model) wholeOf(d *desk, on note.Scope) func(content.Span) note.Target {
	t, target := d.text, m.targetOf(d)
	return func(span content.Span) note.Target {
		to := note.Target{Source: t.revision}
		s := t.briefing.SectionAt(span.Start)
		if on == note.OnBriefing || s == nil {
			return to
		}
		if span.Len() > 0 {
			to = target(span)
		}
		to.Section, to.Whole = s.Key, true
		return to
	}
}

// standing gives the range at which the text shows that there is a note: for one on the
// whole briefing its first line, for one on a section without a heading its first entry.
func (d *desk) standing(n *anchor.Placed) content.Span {
	if n.Span.Len() > 0 || n.Orphaned || d.text.document == nil {
		return n.Span
	}
	doc := d.text.document
	for i := doc.ChunkAt(n.Span.Start); i < doc.Chunks(); i++ {
		blocks := doc.Chunk(i).Blocks
		for b := range blocks {
			if blocks[b].Span.End > n.Span.Start && blocks[b].Visible().Text != "" {
				return blocks[b].Span
			}
		}
	}
	return n.Span
}

// sectionOf gives the section that a note is in; nil for one on the whole briefing.
func sectionOf(b *briefing.Briefing, n *anchor.Placed) *briefing.Section {
	if b == nil || n.Orphaned || n.Note.Target.Scope() == note.OnBriefing {
		return nil
	}
	return b.SectionAt(n.Span.Start)
}
