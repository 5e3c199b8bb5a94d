package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"readout/briefing/anchor"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// selection is a stretch of a text, and where it is after an edit.
type selection struct {
	ID       int    `json:"id"`
	Kind     string `json:"sc"`
	Old      string `json:"old"`
	New      string `json:"new"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Exact    string `json:"exact"`
	Prefix   string `json:"prefix"`
	Suffix   string `json:"suffix"`
	Truth    *span  `json:"truth"`
	OrphanOK bool   `json:"orphan_ok"`
	Arguable bool   `json:"arguable"`
}

// span is a half open range of code points, written [start, end].
type span [2]int

// bytesOf gives the bytes of s that a span of code points stands for.
func (p span) bytesOf(s string) content.Span {
	start := pointAt(s, 0, p[0])
	return content.Span{Start: start, End: pointAt(s, start, p[1]-p[0])}
}

// pointAt gives the byte that stands so many code points behind one.
func pointAt(s string, at, points int) int {
	for ; points > 0 && at < len(s); points-- {
		_, n := utf8.DecodeRuneInString(s[at:])
		at += n
	}
	return at
}

// placing is one way to find a selection again.
type placing struct {
	name string
	find func(*selection) (content.Span, anchor.Outcome)
}

func placings() []placing {
	return []placing{{"old", withOld}, {"quote", withoutOld}}
}

// withOld finds a selection as readout does with its own notes.
func withOld(s *selection) (content.Span, anchor.Outcome) {
	t := anchor.Describe(markdown.Open([]byte(s.Old)), span{s.Start, s.End}.bytesOf(s.Old))
	t.Source = "old"
	history := func(string) ([]byte, bool) { return []byte(s.Old), true }
	return anchor.NewResolver(markdown.Open([]byte(s.New)), "new", history).Resolve(t)
}

// withoutOld finds it as readout does with a note from elsewhere.
func withoutOld(s *selection) (content.Span, anchor.Outcome) {
	t := note.Target{Exact: s.Exact, Prefix: s.Prefix, Suffix: s.Suffix, Position: content.Span{Start: s.Start, End: s.End}}
	return anchor.NewResolver(markdown.Open([]byte(s.New)), "new", nil).Resolve(t)
}

// judge gives right, near, wrong or orphaned.
func (s *selection) judge(got content.Span, o anchor.Outcome) string {
	switch {
	case o.Orphaned() && (s.Truth == nil || s.OrphanOK):
		return "right"
	case o.Orphaned():
		return "orphaned"
	case s.Truth == nil:
		return "wrong"
	}
	want := s.Truth.bytesOf(s.New)
	both := min(want.End, got.End) - max(want.Start, got.Start)
	switch whole := max(want.End, got.End) - min(want.Start, got.Start); {
	case both <= 0:
		return "wrong"
	case float64(both) >= 0.7*float64(whole):
		return "right"
	}
	return "near"
}

func measureAnchors(path string, _ time.Time) (*outcome, error) {
	list, err := readJSON(path, func(s *selection) error {
		if s.Start < 0 || s.End < s.Start || utf8.RuneCountInString(s.Old) < s.End {
			return fmt.Errorf("the old text has no %d to %d", s.Start, s.End)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(s selection) bool { return s.Arguable })
	o, counts := newOutcome(len(list)), map[string]map[string]int{} // by kind of edit, then way_verdict
	for i := range list {
		s := &list[i]
		if counts[s.Kind] == nil {
			counts[s.Kind] = map[string]int{}
		}
		counts[s.Kind]["support"]++
		if err := o.place(s, counts[s.Kind]); err != nil {
			return nil, err
		}
	}
	all := map[string]int{}
	for kind, c := range counts {
		o.classes[kind] = verdicts(c)
		for name, n := range c {
			all[name] += n
		}
	}
	ms := o.total
	o.total = verdicts(all)
	for name, t := range ms {
		o.total[name] = t / float64(max(len(list), 1))
	}
	return o, nil
}

// place finds a selection in all ways, and counts what came of it. The total has the
// milliseconds for all selections until there are shares.
func (o *outcome) place(s *selection, count map[string]int) error {
	said, micros := map[string]*span{}, map[string]int64{}
	for _, p := range placings() {
		start := time.Now()
		got, found := p.find(s)
		took := time.Since(start)
		o.total[p.name+"_ms"] += took.Seconds() * 1000
		micros[p.name] = took.Microseconds()
		verdict := s.judge(got, found)
		count[p.name+"_"+verdict]++
		said[p.name] = nil
		if !found.Orphaned() {
			at := utf8.RuneCountInString(s.New[:got.Start])
			said[p.name] = &span{at, at + utf8.RuneCountInString(s.New[got.Start:got.End])}
		}
		if verdict != "right" {
			o.miss("%d %s, %s: %s (%s %s %.2f) %q: %q", s.ID, s.Kind, p.name, verdict, found.Status, found.Method, found.Score, s.Exact, s.New[got.Start:got.End])
		}
	}
	line, err := json.Marshal(map[string]any{"id": s.ID, "sc": s.Kind, "res": said, "us": micros})
	if err != nil {
		return fmt.Errorf("writing down selection %d: %w", s.ID, err)
	}
	o.predictions.Write(append(line, '\n'))
	return nil
}

// verdicts gives the shares of the verdicts of each way.
func verdicts(count map[string]int) figures {
	f := figures{"support": float64(count["support"])}
	for _, p := range placings() {
		for _, verdict := range []string{"right", "near", "wrong", "orphaned"} {
			f[p.name+"_"+verdict] = share(count[p.name+"_"+verdict], count["support"])
		}
	}
	return f
}
