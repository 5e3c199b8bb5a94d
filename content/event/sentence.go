package event

import (
	"readout/content"
	"readout/content/prose"
)

// token is a word of a sentence with what the coder knows of it.
type token struct {
	prose.Token
	lemma, form word // numbers in the lexicon; 0 where it has none
	mention     int  // index of the paragraph's mention that covers it, or -1
	begins      bool // the mention begins here
	quoted      bool // in direct speech
	boundary    bool // ends a clause for gaps: ; : dash or a quotation mark
}

// named reports whether the token at i is a capitalised part of a name and so no verb,
// unless all words of the sentence begin with a capital.
func (s *sentence) named(i int) bool {
	return s.tokens[i].mention >= 0 && s.tokens[i].Shape == prose.Capitalised && !s.titled
}

// mostTokens is how much of a sentence is read; what is longer is no sentence.
const mostTokens = 400

// sentence is a sentence cut into tokens.
type sentence struct {
	par      *prose.Paragraph
	entities []prose.Entity
	index    int
	span     content.Span
	tokens   []token
	depth    []uint8 // by token: 0 in the main clause, 1 in a subordinate one
	steps    int     // taken in matching a pattern
	from, to int     // the paragraph's mentions that begin in it
	quotes   []prose.Quotation
	titled   bool // a headline whose words begin with capitals
}

// read cuts a paragraph into sentences of tokens.
func (l *Lexicon) read(d *prose.Document, par *prose.Paragraph) []sentence {
	out := make([]sentence, len(par.Sentences))
	all := prose.Tokens(par.Text)
	tokens := make([]token, len(all))
	m, quote := 0, 0
	for i := range all {
		t := &tokens[i]
		t.Token = all[i]
		t.mention = -1
		if t.Shape != prose.Mark || len(t.Lower) > 1 || t.Lower == "$" {
			t.lemma, t.form = l.words[lemma(&t.Token)], 0
			if n, ok := l.words["="+t.Lower]; ok {
				t.form = n
			}
		}
		for m < len(par.Mentions) && par.Mentions[m].End <= t.Start {
			m++
		}
		if m < len(par.Mentions) && par.Mentions[m].Overlaps(t.Span) && !par.Mentions[m].Anaphor {
			t.mention = m
			t.begins = i == 0 || tokens[i-1].mention != m
		}
		switch t.Lower {
		case "“", "\"":
			t.boundary = true
			if t.Lower == "“" || quote == 0 {
				quote = 1
			} else {
				quote = 0
			}
		case "”":
			t.boundary = true
			quote = 0
		case ";", ":", "–", "—", "--":
			t.boundary = true
		case "(":
			t.boundary = i+2 >= len(all) || all[i+2].Lower != ")" // but "the United Nations (UN) envoy"
		case ")":
			t.boundary = i < 2 || all[i-2].Lower != "("
		}
		t.quoted = quote > 0
	}
	at, q := 0, 0
	m = 0
	for i, span := range par.Sentences {
		for m < len(par.Mentions) && par.Mentions[m].Start < span.Start {
			m++
		}
		named := m
		for m < len(par.Mentions) && par.Mentions[m].Start < span.End {
			m++
		}
		for at < len(tokens) && tokens[at].Start < span.Start {
			at++
		}
		from := at
		for at < len(tokens) && tokens[at].End <= span.End {
			at++
		}
		for q < len(par.Quotations) && par.Quotations[q].End <= span.Start && par.Quotations[q].SpeakerSpan.End <= span.Start {
			q++
		}
		last := q
		for last < len(par.Quotations) && (par.Quotations[last].Start < span.End || par.Quotations[last].SpeakerSpan.Overlaps(span)) {
			last++
		}
		out[i] = sentence{
			quotes: par.Quotations[q:last],
			par:    par, entities: d.Entities, index: i, span: span, from: named, to: m,
			tokens: tokens[from:min(at, from+mostTokens)],
		}
		out[i].titled = headline(out[i].tokens)
		out[i].subordinate()
	}
	return out
}

// headline reports whether all longer words begin with a capital.
func headline(tokens []token) bool {
	capitals := 0
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.Shape == prose.Capitalised:
			capitals++
		case t.Shape == prose.Plain && len(t.Lower) > 4:
			return false
		}
	}
	return capitals > 3
}

// lower gives the token's text in lower case, or "" outside the sentence.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Lower
}

// lemma gives the token's dictionary form, or "".
func (s *sentence) lemma(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Lemma
}
