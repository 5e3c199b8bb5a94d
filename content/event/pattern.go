package event

import (
	"errors"
	"fmt"
	"strings"

	"readout/content/prose"
)

// The lengths of gaps, in words.
const (
	shortGap = 3
	longGap  = 10
)

// word is a word of the lexicon: its number among all words of the lexicon. Words that
// are to match exactly are kept apart, with a leading =.
type word uint16

// phrases is a set of words and phrases, by their first word.
type phrases map[word][][]word

func (p phrases) add(seq []word) { p[seq[0]] = append(p[seq[0]], seq[1:]) }

// element is one element of a pattern.
type element struct {
	words    [][]word // none of both for a gap or a name
	sets     []phrases
	gap      int  // for a gap: how many words at most
	phrase   bool // a gap inside one noun phrase
	name     bool
	optional bool
	not      bool
}

// flags are what a header says about its patterns.
type flags struct {
	noun, any, op, weak, passive, arms, said bool
}

// heading is a header of the lexicon.
type heading struct {
	kind   Type   // None for modal words and NONE
	status Status // for modal words
	hide   bool
	// comment: nothing but speech
	comment bool
	code    string
	name    string
	flags
}

// pattern is a compiled pattern. Its first element has words.
type pattern struct {
	*heading
	elements []element
	order    int
}

// vocabulary numbers the words of a lexicon.
type vocabulary struct {
	words map[string]word
	sets  map[string]phrases
	forms map[string][]word // words that were numbered before
}

// number gives the number of a word, a new one if need be.
func (v *vocabulary) number(w string) (word, error) {
	if n, ok := v.words[w]; ok {
		return n, nil
	}
	if len(v.words) == 1<<16-1 {
		return 0, fmt.Errorf("more than %d words", len(v.words))
	}
	n := word(len(v.words) + 1)
	v.words[w] = n
	return n, nil
}

// sequence numbers the words of a phrase.
func (v *vocabulary) sequence(phrase string) ([]word, error) {
	var seq []word
	for f := range strings.FieldsSeq(strings.ToLower(phrase)) {
		if known, ok := v.forms[f]; ok {
			seq = append(seq, known...)
			continue
		}
		from := len(seq)
		forms := []string{f}
		if !strings.HasPrefix(f, "=") {
			if strings.ContainsAny(f, "*~{}()!@/=") {
				return nil, fmt.Errorf("%q is not a word", f)
			}
			forms = forms[:0]
			for _, t := range prose.Tokens(f) {
				forms = append(forms, lemma(&t))
			}
		} else if f == "=" {
			return nil, errors.New("= without a word")
		}
		for _, form := range forms {
			n, err := v.number(form)
			if err != nil {
				return nil, err
			}
			seq = append(seq, n)
		}
		v.forms[f] = seq[from:len(seq):len(seq)]
	}
	if len(seq) == 0 {
		return nil, errors.New("an empty phrase")
	}
	return seq, nil
}

// lemma gives the dictionary form of a word. What prose reads as the past of another verb
// is more often a verb of its own here: "to lay down arms", "wound two men".
func lemma(t *prose.Token) string {
	if t.Lower == "lay" || t.Lower == "wound" {
		return t.Lower
	}
	return t.Lemma
}

// element compiles one element of a pattern.
func (v *vocabulary) element(text string) (element, error) {
	var e element
	if inner, ok := strings.CutPrefix(text, "!"); ok {
		e.not, text = true, inner
	} else if inner, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inner, ")") {
		e.optional, text = true, strings.TrimSuffix(inner, ")")
	}
	switch text {
	case "*", "**", "~":
		if e.not || e.optional {
			return e, errors.New("a gap can be neither optional nor excluded")
		}
		e.gap = longGap
		if text == "*" {
			e.gap = shortGap
		}
		e.phrase = text == "~"
		return e, nil
	case "@":
		e.name = true
		return e, nil
	}
	for alternative := range strings.SplitSeq(text, "/") {
		if set, ok := strings.CutPrefix(alternative, "{"); ok && strings.HasSuffix(set, "}") {
			known, ok := v.sets[strings.TrimSuffix(set, "}")]
			if !ok {
				return e, fmt.Errorf("no set %s", alternative)
			}
			e.sets = append(e.sets, known)
			continue
		}
		seq, err := v.sequence(strings.ReplaceAll(alternative, "_", " "))
		if err != nil {
			return e, err
		}
		e.words = append(e.words, seq)
	}
	return e, nil
}

// pattern compiles a pattern.
func (v *vocabulary) pattern(line string) ([]element, error) {
	var out []element
	gaps := 0
	for f := range strings.FieldsSeq(line) {
		e, err := v.element(f)
		if err != nil {
			return nil, err
		}
		if e.gap > 0 {
			gaps++
		}
		if e.gap > 0 && len(out) > 0 && out[len(out)-1].gap > 0 || gaps > 3 {
			return nil, errors.New("two gaps in a row, or more than three")
		}
		out = append(out, e)
	}
	if len(out) == 0 || len(out[0].words) == 0 && len(out[0].sets) == 0 || out[0].optional || out[0].not {
		return nil, errors.New("a pattern begins with a word or a set")
	}
	if len(out) > 16 {
		return nil, errors.New("more than 16 elements")
	}
	if out[len(out)-1].gap > 0 {
		return nil, errors.New("a pattern does not end in a gap")
	}
	return out, nil
}
