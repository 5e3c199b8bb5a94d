package prose

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestSentences(t *testing.T) {
	// A bar stands where one sentence ends and the next begins.
	for _, want := range []string{
		`The envoys met. | They signed nothing.`,
		`Gen. Maria Ortiz spoke in St. Louis on Nov. 27 about No. 4 of the list. | Nobody asked.`,
		`The fleet belongs to Harrow Inc. and Pell Ltd. of Dover. | It sails on Jan. 3.`,
		`Talks with the U.S. Treasury went on in Washington, D.C. | The U.N. envoy was there.`,
		`LAGOS, Nigeria (AP) — The port closed on Sunday. | Ships waited.`,
		`J. K. Adeyemi and Maria T. Sanz left at 9 p.m. for Accra. | The rest stayed.`,
		`“We came early.” | She shut the door.`,
		`“We came early.” she said.`,
		`“We came early. | We left late,” the envoy said.`,
		`“Will it hold?” the mayor asked. | No one knew.`,
		`"It is over!" Okafor said. | The room was silent.`,
		`“Really?!” | They laughed.`,
		`Prices rose 3.5 percent to $1,200.50. | Wages did not.`,
		`He left (nobody saw it. Nobody cared.) before noon. | It rained.`,
		`He left. | (Nobody saw it.) | It rained.`,
		`Write to press.office@example.org or see https://example.org/a.b?c=1. | Both are read.`,
		`They waited … and waited. | Then it came.`,
		`She wrote "the old [...] rule" twice. | It stood.`,
		`iPods sold well. | eBay did not.`,
		`The minister resigned in 2019. | 14 others followed.`,
		`He met Prime Minister al-Sudani. | al-Sudani thanked him.`,
		`The treaty was signed.[4] | It lapsed.`,
		`What now? | Nothing!! | Wait...`,
		`One line.` + "\n\n" + `| no full stop here` + "\n\n" + `| Another.`,
		`The company (formerly Vale Co.) is small. | It has a U.K. office.`,
		`The U.S. and the E.U. agreed. | China did not.`,
		`Sgt. Bell works at 10 Elm St. in Truro. | He is 40.`,
		`He said: “Go home.” | Then he left.`,
		`« Non. » | He said no more.`,
	} {
		text := strings.ReplaceAll(strings.ReplaceAll(want, " | ", " "), "| ", "")
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, text[s.Start:s.End])
		}
		joined := strings.Join(got, " | ")
		if normal(joined) != normal(want) {
			t.Errorf("\n got %s\nwant %s", joined, want)
		}
	}
}

func normal(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		`Umar’s envoys didn't agree.`:        `Umar ’s envoys did n't agree .`,
		`The U.S. paid $1,200.50 for 155mm.`: `The U.S. paid $ 1,200.50 for 155mm .`,
		`O’Hara, al-Rashid and AT&T can't.`:  `O’Hara , al-Rashid and AT&T ca n't .`,
		`Gen. Ito met Mr. Oh... at 9:30.`:    `Gen. Ito met Mr. Oh ... at 9:30 .`,
		`the guards' post — "now"`:           `the guards ' post — " now "`,
		`a.b@c.org, www.x.com/y. End`:        `a.b@c.org , www.x.com/y . End`,
	} {
		var got []string
		for _, tok := range Tokens(text) {
			got = append(got, text[tok.Start:tok.End])
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q\n got %s\nwant %s", text, g, want)
		}
	}
}

func TestLemma(t *testing.T) {
	for forms, want := range map[string]string{
		"supplies supplied supplying":         "supply",
		"withdrew withdrawn withdraws":        "withdraw",
		"negotiated negotiating negotiates":   "negotiate",
		"plans planned planning":              "plan",
		"provides provided providing":         "provide",
		"agreed agreeing agrees":              "agree",
		"shells shelled shelling":             "shell",
		"targets targeted targeting":          "target",
		"deploys deployed deploying":          "deploy",
		"urges urged urging":                  "urge",
		"challenges challenged challenging":   "challenge",
		"brings brought bringing":             "bring",
		"quotes quoted quoting":               "quote",
		"discusses discussed discussing":      "discuss",
		"releases released releasing":         "release",
		"launches launched launching":         "launch",
		"crises":                              "crisis",
		"news":                                "news",
		"women":                               "woman",
		"offers offered offering":             "offer",
		"assures assured assuring":            "assure",
		"closes closed closing":               "close",
		"succeeds succeeded succeeding":       "succeed",
		"permits permitted permitting":        "permit",
		"meeting meetings met meets":          "meet",
		"was were been being":                 "be",
		"strikes struck striking":             "strike",
		"visits visited visiting":             "visit",
		"includes included including":         "include",
		"condemns condemned condemning":       "condemn",
		"escalates escalated escalating":      "escalate",
		"combines combined combining":         "combine",
		"explains explained explaining":       "explain",
		"threatens threatened threatening":    "threaten",
		"requires required requiring":         "require",
		"buses":                               "bus",
		"ambushes ambushed ambushing":         "ambush",
		"arms":                                "arm",
		"resolves resolved resolving resolve": "resolve",
		"repels repelled repelling":           "repel",
		"disputes disputed disputing":         "dispute",
		"evacuates evacuated evacuating":      "evacuate",
		"appears appeared appearing":          "appear",
		"shares shared sharing":               "share",
		"transfers transferred transferring":  "transfer",
		"prohibits prohibited prohibiting":    "prohibit",
		"acquires acquired acquiring":         "acquire",
		"stops stopped stopping":              "stop",
		"sanctions sanctioned sanctioning":    "sanction",
		"speaks spoke spoken speaking":        "speak",
		"handles handled handling":            "handle",
	} {
		for form := range strings.SplitSeq(forms, " ") {
			if got := Lemma(form); got != want {
				t.Errorf("Lemma(%q) = %q, want %q", form, got, want)
			}
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("One. Two (a.b.) “three.” \u202e x\n\n4.")
	f.Add("U.S. . . . \xff\xfe''")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		var kept strings.Builder
		for _, s := range Sentences(text) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("span %v after %d in %d bytes", s, last, len(text))
			}
			if part := text[s.Start:s.End]; strings.TrimSpace(part) != part {
				t.Fatalf("white space at the ends of %q", part)
			}
			if lost := text[last:s.Start]; strings.IndexFunc(lost, func(r rune) bool { return !blank(r) && !unicode.IsSpace(r) }) >= 0 {
				t.Fatalf("lost %q", lost)
			}
			last = s.End
			kept.WriteString(text[s.Start:s.End])
		}
		last = 0
		for _, tok := range Tokens(text) {
			if tok.Start < last || tok.End <= tok.Start || tok.End > len(text) {
				t.Fatalf("token %v after %d", tok.Span, last)
			}
			last = tok.End
		}
	})
}

// TestSentencesWithoutSpaces: a full stop of full width ends a sentence, behind the closing
// bracket of a quotation where there is one.
func TestSentencesWithoutSpaces(t *testing.T) {
	text := "外相は火曜日に会談した。両者は「協力を続ける。」と述べた！次は五月だ"
	var got []string
	for _, s := range Sentences(text) {
		got = append(got, text[s.Start:s.End])
	}
	if want := []string{"外相は火曜日に会談した。", "両者は「協力を続ける。」", "と述べた！", "次は五月だ"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
