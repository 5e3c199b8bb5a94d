// Command evaluate measures how well the engine reads news, on text with the right
// answers: go run ./cmd/evaluate KIND PATH. What it measures is what readout itself does
// with the same text: content.Load, prose.Analyze, event.Default and compose.Compose.
// It has no other way through the engine, and no opinion on the figures.
//
// Every figure is a fraction of 1, apart from support and pages_per_second; precision,
// recall and F1 of nothing are 0. The text form has a row a class and ends with the total;
// --json writes {"kind", "records", "seconds", "total": {…}, "classes": {NAME: {…}}};
// --predictions writes what the engine said, in the form of the data, and --errors N
// shows the first N records that it got wrong. The exit code is 0 where it measured, 1
// where the data cannot be read, 2 for a wrong command line.
//
// # Data
//
// Text is UTF-8, with a record a line unless said otherwise; empty lines count for
// nothing. Positions are code points, half open. Fields that are not named here are
// passed over.
//
//	extraction  a folder: ground-truth.json {ID: {"articleBody"}}, html/ID.html or
//	            html/ID.html.gz. Predictions: one JSON object {ID: {"articleBody"}}
//	sentences   {"name", "text", "sentences": [string]}
//	names       {"doc", "text", "names": [{"start", "end", "type"}]}; types person,
//	            organisation, location; the outermost name, without a leading "the"
//	dates       tab-separated: day of publication, sentence, date expression (empty:
//	            there is none), value (YYYY, YYYY-MM, YYYY-MM-DD or A/B), class
//	events      tab-separated: PLOVER type or NONE, sentence
//	weapons     tab-separated: yes or no, sentence
//	sections    a folder: articles/DOC_anything.txt (lines "Title: ", "Published: ",
//	            "Source: ", an empty line, paragraphs between empty lines);
//	            labels.jsonl {"doc", "paragraph", "text", "labels": [], "alt_labels": []};
//	            facts.jsonl {"doc", "facts": [{"section", "date", "paragraph"}],
//	            "sections_absent": []}
//	quotes      the same folder: facts.jsonl {"doc", "quotes": [{"paragraph", "quote",
//	            "speaker", "speaker_named_in_paragraph"}]}; a quote may be cut short
//	keypoints   {"doc", "text", "reference": [string]}
//	anchors     {"id", "sc": kind of edit, "old", "new", "start", "end" in old, "exact",
//	            "prefix", "suffix", "truth": [start, end] in new or null, "orphan_ok",
//	            "arguable"}; compressed by gzip or not. Predictions: {"id", "sc",
//	            "res": {way: [start, end] or null}, "us": {way: microseconds}}
//
// # Measures
//
// Extraction compares the bags of 4-word shingles of a page and its truth, takes the mean
// precision and recall over pages and their harmonic mean, as evaluate.py of
// scrapinghub/article-extraction-benchmark does; pages_per_second is one pass of
// content.Load over all pages on one core.
//
// Sentences: accuracy is the share of texts that were cut exactly right; precision, recall
// and f1 are those of the boundaries inside a text, counted in characters that are not
// white space. The end of a text is no boundary, for nobody can miss it.
//
// Names: f1 for spans, typed_f1 for spans with the right type; classes count typed ones.
// Pronouns and the like, and adjectives of country before a noun, are not names.
//
// Dates: the value of the date that shares most with the expression must be equal; where
// there is no expression, no date may be found.
//
// Events: a row is one decision, the type of the first event found or NONE. macro_f1 is
// the mean over the PLOVER types that the data have.
//
// Weapons: yes where the coder finds a request for arms; the total is that of yes.
//
// Sections: the labels of a sentence are the sections of the briefing that have an entry
// with it; a sentence without any was taken for noise. Key points, timeline, who is who
// and sources are not sections here. Where the data cut sentences differently, half of
// the shorter one must be shared. Strict figures hold predictions against labels alone;
// for lenient ones a missed label of a sentence that has alt_labels, and a predicted one
// that stands there, cost nothing. Both macro averages are over the labels that the data
// have, one whose every sentence was missed and forgiven among them, with 0. total.noise is the strict F1 of noise, facts_recall the share of facts whose
// paragraph is cited in their section, date_accuracy the share of facts with a date that
// an entry citing the paragraph there has in its lead, false_sections the share of
// articles with a section that stands in their sections_absent.
//
// Quotes: right where direct speech was found there whose speaker has the same last name.
// accuracy is over all, named_accuracy over those whose paragraph names the speaker.
//
// Keypoints: ROUGE-1, -2 and -L F1 (Lin 2004; lower case, letters and digits, no stemming,
// each text as one sequence) of the first three key points, beside the article's first
// three sentences (lead_).
//
// Anchors: each selection is found in the new text with the old one (old_) and, as a note
// from elsewhere is, by its quotation alone (quote_). It is right where what both places
// share is 0.7 or more of what they cover, or where it has no place and none is true or
// needed; near where they share anything; wrong where they share nothing or there is no
// true place; else orphaned. Arguable ones are left out. The milliseconds are for one
// selection, with reading both texts.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"readout/content"

	"github.com/spf13/cobra"
)

// usageError is an error in the command line itself.
type usageError struct{ error }

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run runs one command line and gives the exit code.
func run(args []string, out, complaints io.Writer) int {
	root := command(out, complaints)
	root.SetArgs(args)
	err := root.Execute()
	if err == nil {
		return 0
	}
	fmt.Fprintln(complaints, "evaluate: "+content.CleanLine(err.Error()))
	if _, usage := errors.AsType[usageError](err); usage {
		fmt.Fprintln(complaints, "evaluate: see evaluate --help")
		return 2
	}
	return 1
}

func command(out, complaints io.Writer) *cobra.Command {
	var r report
	names := make([]string, 0, len(kinds()))
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	root := &cobra.Command{
		Use:           "evaluate KIND PATH",
		Short:         "Measure the engine on text with the right answers",
		Long:          "Measure the engine on text with the right answers. KIND is " + strings.Join(names, ", ") + ".",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usageError{fmt.Errorf("a kind and a path are needed, not %d arguments", len(args))}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if r.errors < 0 {
				return usageError{errors.New("--errors takes a number from 0")}
			}
			for _, k := range kinds() {
				if k.name == args[0] {
					return r.measure(k, args[1], today(), out, complaints)
				}
			}
			return usageError{fmt.Errorf("there is no kind %q: take %s", args[0], strings.Join(names, ", "))}
		},
	}
	root.Flags().StringVar(&r.predictions, "predictions", "", "write what the engine said to `FILE`")
	root.Flags().IntVar(&r.errors, "errors", 0, "show the first `N` records that it got wrong")
	root.Flags().BoolVar(&r.json, "json", false, "write the figures as one JSON object")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.SetOut(out)
	root.SetErr(complaints)
	root.CompletionOptions.DisableDefaultCmd = true
	return root
}

// today is the latest day that a date without a year may lie on; SOURCE_DATE_EPOCH
// (reproducible-builds.org) stops it.
func today() time.Time {
	if s, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC()
}
