package briefing

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// standard gives the sections of a briefing and other names that their headings go by.
// Case, plurals, the order of words and words such as "of" and "the" do not count.
var standard = sync.OnceValue(func() map[string]string {
	names := map[string][]string{
		"key-points":       {"key points", "summary", "highlights", "at a glance", "main points", "takeaways"},
		"meetings":         {"meetings", "talks", "visits", "meetings and visits", "meetings and talks", "consultations", "negotiations", "diplomatic meetings", "diplomacy"},
		"agreements":       {"agreements", "deals", "agreements and cooperation", "agreements reached", "cooperation", "what was agreed", "commitments", "accords"},
		"weapons-requests": {"weapons requests", "weapon aid requests", "requests for weapons", "requests for weapon aid", "arms requests", "requests for arms", "requests for military aid", "military aid requests", "weapons", "weapons aid", "arms"},
		"aid":              {"aid", "assistance", "support given", "military aid", "humanitarian aid", "aid and assistance", "help"},
		"deployments":      {"deployments", "troop deployments", "troop movements", "mobilisation", "mobilization", "troops"},
		"fighting":         {"fighting", "attacks", "combat", "strikes", "clashes", "hostilities", "battlefield"},
		"threats":          {"threats", "threats and warnings", "warnings", "warnings and threats"},
		"sanctions":        {"sanctions", "sanctions and coercion", "coercion", "arrests", "pressure"},
		"de-escalation":    {"de-escalation", "deescalation", "ceasefire", "concessions", "truce"},
		"requests":         {"requests", "other requests", "appeals", "demands"},
		"statements":       {"statements", "quotations", "quotes", "comments", "reactions", "remarks", "what they said", "who said what"},
		"protest":          {"protest", "protests", "demonstrations"},
		"timeline":         {"timeline", "chronology", "dates", "what happened when"},
		"who-is-who":       {"who is who", "who's who", "people", "actors", "persons", "people and organisations", "people and organizations"},
		"background":       {"background", "context", "other", "other news"},
		"sources":          {"sources", "references", "articles"},
	}
	table := make(map[string]string)
	for key, forms := range names {
		table[wordForm(key)] = key
		for _, name := range forms {
			table[wordForm(name)] = key
		}
	}
	return table
})

// SectionKey gives the key that a heading stands for: that of the standard section it
// names ("Weapon aid requests" is weapons-requests), otherwise its letters and digits in
// lower case, joined by hyphens; "section" if it has none.
func SectionKey(title string) string {
	form := strings.TrimLeftFunc(title, func(r rune) bool { return unicode.IsDigit(r) || r == '.' || r == ')' || r == ' ' })
	if key, ok := standard()[wordForm(form)]; ok {
		return key
	}
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r != '\'' && r != '’':
			gap = true
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// isStandard reports whether a key is one of those that briefings are made with.
func isStandard(key string) bool { return standard()[wordForm(key)] == key }

// wordForm gives the words of a name without plurals and small words, in order.
func wordForm(name string) string {
	if len(name) > 100 {
		return ""
	}
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	kept := words[:0]
	for _, w := range words {
		switch w {
		case "the", "of", "and", "for", "a", "an", "on":
			continue
		}
		w = strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(w, "’", "'"), "'s"), "'")
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
			w = w[:len(w)-1]
		}
		kept = append(kept, w)
	}
	slices.Sort(kept)
	return strings.Join(kept, " ")
}
