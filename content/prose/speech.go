package prose

// sayingVerb reports whether the lemma is a verb whose object clause is what somebody
// says.
func sayingVerb(lemma string) bool {
	switch lemma {
	case "say", "tell", "state", "add", "note", "explain", "stress", "emphasize", "emphasise", "announce", "declare", "claim",
		"argue", "warn", "insist", "report", "confirm", "allege", "assert", "maintain", "contend", "believe", "reiterate",
		"acknowledge", "admit", "deny", "suggest", "predict", "promise", "pledge", "vow", "caution", "complain", "conclude",
		"disclose", "reveal", "remind", "recall", "inform", "assure", "concede", "testify", "estimate", "agree", "write", "remark":
		return true
	}
	return false
}

// speechVerb reports whether the lemma is a verb that may introduce somebody's words.
func speechVerb(lemma string) bool {
	if sayingVerb(lemma) {
		return lemma != "agree"
	}
	switch lemma {
	case "ask", "reply", "answer", "respond", "continue", "comment", "observe", "quip", "joke", "urge", "tweet", "post",
		"underline", "underscore", "highlight", "repeat", "lament", "exclaim", "shout", "describe", "call", "denounce",
		"criticize", "criticise", "accuse", "expect", "propose", "recount", "boast", "point", "read", "quote", "recommend",
		"advise", "vent", "praise", "hail", "condemn", "dismiss", "demand", "signal", "express", "speak", "thank", "blame",
		"threaten", "refer", "label", "brand", "hope", "want", "think", "defend":
		return true
	}
	return false
}
