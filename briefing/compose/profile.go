package compose

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"readout/briefing"
	"readout/content"
	"readout/content/event"

	"github.com/pelletier/go-toml/v2"
)

//go:embed profile.toml profiles
var profileFiles embed.FS

// The sections that are not made of events by their codes.
const (
	keyStatements = "statements"
	keyTimeline   = "timeline"
	keyPeople     = "who-is-who"
	keyBackground = "background"
)

// Profile says which events make which section of a briefing, in which order and under
// which title. It does not change.
type Profile struct {
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

var standard = sync.OnceValue(func() *Profile {
	p, err := NamedProfile("diplomatic")
	if err != nil {
		panic(err)
	}
	return p
})

// Profiles gives the names of the profiles that come with the program, the default first.
func Profiles() []string { return []string{"diplomatic", "conflict", "trade"} }

// NamedProfile gives a profile that comes with the program.
func NamedProfile(name string) (*Profile, error) {
	at := slices.Index(Profiles(), name)
	if at < 0 {
		return nil, fmt.Errorf("no profile %q; there are %s, and files that end in .toml", name, strings.Join(Profiles(), ", "))
	}
	file := "profile.toml"
	if at > 0 {
		file = "profiles/" + name + ".toml"
	}
	text, err := profileFiles.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the profile %s: %w", name, err)
	}
	return ReadProfile(text)
}

// ReadProfile reads a profile from TOML: sections, each with a title, the codes of the
// events that make it, and the codes of those that it has too. The profile that is the
// default explains the codes. A section goes by the key that SectionKey gives for its
// title; Statements, Timeline, Who is who and Background have their own contents.
func ReadProfile(text []byte) (*Profile, error) {
	var data struct {
		Section []struct {
			Title       string
			Codes, Also []string
		}
	}
	d := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields()
	if err := d.Decode(&data); err != nil {
		var unknown *toml.StrictMissingError
		if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
			return nil, fmt.Errorf("a profile's sections have title, codes and also, not %s", strings.Join(unknown.Errors[0].Key(), "."))
		}
		return nil, err
	}
	if len(data.Section) == 0 {
		return nil, errors.New("a profile has [[section]] parts, and there are none")
	}
	p := &Profile{}
	for _, s := range data.Section {
		rule := sectionRule{key: briefing.SectionKey(s.Title), title: content.CleanLine(s.Title)}
		if strings.TrimSpace(rule.title) == "" || slices.ContainsFunc(p.sections, func(r sectionRule) bool { return r.key == rule.key }) {
			return nil, fmt.Errorf("section %q needs a title of its own", s.Title)
		}
		var err error
		if rule.codes, err = readCodes(s.Codes); err == nil {
			rule.also, err = readCodes(s.Also)
		}
		if err != nil {
			return nil, fmt.Errorf("section %q: %w", s.Title, err)
		}
		p.sections = append(p.sections, rule)
	}
	return p, nil
}

func readCodes(texts []string) ([]codeRule, error) {
	var codes []codeRule
	for _, text := range texts {
		if text == "statement" || text == "none" { // for whoever reads the file
			continue
		}
		code, err := readCode(text)
		if err != nil {
			return nil, err
		}
		codes = append(codes, code)
	}
	return codes, nil
}

func readCode(text string) (codeRule, error) {
	var c codeRule
	words := strings.Fields(text)
	for i := 0; i < len(words); i++ {
		switch w := words[i]; {
		case i == 0 && isType(w):
			c.kind = event.Type(w)
		case w == "of" && i+1 < len(words) && isType(words[i+1]):
			i++
			c.of = event.Type(words[i])
		case w == "third":
			c.third = true
		case w == "arms":
			c.arms = true
		case i > 0 && strings.Trim(w, "0123456789") == "":
			c.code = w
		default:
			return c, fmt.Errorf("%q is not a code", text)
		}
	}
	return c, nil
}

// isType reports whether a word is a PLOVER event type.
func isType(w string) bool {
	switch event.Type(w) {
	case event.Agree, event.Consult, event.Support, event.Cooperate, event.Aid, event.Yield, event.Request, event.Accuse,
		event.Reject, event.Threaten, event.Protest, event.Sanction, event.Mobilize, event.Coerce, event.Assault:
		return true
	}
	return false
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
func (p *Profile) also(e *event.Event) []string {
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
// only said, and empty where the profile has none for it.
func (p *Profile) section(e *event.Event) string {
	key, best := "", 0
	for i := range p.sections {
		for k := range p.sections[i].codes {
			if w := p.sections[i].codes[k].weight(e); w > best {
				key, best = p.sections[i].key, w
			}
		}
	}
	if key == "" && (e.Statement || speech(e.Type)) {
		return keyStatements
	}
	return key
}

// speech reports whether events of a type are made of words.
func speech(t event.Type) bool {
	switch t {
	case event.Support, event.Accuse, event.Reject, event.Agree, event.Request:
		return true
	}
	return false
}

// asks reports whether all that a section is made of is asked for, so that its title
// says so. Events of one detail code may join: a call for sanctions is a threat in PLOVER.
func (p *Profile) asks(key string) bool {
	for i := range p.sections {
		if s := &p.sections[i]; s.key == key {
			return len(s.codes) > 0 && !slices.ContainsFunc(s.codes, func(c codeRule) bool { return c.kind != event.Request && c.code == "" })
		}
	}
	return false
}
