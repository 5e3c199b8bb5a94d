package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"readout/briefing/library"
	"readout/content"
	"readout/ui/app"
)

// editor gives the reader's own editor: VISUAL, or else EDITOR, or else what every system
// of the kind has.
func (p *program) editor() string {
	usual := "vi"
	if runtime.GOOS == "windows" {
		usual = "notepad"
	}
	return cmp.Or(strings.TrimSpace(p.env("VISUAL")), strings.TrimSpace(p.env("EDITOR")), usual)
}

// editing is an editor on a file, as tea.ExecCommand.
type editing struct {
	cmd  *exec.Cmd
	name string
	take func(failed error) error // after it; what it gives is the error of Run
}

func (e *editing) SetStdin(r io.Reader)  { e.cmd.Stdin = r }
func (e *editing) SetStdout(w io.Writer) { e.cmd.Stdout = w }
func (e *editing) SetStderr(w io.Writer) { e.cmd.Stderr = w }

// Run waits until the editor is left. What an editor that failed wrote is not taken over.
func (e *editing) Run() error {
	err := e.cmd.Run()
	if err != nil {
		err = fmt.Errorf("the editor %s: %w; VISUAL or EDITOR names another", e.name, err)
	}
	return e.take(err)
}

// edit gives the editor on a file, at a line of it where the editor is known to take one.
func (s *store) edit(path string, line int, take func(failed error) error) *editing {
	words := strings.Fields(s.editor)
	args := []string{path}
	if line > 1 && len(words) > 0 && takesLine(words[0]) {
		args = []string{"+" + strconv.Itoa(line), path}
	}
	e := &editing{name: s.editor, take: take}
	if runtime.GOOS == "windows" {
		e.cmd = exec.Command(words[0], append(words[1:], args...)...) //nolint:gosec // the user's own editor
		return e
	}
	// As git does: the shell reads the words of the variable, never the file's name.
	e.cmd = exec.Command("/bin/sh", append([]string{"-c", s.editor + ` "$@"`, s.editor}, args...)...) //nolint:gosec // the user's own editor
	return e
}

// takesLine reports whether an editor takes the line to begin at as +LINE.
func takesLine(program string) bool {
	known := []string{"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "mg", "micro", "joe", "jed", "kak", "ne"}
	return slices.Contains(known, strings.TrimSuffix(filepath.Base(program), ".exe"))
}

// EditText is app.Store's: the text is in a file of its own meanwhile. Where the editor
// fails the file stays if there is another text in it, and the error names it.
func (s *store) EditText(text string) (*app.Edit, error) {
	dir, err := os.MkdirTemp("", "readout-")
	if err != nil {
		return nil, fmt.Errorf("making a file for the editor: %w", err)
	}
	path := filepath.Join(dir, "note.md")
	if err := library.WriteFile(path, []byte(text)); err != nil {
		return nil, errors.Join(fmt.Errorf("making a file for the editor: %w", err), os.RemoveAll(dir))
	}
	edited := text
	run := s.edit(path, 1, func(failed error) error {
		src, err := readText(path)
		written := strings.TrimRight(string(src), "\n") // editors end the last line
		switch err = cmp.Or(failed, err); {
		case err != nil && written == strings.TrimRight(text, "\n"):
			return errors.Join(err, os.RemoveAll(dir))
		case err != nil:
			return fmt.Errorf("%w; what you wrote is in %s", err, path)
		}
		edited = written
		return os.RemoveAll(dir)
	})
	return &app.Edit{Run: run, Text: func() string { return edited }}, nil
}

// readText reads a file of text, as what is opened is read.
func readText(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, wrapRead(path, err)
	}
	defer file.Close()
	raw, err := readBounded(file, 0)
	if err != nil {
		return nil, wrapRead(path, err)
	}
	text, _, err := content.Decode(raw)
	return text, wrapRead(path, err)
}

// EditFile is app.Store's.
func (s *store) EditFile(id string, line int) (*app.Edit, error) {
	path, err := s.fileOf(id)
	if err != nil {
		return nil, err
	}
	var edited []byte
	run := s.edit(path, line, func(failed error) error {
		if failed != nil {
			return failed
		}
		if edited, err = readText(path); err != nil {
			return err
		}
		return s.renew(id, edited, path)
	})
	return &app.Edit{Run: run, Text: func() string { return string(edited) }}, nil
}

// fileOf gives the Markdown file that a briefing was read from last.
func (s *store) fileOf(id string) (string, error) {
	var path string
	if o := s.opened(id); o != nil {
		path = o.from
	} else {
		it, err := s.lib.Lookup(id)
		if err != nil {
			return "", err
		}
		path = it.Path
	}
	made := "readout show ID > FILE.md makes one to open"
	if path == "" {
		return "", fmt.Errorf("this briefing is not from a file; %s", made)
	}
	text, err := readText(path)
	if err != nil {
		return "", err
	}
	if !(input{hint: filepath.Base(path), raw: text}).isMarkdown("") {
		return "", fmt.Errorf("this briefing was made of the article %s, and is no file itself; %s", path, made)
	}
	return path, nil
}

// renew makes a text what a briefing opens as from now on. What it opened as before is
// kept first, so that its notes have the text that they were made on.
func (s *store) renew(id string, src []byte, path string) error {
	if err := s.kept(id); err != nil {
		return err
	}
	if now := s.lib.Identify(src, path); now != id {
		return fmt.Errorf("the file calls itself briefing %s now; open it anew: readout %s", now, path)
	}
	var again func() ([]byte, error)
	if o := s.opened(id); o != nil {
		again = o.again
	}
	s.add(src, path, again)
	return nil
}

// welcomed is the file that says that the reader knows the first keys.
func (s *store) welcomed() string { return filepath.Join(s.state, "welcomed") }

// isNew reports whether the reader has not pressed a key in readout yet.
func (s *store) isNew() bool {
	_, err := os.Stat(s.welcomed())
	return errors.Is(err, os.ErrNotExist)
}

// arrangement is the file that says in which order the library is listed.
func (s *store) arrangement() string { return filepath.Join(s.state, "arrangement") }

// Arranged is app.Store's.
func (s *store) Arranged(name string) error { return library.WriteFile(s.arrangement(), []byte(name)) }

// arranged gives in which order the library was listed last; what cannot be read says nothing.
func (s *store) arranged() string {
	name, _ := os.ReadFile(s.arrangement())
	return string(name)
}

// marks is the file that says of which briefings the marks of capital letters are.
func (s *store) marks() string { return filepath.Join(s.state, "marks.json") }

// Mark is app.Store's.
func (s *store) Mark(letter, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := map[string]string{}
	if text, err := os.ReadFile(s.marks()); err == nil && json.Unmarshal(text, &ids) != nil {
		ids = map[string]string{} // it says nothing, and is written anew
	}
	ids[letter] = id
	text, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	return library.WriteFile(s.marks(), append(text, '\n'))
}

// Marked is app.Store's.
func (s *store) Marked(letter string) string {
	ids := map[string]string{}
	text, err := os.ReadFile(s.marks())
	if err != nil || json.Unmarshal(text, &ids) != nil {
		return ""
	}
	return ids[letter]
}

// Welcomed is app.Store's.
func (s *store) Welcomed() error { return library.WriteFile(s.welcomed(), nil) }
