package compose

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"readout/content"
)

const goldDir = "../../../shared/gold/sections"

type goldLabel struct {
	Doc       string   `json:"doc"`
	Paragraph int      `json:"paragraph"`
	Sentence  int      `json:"sentence"`
	Text      string   `json:"text"`
	Labels    []string `json:"labels"`
	Alt       []string `json:"alt_labels"`
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127 && r != '\u200e' && r != 0xa0 && r != '“' && r != '”' && r != '’' && r != '‘' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

var goldKey = map[string]string{"weapons-requests": "weapons_requests", "requests": "requests_other", "de-escalation": "deescalation"}

func TestGold(t *testing.T) {
	f, err := os.Open(goldDir + "/labels.jsonl")
	if err != nil {
		t.Skip("no labelled data: ", err)
	}
	byDoc := map[string][]goldLabel{}
	var docs []string
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var l goldLabel
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		if byDoc[l.Doc] == nil {
			docs = append(docs, l.Doc)
		}
		byDoc[l.Doc] = append(byDoc[l.Doc], l)
	}
	tp, fp, fn, sup := map[string]float64{}, map[string]float64{}, map[string]float64{}, map[string]float64{}
	ltp, lfp, lfn := map[string]float64{}, map[string]float64{}, map[string]float64{}
	facts, hit, absent, falseSec, dated, dateRight := goldFacts(t), 0, 0, 0, 0, 0
	nfacts := 0
	for _, doc := range docs {
		if s := os.Getenv("DOC"); s != "" && s != doc {
			continue
		}
		c := goldCompose(t, doc)
		r := &c.reports[0]
		if os.Getenv("TOPIC") != "" {
			fmt.Println(doc, r.topical, r.share())
		}
		for _, l := range byDoc[doc] {
			got := []string{"noise"}
			want := letters(l.Text)
			if want == "" {
				want = "?"
			}
			for k := range r.units {
				have := letters(r.units[k].text())
				if strings.Contains(have, want) || len(have) > 10 && strings.Contains(want, have) {
					got = nil
					for _, s := range r.units[k].sections {
						g := goldKey[s]
						if g == "" {
							g = s
						}
						got = append(got, g)
					}
					break
				}
			}
			for _, w := range l.Labels {
				sup[w]++
				if slices.Contains(got, w) {
					tp[w]++
					ltp[w]++
				} else {
					fn[w]++
					if len(l.Alt) == 0 {
						lfn[w]++
					}
				}
			}
			for _, g := range got {
				if !slices.Contains(l.Labels, g) {
					fp[g]++
					if !slices.Contains(l.Alt, g) {
						lfp[g]++
					}
				}
			}
			if os.Getenv("SHOW") != "" && !slices.Equal(got, l.Labels) {
				fmt.Printf("%s.%d gold %v alt %v got %v: %s\n", doc, l.Sentence, l.Labels, l.Alt, got, l.Text)
			}
		}
		secs := c.sections()
		for _, fc := range facts[doc].Facts {
			nfacts++
			found := false
			for _, s := range secs {
				g := goldKey[s.Key]
				if g == "" {
					g = s.Key
				}
				if g != fc.Section {
					continue
				}
				for _, e := range s.Entries {
					if slices.Contains(e.Citations, fmt.Sprintf("a1-%d", fc.Paragraph)) {
						if !found {
							hit++
						}
						found = true
						if fc.Date != "" && e.Lead.Date.Value == fc.Date {
							dateRight++
							break
						}
					}
				}
			}
			if fc.Date != "" {
				dated++
			}
			if !found && os.Getenv("SHOW") != "" {
				fmt.Printf("  MISSED FACT %s %+v\n", doc, fc)
			}
		}
		for _, a := range facts[doc].Absent {
			absent++
			for _, s := range secs {
				if g := goldKey[s.Key]; g == a || s.Key == a {
					falseSec++
					if os.Getenv("SHOW") != "" {
						fmt.Println("  FALSE SECTION", doc, a)
					}
				}
			}
		}
	}
	var keys []string
	for k := range sup {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	f1 := func(tp, fp, fn float64) float64 {
		if tp == 0 {
			return 0
		}
		return 2 * tp / (2*tp + fp + fn)
	}
	a, b := 0.0, 0.0
	for _, k := range keys {
		x, y := f1(tp[k], fp[k], fn[k]), f1(ltp[k], lfp[k], lfn[k])
		a, b = a+x, b+y
		fmt.Printf("%-18s F %.2f lenient %.2f (P %.2f R %.2f) n=%v\n", k, x, y, ltp[k]/max(1, ltp[k]+lfp[k]), ltp[k]/max(1, ltp[k]+lfn[k]), sup[k])
	}
	fmt.Printf("macro %.3f lenient %.3f; facts %d/%d; false sections %d/%d; dates %d/%d\n", a/float64(len(keys)), b/float64(len(keys)), hit, nfacts, falseSec, absent, dateRight, dated)
}

type goldFact struct {
	Section   string `json:"section"`
	Date      string `json:"date"`
	Paragraph int    `json:"paragraph"`
	Summary   string `json:"summary"`
}

type goldDoc struct {
	Doc       string     `json:"doc"`
	Published string     `json:"published"`
	Facts     []goldFact `json:"facts"`
	Absent    []string   `json:"sections_absent"`
}

func goldFacts(t *testing.T) map[string]goldDoc {
	raw, err := os.ReadFile(goldDir + "/facts.jsonl")
	if err != nil {
		t.Skip(err)
	}
	out := map[string]goldDoc{}
	for line := range strings.Lines(string(raw)) {
		var d goldDoc
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		out[d.Doc] = d
	}
	return out
}

func goldCompose(t *testing.T, doc string) *composer {
	names, _ := filepath.Glob(goldDir + "/articles/" + doc + "_*.txt")
	f, err := os.Open(names[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := content.Load(f, content.Options{Name: names[0]})
	if err != nil {
		t.Fatal(err)
	}
	c := &composer{profile: standard()}
	c.read(a, 0, Options{Now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)})
	return c
}
