package note

import (
	"fmt"
	"strings"
)

// Grade is the grading of a source and of what it says by the Admiralty code (NATO STANAG
// 2511, AJP-2.1): each half alone may be given. The zero Grade is none.
type Grade struct {
	Reliability byte // of the source, 'A' to 'F'; 0: not given
	Credibility byte // of the information, '1' to '6'; 0: not given
}

// Reliabilities and Credibilities give the words of the Admiralty code, from A and from 1.
func Reliabilities() []string {
	return []string{"completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable", "reliability cannot be judged"}
}

// Credibilities gives those of what a source says.
func Credibilities() []string {
	return []string{"confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "truth cannot be judged"}
}

// String gives the code: "B2", or one half of it; empty for no grade.
func (g Grade) String() string {
	var b []byte
	for _, c := range []byte{g.Reliability, g.Credibility} {
		if c != 0 {
			b = append(b, c)
		}
	}
	return string(b)
}

// Words gives what the code says: "usually reliable, probably true".
func (g Grade) Words() string {
	var words []string
	if g.Reliability != 0 {
		words = append(words, Reliabilities()[g.Reliability-'A'])
	}
	if g.Credibility != 0 {
		words = append(words, Credibilities()[g.Credibility-'1'])
	}
	return strings.Join(words, ", ")
}

func (g Grade) isValid() bool {
	return (g.Reliability == 0 || 'A' <= g.Reliability && g.Reliability <= 'F') &&
		(g.Credibility == 0 || '1' <= g.Credibility && g.Credibility <= '6')
}

// ParseGrade reads a code, "B2", "b2", "B" or "2"; ok is false for anything else.
func ParseGrade(s string) (g Grade, ok bool) {
	for i := range len(s) {
		switch c := s[i] &^ 0x20; {
		case i == 0 && 'A' <= c && c <= 'F':
			g.Reliability = c
		case i == len(s)-1 && '1' <= s[i] && s[i] <= '6':
			g.Credibility = s[i]
		default:
			return Grade{}, false
		}
	}
	return g, s != ""
}

// Likelihood is a band of Intelligence Community Directive 203 (2015): how likely a
// statement is held to be. The zero Likelihood is none.
type Likelihood uint8

// The bands, from the least likely.
const (
	AlmostNoChance Likelihood = 1 + iota
	VeryUnlikely
	Unlikely
	RoughlyEven
	Likely
	VeryLikely
	AlmostCertain
)

// Likelihoods gives all bands in their order.
func Likelihoods() []Likelihood {
	return []Likelihood{AlmostNoChance, VeryUnlikely, Unlikely, RoughlyEven, Likely, VeryLikely, AlmostCertain}
}

// band is what the directive says of one; its two wordings mean the same.
type band struct{ word, other, percent string }

func (l Likelihood) band() band {
	bands := [...]band{
		{},
		{"almost no chance", "remote", "01–05 %"},
		{"very unlikely", "highly improbable", "05–20 %"},
		{"unlikely", "improbable", "20–45 %"},
		{"roughly even chance", "roughly even odds", "45–55 %"},
		{"likely", "probable", "55–80 %"},
		{"very likely", "highly probable", "80–95 %"},
		{"almost certain", "nearly certain", "95–99 %"},
	}
	if int(l) >= len(bands) {
		return band{}
	}
	return bands[l]
}

// String gives the first wording, "very likely"; empty for none.
func (l Likelihood) String() string { return l.band().word }

// Other gives the second wording, "highly probable".
func (l Likelihood) Other() string { return l.band().other }

// Percent gives the range, "80–95 %".
func (l Likelihood) Percent() string { return l.band().percent }

// ParseLikelihood reads one of the two wordings of a band, in any case and with any white
// space.
func ParseLikelihood(s string) (Likelihood, bool) {
	s = strings.ToLower(strings.Join(strings.Fields(s), " "))
	for _, l := range Likelihoods() {
		if s == l.String() || s == l.Other() {
			return l, true
		}
	}
	return 0, false
}

// ParseAssessment reads what a reader types: a code, a likelihood, or both in this order.
// The beginnings of a wording's words are enough where they mean one band: "b2 very l". The
// error says what was not understood, or what is not told apart.
func ParseAssessment(s string) (g Grade, l Likelihood, err error) {
	words := strings.Fields(strings.ToLower(s))
	if len(words) > 0 {
		var ok bool
		if g, ok = ParseGrade(words[0]); ok {
			words = words[1:]
		}
	}
	if len(words) == 0 {
		return g, 0, nil
	}
	if l, ok := ParseLikelihood(strings.Join(words, " ")); ok {
		return g, l, nil
	}
	var found []Likelihood
	for _, anywhere := range []bool{false, true} {
		for _, l := range Likelihoods() {
			if len(found) < 2 && (begin(l.String(), words, anywhere) || begin(l.Other(), words, anywhere)) {
				found = append(found, l)
			}
		}
		switch len(found) {
		case 1:
			return g, found[0], nil
		case 2:
			return g, 0, fmt.Errorf("%q may be %s or %s", strings.Join(words, " "), found[0], found[1])
		}
	}
	return g, 0, fmt.Errorf("%q is neither a grade from A1 to F6 nor a likelihood", strings.Join(words, " "))
}

// begin reports whether what was typed begins the words of a wording one by one, from its
// first word or from any.
func begin(wording string, typed []string, anywhere bool) bool {
	words := strings.Fields(wording)
	for from := range words {
		if from > 0 && !anywhere || from+len(typed) > len(words) {
			break
		}
		all := true
		for i, t := range typed {
			all = all && strings.HasPrefix(words[from+i], t)
		}
		if all {
			return true
		}
	}
	return false
}

// gradeText and likelihoodText are the texts of the bodies that hold them, which say to a
// reader who does not know the code what it means.
func gradeText(g Grade) string { return g.String() + " (" + g.Words() + ")" }

func likelihoodText(l Likelihood) string {
	return l.String() + " or " + l.Other() + " (" + l.Percent() + ")"
}

// gradeOf reads such a text, or a bare code of both halves.
func gradeOf(text string) (Grade, bool) {
	code, _, _ := strings.Cut(text, " ")
	g, ok := ParseGrade(code)
	return g, ok && g.String() == code && (text == gradeText(g) || text == code && len(code) == 2)
}

func likelihoodOf(text string) (Likelihood, bool) {
	for _, l := range Likelihoods() {
		if text == likelihoodText(l) {
			return l, true
		}
	}
	return ParseLikelihood(text)
}
