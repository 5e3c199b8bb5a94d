package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content/event"
)

// making is what the user says about a briefing to be made.
type making struct {
	title, published string
	profile, lexicon string // a name or a file, and a file; empty: as in the settings

	// earlier is what was made of an earlier state of the article; nil if nothing was.
	earlier *briefing.Briefing
}

// composing gives what compose is told: by the flags, then by the settings.
func (p *program) composing(m making) (compose.Options, error) {
	opt := compose.Options{Title: m.title, Published: m.published, Now: p.now}
	c, err := p.loadConfig()
	if err != nil {
		return opt, err
	}
	if opt.Profile, err = profile(cmp.Or(m.profile, c.Profile)); err != nil {
		return opt, err
	}
	opt.Coder, err = coder(cmp.Or(m.lexicon, c.Lexicon))
	return opt, err
}

// continueFrom gives a briefing the id of the one that was made of an earlier state of its
// articles, if that is what it is.
func continueFrom(b, earlier *briefing.Briefing) {
	if earlier != nil && earlier.Made && earlier.ID != "" && compose.Continues(b, earlier) {
		b.ID = earlier.ID
	}
}

// profile gives a profile by its name, or from a TOML file; nil for the default.
func profile(name string) (*compose.Profile, error) {
	switch {
	case name == "":
		return nil, nil
	case filepath.Ext(name) != ".toml":
		chosen, err := compose.NamedProfile(name)
		if err != nil {
			return nil, usageError{err}
		}
		return chosen, nil
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, wrapRead(name, err)
	}
	chosen, err := compose.ReadProfile(text)
	if err != nil {
		return nil, fmt.Errorf("reading the profile %s: %w", name, err)
	}
	return chosen, nil
}

// coder gives the coder with the user's patterns besides; nil where there are none.
func coder(name string) (*event.Coder, error) {
	if name == "" {
		return nil, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, wrapRead(name, err)
	}
	defer file.Close()
	c, err := event.Extend(file)
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon %s: %w", name, err)
	}
	return c, nil
}
