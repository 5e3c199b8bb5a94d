package reader

import (
	"maps"
	"slices"
)

// mostJumps is how many places are kept to go back to.
const mostJumps = 100

// jumps are the places that the reader left by a jump, as source offsets, and the marks.
type jumps struct {
	back, on []int // the nearest last
	last     int   // where the last jump began, plus one; 0: there was none
	marks    map[rune]int
}

func (j *jumps) clone() jumps {
	return jumps{slices.Clone(j.back), slices.Clone(j.on), j.last, maps.Clone(j.marks)}
}

// leave keeps a place that a jump leaves.
func (j *jumps) leave(at int) {
	j.last, j.on = at+1, nil
	j.back = pushed(j.back, at)
}

// pushed adds a place to a way unless that ends there already.
func pushed(way []int, at int) []int {
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

// back goes back over n jumps, or on again for a negative n.
func (m *Model) back(n int) Action {
	j := &m.jumps
	from, to, end := &j.back, &j.on, "there is no earlier place to go back to"
	if n < 0 {
		from, to, end, n = &j.on, &j.back, "there is no later place to go on to", -n
	}
	at, moved := m.cursor, false
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
	if !moved {
		return Message{Text: end}
	}
	j.last = m.cursor + 1
	m.goFar(at)
	return nil
}

// before goes to where the last jump began, so that twice goes to and fro.
func (m *Model) before() Action {
	if m.jumps.last == 0 {
		return Message{Text: "there was no jump yet"}
	}
	m.far(m.jumps.last - 1)
	return nil
}

// setMark gives the cursor's place a letter, for as long as the text is open.
func (m *Model) setMark(letter rune) Action {
	if m.jumps.marks == nil {
		m.jumps.marks = map[rune]int{}
	}
	m.jumps.marks[letter] = m.cursor
	return Message{Text: "mark " + string(letter) + " is set · '" + string(letter) + " comes back here"}
}

// toMark jumps to the place of a letter.
func (m *Model) toMark(letter rune) Action {
	at, ok := m.jumps.marks[letter]
	if !ok {
		return Message{Text: "mark " + string(letter) + " is not set · m" + string(letter) + " sets it"}
	}
	m.far(at)
	return nil
}
