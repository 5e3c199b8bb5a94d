package content

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"
)

// TestExtraction logs how well the body of saved pages is found, where the labelled
// pages are at hand: precision and recall of 4-word shingles, averaged over pages, as
// evaluate.py of scrapinghub/article-extraction-benchmark has them.
func TestExtraction(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "gold", "extraction")
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("no labelled pages beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var truth map[string]struct{ ArticleBody, URL string }
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	ids := make([]string, 0, len(truth))
	for id := range truth {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	var precision, recall, claimed, wanted float64
	dated, named := 0, 0
	for _, id := range ids {
		a, err := Load(bytes.NewReader(gunzip(t, filepath.Join(dir, "html", id+".html.gz"))), Options{Name: "page.html"})
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		var body strings.Builder
		for _, p := range a.Paragraphs {
			body.WriteString(p.Text + "\n")
		}
		hit, extra, missed := compareShingles(truth[id].ArticleBody, body.String())
		if hit+extra > 0 {
			precision, claimed = precision+hit/(hit+extra), claimed+1
		}
		if hit+missed > 0 {
			recall, wanted = recall+hit/(hit+missed), wanted+1
		}
		if hit/(hit+extra) < 0.95 || hit/(hit+missed) < 0.95 {
			t.Logf("%.8s precision %.3f recall %.3f %s", id, hit/(hit+extra), hit/(hit+missed), truth[id].URL)
		}
		if a.Published.Value != "" {
			dated++
		}
		if a.Title != "" {
			named++
		}
	}
	precision, recall = precision/claimed, recall/wanted
	t.Logf("%d pages: precision %.4f recall %.4f F1 %.4f; with a date %d, with a title %d", len(ids), precision, recall, 2*precision*recall/(precision+recall), dated, named)
}

func gunzip(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func compareShingles(truth, got string) (hit, extra, missed float64) {
	a, b := countShingles(truth), countShingles(got)
	for k, n := range a {
		hit += float64(min(n, b[k]))
		missed += float64(max(0, n-b[k]))
	}
	for k, n := range b {
		extra += float64(max(0, n-a[k]))
	}
	return hit, extra, missed
}

func countShingles(s string) map[string]int {
	words := regexp.MustCompile(`[\p{L}\p{M}\p{N}_]+`).FindAllString(s, -1)
	out := map[string]int{}
	for i := range max(1, len(words)-3) {
		out[strings.Join(words[min(i, len(words)):min(i+4, len(words))], " ")]++
	}
	return out
}
