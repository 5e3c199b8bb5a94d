package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"readout/briefing/note/disk"
	"readout/content"
)

// fileState is what is remembered of a file in a watched folder.
type fileState struct {
	Size   int64     `json:"size"`
	Time   time.Time `json:"mtime"`
	SHA256 string    `json:"sha256"`
}

// watchState is what is remembered of one watched folder.
type watchState struct {
	Folder string               `json:"folder"`
	Files  map[string]fileState `json:"files"` // by name
}

// Watch gives the files of a folder that are new or have changed to take, in order of
// their names, and remembers them. Hidden files, those that are being downloaded or are an
// editor's copies, and folders in it are passed over. A file that take fails on is told of
// and, unless the file itself is the reason (see content.Load), comes again next time. The
// error says that the folder cannot be read or the memory not written.
func (m *Memory) Watch(folder string, take func(path string) error) (failed []error, err error) {
	folder, err = filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("watching %s: %w", folder, err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("watching %s: %w", folder, disk.Cause(err))
	}
	was := m.watched(folder)
	now := watchState{Folder: folder, Files: map[string]fileState{}}
	for _, e := range entries {
		if !isArticleFile(e) {
			continue
		}
		known, ok := was.Files[e.Name()]
		state, err := m.watchFile(filepath.Join(folder, e.Name()), known, ok, take)
		if err != nil {
			failed = append(failed, err)
		}
		if state.SHA256 != "" {
			now.Files[e.Name()] = state
		}
	}
	return failed, m.save(m.watchFileName(folder), now)
}

func isArticleFile(e os.DirEntry) bool {
	name := strings.ToLower(e.Name())
	if !e.Type().IsRegular() || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "#") {
		return false
	}
	return !slices.Contains([]string{".part", ".crdownload", ".download", ".tmp", ".swp", ".bak"}, filepath.Ext(name))
}

// watchFile takes one file if it is new or has changed, and gives what is to be remembered
// of it: nothing if it is to come again.
func (m *Memory) watchFile(path string, known fileState, ok bool, take func(string) error) (fileState, error) {
	info, err := os.Stat(path)
	if err != nil {
		return known, fmt.Errorf("reading %s: %w", path, disk.Cause(err))
	}
	if ok && info.Size() == known.Size && info.ModTime().Equal(known.Time) {
		return known, nil
	}
	sum, err := sumOf(path)
	if err != nil {
		return fileState{}, fmt.Errorf("reading %s: %w", path, disk.Cause(err))
	}
	state := fileState{info.Size(), info.ModTime().UTC(), sum}
	if ok && sum == known.SHA256 {
		return state, nil
	}
	err = take(path)
	if err == nil || isOwnFault(err) {
		return state, err
	}
	return fileState{}, err
}

// isOwnFault reports whether a file fails because of what is in it.
func isOwnFault(err error) bool {
	return errors.Is(err, content.ErrEmpty) || errors.Is(err, content.ErrBinary) || errors.Is(err, content.ErrTooLarge) || errors.Is(err, content.ErrNoSentence)
}

func sumOf(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func (m *Memory) watchFileName(folder string) string {
	sum := sha256.Sum256([]byte(folder))
	return filepath.Join(m.Dir, "watch-"+hex.EncodeToString(sum[:16])+".json")
}

func (m *Memory) watched(folder string) watchState {
	text, err := disk.ReadFile(m.Files, m.watchFileName(folder), 4*maxState)
	var s watchState
	if err != nil || json.Unmarshal(text, &s) != nil || s.Folder != folder {
		return watchState{}
	}
	return s
}
