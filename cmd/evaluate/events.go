package main

import (
	"errors"
	"fmt"
	"time"

	"readout/content/event"
	"readout/content/prose"
)

// none is the class of text without an event.
const none = "NONE"

// code gives the events of a sentence that stands alone, the main one first.
func code(sentence string, now time.Time) []event.Event {
	a, _ := textArticle(sentence, "")
	var out []event.Event
	for _, events := range event.Default().Code(prose.Analyze(a, now)) {
		out = append(out, events...)
	}
	return out
}

func measureEvents(path string, now time.Time) (*outcome, error) {
	rows, err := readRows(path, 2, func(row []string) error {
		if row[0] == "" {
			return errors.New("there is no type")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	o, t := newOutcome(len(rows)), tallies{}
	for _, row := range rows {
		want, got := row[0], none
		why := ""
		if events := code(row[1], now); len(events) > 0 && events[0].Type != event.None {
			got, why = string(events[0].Type), " by "+events[0].Pattern
		}
		t.decide(want, got)
		fmt.Fprintf(&o.predictions, "%s\t%s\n", got, row[1])
		if got != want {
			o.miss("%s, not %s%s: %s", want, got, why, row[1])
		}
	}
	o.classify(t)
	o.total["macro_f1"] = t.macro(func(class string) bool { return class != none && t[class].support() > 0 })
	o.total["accuracy"] = share(t.sum().hit, len(rows))
	o.total["support"] = float64(len(rows))
	return o, nil
}

func measureWeapons(path string, now time.Time) (*outcome, error) {
	rows, err := readRows(path, 2, func(row []string) error {
		if row[0] != "yes" && row[0] != "no" {
			return fmt.Errorf("%q is neither yes nor no", row[0])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	o, t := newOutcome(len(rows)), tallies{}
	for _, row := range rows {
		got := "no"
		for _, e := range code(row[1], now) {
			if e.Type == event.Request && e.Arms {
				got = "yes"
			}
		}
		t.decide(row[0], got)
		fmt.Fprintf(&o.predictions, "%s\t%s\n", got, row[1])
		if got != row[0] {
			o.miss("%s, not %s: %s", row[0], got, row[1])
		}
	}
	o.classify(t)
	yes := t.of("yes")
	yes.figures(o.total, "")
	o.total["support"] = float64(yes.support())
	o.total["accuracy"] = share(t.sum().hit, len(rows))
	return o, nil
}
