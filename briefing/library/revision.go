package library

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"readout/briefing"
	"readout/briefing/note/disk"
)

// maxSource bounds the text of a briefing, however well it is compressed.
const maxSource = 512 << 20

// Source gives the current text of a briefing.
func (l *Library) Source(id string) ([]byte, error) {
	r, err := l.readRecord(id)
	if err != nil {
		return nil, err
	}
	return l.SourceAt(id, r.Revision)
}

// SourceAt gives the text that a briefing had at a revision, so that notes made on it can
// follow to the current one.
func (l *Library) SourceAt(id, revision string) ([]byte, error) {
	if !isName(id) {
		return nil, notFound(id)
	}
	if !isRevision(revision) {
		return nil, fmt.Errorf("reading briefing %s: %q is no revision", id, revision)
	}
	path := l.revision(id, revision)
	src, err := l.readSource(path, revision)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("reading briefing %s: its revision %.12s is not in the library: %w", id, revision, fs.ErrNotExist)
	case err != nil:
		return nil, fmt.Errorf("reading briefing %s: %w", id, Problem{Path: path, Err: disk.Cause(err)})
	}
	return src, nil
}

// Revisions gives the texts that a briefing has had, in the order in which they were
// first kept.
func (l *Library) Revisions(id string) ([]Revision, error) {
	r, err := l.readRecord(id)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(r.Revisions, func(r Revision) bool { return !isRevision(r.SHA256) }), nil
}

func (l *Library) readSource(path, revision string) ([]byte, error) {
	packed, err := disk.ReadFile(l.files, path, maxSource)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("the file is damaged: %w", err)
	}
	src, err := io.ReadAll(io.LimitReader(z, maxSource+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the file is damaged: %w", err)
	case len(src) > maxSource:
		return nil, fmt.Errorf("the text is longer than %d MB", maxSource>>20)
	case briefing.Revision(src) != revision:
		return nil, errors.New("the file is damaged: its text is not what its name says")
	}
	return src, nil
}

// writeSource stores a text unless it is there, whole.
func (l *Library) writeSource(id, revision string, src []byte) error {
	path := l.revision(id, revision)
	if _, err := l.readSource(path, revision); err == nil {
		return nil
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if _, err := z.Write(src); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return disk.WriteFile(l.files, path, b.Bytes())
}
