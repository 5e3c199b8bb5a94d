package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"readout/content"
)

// report is what the user wants to see of a measurement.
type report struct {
	predictions string // file name, or empty
	errors      int
	json        bool
}

// measure measures and writes.
func (r report) measure(k kind, path string, now time.Time, out, complaints io.Writer) error {
	start := time.Now()
	o, err := k.measure(path, now)
	if err != nil {
		return err
	}
	took := time.Since(start)
	for _, w := range o.warnings {
		fmt.Fprintln(complaints, "evaluate: "+content.CleanLine(w))
	}
	if r.predictions != "" {
		if err := os.WriteFile(r.predictions, o.predictions.Bytes(), 0o666); err != nil {
			return fmt.Errorf("writing the predictions: %w", err)
		}
	}
	wrong := out
	if r.json {
		wrong = complaints
	}
	for _, line := range o.wrong[:min(r.errors, len(o.wrong))] {
		fmt.Fprintln(wrong, content.CleanLine(line))
	}
	if r.json {
		err = writeJSON(out, k.name, o, took)
	} else {
		err = writeTable(out, o, took)
	}
	if err != nil {
		return fmt.Errorf("writing the figures: %w", err)
	}
	return nil
}

func writeJSON(w io.Writer, kind string, o *outcome, took time.Duration) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Kind    string             `json:"kind"`
		Records int                `json:"records"`
		Seconds float64            `json:"seconds"`
		Total   figures            `json:"total"`
		Classes map[string]figures `json:"classes"`
	}{kind, o.records, took.Seconds(), o.total, o.classes})
}

// columns is the order of figures in the table; others follow by name, and support is last.
const columns = "precision recall f1 typed_precision typed_recall typed_f1 lenient_precision lenient_recall lenient_f1 " +
	"macro_f1 lenient_macro_f1 accuracy named_accuracy noise facts_recall date_accuracy false_sections " +
	"rouge_1 rouge_2 rouge_l lead_rouge_1 lead_rouge_2 lead_rouge_l " +
	"old_right old_near old_wrong old_orphaned old_ms quote_right quote_near quote_wrong quote_orphaned quote_ms"

// writeTable writes a row a class with a column for each figure that any of them has, and
// the total as the last line.
func writeTable(out io.Writer, o *outcome, took time.Duration) error {
	seen := figures{}
	for _, f := range o.classes {
		maps.Copy(seen, f)
	}
	names := ordered(seen)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	if len(names) > 0 {
		fmt.Fprintf(w, "class\t%s\t\n", strings.ReplaceAll(strings.Join(names, "\t"), "_", " "))
	}
	for _, class := range slices.Sorted(maps.Keys(o.classes)) {
		fmt.Fprint(w, content.CleanLine(class))
		for _, name := range names {
			cell := "-"
			if v, ok := o.classes[class][name]; ok {
				cell = show(name, v)
			}
			fmt.Fprint(w, "\t"+cell)
		}
		fmt.Fprintln(w, "\t")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	parts := []string{"total"}
	for _, name := range ordered(o.total) {
		parts = append(parts, name+" "+show(name, o.total[name]))
	}
	parts = append(parts, fmt.Sprintf("records %d", o.records), fmt.Sprintf("seconds %.2f", took.Seconds()))
	_, err := fmt.Fprintln(out, strings.Join(parts, "  "))
	return err
}

// ordered gives the names of figures in the order of the columns.
func ordered(f figures) []string {
	order := strings.Fields(columns)
	rank := func(name string) int {
		i := slices.Index(order, name)
		switch {
		case name == "support":
			return len(order) + 1
		case i < 0:
			return len(order)
		}
		return i
	}
	return slices.SortedFunc(maps.Keys(f), func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b))
	})
}

func show(name string, v float64) string {
	switch name {
	case "support":
		return fmt.Sprintf("%.0f", v)
	case "pages_per_second":
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.3f", v)
}
