package library

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/briefing/note/disk"
)

// manifestName is the last file of a backup: a line a file, with its SHA-256, as
// sha256sum writes and checks them.
const manifestName = "SHA256SUMS"

// Copied counts what a backup has, or what came back from one.
type Copied struct{ Briefings, Revisions, Logs, Notes int }

// Backup writes all briefings with all their revisions, all notes, and what was read, archived
// and renamed, as a compressed tar archive whose last file has the checksums of the others. Reading positions and
// caches are not in it. What cannot be read is an error: a backup is whole or none.
func (l *Library) Backup(w io.Writer) (Copied, error) {
	var c Copied
	z := gzip.NewWriter(w)
	archive := tar.NewWriter(z)
	var sums strings.Builder
	put := func(path string, text []byte) error {
		sum := sha256.Sum256(text)
		fmt.Fprintf(&sums, "%s  %s\n", hex.EncodeToString(sum[:]), path)
		return putFile(archive, path, text)
	}
	err := l.each(func(path string) error {
		text, err := disk.ReadFile(l.files, filepath.Join(l.dirs.Data, path), maxSource)
		if err != nil {
			return Problem{Path: filepath.Join(l.dirs.Data, path), Err: disk.Cause(err)}
		}
		c.count(path)
		return put(filepath.ToSlash(path), text)
	})
	if err == nil {
		err = l.eachLog(func(path string, text []byte) error {
			c.count(path)
			return put(path, text)
		})
	}
	if err == nil {
		err = l.backupShelf(put)
	}
	if err == nil {
		err = putFile(archive, manifestName, []byte(sums.String()))
	}
	if err == nil {
		err = archive.Close()
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return c, fmt.Errorf("backing up the library: %w", err)
	}
	return c, nil
}

func (l *Library) backupShelf(put func(path string, text []byte) error) error {
	path := filepath.Join(l.dirs.Data, shelfFile)
	text, err := disk.ReadFile(l.files, path, maxShelf)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Problem{Path: path, Err: disk.Cause(err)}
	}
	return put(shelfFile, text)
}

func putFile(archive *tar.Writer, path string, text []byte) error {
	if err := archive.WriteHeader(&tar.Header{Name: path, Mode: 0o644, Size: int64(len(text)), Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := archive.Write(text)
	return err
}

func (c *Copied) count(path string) {
	switch part, _, _ := kindOf(filepath.ToSlash(path)); part {
	case recordFile:
		c.Briefings++
	case revisionEnd:
		c.Revisions++
	case logEnd:
		c.Logs++
	}
}

// each gives the briefings' files that are worth a backup, below Data, in order.
func (l *Library) each(do func(path string) error) error {
	return fs.WalkDir(os.DirFS(l.dirs.Data), briefingsDir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && path == briefingsDir && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir():
			return nil
		}
		if part, _, _ := kindOf(path); part == "" {
			return nil
		}
		return do(filepath.FromSlash(path))
	})
}

