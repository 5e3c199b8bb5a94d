package event_test

import (
	"strings"
	"testing"

	"readout/content/event"
)

// TestExtend: a user's patterns add to the lexicon, win over its own where both are as
// good, and may use its sets.
func TestExtend(t *testing.T) {
	own := "COERCE 171 impound\n  impound\nAID 072 lend arms\n  loan {arms}\n"
	c, err := event.Extend(strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Norway impounded a Swedish trawler.":         "171",
		"Norway loaned howitzers to Sweden.":          "072",
		"Norway shelled a Swedish village on Monday.": "190",
	} {
		events := c.Code(read(text))[0]
		if len(events) == 0 || events[0].Code != want {
			t.Errorf("%q: %+v, want %s", text, events, want)
		}
	}
	for bad, want := range map[string]string{"AID 070 give\n  give {nosuch}\n": "line 2: ", "  orphan\n": "line 1: "} {
		if _, err := event.Extend(strings.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
