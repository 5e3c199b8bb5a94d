package prose

// speechVerb reports whether the lemma is a verb that introduces what somebody says.
func speechVerb(lemma string) bool {
	switch lemma {
	case "say", "tell", "state", "add", "note", "explain", "stress", "emphasize", "emphasise", "announce", "declare",
		"claim", "argue", "warn", "ask", "reply", "answer", "respond", "insist", "report", "write", "conclude", "continue",
		"comment", "remark", "admit", "acknowledge", "confirm", "deny", "allege", "assert", "maintain", "contend",
		"believe", "recall", "remind", "observe", "quip", "joke", "urge", "tweet", "post", "underline", "underscore",
		"highlight", "reiterate", "repeat", "suggest", "predict", "promise", "pledge", "vow", "caution", "complain",
		"lament", "exclaim", "shout", "disclose", "reveal", "describe", "call", "denounce", "criticize", "criticise",
		"accuse", "estimate", "expect", "propose", "recount", "boast", "point", "inform", "assure", "read", "quote",
		"testify", "recommend", "concede", "advise", "vent", "praise", "hail", "condemn", "dismiss", "demand", "signal":
		return true
	}
	return false
}
