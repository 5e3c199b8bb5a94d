package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// kind is one kind of data and the way to measure it.
type kind struct {
	name    string
	measure func(path string, now time.Time) (*outcome, error)
}

func kinds() []kind {
	return []kind{
		{"extraction", measureExtraction},
		{"sentences", measureSentences},
		{"names", measureNames},
		{"dates", measureDates},
		{"quotes", measureQuotes},
		{"events", measureEvents},
		{"weapons", measureWeapons},
		{"sections", measureSections},
		{"keypoints", measureKeyPoints},
		{"anchors", measureAnchors},
	}
}

// figures are measures by name: fractions of 1, or counts.
type figures map[string]float64

// outcome is what a measurement found.
type outcome struct {
	records     int
	total       figures
	classes     map[string]figures
	wrong       []string // the records that the engine got wrong, one line each
	warnings    []string // about the data, one line each
	predictions bytes.Buffer
}

func newOutcome(records int) *outcome {
	return &outcome{records: records, total: figures{}, classes: map[string]figures{}}
}

func (o *outcome) miss(format string, args ...any) {
	o.wrong = append(o.wrong, fmt.Sprintf(format, args...))
}

func (o *outcome) warn(format string, args ...any) {
	o.warnings = append(o.warnings, fmt.Sprintf(format, args...))
}

// apply adds a share to the total, unless there is nothing to take it of.
func (o *outcome) apply(name string, part, whole int) {
	if whole > 0 {
		o.total[name] = share(part, whole)
	}
}

// predict adds a record of predictions as a line of JSON.
func (o *outcome) predict(record any) error {
	e := json.NewEncoder(&o.predictions)
	e.SetEscapeHTML(false)
	if err := e.Encode(record); err != nil {
		return fmt.Errorf("keeping a prediction: %w", err)
	}
	return nil
}

// tally counts decisions: right ones, those that should not have been made, and those
// that should have been.
type tally struct{ hit, extra, missed int }

func (t tally) f1() float64 { return share(2*t.hit, 2*t.hit+t.extra+t.missed) }

// figures gives the measures of a tally, each name with a prefix. Support is left to the
// caller where there is one: the lenient reading of a class has the support of the strict.
func (t tally) figures(into figures, prefix string) {
	into[prefix+"precision"] = share(t.hit, t.hit+t.extra)
	into[prefix+"recall"] = share(t.hit, t.hit+t.missed)
	into[prefix+"f1"] = t.f1()
}

func (t tally) support() int { return t.hit + t.missed }

// share is a part of a whole, and 0 of nothing.
func share(part, whole int) float64 { return ratio(float64(part), float64(whole)) }

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// tallies are tallies by class.
type tallies map[string]*tally

func (t tallies) of(class string) *tally {
	if t[class] == nil {
		t[class] = &tally{}
	}
	return t[class]
}

// decide counts one decision between classes.
func (t tallies) decide(want, got string) {
	if want == got {
		t.of(want).hit++
		return
	}
	t.of(want).missed++
	t.of(got).extra++
}

func (t tallies) sum() tally {
	var all tally
	for _, c := range t {
		all.hit, all.extra, all.missed = all.hit+c.hit, all.extra+c.extra, all.missed+c.missed
	}
	return all
}

// macro gives the mean F1 over the classes for which counts holds, in the order of their
// names, so that the last bit is always the same.
func (t tallies) macro(counts func(class string) bool) float64 {
	sum, n := 0.0, 0
	for _, class := range slices.Sorted(maps.Keys(t)) {
		if counts(class) {
			sum, n = sum+t[class].f1(), n+1
		}
	}
	return ratio(sum, float64(n))
}

// classify adds the classes to the outcome.
func (o *outcome) classify(t tallies) {
	for class, c := range t {
		f := figures{"support": float64(c.support())}
		c.figures(f, "")
		o.classes[class] = f
	}
}

// shares adds classes of which only the share of right decisions is known.
func (o *outcome) shares(t tallies) {
	for class, c := range t {
		if n := c.support(); n > 0 {
			o.classes[class] = figures{"accuracy": share(c.hit, n), "support": float64(n)}
		}
	}
}
