package app

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/anchor"
	"readout/briefing/export"
	"readout/content"
	"readout/ui/composer"
	"readout/ui/reader"
	"readout/ui/stroke"
)

// act does what the reader asks for.
func (m *Model) act(d *desk, action reader.Action) tea.Cmd {
	if d.sight != nil {
		return m.actInSight(d, action)
	}
	switch a := action.(type) {
	case reader.Highlight:
		return m.highlight(d, a.Span, a.NoteID)
	case reader.Write:
		m.write(d, a.Span)
		return m.lookAround()
	case reader.WriteOnWhole:
		m.writeOnWhole(d)
	case reader.Tag:
		if a.NoteID != "" {
			m.editTags(d, a.NoteID)
			return m.lookAround()
		}
		m.panes.tags.Open(composer.Subject{Quote: d.quote(a.Span, words), Span: a.Span}, nil, m.knownTags(d))
		m.bottom = onTags
		return m.lookAround()
	case reader.Edit:
		m.edit(d, a.NoteID)
		return m.lookAround()
	case reader.Delete:
		return m.remove(d, a.NoteID)
	case reader.KeepMark:
		return m.keepMark(d, a.Letter)
	default:
		return m.actAnywhere(d, action)
	}
	return nil
}

// actAnywhere does what is the same in a briefing and in a view.
func (m *Model) actAnywhere(d *desk, action reader.Action) tea.Cmd {
	switch a := action.(type) {
	case reader.ShowCitation:
		m.showCitation(d, a.Label)
	case reader.OpenLink:
		m.openLink(a.URL)
	case reader.FollowLink:
		return m.followLink(d, a.Target)
	case reader.Visit:
		return m.visit(a.Place)
	case reader.FindMark:
		return m.findMark(a.Letter)
	case reader.Find:
		m.askSearch()
	case reader.Turn:
		return m.turned(a)
	case reader.Copy:
		return m.copyQuotation(d, a.Span)
	case reader.Message:
		m.say(a.Text)
	}
	return nil
}

// write opens the composer on a range. A text that was kept comes first: it goes on
// where it was left.
func (m *Model) write(d *desk, span content.Span) {
	if kept := d.draft; kept != nil {
		if kept.NoteID == "" && kept.Revision == d.text.revision {
			span = kept.Span
		}
		n, _ := d.find(kept.NoteID)
		stored := subject(n)
		if stored.NoteID == "" {
			stored = composer.Subject{Quote: d.quote(span, words), Span: span, On: kept.On}
		}
		m.panes.composer.Reopen(kept.resume(stored), stored, kept.Text, n.Note.Body)
		m.panes.composer.SetKnown(m.knownTags(d))
		m.bottom = onComposer
		m.say("this is the text that was kept; " + stroke.Tip(m.keys.composer.Close, "and "+stroke.Tip(m.keys.composer.Discard, "discard it")))
		return
	}
	if n, ok := d.on(span); ok && n.Note.Body == "" {
		m.edit(d, n.Note.ID)
		return
	}
	m.composeOn(d, composer.Subject{Quote: d.quote(span, words), Span: span})
}

// composeOn opens the composer for a new note.
func (m *Model) composeOn(d *desk, s composer.Subject) {
	m.panes.composer.Open(s, "", "")
	m.panes.composer.SetKnown(m.knownTags(d))
	m.bottom = onComposer
}

func subject(n anchor.Placed) composer.Subject {
	s := composer.Subject{
		NoteID: n.Note.ID, Kind: n.Note.Kind, Quote: beginning(n.Note.Target.Exact), Span: n.Span,
		Grade: n.Note.Grade, Likely: n.Note.Likely,
	}
	if s.NoteID != "" {
		s.On = n.Note.Target.Scope()
	}
	return s
}

func (m *Model) edit(d *desk, id string) {
	if d.draft != nil && d.draft.NoteID == id {
		m.write(d, d.draft.Span)
		return
	}
	if n, ok := d.find(id); ok {
		m.panes.composer.Open(subject(n), n.Note.Body, n.Note.Body)
		m.panes.composer.SetKnown(m.knownTags(d))
		m.bottom = onComposer
	}
}

func (m *Model) editTags(d *desk, ids ...string) {
	if len(ids) > 1 {
		s := composer.Subject{Quote: fmt.Sprintf("%d notes", len(ids)), Many: ids}
		m.panes.tags.Open(s, d.common(ids), m.knownTags(d))
		m.bottom = onTags
		return
	}
	id := ids[0]
	if n, ok := d.find(id); ok {
		m.panes.tags.Open(subject(n), n.Note.Tags, m.knownTags(d))
		m.bottom = onTags
	}
}

