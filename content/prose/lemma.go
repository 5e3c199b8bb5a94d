package prose

import (
	"strings"
)

// Lemma gives the dictionary form of an English word in lower case: "supplies" →
// "supply", "withdrew" → "withdraw". It doesn't know the part of speech, so a noun in
// -ing or -ed gives the verb ("meeting" → "meet"). Words it can't explain come back
// unchanged.
func Lemma(lower string) string { return lemma(lower) }

func lemma(w string) string {
	if len(w) < 3 || w[0] >= 0x80 {
		return irregular(w)
	}
	last := w[len(w)-1]
	if base, ok := lexicon().lemmas[w]; ok {
		return base
	}
	switch {
	case last == 's':
		one := singular(w)
		if strings.HasSuffix(one, "ing") {
			return lemma(one)
		}
		return one
	case last == 'd' && strings.HasSuffix(w, "ed") && len(w) > 4:
		if strings.HasSuffix(w, "ied") {
			return w[:len(w)-3] + "y"
		}
		return verbStem(w, len(w)-2)
	case last == 'g' && strings.HasSuffix(w, "ing") && len(w) > 5:
		return verbStem(w, len(w)-3)
	}
	return w
}

func irregular(w string) string {
	if base, ok := lexicon().lemmas[w]; ok {
		return base
	}
	return w
}

func cliticLemma(w string) string { return irregular(w) }

// singular takes the ending -s off a noun or a verb.
func singular(w string) string {
	n := len(w)
	switch {
	case n < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "xes") ||
		strings.HasSuffix(w, "zzes") || strings.HasSuffix(w, "tches") || strings.HasSuffix(w, "aches") && !strings.HasSuffix(w, "caches") ||
		strings.HasSuffix(w, "eches") || strings.HasSuffix(w, "nches") || strings.HasSuffix(w, "rches"):
		return w[:n-2]
	}
	return w[:n-1]
}

// verbStem gives the verb whose form in -ed or -ing has its stem in w[:cut], with the
// final e or the single consonant that the ending took away.
func verbStem(w string, cut int) string {
	stem := w[:cut]
	if !strings.ContainsAny(stem, "aeiouy") {
		return w
	}
	n := len(stem)
	last, before := stem[n-1], byte(0)
	if n > 1 {
		before = stem[n-2]
	}
	if last == before && !vowel(last) {
		if strings.IndexByte("lsfz", last) >= 0 {
			return stem
		}
		return stem[:n-1]
	}
	if dropsE(stem, last, before) {
		return stem + "e"
	}
	return stem
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// dropsE reports whether a verb stem that stands before -ed or -ing is spelt with a
// final e: by its last letters, as English spelling has it for nearly all verbs.
// Stems of one vowel and one consonant, which double the consonant if they have no e
// ("plan", "planned"), always had one.
func dropsE(stem string, last, before byte) bool {
	n := len(stem)
	// Two vowels before the last consonant, "rain" or "need"; but not "quot", "negotiat".
	pair := n > 2 && vowel(stem[n-3]) && (n < 4 || stem[n-4] != 'q') &&
		(before != 'a' || stem[n-3] != 'i' && stem[n-3] != 'u')
	single := vowel(before) && !pair
	short := single && strings.IndexFunc(stem[:n-2], func(r rune) bool { return vowel(byte(r)) }) < 0
	switch last {
	case 'c', 'v', 'u':
		return true
	case 'z':
		return true
	case 'g':
		return before != 'n' || longNG(stem)
	case 's':
		return before != 's'
	case 'l':
		return !vowel(before) && before != 'r' && before != 'w' && before != 'l' || short || strings.HasSuffix(stem, "schedul") || strings.HasSuffix(stem, "reconcil") || strings.HasSuffix(stem, "exil") || strings.HasSuffix(stem, "compil") || strings.HasSuffix(stem, "consol")
	case 'k':
		return single
	case 'm':
		return single && before != 'o' || short
	case 'd':
		return single && !strings.HasSuffix(stem, "ead")
	case 'n':
		switch before {
		case 'i', 'u':
			return single
		case 'e':
			return strings.HasSuffix(stem, "ven")
		}
		return short
	case 'r':
		return single && (before == 'i' || before == 'u' || before == 'a' || before == 'o' && !short) || short && before != 'e'
	case 't':
		return single && (before == 'a' || before == 'u' || before == 'i' || before == 'o' || short || strings.HasSuffix(stem, "let") || strings.HasSuffix(stem, "pet"))
	case 'p':
		return single && before != 'o' && before != 'u' || short
	case 'b':
		return single
	}
	return false
}

// longNG tells "challeng(e)" from "bring".
func longNG(stem string) bool {
	for _, end := range [...]string{"chang", "rang", "lleng", "veng", "lung", "ping"} {
		if strings.HasSuffix(stem, end) {
			return true
		}
	}
	return false
}
