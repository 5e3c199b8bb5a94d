package event

import (
	"bufio"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var files embed.FS

// Lexicon is a compiled set of patterns. It is safe for concurrent use.
type Lexicon struct {
	words map[string]word
	first map[word][]*pattern // by first word, in the order of the files
	arms  phrases
	// words that keep arms away
	disarm phrases
}

// Default gives the coder with the project's own lexicon. The lexicon is compiled once,
// on the first call.
func Default() *Coder { return standard() }

var standard = sync.OnceValue(func() *Coder {
	p, err := embedded()
	if err != nil {
		panic(err)
	}
	return NewCoder(p.done())
})

// Extend gives a coder with the project's own lexicon and the user's, whose patterns win
// over equally good ones and may use the project's sets. An error says the user's line.
func Extend(own io.Reader) (*Coder, error) {
	p, err := embedded()
	if err != nil {
		return nil, err
	}
	p.heading, p.order = nil, math.MinInt32 // before all others
	if err := p.read(own); err != nil {
		return nil, err
	}
	return NewCoder(p.done()), nil
}

// embedded reads the project's own lexicon.
func embedded() (*parser, error) {
	names, err := fs.Glob(files, "lexicon/*.txt")
	if err != nil {
		return nil, fmt.Errorf("reading the embedded lexicon: %w", err)
	}
	slices.Sort(names)
	p := newParser()
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err == nil {
			err = p.read(bytes.NewReader(text))
		}
		if err != nil {
			return nil, fmt.Errorf("reading the embedded %s: %w", name, err)
		}
	}
	return p, nil
}

var headerLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([A-Z]+) (-|[0-9]{2,4}) ([^\[\]{}]+?)(?: \[([a-z ]*)\])?$`)
})

// Parse reads a lexicon, whose form is described in the package comment. An error says
// the line that it is about, from 1.
func Parse(r io.Reader) (*Lexicon, error) {
	p := newParser()
	if err := p.read(r); err != nil {
		return nil, err
	}
	return p.done(), nil
}

func newParser() *parser {
	return &parser{
		vocabulary: vocabulary{words: map[string]word{}, sets: map[string]phrases{}, forms: map[string][]word{}},
		lexicon:    &Lexicon{first: map[word][]*pattern{}},
	}
}

// read adds what a file has.
func (p *parser) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	n := 0
	for lines.Scan() {
		n++
		if err := p.line(lines.Text()); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: reading the lexicon: %w", n+1, err)
	}
	return nil
}

// done gives what was read.
func (p *parser) done() *Lexicon {
	p.lexicon.words = p.words
	p.lexicon.arms, p.lexicon.disarm = p.sets["arms"], p.sets["disarm"]
	return p.lexicon
}

type parser struct {
	vocabulary
	lexicon *Lexicon
	heading *heading
	order   int
}

func (p *parser) line(line string) error {
	line, _, _ = strings.Cut(line, "#")
	text := strings.TrimSpace(line)
	switch {
	case text == "":
		return nil
	case line[0] == ' ' || line[0] == '\t':
		return p.addPattern(text)
	case line[0] == '{':
		return p.addSet(text)
	}
	h, err := parseHeading(text)
	p.heading = h
	return err
}

func (p *parser) addPattern(text string) error {
	if p.heading == nil {
		return errors.New("a pattern without a header above it")
	}
	elements, err := p.pattern(text)
	if err != nil {
		return err
	}
	pat := &pattern{heading: p.heading, elements: elements, order: p.order}
	p.order++
	begin := func(first word) {
		if list := p.lexicon.first[first]; len(list) == 0 || list[len(list)-1] != pat {
			p.lexicon.first[first] = append(list, pat)
		}
	}
	for _, seq := range elements[0].words {
		begin(seq[0])
	}
	for _, set := range elements[0].sets {
		for first := range set {
			begin(first)
		}
	}
	return nil
}

func (p *parser) addSet(text string) error {
	name, members, ok := strings.Cut(text, "=")
	name = strings.TrimSpace(name)
	if !ok || !strings.HasSuffix(name, "}") || len(name) < 3 || strings.ContainsAny(name[1:len(name)-1], "{} ") {
		return errors.New("a set is written {name} = word, word")
	}
	name = name[1 : len(name)-1]
	set := p.sets[name]
	if set == nil {
		set = phrases{}
	}
	for member := range strings.SplitSeq(members, ",") {
		member = strings.TrimSpace(member)
		if inner, ok := strings.CutPrefix(member, "{"); ok && strings.HasSuffix(inner, "}") {
			other, ok := p.sets[strings.TrimSuffix(inner, "}")]
			if !ok {
				return fmt.Errorf("no set %s", member)
			}
			for first, rests := range other {
				set[first] = append(set[first], rests...)
			}
			continue
		}
		seq, err := p.sequence(member)
		if err != nil {
			return err
		}
		set.add(seq)
	}
	p.sets[name] = set
	return nil
}

func parseHeading(text string) (*heading, error) {
	m := headerLine().FindStringSubmatch(text)
	if m == nil {
		return nil, errors.New("neither a set, nor a header as in REQUEST 0233 ask for arms [op], nor an indented pattern")
	}
	h := &heading{code: strings.TrimPrefix(m[2], "-"), name: m[3]}
	switch t := Type(m[1]); t {
	case "NONE":
		h.hide = true
	case "COMMENT":
		h.comment, h.said = true, true
	case "PLANNED", "POSSIBLE", "DENIED":
		h.status = Status(strings.ToLower(m[1]))
		h.op = true
	case Agree, Consult, Support, Cooperate, Aid, Yield, Request, Accuse, Reject, Threaten, Protest, Sanction, Mobilize, Coerce, Assault:
		h.kind = t
	default:
		return nil, fmt.Errorf("%s is not an event type", m[1])
	}
	for f := range strings.FieldsSeq(m[4]) {
		switch f {
		case "noun":
			h.noun = true
		case "any":
			h.any = true
		case "op":
			h.op = true
		case "weak":
			h.weak = true
		case "passive":
			h.passive = true
		case "arms":
			h.arms = true
		case "said":
			h.said = true
		default:
			return nil, fmt.Errorf("%s is not a flag", f)
		}
	}
	return h, nil
}