// below gives a message to the pane below and does what it asks for.
func (m *Model) below(msg tea.Msg) tea.Cmd {
	d := m.base()
	var action composer.Action
	switch m.bottom {
	case onPalette:
		return m.inPalette(msg)
	case onComposer:
		action = m.panes.composer.Update(msg)
	default:
		action = m.panes.tags.Update(msg)
	}
	switch a := action.(type) {
	case composer.Save:
		return m.saveText(d, a)
	case composer.SaveTags:
		return m.saveTags(d, a)
	case composer.Copy:
		return m.copyText(a.Text, "text")
	case composer.Editor:
		return m.editText(a.Text)
	case composer.Close:
		wasComposer := m.bottom == onComposer
		m.bottom = noBottom
		var cmd tea.Cmd
		switch {
		case a.Keep:
			cmd = m.keepDraft(d, m.draftOf(d))
			m.say("kept as a draft" + m.tip(m.keys.reader.Write, "goes on with it"))
		case wasComposer:
			cmd = m.keepDraft(d, nil)
		}
		return tea.Batch(cmd, m.leave())
	}
	if m.view.leaving && !m.panes.composer.Asking() {
		m.view.leaving = false // the reader goes on writing
	}
	return nil
}

// showCitation shows the paragraph of the article that a citation stands for.
func (m *Model) showCitation(d *desk, label string) {
	b := d.text.briefing
	if b == nil {
		return
	}
	c, ok := b.Citation(label)
	if !ok {
		m.say("there is no source for [^" + label + "]")
		return
	}
	if s := m.view.beside; s != nil && s.of == d {
		if i, ok := s.at[c.Label]; ok {
			m.follow()
			m.side = onSource
			m.panes.source.At(i)
			return
		}
	}
	p := paragraphOf(b, c)
	if _, e := b.EntryAt(d.reader.Cursor()); e != nil {
		p.Cited = taken(e, c.Text)
	}
	m.panes.source.Show(p)
	m.view.source, m.side = true, onSource
}

// openLink asks before an address is opened. Only addresses for a browser or a mail
// program are, and only those that are shown as they are.
func (m *Model) openLink(url string) {
	if !opens(url) || content.CleanLine(url) != url {
		m.say("only http, https and mailto links open: " + url)
		return
	}
	store := m.opt.Store
	yes, no := m.keys.app.Answers.Yes, m.keys.app.Answers.No
	yes.SetHelp(yes.Help().Key, "open")
	no.SetHelp(no.Help().Key, "stay")
	q := question{
		text: "Open " + url,
		keys: []key.Binding{yes, no},
		yes: func() tea.Cmd {
			return func() tea.Msg {
				if err := store.OpenLink(url); err != nil {
					return saidMsg(failure("opening the link", err))
				}
				return nil
			}
		},
	}
	if len(m.questionRows(q)) > m.height-2 {
		m.say("this address is too long to be shown in this window, so it does not open")
		return
	}
	m.ask(q)
}

func opens(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	if !ok {
		return false
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

func (m *Model) copyQuotation(d *desk, span content.Span) tea.Cmd {
	b := d.text.briefing
	if b == nil {
		return nil
	}
	return m.copyText(export.Quotation(b, span, d.quote(span, 0)), "quotation")
}

// copyText hands a text to the terminal's clipboard and, as nobody can know whether the
// terminal took it, to a file.
func (m *Model) copyText(text, what string) tea.Cmd {
	store := m.opt.Store
	return tea.Batch(tea.SetClipboard(text), func() tea.Msg {
		path, err := store.CopyFile(text)
		if err != nil {
			return saidMsg(failure("copied to the clipboard only", err))
		}
		return saidMsg(saying(what + " copied · also in " + path))
	})
}

// export writes the notes of a briefing to a file, after those that are being saved.
func (m *Model) export(d *desk) tea.Cmd {
	store, id := m.opt.Store, d.id
	var path string
	return m.enqueue(d, job{
		prepare: func() func() outcome {
			return func() outcome {
				var err error
				path, err = store.Export(id)
				return outcome{err: err}
			}
		},
		settle: func(o outcome) tea.Cmd {
			if o.err != nil {
				m.fail("exporting", o.err)
				return nil
			}
			m.say("exported to " + path)
			return nil
		},
	})
}
