package content

import (
	"strings"
	"sync"
	"unicode"
)

// languages are those that functionWords has besides English.
func languages() []string {
	return []string{"de", "fr", "es", "pt", "it", "nl", "sv", "pl", "tr", "id", "ru", "uk"}
}

// functionWords are the commonest words of languages in Latin and Cyrillic script that
// the others do not share.
var functionWords = sync.OnceValue(func() map[string][]string {
	return map[string][]string{
		"en": {"the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "with", "as", "was", "on", "by", "from", "said", "has", "its", "he"},
		"de": {"der", "die", "das", "und", "ist", "nicht", "ein", "eine", "den", "dem", "mit", "sich", "auf", "für", "von", "zu", "nach", "haben", "sie", "am"},
		"fr": {"le", "la", "les", "des", "et", "est", "une", "du", "dans", "que", "qui", "pour", "sur", "au", "ont", "ils", "à", "aux", "pas", "se"},
		"es": {"el", "los", "las", "y", "que", "una", "del", "se", "por", "con", "para", "su", "al", "más", "lo", "como", "han", "pero", "sus", "en"},
		"pt": {"o", "os", "as", "e", "que", "uma", "do", "da", "em", "não", "com", "para", "ao", "mais", "dos", "das", "foi", "pelo", "são", "na"},
		"it": {"il", "gli", "e", "che", "di", "una", "del", "della", "per", "non", "con", "sono", "dei", "alla", "nel", "ha", "più", "da", "si", "le"},
		"nl": {"de", "het", "een", "en", "van", "niet", "dat", "zijn", "op", "te", "met", "voor", "hebben", "aan", "er", "maar", "ook", "worden", "naar", "bij"},
		"sv": {"och", "att", "det", "som", "en", "på", "är", "av", "för", "med", "till", "den", "har", "inte", "om", "ett", "var", "från", "vid", "men"},
		"pl": {"i", "w", "na", "z", "się", "nie", "że", "do", "jest", "o", "to", "po", "przez", "oraz", "za", "od", "jak", "które", "dla", "ale"},
		"tr": {"ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "daha", "çok", "olan", "ne", "sonra", "kadar", "gibi", "en", "ancak", "göre", "dedi", "her"},
		"id": {"yang", "dan", "di", "dari", "untuk", "dengan", "pada", "ini", "itu", "dalam", "tidak", "akan", "ke", "oleh", "kata", "mereka", "telah", "bahwa", "juga", "adalah"},
		"ru": {"и", "в", "не", "на", "что", "с", "по", "как", "к", "из", "за", "от", "это", "для", "они", "о", "его", "был", "после", "также"},
		"uk": {"і", "в", "у", "не", "на", "що", "з", "та", "до", "за", "від", "це", "для", "вони", "про", "його", "був", "після", "також", "є"},
	}
})

// scripts are those that tell a language by themselves.
func scripts() []struct {
	tag   string
	table *unicode.RangeTable
} {
	return []struct {
		tag   string
		table *unicode.RangeTable
	}{
		{"ja", unicode.Hiragana},
		{"ja", unicode.Katakana},
		{"ko", unicode.Hangul},
		{"zh", unicode.Han},
		{"ar", unicode.Arabic},
		{"he", unicode.Hebrew},
		{"el", unicode.Greek},
		{"hi", unicode.Devanagari},
		{"th", unicode.Thai},
		{"ka", unicode.Georgian},
		{"hy", unicode.Armenian},
	}
}

// language tells the language of a text by its script or its function words, as BCP 47;
// empty where it cannot be told.
func language(blocks []block) string {
	var text strings.Builder
	for _, b := range blocks {
		if b.reason != "" {
			continue
		}
		if text.WriteString(strings.ToLower(b.text[:min(len(b.text), 4096)])); text.Len() > 16<<10 {
			break
		}
		text.WriteByte('\n')
	}
	sample := strings.ToValidUTF8(text.String(), "")
	if tag := byScript(sample); tag != "" {
		return tag
	}
	return byWords(sample)
}

// byScript tells a language by letters that only it has.
func byScript(sample string) string {
	letters := 0
	counts := map[string]int{}
	known := scripts()
	for _, r := range sample {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r < 0x370 { // Latin
			continue
		}
		for _, s := range known {
			if unicode.Is(s.table, r) {
				counts[s.tag]++
				break
			}
		}
	}
	if counts["ja"]*8 >= letters && letters > 0 { // kana stand between characters that Chinese has too
		return "ja"
	}
	for _, s := range known {
		if counts[s.tag]*2 > letters && letters >= 8 {
			return s.tag
		}
	}
	return ""
}

// byWords tells a language by its function words: English, to which most texts belong,
// first; another where it has twice as many.
func byWords(sample string) string {
	n := 0
	found := map[string]int{}
	for f := range strings.FieldsFuncSeq(sample, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		n++
		found[f]++
	}
	share := func(tag string) int {
		count := 0
		for _, w := range functionWords()[tag] {
			count += found[w]
		}
		return count
	}
	english := share("en")
	switch {
	case n < 12:
		return ""
	case english*5 >= n:
		return "en"
	}
	best, most := "", 2*english-1
	for _, tag := range languages() {
		if count := share(tag); count > most {
			best, most = tag, count
		}
	}
	if most*8 < n {
		return ""
	}
	return best
}

// inEnglish reports whether a text may be in English.
func (m *manuscript) inEnglish() bool {
	base, _, _ := strings.Cut(m.Language, "-")
	return base == "" || base == "en"
}
