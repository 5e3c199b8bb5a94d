package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"readout/content"
)

// readLines hands over the lines of a file that are not empty. An error of take is given
// with the file and the line's number, from 1.
func readLines(path string, take func(line []byte) error) error {
	raw, err := readFile(path)
	if err != nil {
		return err
	}
	n := 0
	for line := range bytes.Lines(raw) {
		n++
		if line = bytes.TrimRight(line, "\r\n"); len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if err := take(line); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return nil
}

// readFile reads a file, compressed by gzip or not.
func readFile(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, wrapRead(path, err)
	}
	if !bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		return raw, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, wrapRead(path, err)
	}
	if raw, err = io.ReadAll(z); err != nil {
		return nil, wrapRead(path, err)
	}
	return raw, nil
}

// wrapRead says what was being read, without the "open x:" that the system repeats.
func wrapRead(path string, err error) error {
	if of, ok := errors.AsType[*fs.PathError](err); ok {
		err = of.Err
	}
	return fmt.Errorf("reading %s: %w", path, err)
}

// readJSON reads a file with a JSON value a line, each held to check.
func readJSON[T any](path string, check func(*T) error) ([]T, error) {
	var out []T
	err := readLines(path, func(line []byte) error {
		var record T
		if err := json.Unmarshal(line, &record); err != nil {
			return err
		}
		out = append(out, record)
		return check(&record)
	})
	return out, err
}

// readRows reads a file with tab-separated columns, at least so many, each row held to
// check.
func readRows(path string, columns int, check func(row []string) error) ([][]string, error) {
	var out [][]string
	err := readLines(path, func(line []byte) error {
		row := strings.Split(string(line), "\t")
		if len(row) < columns {
			return fmt.Errorf("%d columns, and %d are needed", len(row), columns)
		}
		out = append(out, row)
		return check(row)
	})
	return out, err
}

// textArticle is a text as an article, word for word: a paragraph a line, and where each
// begins in the text. Positions in the text could not be told after content.Load.
func textArticle(text, published string) (a *content.Article, starts []int) {
	a = &content.Article{}
	if published != "" {
		a.Published = content.Date{Value: published, Certainty: content.Exact, Words: published}
	}
	at := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			a.Paragraphs = append(a.Paragraphs, content.Paragraph{Number: len(a.Paragraphs) + 1, Text: line})
			starts = append(starts, at)
		}
		at += len(line) + 1
	}
	return a, starts
}
