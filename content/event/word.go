package event

import (
	"strings"
)

// day reports whether a word says when without a preposition: "police today arrested".
func day(w string) bool {
	return weekday(w) || w == "today" || w == "yesterday" || w == "tomorrow" || w == "tonight"
}

func weekday(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

func aftermath(w string) bool { return w == "wake" || w == "face" || w == "aftermath" || w == "midst" }

func speechOrThought(lemma string) bool {
	switch lemma {
	case "say", "tell", "state", "add", "announce", "declare", "claim", "warn", "demand", "report", "agree", "confirm",
		"deny", "insist", "promise", "pledge", "vow", "threaten", "know", "believe", "think", "hope", "stress", "note",
		"emphasize", "emphasise", "argue", "decide", "request", "require", "propose", "suggest", "ask", "urge", "accuse",
		"allege", "reiterate", "mean", "ensure", "show", "acknowledge", "admit", "explain", "expect":
		return true
	}
	return false
}

// particle reports whether a word belongs to the verb before it: "rule out sending".
func particle(w string) bool {
	switch w {
	case "out", "up", "off", "down", "back", "away", "forward", "along":
		return true
	}
	return false
}

func adverb(w string) bool {
	switch w {
	case "also", "not", "n't", "never", "already", "still", "now", "then", "again", "soon", "later", "once", "yet", "so",
		"ever", "first", "often", "always", "even", "just", "further", "together", "jointly", "far", "long":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "ly") && w != "family" && w != "ally" && w != "italy" && w != "july" && w != "supply" && w != "assembly" && w != "reply" && w != "rally" && w != "apply"
}

func auxiliary(lemma string) bool {
	switch lemma {
	case "be", "have", "do", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "get":
		return true
	}
	return false
}

func functionWord(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "of", "in", "on", "at", "by", "for", "with", "from", "to",
		"into", "and", "or", "but", "nor", "as", "its", "his", "her", "their", "our", "your", "my", "it", "he", "she",
		"they", "we", "i", "you", "who", "which", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will",
		"would", "not", "no", "all", "any", "some", "if", "than", "about", "over", "after", "before", "between", "against",
		"during", "under", "through", "while", "when", "where", "there", "here", "him", "them", "us":
		return true
	}
	return false
}

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "your", "my", "no",
		"any", "some", "each", "every", "another", "such", "several", "many", "more", "further", "new", "recent",
		"other", "first", "last", "latest", "both", "'s", "'", "’", "two", "three", "four", "five", "most", "all":
		return true
	}
	return false
}

func preposition(w string) bool {
	switch w {
	case "of", "in", "on", "at", "by", "for", "with", "from", "into", "against", "between", "over", "after", "before",
		"during", "under", "through", "amid", "despite", "without", "about", "on-going", "via", "per", "following",
		"like", "including", "toward", "towards", "across", "beyond", "within", "regarding":
		return true
	}
	return false
}

func pronounSubject(w string) bool {
	switch w {
	case "i", "we", "they", "you", "he", "she", "it", "who", "which", "that":
		return true
	}
	return false
}

// verbOnly reports whether a verb is never a noun.
func verbOnly(lemma string) bool {
	switch lemma {
	case "die", "agree", "refuse", "deny", "accuse", "arrive", "seize", "expel", "deploy", "detain", "reject", "send", "give",
		"condemn", "criticise", "criticize", "denounce", "destroy", "impose", "suspend", "resume", "announce", "begin", "allow", "provide",
		"withdraw", "warn", "threaten", "invade", "deport", "accept", "approve", "reopen", "recognise",
		"recognize", "ratify", "sue", "investigate", "evacuate", "deliver", "donate", "want", "ask", "seek", "insist",
		"oppose", "defend", "receive", "meet", "condone", "favour", "recommend":
		return true
	}
	return false
}

// unmarked reports whether the participle of a verb has the form of the bare verb.
func unmarked(w string) bool {
	switch w {
	case "hit", "cut", "put", "set", "beat", "cast", "thrust", "burst", "broadcast", "rid", "shut", "let", "hurt", "spread", "overrun", "quit", "split":
		return true
	}
	return false
}

// agentNoun reports whether a word with the ending of an adjective is a noun.
func agentNoun(w string) bool {
	switch w {
	case "general", "admiral", "cardinal", "tribunal", "hospital", "rival", "criminal", "capital", "trial", "proposal",
		"approval", "withdrawal", "arrival", "removal", "refusal", "denial", "deal", "festival", "arsenal", "principal", "journal",
		"republic", "public", "critic", "traffic", "clinic", "panic", "cleric", "ethic", "picnic", "fabric", "academic",
		"executive", "representative", "detective", "offensive", "initiative", "relative", "fugitive", "captive", "native", "operative",
		"secretary", "mercenary", "missionary", "dignitary", "anniversary", "boundary", "commentary", "salary", "library", "judiciary", "military",
		"student", "agent", "resident", "militant", "accident", "incident", "client", "patient", "combatant", "defendant", "migrant",
		"sergeant", "lieutenant", "merchant", "immigrant", "participant", "assistant", "contingent", "insurgent", "continent", "regent",
		"dissident", "tenant", "opponent", "correspondent", "superintendent", "tyrant", "informant", "claimant", "applicant", "plant", "event",
		"garment", "constable", "table", "cable", "fable":
		return true
	}
	return false
}

func month(w string) bool {
	switch w {
	case "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// modal reports whether a word begins the verb of another clause.
func modal(lemma string) bool {
	switch lemma {
	case "be", "have", "will", "would", "must", "should", "could", "may", "might", "shall":
		return true
	}
	return false
}

// relative reports whether a word begins a clause that belongs to the noun before it.
func relative(w string) bool {
	switch w {
	case "that", "which", "who", "whom", "whose":
		return true
	}
	return false
}
