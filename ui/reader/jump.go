package reader

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// mostJumps is how many places are kept to go back to.
const mostJumps = 100

// Place is a place of a text.
type Place struct {
	Text   string // Options.Text of its reader
	Offset int    // of the source
}

// Trail is the places that were left by jumps, to be gone back to and on again. Readers
// that share one share the way over their texts.
type Trail struct {
	back, on []Place // the nearest last
}

// Leave keeps a place that a jump leaves.
func (t *Trail) Leave(at Place) {
	t.on = nil
	t.back = pushed(t.back, at)
}

func (t *Trail) clone() Trail { return Trail{slices.Clone(t.back), slices.Clone(t.on)} }

// follow takes the places of a text to where they are now.
func (t *Trail) follow(text string, to func(offset int) int) {
	for _, way := range [][]Place{t.back, t.on} {
		for i := range way {
			if way[i].Text == text {
				way[i].Offset = to(way[i].Offset)
			}
		}
	}
}

// jumps are the places that the reader left by a jump, and the marks.
type jumps struct {
	trail *Trail
	text  string
	last  int // where the last jump began, plus one; 0: there was none
	marks map[rune]int
}

// clone gives the jumps as they are now, to be brought back by restore.
func (j *jumps) clone() jumps {
	trail := j.trail.clone()
	return jumps{&trail, j.text, j.last, maps.Clone(j.marks)}
}

// restore brings back what clone gave; the trail stays the one that is shared.
func (j *jumps) restore(before jumps) {
	*j.trail = before.trail.clone()
	j.last, j.marks = before.last, before.marks
}

// leave keeps a place that a jump leaves.
func (j *jumps) leave(at int) {
	j.last = at + 1
	j.trail.Leave(Place{j.text, at})
}

// pushed adds a place to a way unless that ends there already.
func pushed(way []Place, at Place) []Place {
	if n := len(way); n > 0 && way[n-1] == at {
		return way
	}
	if len(way) == mostJumps {
		way = slices.Delete(way, 0, 1)
	}
	return append(way, at)
}

// far jumps to the character at an offset, or the first after it. What is on the screen
// already does not scroll.
func (m *Model) far(offset int) {
	from := m.cursor
	m.goFar(offset)
	if m.cursor != from {
		m.jumps.leave(from)
	}
}

func (m *Model) goFar(offset int) {
	if m.page == nil {
		return
	}
	p, ok := m.flow.find(offset)
	if !ok {
		return
	}
	m.cursor = m.flow.source(m.reveal(p, 1)).Start
	if !m.onScreen() {
		m.centre()
	}
	m.show()
	m.keepColumn()
}

// leaving keeps the place that a motion jumps from.
func (m *Model) leaving(jump func()) {
	from := m.cursor
	if jump(); m.cursor != from {
		m.jumps.leave(from)
	}
}

// back goes back over n jumps, or on again for a negative n. Where that is in another text
// it asks to go there.
func (m *Model) back(n int) Action {
	j := &m.jumps
	from, to, end := &j.trail.back, &j.trail.on, "there is no earlier place to go back to"
	if n < 0 {
		from, to, end, n = &j.trail.on, &j.trail.back, "there is no later place to go on to", -n
	}
	here := Place{j.text, m.cursor}
	at, moved := here, false
	for n > 0 && len(*from) > 0 {
		next := (*from)[len(*from)-1]
		*from = (*from)[:len(*from)-1]
		if next == at {
			continue
		}
		*to = pushed(*to, at)
		at, moved = next, true
		n--
	}
	switch {
	case !moved:
		return Message{Text: end}
	case at.Text != j.text:
		return Visit{at}
	}
	j.last = m.cursor + 1
	m.goFar(at.Offset)
	return nil
}

// unread is for a text that is not there yet: whoever came by mistake goes back at once.
func (m *Model) unread(msg tea.Msg) Action {
	press, ok := msg.(tea.KeyPressMsg)
	switch {
	case !ok:
		return nil
	case key.Matches(press, m.opt.Keys.Jumps.Back):
		return m.back(1)
	case key.Matches(press, m.opt.Keys.Jumps.On):
		return m.back(-1)
	}
	return nil
}

// Return goes to a place that is on the way already: nothing is left behind by it.
func (m *Model) Return(offset int) {
	m.endCount()
	m.goFar(offset)
}

// before goes to where the last jump began, so that twice goes to and fro.
func (m *Model) before() Action {
	if m.jumps.last == 0 {
		return Message{Text: "there was no jump yet"}
	}
	m.far(m.jumps.last - 1)
	return nil
}

// setMark gives the cursor's place a letter. A capital is of one text among all.
func (m *Model) setMark(letter rune) Action {
	if m.jumps.marks == nil {
		m.jumps.marks = map[rune]int{}
	}
	m.jumps.marks[letter] = m.cursor
	if unicode.IsUpper(letter) {
		return KeepMark{Letter: string(letter)}
	}
	return Message{Text: "mark " + string(letter) + " is set · '" + string(letter) + " comes back here"}
}

// toMark jumps to the place of a letter, or asks in which text that is.
func (m *Model) toMark(letter rune) Action {
	if unicode.IsUpper(letter) {
		return FindMark{Letter: string(letter)}
	}
	return m.GoToMark(string(letter))
}

// GoToMark jumps to the place in this text that was given a letter.
func (m *Model) GoToMark(name string) Action {
	letter, _ := utf8.DecodeRuneInString(name)
	at, ok := m.jumps.marks[letter]
	if !ok {
		said := "mark " + name + " is not set · m" + name + " sets it"
		if set := slices.Sorted(maps.Keys(m.Marks())); len(set) > 0 {
			said += " · set here: " + strings.Join(set, " ")
		}
		return Message{Text: said}
	}
	m.far(at)
	return nil
}

// Marks gives the marks that were set: letters, and source offsets.
func (m *Model) Marks() map[string]int {
	marks := map[string]int{}
	for letter, at := range m.jumps.marks {
		marks[string(letter)] = at
	}
	return marks
}

// SetMarks sets the marks to those that Marks gave. What is no letter is passed over.
func (m *Model) SetMarks(marks map[string]int) {
	m.jumps.marks = map[rune]int{}
	for letter, at := range marks {
		if r, size := utf8.DecodeRuneInString(letter); size == len(letter) && unicode.IsLetter(r) && at >= 0 {
			m.jumps.marks[r] = at
		}
	}
}
