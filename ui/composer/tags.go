package composer

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/theme"
)

// Tags is the one-line editor of a note's tags: words between spaces or commas, with
// or without "#".
type Tags struct {
	keys    KeyMap
	theme   *theme.Theme
	method  ansi.Method
	width   int
	height  int
	subject Subject
	line    field.Line
	known   []string // tags that complete what is typed, the most useful first
	saving  bool
	failure string
}

// NewTags gives a line of tags.
func NewTags(th *theme.Theme, m ansi.Method, keys KeyMap) *Tags {
	return &Tags{theme: th, method: m, keys: keys}
}

// Open begins to edit the tags of a subject. known are the tags that complete.
func (t *Tags) Open(s Subject, tags, known []string) {
	if s.Kind == "" {
		s.Kind = note.Highlight
	}
	t.subject, t.known, t.saving, t.failure = s, known, false, ""
	value := strings.Join(tags, " ")
	if value != "" {
		value += " "
	}
	t.line.SetValue(value)
}

// SetKnown sets the tags that complete.
func (t *Tags) SetKnown(tags []string) { t.known = tags }

// Failed shows why the tags could not be saved.
func (t *Tags) Failed(why string) { t.saving, t.failure = false, content.CleanLine(why) }

// SetTheme sets the colours.
func (t *Tags) SetTheme(th *theme.Theme) { t.theme = th }

// SetMethod sets the width method.
func (t *Tags) SetMethod(m ansi.Method) { t.method = m }

// SetSize sets the cells that the pane has.
func (t *Tags) SetSize(w, h int) { t.width, t.height = w, h }

// Want gives the rows that the pane would like to have.
func (t *Tags) Want(int) int { return 3 }

// Update edits the line.
func (t *Tags) Update(msg tea.Msg) Action {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch {
		case key.Matches(press, t.keys.SaveTags):
			if t.saving {
				return nil
			}
			t.saving = true
			return SaveTags{t.subject, ParseTags(t.line.Value())}
		case key.Matches(press, t.keys.Complete):
			if rest := t.completion(); rest != "" {
				t.line.Insert(rest + " ")
			}
			return nil
		case key.Matches(press, t.keys.Close):
			return Close{}
		}
	}
	t.line.Update(t.keys.Field, msg)
	return nil
}

// ParseTags reads tags from a line: words between white space or commas, each once,
// without leading "#".
func ParseTags(s string) []string {
	var tags []string
	split := func(r rune) bool { return r == ',' || unicode.IsSpace(r) }
	for _, word := range strings.FieldsFunc(content.CleanLine(s), split) {
		word = strings.TrimLeft(word, "#")
		if word != "" && !slices.Contains(tags, word) {
			tags = append(tags, word)
		}
	}
	return tags
}

// completion gives what is missing to the first known tag that begins with the word
// before the cursor.
func (t *Tags) completion() string {
	value, at := t.line.Value(), t.line.Cursor()
	if at < len(value) && value[at] != ' ' && value[at] != ',' {
		return ""
	}
	word := value[:at]
	word = word[strings.LastIndexAny(word, " ,")+1:]
	word = strings.TrimLeft(word, "#")
	if word == "" {
		return ""
	}
	taken := ParseTags(value)
	return completing(t.known, word, taken)
}

const tagPrompt = "# "

// View draws the pane.
func (t *Tags) View() string {
	text, _ := t.line.View(t.method, t.room())
	input := t.theme.Style(theme.Accent).Render(tagPrompt) + text + t.theme.Style(theme.Muted).Render(content.CleanLine(t.completion()))
	if t.height < 3 {
		return strings.Join(cell.Rows(t.method, input, t.width, t.height), "\n")
	}
	hint := cell.Hints(t.theme, t.keys.SaveTags, t.keys.Complete, t.keys.Close)
	switch {
	case t.saving:
		hint = t.theme.Style(theme.Muted).Render("saving…")
	case t.failure != "":
		hint = t.theme.Style(theme.Error).Render("not saved: " + t.failure)
	}
	rows := []string{
		rule(t.theme, t.method, t.width, 2, "Tags", t.subject),
		"  " + input,
		"  " + hint,
	}
	return strings.Join(cell.Rows(t.method, strings.Join(rows, "\n"), t.width, t.height), "\n")
}

func (t *Tags) room() int { return max(t.width-2-len(tagPrompt)-1, 1) }

// Cursor gives the cell of the cursor in the pane.
func (t *Tags) Cursor() (x, y int) {
	_, x = t.line.View(t.method, t.room())
	x += len(tagPrompt)
	if t.height < 3 {
		return min(x, max(t.width-1, 0)), 0
	}
	return x + 2, 1
}
