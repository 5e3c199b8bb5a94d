package prose

import (
	"strings"
	"testing"
)

// TestAtlas looks every name of the table up, which also shows that it is sorted.
func TestAtlas(t *testing.T) {
	n := 0
	for line := range strings.SplitSeq(strings.TrimSuffix(atlasText, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, want, ok := strings.Cut(line, "\t")
		if got, found := atlas(name); !ok || !found || got != want || name != strings.ToLower(name) {
			t.Fatalf("%q: %q, found %v", line, got, found)
		}
		n++
	}
	if n < 10000 {
		t.Errorf("%d names", n)
	}
	for _, name := range []string{"", "#", "a", "nowhere at all", "reading", "zzzz", "# source", "mazatl", "mazatlánn"} {
		if country, ok := atlas(name); ok {
			t.Errorf("%q is in %q", name, country)
		}
	}
}
