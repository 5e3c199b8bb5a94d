package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"readout/briefing/note/disk"
)

// Memory is the folder of what is remembered of feeds and watched folders, a JSON file
// each. It may be lost: what is in the library by then is found there again.
type Memory struct {
	Dir   string
	Files disk.Files
}

// State is what is remembered of a feed.
type State struct {
	URL          string    `json:"url"`
	Title        string    `json:"title,omitempty"` // the feed's own
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Checked      time.Time `json:"checked,omitzero"` // when it answered last
	Due          time.Time `json:"due,omitzero"`     // it is not asked before
	Error        string    `json:"error,omitempty"`  // of the last time
	Gone         bool      `json:"gone,omitempty"`   // it said that it is (410)
	Moved        string    `json:"moved,omitempty"`  // it said that it is there for good
	Items        []seen    `json:"items,omitempty"`  // the latest feed's come first
}

// seen is an item that there was.
type seen struct {
	Key      string `json:"key"`
	Digest   string `json:"digest"`
	Briefing string `json:"briefing,omitempty"` // that was made of it; empty: none, or that of another source
	Tries    int    `json:"tries,omitempty"`    // how often it could not be made, or not of its page
}

// maxSeen bounds how many items are remembered of one feed.
const maxSeen = 5000

// maxState bounds what is read of one file.
const maxState = 16 << 20

func (m *Memory) feedFile(address string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(m.Dir, hex.EncodeToString(sum[:16])+".json")
}

// Feed gives what is remembered of a feed. A file that is damaged is as good as none.
func (m *Memory) Feed(address string) State {
	text, err := disk.ReadFile(m.Files, m.feedFile(address), maxState)
	var s State
	if err != nil || json.Unmarshal(text, &s) != nil || s.URL != address {
		return State{URL: address}
	}
	return s
}

// SaveFeed remembers a feed.
func (m *Memory) SaveFeed(s State) error { return m.save(m.feedFile(s.URL), s) }

func (m *Memory) save(path string, state any) error {
	text, err := json.Marshal(state)
	if err != nil {
		return fmt.Errorf("remembering what was fetched: %w", err)
	}
	if err := disk.WriteFile(m.Files, path, append(text, '\n')); err != nil {
		return disk.StateFailure("remembering what was fetched in", path, err)
	}
	return nil
}

// ForgetFeed forgets a feed.
func (m *Memory) ForgetFeed(address string) error {
	path := m.feedFile(address)
	if err := m.Files.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return disk.StateFailure("removing", path, err)
	}
	return nil
}

// Lock keeps other programs from fetching at the same time, until unlock is called. It
// fails where nothing could be remembered, before anybody is asked anything.
func (m *Memory) Lock() (unlock func() error, err error) {
	if err := disk.MakeDir(m.Files, m.Dir); err != nil {
		return nil, disk.StateFailure("making", m.Dir, err)
	}
	unlock, err = m.Files.Lock(filepath.Join(m.Dir, ".lock"))
	if err != nil {
		return nil, disk.StateFailure("waiting for another fetch: locking", m.Dir, err)
	}
	if err := m.probe(); err != nil {
		unlock() //nolint:errcheck // the cause is reported
		return nil, err
	}
	return unlock, nil
}

// probe writes and removes a file: whether that can be done nothing else tells for sure.
func (m *Memory) probe() error {
	path := filepath.Join(m.Dir, ".probe")
	err := disk.WriteFile(m.Files, path, nil)
	if err == nil {
		err = m.Files.Remove(path)
	}
	if err != nil {
		return disk.StateFailure("fetching: nothing can be remembered in", m.Dir, err)
	}
	return nil
}
