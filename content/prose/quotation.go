package prose

import (
	"strings"

	"readout/content"
)

// quoted is a stretch of a passage in quotation marks.
type quoted struct {
	first, last int  // tokens, the marks included
	open        bool // no closing mark: it goes on in the next paragraph
}

// quotes finds the stretches in double quotation marks, straight or curly, and those
// in single curly ones outside of them. Marks inside another quotation don't count.
func (p *passage) quotes() []quoted {
	var out []quoted
	for i := 0; i < len(p.toks); i++ {
		if !p.opens(i) {
			continue
		}
		end := p.closing(i)
		q := quoted{first: i, last: end}
		if end < 0 {
			if p.toks[i].Lower == "‘" || p.toks[i].Lower == "'" {
				continue
			}
			q.last, q.open = len(p.toks), true
		}
		if q.last > q.first+1 {
			out = append(out, q)
		}
		i = q.last - 1
	}
	return out
}

// gap reports whether white space stands before token i.
func (p *passage) gap(i int) bool {
	return i <= 0 || i >= len(p.toks) || p.toks[i-1].End < p.toks[i].Start
}

func (p *passage) opens(i int) bool {
	switch p.toks[i].Lower {
	case "“", "«":
		return true
	case "\"":
		return (p.gap(i) || p.lower(i-1) == "(" || p.lower(i-1) == "—" || p.lower(i-1) == "[" || p.lower(i-1) == ":") && (!p.gap(i+1) || i+1 == len(p.toks) || i == 0)
	case "‘", "'":
		return p.gap(i) && !p.gap(i+1) && i+1 < len(p.toks)
	}
	return false
}

// closing gives the token after the mark that closes the quotation opened at token i,
// or -1.
func (p *passage) closing(i int) int {
	want, double := "”", true
	switch p.toks[i].Lower {
	case "\"":
		want = "\""
	case "«":
		want = "»"
	case "‘":
		want, double = "'", false // a curly apostrophe is made straight in Lower
	case "'":
		want, double = "'", false
	}
	for k := i + 1; k < len(p.toks) && (double || k < i+120); k++ {
		lower := p.toks[k].Lower
		if lower != want && (want != "”" || lower != "\"" || p.gap(k)) {
			continue
		}
		if double && (want != "\"" || k > i+1) {
			return k + 1
		}
		// An apostrophe is no closing mark: one has the end of a clause before it.
		if prev := p.lower(k - 1); prev == "," || prev == "." || prev == "?" || prev == "!" {
			return k + 1
		}
		if k-i < 8 && (p.gap(k+1) || k+1 < len(p.toks) && p.toks[k+1].Shape == Mark) && !strings.HasSuffix(p.lower(k-1), "s") {
			return k + 1
		}
	}
	return -1
}

// quotedSpans gives the bytes of quotations long enough to be somebody's words.
func quotedSpans(p *passage, quotes []quoted) []content.Span {
	var out []content.Span
	for _, q := range quotes {
		if q.last-q.first > 5 {
			out = append(out, content.Span{Start: p.toks[q.first].Start, End: p.toks[q.last-1].End})
		}
	}
	return out
}

// wordsIn counts the words of a quotation.
func (p *passage) wordsIn(q quoted) int {
	n := 0
	for k := q.first; k < q.last; k++ {
		if p.toks[k].Shape != Mark {
			n++
		}
	}
	return n
}

// statement reports whether a quotation by its own form says something: it ends as a
// sentence or a clause does, or is long.
func (p *passage) statement(q quoted) bool {
	n := p.wordsIn(q)
	if n >= 5 || q.open {
		return true
	}
	if n < 2 {
		return false
	}
	switch p.lower(q.last - 2) {
	case "?", "!":
		return true
	case ",", ".":
		t := &p.toks[q.first+1]
		return t.Shape != Plain && p.starts[q.first+1]
	}
	return false
}

// counts reports whether a quotation is somebody's words, not a term, a title or words
// meant in irony. One that resumes a sentence broken off by its attribution is.
func (h *hearing) counts(q quoted, a attribution, resumes bool) bool {
	switch {
	case h.titled(q):
		return false
	case h.statement(q), resumes:
		return true
	}
	return h.wordsIn(q) > 1 && a.found && a.cue.Len() > 0 && (a.speaker >= 0 || h.wordsIn(q) > 2)
}

// titled reports whether a quotation is written as the title of a work.
func (h *hearing) titled(q quoted) bool {
	capitals := 0
	for k := q.first + 1; k < q.last-1; k++ {
		t := &h.toks[k]
		switch {
		case t.Shape == Plain && t.Len() > 4, t.Shape == Plain && (pronoun(t.Lower) || t.Lower == "is" || t.Lower == "are"), terminal(t) && k < q.last-2:
			return false
		case t.Shape == Capitalised:
			capitals++
		}
	}
	return capitals > 2 && h.wordsIn(q) < 12
}

// resumes reports whether quotation b goes on with the sentence of a: "“It is late,” Obi
// said, “for us.”"
func (h *hearing) resumes(a, b quoted) bool {
	end := h.lower(a.last - 2)
	return (end == "," || end == "—" || end == "–") && h.lower(b.first-1) == "," && h.continues(a, b)
}

// giveBack lets the speaker whom a paragraph names speak in the paragraph before it too,
// whose quotation was left open.
func (l *listener) giveBack(i int, a attribution) {
	if i == 0 || a.speaker < 0 {
		return
	}
	before := l.doc.Paragraphs[i-1].Quotations
	for k := len(before) - 1; k >= 0; k-- {
		q := &before[k]
		if !q.Direct {
			continue
		}
		if q.Speaker < 0 && l.open && q.End == len(l.doc.Paragraphs[i-1].Text) {
			q.Speaker = a.speaker
		}
		return
	}
}

// led reads whose words a quotation is that makes sentences of its own right after one
// that reports somebody's speech: "Obi said help was late. “Nobody came.”"
func (h *hearing) led(q quoted, from int) attribution {
	none := attribution{speaker: -1, mention: -1}
	if q.first <= from || !h.startsSentence(q.first) || !terminal(&h.toks[q.first-1]) || !h.statement(q) {
		return none
	}
	first := q.first - 1
	for first > from && !h.startsSentence(first) {
		first--
	}
	told, ok := h.reported(first, q.first)
	if !ok || told.Speaker < 0 || told.Cue.Len() == 0 {
		return none
	}
	return attribution{speaker: told.Speaker, mention: -1, found: true}
}
