package app

import (
	"fmt"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/note"
)

// mostVersions is how many versions of a note can be chosen from by a digit.
const mostVersions = 9

// versionsOf gives the versions of a note in conflict in words, one line each; nil where
// there is one.
func versionsOf(n note.Note) []string {
	if len(n.Rivals) == 0 {
		return nil
	}
	var out []string
	for _, v := range n.Versions() {
		said := string(v.Kind)
		switch body := strings.Join(strings.Fields(v.Body), " "); {
		case v.Deleted:
			said = "deleted"
		case body != "":
			said += " “" + beginning(body) + "”"
		}
		if len(v.Tags) > 0 && !v.Deleted {
			said += " #" + strings.Join(v.Tags, " #")
		}
		out = append(out, fmt.Sprintf("%s, %s: %s", v.Creator, v.Modified.Format("2 Jan 2006 15:04"), said))
	}
	return out
}

// disputed says of how many notes another version came in from elsewhere.
func disputed(d *desk, doc *Doc) string {
	n := 0
	for i := range doc.Notes {
		if known, ok := d.find(doc.Notes[i].ID); ok && len(doc.Notes[i].Rivals) > len(known.Note.Rivals) {
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "a note was changed in two places"
	}
	return fmt.Sprintf("%d notes were changed in two places", n)
}

// askVersion asks which version of a note in conflict is to stay.
func (m *Model) askVersion(d *desk, id string) {
	n, _ := d.find(id)
	versions := versionsOf(n.Note)
	if versions == nil {
		m.say("there is one version of this note; nothing is to be settled")
		return
	}
	versions = versions[:min(len(versions), mostVersions)]
	rows := make([]string, len(versions))
	for i, v := range versions {
		rows[i] = fmt.Sprintf("%d  %s", i+1, v)
	}
	keys := m.keys.app.Answers
	keys.Version.SetHelp("1–"+strconv.Itoa(len(versions)), "keep that one")
	if len(versions) > 2 {
		keys.Both.SetHelp(keys.Both.Help().Key, "keep all, as notes of their own")
	}
	keys.No.SetHelp(keys.No.Help().Key, "later")
	m.ask(question{text: "Which version of this note stays?", rows: rows, keys: []key.Binding{keys.Version, keys.Both, keys.No}, pick: func(press tea.KeyPressMsg) tea.Cmd {
		version := strings.Index("123456789", press.String())
		switch {
		case key.Matches(press, keys.Both):
			return m.settleVersion(d, "both kept, as notes of their own", func(h note.History) (note.History, []note.Note) { return h.Part(id) })
		case key.Matches(press, keys.Version) && 0 <= version && version < len(versions):
			return m.settleVersion(d, fmt.Sprintf("version %d kept", version+1), func(h note.History) (note.History, []note.Note) { return h.Settle(id, version) })
		}
		return nil
	}})
}

func (m *Model) settleVersion(d *desk, said string, settle func(note.History) (note.History, []note.Note)) tea.Cmd {
	m.bottom = noBottom
	return m.change(d, func(c *change) revise {
		c.said = said + m.tip(m.keys.app.Undo, "undoes")
		return made(settle(d.history))
	}, noBottom)
}
