package prose

import (
	"strings"
	"testing"
	"time"
)

func TestQuotations(t *testing.T) {
	for text, want := range map[string]string{
		`“We came early,” Ana Roy said.`:                                                           `“We came early,” Ana Roy`,
		`"We came early. We left late," said Ana Roy, a judge.`:                                    `"We came early. We left late," Ana Roy`,
		`“It is late,” Ana Roy said. “We will go home now.”`:                                       `“It is late,” Ana Roy; “We will go home now.” Ana Roy`,
		`“It is late,” Ana Roy said, “and we will go home.”`:                                       `“It is late,” Ana Roy; “and we will go home.” Ana Roy`,
		`Ana Roy said: “It is late now.”`:                                                          `“It is late now.” Ana Roy`,
		`Ana Roy, who had come from Peru with Ben Oduya, said, “It is late now.”`:                  `“It is late now.” Ana Roy`,
		`Ana Roy held a “warm” talk with Ben Oduya in a “safe house” there.`:                       ``,
		`Ana Roy warned that it would “end in tears” soon.`:                                        `“end in tears” Ana Roy`,
		`“Nothing is signed yet, and nothing will be.”`:                                            `“Nothing is signed yet, and nothing will be.” -`,
		`Ana Roy spoke first. “Nothing is signed yet,” according to Ben Oduya.`:                    `“Nothing is signed yet,” Ben Oduya`,
		`“Why should we wait?” asked the Ministry of Health.`:                                      `“Why should we wait?” Ministry of Health`,
		`Ana Roy met Ben Oduya. “She knew it all along,” he said.`:                                 `“She knew it all along,” Ben Oduya`,
		`“It goes on and on.` + "\n\n" + `“And then it ends well,” Ana Roy said.`:                  `“It goes on and on. Ana Roy; “And then it ends well,” Ana Roy`,
		`Ana Roy said the dam held.`:                                                               `the dam held Ana Roy`,
		`The dam held, Ana Roy said on Friday.`:                                                    `The dam held Ana Roy`,
		`The dam held, according to the Health Ministry.`:                                          `The dam held Health Ministry`,
		`Reuters, citing two officials, reported that the dam held.`:                               `the dam held Reuters via Reuters,two officials`,
		`The dam held, according to a statement from Roy’s office. It reads: “No water was lost.”`: `The dam held Roy's office via statement; “No water was lost.” Roy's office`,
		`Ana Roy left. She said that the dam held.`:                                                `the dam held Ana Roy`,
		`Ana Roy, a spokeswoman for Ghana, told Reuters the dam held.`:                             `the dam held Ana Roy`,
		`The report claims 14 lives and the claims are old.`:                                       ``,
		`‘We are not done yet,’ Ana Roy said.`:                                                     `‘We are not done yet,’ Ana Roy`,
	} {
		d := Analyze(articleOf(text, "2025-03-05"), time.Time{})
		var got []string
		for _, p := range d.Paragraphs {
			for _, q := range p.Quotations {
				who := "-"
				if q.Speaker >= 0 {
					who = d.Entities[q.Speaker].Name
				}
				if len(q.Via) > 0 {
					who += " via " + strings.Join(q.Via, ",")
				}
				got = append(got, p.Text[q.Start:q.End]+" "+who)
			}
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\n got %s\nwant %s", text, g, want)
		}
	}
}
