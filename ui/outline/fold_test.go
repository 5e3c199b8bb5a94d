package outline_test

import (
	"strings"
	"testing"

	"readout/briefing"
	"readout/ui/outline"
	"readout/ui/screentest"
	"readout/ui/theme"
)

// shown gives the titles of the rows, with the counts behind them.
func shown(m *outline.Model) string {
	var rows []string
	for row := range strings.Lines(screentest.Plain(m.View())) {
		if fields := strings.Fields(row); len(fields) > 0 {
			rows = append(rows, strings.Join(fields, " "))
		}
	}
	return strings.Join(rows, "\n")
}

// Folding hides what is below a section and adds its counts up; the cursor stays on the
// section, or on the one that hides it.
func TestFolds(t *testing.T) {
	whole := "1 Harbour towns agree 1\n▸2 Meetings 2 ✎1\n3 In Southport 1 ✎2\n4 Weapons requests from several of the coastal towns 1\n5 会議と合意 🚢 の詳しい説明 1\n6 Sources 1"
	part := "1 Harbour towns agree 1\n▸2 Meetings +1 3 ✎3\n4 Weapons requests from several of the coastal towns 1\n5 会議と合意 🚢 の詳しい説明 1\n6 Sources 1"
	none := "▸1 Harbour towns agree +5 7 ✎3"
	for keys, want := range map[string]string{
		"j":                     whole,
		"j space":               part,
		"j h":                   part,
		"j z c":                 part,
		"j z a":                 part,
		"j j h":                 part, // nothing below it: what is around it closes
		"j z M":                 part,
		"j space space":         whole,
		"j left right":          whole,
		"j z c z o":             whole,
		"j z M z R":             whole,
		"space":                 none,
		"j z M k space":         none,
		"j space k space l j":   part,
		"j h h":                 part, // the title closes only where it is meant
		"j j j h k k":           whole,
		"j z x":                 whole,
		"j z j":                 whole,
		"G k k space k k":       whole,
		"j space j k":           part,
		"j space G g j":         part,
		"j z M pgdown pgup j":   part,
		"j ctrl+d ctrl+u space": none,
	} {
		m, b := pane(t, text, theme.Options{NoColor: true})
		m.SetSize(70, 12)
		m.SetFocused(true)
		m.SetCounts(map[string]int{"meetings": 1, b.Sections[2].Key: 2})
		for k := range strings.FieldsSeq(keys) {
			m.Update(screentest.Press(k))
		}
		if got := shown(m); got != want {
			t.Errorf("%s shows\n%s\nwant\n%s", keys, got, want)
		}
		if m.Awaiting() {
			t.Errorf("%s: another key is awaited", keys)
		}
	}
}

// The section that the cursor of the text is in shows as the closed one around it, and
// folds outlast a new revision.
func TestFoldFollows(t *testing.T) {
	m, _ := pane(t, text, theme.Options{NoColor: true})
	m.SetSize(70, 12)
	for k := range strings.FieldsSeq("j space") {
		m.Update(screentest.Press(k))
	}
	m.SetCursor(strings.Index(text, "A late"))
	if got := shown(m); !strings.Contains(got, "▎2 Meetings +1") {
		t.Errorf("shows\n%s", got)
	}
	// A digit means the section that it stands for, hidden or not.
	if got := m.Update(screentest.Press("3")); got != (outline.Jump{Offset: strings.Index(text, "### In")}) {
		t.Errorf("3: %v", got)
	}
	longer := text + "\n## More\n\nWords.\n"
	m.SetBriefing(briefing.Parse([]byte(longer)))
	if got := shown(m); !strings.Contains(got, "Meetings +1") || !strings.Contains(got, "More") {
		t.Errorf("a new revision shows\n%s", got)
	}
}
