package prose

import (
	"strings"
	"testing"
	"time"

	"readout/content"
)

func TestDates(t *testing.T) {
	// Published on Wednesday, 12 March 2025.
	for text, want := range map[string]string{
		`They met on Monday.`:                                   `Monday=2025-03-10`,
		`They met Wednesday.`:                                   `Wednesday=2025-03-12`,
		`They will meet on Friday.`:                             `Friday=2025-03-14`,
		`They met last Friday and meet next Friday.`:            `last Friday=2025-03-07; next Friday=2025-03-14`,
		`On Sunday, Feb. 16, the strike began.`:                 `Sunday, Feb. 16=2025-02-16`,
		`On Sunday, Feb. 18, 2024, it began.`:                   `Sunday, Feb. 18, 2024=2024-02-18`,
		`It began on Sunday, 18 February.`:                      `Sunday, 18 February=2024-02-18`,
		`The fair runs June 3 - 5 and from Dec. 30 to Jan. 2.`:  `June 3 - 5=2025-06-03/2025-06-05; Dec. 30 to Jan. 2=2024-12-30/2025-01-02`,
		`The fair will run from 3 to 5 June 2025.`:              `3 to 5 June 2025=2025-06-03/2025-06-05`,
		`It closed in December and in May 2019.`:                `December=2024-12; May 2019=2019-05`,
		`It will open in December.`:                             `December=2025-12`,
		`Last month and later this month they vote.`:            `Last month=2025-02; later this month=2025-03`,
		`Last year was dry, this week is wet.`:                  `Last year=2024; this week=2025-03-10/2025-03-16`,
		`Two weeks ago he fell ill; three days later he died.`:  `Two weeks ago=2025-02-26; three days later=2025-03-01`,
		`He left the day before yesterday.`:                     `the day before yesterday=2025-03-10`,
		`On March 3 she flew out; the following day she spoke.`: `March 3=2025-03-03; the following day=2025-03-04`,
		`It rained this morning and last night.`:                `this morning=2025-03-12; last night=2025-03-11`,
		`In the 1990s and in 2008 it was rebuilt.`:              `1990s=1990/1999; 2008=2008`,
		`On 2024-02-29 the office closed.`:                      `2024-02-29=2024-02-29`,
		`The minister's January visit failed.`:                  `January=2025-01`,
		`Over the weekend it snowed.`:                           `Over the weekend=2025-03-08/2025-03-09`,
		`It happened a year ago.`:                               `a year ago=2024`,
		`You may march with May Lin in the second round.`:       ``,
		`The March on the capital drew 1,200 and 155mm guns.`:   ``,
		`In 2000 tanks and 2021 jets lay the force.`:            ``,
		`The 2022 invasion and the 2019 season were discussed.`: ``,
		`On Feb. 30 nothing can happen.`:                        ``,
		`He won 3-2 on points and ran for 5 days.`:              ``,
	} {
		d := Analyze(articleOf(text, "2025-03-12"), time.Time{})
		var got []string
		for _, m := range d.Paragraphs[0].Dates {
			got = append(got, m.Date.Words+"="+m.Date.Value)
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("%s\n got %s\nwant %s", text, g, want)
		}
	}
}

func TestPublished(t *testing.T) {
	now := day(t, "2026-01-31")
	for _, c := range []struct{ text, want, words string }{
		{"It began on Tuesday, March 4, and on Monday, March 3, they had met.", "2025-03-04", "Tuesday, March 4"},
		{"On Friday, June 14, he fell. By June 17 he was well.", "2024-06-17", "June 17"},
		{"On Tuesday, March 4, they met. They will meet on Friday, March 7.", "2025-03-04", "Tuesday, March 4"},
		{"On Monday, Dec. 30, it snowed, and on Thursday, Jan. 2, it thawed.", "2025-01-02", "Thursday, Jan. 2"},
		{"Thursday, May 2, 2019\n\nThe council met on Monday.", "2019-05-02", "Thursday, May 2, 2019"},
		{"They met on Tuesday.", "", ""},
		{"On Tuesday, March 4, and on Tuesday, March 5, they met.", "", ""},
	} {
		d := Analyze(articleOf(c.text, ""), now)
		if d.Published.Value != c.want || d.Published.Words != c.words {
			t.Errorf("%s\n got %+v, want %s %q", c.text, d.Published, c.want, c.words)
		}
		if c.want != "" && d.Published.Certainty != content.Inferred {
			t.Errorf("%s\n certainty %q", c.text, d.Published.Certainty)
		}
	}
	if d := Analyze(articleOf("On Tuesday, March 4, they met.", ""), time.Time{}); d.Published.Value != "" {
		t.Errorf("a year was inferred without a latest day: %+v", d.Published)
	}
	d := Analyze(articleOf("On Tuesday, March 4, they met.", "2014-03-09"), now)
	if got := d.Paragraphs[0].Dates[0].Date; got.Value != "2014-03-04" || got.Certainty != content.Exact {
		t.Errorf("against a given day: %+v", got)
	}
}