// eachLog gives every author's log of every briefing, in order, with the path that it has
// in a library whose notes lie in it.
func (l *Library) eachLog(do func(path string, text []byte) error) error {
	ids, err := l.noted()
	if err != nil {
		return err
	}
	for _, id := range ids {
		paths, err := l.logPaths(id)
		if err != nil {
			return err
		}
		of := map[string][]string{}
		for _, path := range paths {
			author, _ := l.owner(path, paths)
			of[author] = append(of[author], path)
		}
		for _, author := range slices.Sorted(maps.Keys(of)) {
			text, err := l.joinedLogs(of[author])
			if err == nil {
				err = do(notesDir+"/"+id+"/"+author+logEnd, text)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// kindOf tells what a file of the library is by its path below Data, with forward slashes:
// recordFile, revisionEnd, logEnd or shelfFile, empty for any other; and whose it is.
func kindOf(path string) (kind, id, name string) {
	if path == shelfFile {
		return shelfFile, "", ""
	}
	part := strings.Split(path, "/")
	if len(part) < 3 || !isName(part[1]) {
		return "", "", ""
	}
	id = part[1]
	switch {
	case part[0] == briefingsDir && len(part) == 3 && part[2] == recordFile:
		return recordFile, id, ""
	case part[0] == briefingsDir && len(part) == 4 && part[2] == revisionsDir:
		if sha, ok := strings.CutSuffix(part[3], revisionEnd); ok && isRevision(sha) {
			return revisionEnd, id, sha
		}
	case part[0] == notesDir && len(part) == 3:
		if author, ok := strings.CutSuffix(part[2], logEnd); ok && isName(author) {
			return logEnd, id, author
		}
	}
	return "", "", ""
}

// settled reads a log at a moment at which nobody is writing it, as far as the folder lets
// itself be locked.
func (l *Library) settled(path string) ([]byte, error) {
	if unlock, err := l.files.Lock(l.lockOf(path)); err == nil {
		defer unlock() //nolint:errcheck // it was for reading
	}
	return disk.ReadFile(l.files, path, maxSource)
}

// errBackup says that a file is no backup, or not a whole one.
var errBackup = errors.New("this is no whole backup of readout's")

// Verify reads a backup to its end and holds every file against its checksum. Restore
// asks for nothing less.
func Verify(r io.Reader) (Copied, error) {
	var c Copied
	sums := map[string]string{}
	manifest := ""
	err := unpackBackup(r, func(path string, text []byte) error {
		if path == manifestName {
			manifest = string(text)
			return nil
		}
		sum := sha256.Sum256(text)
		sums[path] = hex.EncodeToString(sum[:])
		c.count(filepath.FromSlash(path))
		return nil
	})
	if err != nil {
		return c, err
	}
	for line := range strings.Lines(manifest) {
		sum, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || sums[path] != sum {
			return c, fmt.Errorf("%w: %q is missing or damaged", errBackup, path)
		}
		delete(sums, path)
	}
	if len(sums) > 0 {
		return c, fmt.Errorf("%w: its list of checksums is missing or not whole", errBackup)
	}
	return c, nil
}

// unpackBackup reads the files of a backup one after another. A path that the library does
// not have is an error: nothing of an archive names a place to write to.
func unpackBackup(r io.Reader, do func(path string, text []byte) error) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return fmt.Errorf("%w: %w", errBackup, err)
	}
	archive := tar.NewReader(z)
	for {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: %w", errBackup, err)
		}
		kind, _, _ := kindOf(h.Name)
		if h.Typeflag != tar.TypeReg || kind == "" && h.Name != manifestName || h.Size > maxSource {
			return fmt.Errorf("%w: it has %q", errBackup, h.Name)
		}
		var text bytes.Buffer
		if _, err := io.Copy(&text, io.LimitReader(archive, maxSource)); err != nil {
			return fmt.Errorf("%w: %w", errBackup, err)
		}
		if err := do(h.Name, text.Bytes()); err != nil {
			return err
		}
	}
}

// Restore brings back what a backup has and the library does not: briefings, revisions,
// and lines of notes. What is there stays as it is. open is called twice: everything is
// verified before anything is written. Notes in what is returned are lines that came back.
func (l *Library) Restore(open func() (io.ReadCloser, error)) (Copied, error) {
	var c Copied
	for _, step := range []func(io.Reader) (Copied, error){Verify, l.restore} {
		r, err := open()
		if err == nil {
			c, err = step(r)
			err = errors.Join(err, r.Close())
		}
		if err != nil {
			return Copied{}, fmt.Errorf("restoring from the backup: %w", err)
		}
	}
	return c, nil
}

func (l *Library) restore(r io.Reader) (Copied, error) {
	var c Copied
	err := unpackBackup(r, func(path string, text []byte) error {
		kind, id, name := kindOf(path)
		switch kind {
		case shelfFile:
			return l.restoreShelf(text)
		case recordFile:
			back, err := l.restoreRecord(id, text)
			if back {
				c.Briefings++
			}
			return err
		case revisionEnd:
			back, err := l.restoreRevision(id, name, text)
			if back {
				c.Revisions++
			}
			return err
		case logEnd:
			log, err := l.log(l.logPath(id, name))
			if err != nil {
				return err
			}
			lines, err := log.Merge(text)
			l.touch()
			if lines > 0 {
				c.Logs++
				c.Notes += lines
			}
			return err
		}
		return nil
	})
	return c, err
}

// restoreRevision writes a text that the library does not have.
func (l *Library) restoreRevision(id, sha string, packed []byte) (bool, error) {
	if l.holdsSource(id, sha) {
		return false, nil
	}
	if err := unpack(io.Discard, packed, sha); err != nil {
		return false, fmt.Errorf("%w: %w", errBackup, err)
	}
	path := l.revision(id, sha)
	if err := disk.WriteFile(l.files, path, packed); err != nil {
		return false, disk.Failure("bringing back", path, err)
	}
	return true, nil
}

// restoreRecord writes the record of a briefing that the library does not have, and adds
// the revisions that its own does not know.
func (l *Library) restoreRecord(id string, text []byte) (bool, error) {
	var back record
	if err := back.parse(text, id); err != nil {
		return false, fmt.Errorf("%w: the record of %s: %w", errBackup, id, err)
	}
	if err := disk.MakeDir(l.files, l.briefing(id)); err != nil {
		return false, disk.Failure("bringing back", l.briefing(id), err)
	}
	unlock, err := l.files.Lock(l.briefing(id, ".lock"))
	if err != nil {
		return false, disk.Failure("bringing back", l.briefing(id), err)
	}
	defer unlock() //nolint:errcheck // it ends with the file at the latest
	own, err := l.readRecord(id)
	if err != nil && !errors.Is(err, ErrNotFound) && !errors.Is(err, errDamaged) {
		return false, err
	}
	isNew := err != nil
	if isNew {
		own = &back
	}
	for _, r := range back.Revisions {
		if !slices.ContainsFunc(own.Revisions, func(o Revision) bool { return o.SHA256 == r.SHA256 }) {
			own.Revisions = append(own.Revisions, r)
		}
	}
	if err := l.writeRecord(own); err != nil {
		return false, disk.Failure("bringing back", l.briefing(id, recordFile), err)
	}
	return isNew, l.writePath(own.Path, id)
}
