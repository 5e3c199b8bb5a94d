package compose

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"readout/content/event"

	"github.com/pelletier/go-toml/v2"
)

//go:embed profile.toml
var profileData []byte

// The sections that are not made of events by their codes.
const (
	keyStatements = "statements"
	keyTimeline   = "timeline"
	keyPeople     = "who-is-who"
	keyBackground = "background"
)

// profile says which events make which section.
type profile struct {
	sections []sectionRule
}

type sectionRule struct {
	key, title string
	codes      []codeRule
	also       []codeRule
}

// codeRule is one code of a section.
type codeRule struct {
	kind, of event.Type
	code     string
	arms     bool
	third    bool
}

var standard = sync.OnceValue(func() *profile {
	p, err := readProfile(profileData)
	if err != nil {
		panic(fmt.Errorf("reading the embedded profile: %w", err))
	}
	return p
})

// readProfile reads a profile from TOML.
func readProfile(text []byte) (*profile, error) {
	var data struct {
		Section []struct {
			Key, Title  string
			Codes, Also []string
		}
	}
	if err := toml.Unmarshal(text, &data); err != nil {
		return nil, err
	}
	p := &profile{}
	for _, s := range data.Section {
		rule := sectionRule{key: s.Key, title: s.Title}
		for _, c := range s.Codes {
			if c == "statement" || c == "none" {
				continue
			}
			code, err := readCode(c)
			if err != nil {
				return nil, fmt.Errorf("section %s: %w", s.Key, err)
			}
			rule.codes = append(rule.codes, code)
		}
		for _, c := range s.Also {
			code, err := readCode(c)
			if err != nil {
				return nil, fmt.Errorf("section %s: %w", s.Key, err)
			}
			rule.also = append(rule.also, code)
		}
		p.sections = append(p.sections, rule)
	}
	return p, nil
}

func readCode(text string) (codeRule, error) {
	var c codeRule
	words := strings.Fields(text)
	for i := 0; i < len(words); i++ {
		switch w := words[i]; {
		case i == 0:
			c.kind = event.Type(w)
		case w == "of" && i+1 < len(words):
			i++
			c.of = event.Type(words[i])
		case w == "third":
			c.third = true
		case w == "arms":
			c.arms = true
		case strings.Trim(w, "0123456789") == "":
			c.code = w
		default:
			return c, fmt.Errorf("%q is not a code", text)
		}
	}
	return c, nil
}

// weight gives how exactly a code fits an event; 0 if it does not.
func (c *codeRule) weight(e *event.Event) int {
	if c.third && (len(e.Actors) < 2 || len(e.Targets) == 0) {
		return 0
	}
	if c.kind != e.Type || c.of != "" && c.of != e.Of || c.arms && !e.Arms || !strings.HasPrefix(e.Code, c.code) {
		return 0
	}
	weight := 1
	if c.of != "" {
		weight += 4
	}
	if c.arms {
		weight += 2
	}
	if c.code != "" {
		weight += 2
	}
	return weight
}

// also gives the further sections that an event is filed in.
func (p *profile) also(e *event.Event) []string {
	var keys []string
	for i := range p.sections {
		for k := range p.sections[i].also {
			if p.sections[i].also[k].weight(e) > 0 {
				keys = append(keys, p.sections[i].key)
			}
		}
	}
	return keys
}

// section gives the key of the section that an event belongs to: statements for what is
// only said.
func (p *profile) section(e *event.Event) string {
	key, best := "", 0
	for i := range p.sections {
		for k := range p.sections[i].codes {
			if w := p.sections[i].codes[k].weight(e); w > best {
				key, best = p.sections[i].key, w
			}
		}
	}
	if key == "" {
		return keyStatements
	}
	return key
}
