package app

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/palette"
	"readout/ui/stroke"
)

// opening are the words before a file that is to be opened.
var opening = []string{"e", "edit", "o", "open", "tabe", "tabedit", "tabnew"}

// actionOf gives the actions that vi knows by other names.
var actionOf = map[string]string{
	"bn": "app.next-briefing", "bnext": "app.next-briefing", "tabn": "app.next-briefing", "tabnext": "app.next-briefing",
	"bp": "app.previous-briefing", "bprevious": "app.previous-briefing", "tabp": "app.previous-briefing", "tabprevious": "app.previous-briefing",
	"bd": "app.close-briefing", "bdelete": "app.close-briefing", "tabc": "app.close-briefing", "tabclose": "app.close-briefing", "clo": "app.close-briefing", "close": "app.close-briefing",
	"ls": "app.library", "buffers": "app.library", "files": "app.library", "Ex": "app.library", "Explore": "app.library",
	"vs": "app.split-beside", "vsp": "app.split-beside", "vsplit": "app.split-beside",
	"sp": "app.split-below", "split": "app.split-below", "new": "app.split-below",
	"on": "app.only-this-side", "only": "app.only-this-side",
	"noh": "reader.cancel", "nohl": "reader.cancel", "nohlsearch": "reader.cancel",
	"u": "app.undo", "undo": "app.undo", "red": "app.redo", "redo": "app.redo",
}

// spelled gives what a line means that those who know vi type: a number, a part of the
// text, a file, the letters that write and quit, and other commands by the names that vi has
// for them.
func (m *Model) spelled(line string) (palette.Item, bool) {
	item := func(title string, run func() tea.Cmd) (palette.Item, bool) {
		return palette.Item{Title: title, Run: run}, true
	}
	switch line {
	case "q", "q!", "qa", "qa!", "quit", "exit":
		return item("quit; nothing is lost", m.quit)
	case "wq", "x", "wqa", "xa":
		return item("quit; notes are saved already", m.quit)
	case "w", "wa", "write":
		return item("save; every note is as soon as it is made", func() tea.Cmd { m.sayWritten(); return nil })
	case "h", "help":
		return item("all keys", func() tea.Cmd { cmd, _ := m.anywhere(stroke.Stroke(m.keys.app.Help.Keys()[0])); return cmd })
	}
	if word, path, ok := strings.Cut(line, " "); ok && slices.Contains(opening, word) {
		path = strings.TrimSpace(path)
		return item("open "+content.CleanLine(path), func() tea.Cmd { return m.openNamed(path) })
	}
	if name := actionOf[line]; name != "" {
		for _, it := range m.commands() {
			if it.Name == name {
				return it, true
			}
		}
	}
	d := m.desk()
	if d == nil || m.screen != onText {
		return palette.Item{}, false
	}
	number, percent := strings.CutSuffix(line, "%")
	n, err := strconv.Atoi(number)
	switch {
	case line == "$":
		return item("to the end", func() tea.Cmd { m.side = noSide; d.reader.GoToPercent(100); return nil })
	case err != nil || n < 0 || strings.HasPrefix(number, "+"):
		return palette.Item{}, false
	case percent:
		return item("to "+strconv.Itoa(min(n, 100))+" % of the text", func() tea.Cmd { m.side = noSide; d.reader.GoToPercent(n); return nil })
	}
	return item("to paragraph or entry "+strconv.Itoa(max(n, 1)), func() tea.Cmd { m.side = noSide; d.reader.GoToParagraph(n); return nil })
}

// openNamed opens a file by its path, as the command line does.
func (m *Model) openNamed(path string) tea.Cmd {
	request, store := m.next(), m.opt.Store
	m.view.making = request
	return func() tea.Msg {
		id, err := store.OpenNamed(path)
		return linkedMsg{request: request, what: content.CleanLine(path), id: id, err: err}
	}
}
