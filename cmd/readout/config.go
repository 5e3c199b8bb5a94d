package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"readout/ui/app"
	"readout/ui/keymap"

	"github.com/pelletier/go-toml/v2"
)

// config is the one configuration file, readout/config.toml in the XDG folder for it.
type config struct {
	Author string `toml:"author"` // whose notes these are; the login name by default
	Style  string `toml:"style"`  // "auto", "dark", "light", a Glamour style or the path of one
	Width  int    `toml:"width"`  // of the text column at most, in cells; 0: readout's own
	Mouse  bool   `toml:"mouse"`  // clicks and the wheel are the reader's; false: the terminal's
	Plain  bool   `toml:"plain"`  // read line by line, as --plain does
	Keys   string `toml:"keys"`   // a set of keys: vim, emacs, less; empty: readout's own

	// Bind gives actions other keys. Package keymap reads it, who knows its rows.
	Bind any `toml:"bind"`

	// What briefings are made with: a profile's name or file, and a file of patterns that
	// are added to the lexicon. Relative paths lie beside the configuration file.
	Profile string `toml:"profile"`
	Lexicon string `toml:"lexicon"`

	// Folders whose new and changed files readout fetch takes in; ~/ begins the home folder.
	Watch []string `toml:"watch"`

	// The folder that notes are kept in; a relative one lies beside each briefing's file.
	NotesDir string `toml:"notes-dir"`

	keys *app.Keys // of Keys and Bind; nil: readout's own
}

// loadConfig reads the configuration file; there need not be one.
func (p *program) loadConfig() (config, error) {
	path := filepath.Join(p.home.config, "config.toml")
	c := config{Author: p.author(), Style: p.env("GLAMOUR_STYLE"), Mouse: true}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, wrapRead(path, err)
	}
	err = toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&c)
	var unknown *toml.StrictMissingError
	var bad *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		row, _ := unknown.Errors[0].Position()
		return c, fmt.Errorf("reading %s:%d: there is no setting %q; there are author, style, width, mouse, plain, keys, bind, profile, lexicon, watch, notes-dir",
			path, row, strings.Join(unknown.Errors[0].Key(), "."))
	case errors.As(err, &bad):
		row, _ := bad.Position()
		return c, fmt.Errorf("reading %s:%d: %s", path, row, bad.Error())
	case err != nil:
		return c, wrapRead(path, err)
	}
	if c.Width != 0 && c.Width < 20 {
		return c, fmt.Errorf("reading %s: width is %d; 20 is the least, 0 leaves it to readout", path, c.Width)
	}
	if c.keys, err = keysOf(c, text); err != nil {
		row := keymap.Row(text, "keys") // what is no row's of [bind] is about the preset
		if at, ok := errors.AsType[*keymap.RowError](err); ok && at.Row > 0 {
			row = at.Row
		}
		return c, fmt.Errorf("reading %s:%d: %w", path, row, err)
	}
	for _, file := range []*string{&c.Profile, &c.Lexicon} {
		if filepath.Ext(*file) != "" && !filepath.IsAbs(*file) {
			*file = filepath.Join(p.home.config, *file)
		}
	}
	for i, dir := range c.Watch {
		if c.Watch[i], err = expandHome(dir); err != nil {
			return c, fmt.Errorf("reading %s: watch has %s: %w", path, dir, err)
		}
		if !filepath.IsAbs(c.Watch[i]) {
			c.Watch[i] = filepath.Join(p.home.config, dir)
		}
	}
	return c, nil
}

// notesFolder gives the folder that notes are kept in; empty: the library's own.
func (p *program) notesFolder() (string, error) {
	dir := p.notesDir
	if dir == "" {
		c, err := p.loadConfig()
		if err != nil {
			return "", err
		}
		dir = c.NotesDir
	}
	dir, err := expandHome(dir)
	if err != nil {
		return "", fmt.Errorf("finding the folder of notes %s: %w", dir, err)
	}
	return dir, nil
}

// expandHome puts the home folder in the place of ~ at the beginning of a path.
func expandHome(dir string) (string, error) {
	below, ok := strings.CutPrefix(dir, "~")
	if !ok || below != "" && !os.IsPathSeparator(below[0]) {
		return dir, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return dir, err
	}
	return filepath.Join(home, below), nil
}

// keysOf gives the keys that a configuration asks for, nil where it asks for none.
func keysOf(c config, text []byte) (*app.Keys, error) {
	if c.Keys == "" && c.Bind == nil {
		return nil, nil
	}
	changes, err := keymap.Read(text)
	if err != nil {
		return nil, err
	}
	return app.NewKeys(c.Keys, changes)
}

func (p *program) author() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username[strings.LastIndexByte(u.Username, '\\')+1:] // Windows: DOMAIN\name
	}
	for _, name := range []string{"USER", "LOGNAME", "USERNAME"} {
		if v := p.env(name); v != "" {
			return v
		}
	}
	return "reader"
}
