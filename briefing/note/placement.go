package note

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"readout/briefing/note/disk"
	"readout/content"
)

// Placement is an event in a log: where a note that was made on one revision was found in
// another. It changes nothing of the note, whose selectors stay those of its own revision.
type Placement struct {
	Note     string       // its ID
	From, To string       // revisions: the note's own, and the one that was looked in
	Outcome  string       // found, moved, changed, ambiguous or orphaned
	Method   string       // data, alignment or search; empty for an orphan
	Score    float64      // 0 to 1
	Data     content.Span // bytes of the source of To; zero without a place
	Created  time.Time
}

// event is the line of a Placement.
type event struct {
	Type    string  `json:"type"`
	Note    string  `json:"note"`
	From    string  `json:"from"`
	To      string  `json:"to"`
	Outcome string  `json:"outcome"`
	Method  string  `json:"method,omitempty"`
	Score   float64 `json:"score"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Created string  `json:"created"`
}

const typePlacement = "readout:Placement"

// decodePlacement reads a line that may have one.
func decodePlacement(line []byte) (p Placement, ok bool) {
	var e event
	if !bytes.Contains(line, []byte(typePlacement)) || json.Unmarshal(line, &e) != nil || e.Type != typePlacement || e.Note == "" {
		return p, false
	}
	if e.Start < 0 || e.End < e.Start {
		return p, false
	}
	p = Placement{e.Note, e.From, e.To, e.Outcome, e.Method, e.Score, content.Span{Start: e.Start, End: e.End}, time.Time{}}
	p.Created, _ = time.Parse(time.RFC3339, e.Created)
	return p, true
}

// Placements gives the events of several logs, in the order of the logs and their lines.
// What cannot be read is left out: ReadAll reports it.
func Placements(files disk.Files, paths ...string) []Placement {
	var all []Placement
	for _, path := range paths {
		one := newest{events: true}
		if _, err := one.read(files, path); err == nil {
			all = append(all, one.placements...)
		}
	}
	return all
}

// Place appends events to the log, as Append does notes.
func (l *Log) Place(events ...Placement) error {
	if len(events) == 0 {
		return nil
	}
	var text bytes.Buffer
	for _, p := range events {
		if p.Note == "" {
			return errors.New("saving where a note was found: the note has no id")
		}
		line, err := json.Marshal(event{
			typePlacement, p.Note, p.From, p.To, p.Outcome, p.Method, p.Score, p.Data.Start, p.Data.End, p.Created.UTC().Format(time.RFC3339),
		})
		if err != nil {
			return fmt.Errorf("saving where note %s was found: %w", p.Note, err)
		}
		text.Write(append(line, '\n'))
	}
	return l.locked("saving where notes were found in", func() error { return l.write(text.Bytes()) })
}
