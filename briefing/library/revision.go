package library

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

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
	var src bytes.Buffer
	if n := len(packed); n > 4 {
		// The last four bytes of gzip are the size (RFC 1952), if they are to be believed.
		src.Grow(min(int(binary.LittleEndian.Uint32(packed[n-4:])), 100*n) + bytes.MinRead)
	}
	if err := unpack(&src, packed, revision); err != nil {
		return nil, err
	}
	return src.Bytes(), nil
}

// holdsSource reports whether a revision is there, whole.
func (l *Library) holdsSource(id, revision string) bool {
	packed, err := disk.ReadFile(l.files, l.revision(id, revision), maxSource)
	return err == nil && unpack(io.Discard, packed, revision) == nil
}

// unpack writes out a text and checks that it is the one that its name says.
func unpack(out io.Writer, packed []byte, revision string) error {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return fmt.Errorf("the file is damaged: %w", err)
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(sum, out), io.LimitReader(z, maxSource+1))
	switch {
	case err != nil:
		return fmt.Errorf("the file is damaged: %w", err)
	case n > maxSource:
		return fmt.Errorf("the text is longer than %d MB", maxSource>>20)
	case hex.EncodeToString(sum.Sum(nil)) != revision:
		return errors.New("the file is damaged: its text is not what its name says")
	}
	return nil
}

// writeSource stores a text unless it is there, whole.
func (l *Library) writeSource(id, revision string, src []byte) error {
	if l.holdsSource(id, revision) {
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
	return disk.WriteFile(l.files, l.revision(id, revision), b.Bytes())
}
