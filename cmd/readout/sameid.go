package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"readout/briefing/library"
	"readout/content"
)

// errSameID says that a text cannot be opened beside one that has its id.
var errSameID = errors.New("it has the same id and another text; open one at a time, or change the id in one of them")

// clash says why a text cannot be opened: another file of the same id that says something
// else is open. nil: there is none.
func (s *store) clash(src []byte, from string) error {
	if from == "" {
		return nil
	}
	id := s.lib.Identify(src, from)
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.open[id]
	if o == nil || o.from == "" || samePath(o.from, from) || bytes.Equal(o.src, src) {
		return nil
	}
	err := fmt.Errorf("%s is not shown beside %s: %w", from, o.from, errSameID)
	o.said = append(o.said, err.Error())
	return err
}

func samePath(a, b string) bool {
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return a == b && errA == nil && errB == nil
}

// elsewhere says that other files claim to be the same briefing; nil: none does.
func elsewhere(paths []string) []string {
	if len(paths) == 0 {
		return nil
	}
	return []string{"another file has the same id and another text: " + content.CleanLine(strings.Join(paths, ", ")) +
		"; both share their notes unless the id is changed in one"}
}

// warnOf says on the terminal what elsewhere says of a briefing that was kept.
func (p *program) warnOf(it library.Item) {
	for _, line := range elsewhere(it.Elsewhere) {
		p.complain(errors.New(it.Path + ": " + line))
	}
}
