package compose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/content/prose"
)

const (
	longestTitle  = 110 // characters, beyond which a title is cut where it can be
	shortestTitle = 5   // words
	mostRead      = 600 // bytes: what is longer is no sentence
)

// title gives the user's title, the article's, or the main clause of its first sentence:
// cut at the edge of a clause, never in the middle of one, with no word of its own.
func title(r *report, opt Options) string {
	if opt.Title != "" {
		return opt.Title
	}
	if r.article.Title != "" {
		return r.article.Title
	}
	for i := range r.doc.Paragraphs {
		p := &r.doc.Paragraphs[i]
		if p.Heading || len(p.Sentences) == 0 {
			continue
		}
		s := p.Sentences[0]
		return mainClause(p.Text[s.Start:s.End])
	}
	return r.doc.Paragraphs[0].Text
}

// mainClause cuts a sentence before its first subordinate clause, and where that is still
// long, before a further member of a list.
func mainClause(sentence string) string {
	if len(sentence) > mostRead {
		sentence = sentence[:mostRead]
		if space := strings.LastIndexByte(sentence, ' '); space > 0 {
			sentence = sentence[:space]
		}
		sentence = strings.ToValidUTF8(sentence, "")
	}
	sentence = strings.TrimRight(sentence, ".")
	toks := prose.Tokens(sentence)
	words := 0
	cut, soft := len(sentence), 0
	for i := range toks {
		t := &toks[i]
		if words >= shortestTitle {
			if cut == len(sentence) && closesClause(toks, i) {
				cut = end(sentence, t.Start)
			}
			if t.Lower == "and" && t.Start < cut && utf8.RuneCountInString(sentence[:t.Start]) <= longestTitle && i+1 < len(toks) && (toks[i+1].Lower == "the" || toks[i+1].Lower == "to" || toks[i+1].Lower == "a") {
				soft = end(sentence, t.Start)
			}
		}
		if t.Shape != prose.Mark {
			words++
		}
	}
	if utf8.RuneCountInString(sentence[:cut]) > longestTitle && soft > 0 {
		cut = soft
	}
	return sentence[:cut]
}

func end(s string, at int) int {
	return len(strings.TrimRightFunc(s[:at], func(r rune) bool {
		return unicode.IsSpace(r) || r == ',' || r == ';' || r == ':' || r == '–' || r == '—'
	}))
}

// closesClause reports whether a clause that can be left out begins at the token.
func closesClause(toks []prose.Token, i int) bool {
	switch toks[i].Lower {
	case "following", "after", "as", "while", "amid", "when", "because", "although", "though", "despite", "who", "which", "where", "since", "before", "until", "whose":
		return true
	case ",":
		if i+1 == len(toks) {
			return false
		}
		switch toks[i+1].Lower {
		case "according", "officials", "saying", "citing", "said", "with", "but", "state", "media", "following", "after", "as", "while", "who", "which", "the", "a", "his", "her", "its":
			return true
		}
		// ", Yonhap reported", ", Smith said on Tuesday".
		for k := i + 1; k < len(toks) && k < i+6; k++ {
			if l := toks[k].Lemma; l == "say" || l == "report" || l == "announce" {
				return true
			}
		}
	case ";", ":", "–", "—", "--", "(":
		return true
	}
	return false
}
