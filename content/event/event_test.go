package event_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/content"
	"readout/content/event"
	"readout/content/prose"
	"readout/content/sample"
)

func read(text string) *prose.Document {
	a := &content.Article{}
	for par := range strings.SplitSeq(text, "\n") {
		a.Paragraphs = append(a.Paragraphs, content.Paragraph{Number: len(a.Paragraphs) + 1, Text: par})
	}
	return prose.Analyze(a, time.Time{})
}

func names(d *prose.Document, entities []int) string {
	var out []string
	for _, e := range entities {
		out = append(out, d.Entities[e].Short)
	}
	return strings.Join(out, ", ")
}

// TestCode codes sentences written for it: the main event of each.
func TestCode(t *testing.T) {
	for _, tt := range []struct {
		text            string
		kind, of        event.Type
		status          event.Status
		actors, targets string
	}{
		{"Ukraine agreed to share intelligence with Japan.", event.Agree, event.Cooperate, event.Done, "Ukraine", "Japan"},
		{"French President Emmanuel Macron met with German Chancellor Olaf Scholz and Italian Prime Minister Giorgia Meloni in Rome.", event.Consult, event.None, event.Done, "Macron", "Scholz, Meloni"},
		{"Talks between Armenia and Azerbaijan resumed in Geneva.", event.Consult, event.None, event.Done, "Armenia", "Azerbaijan"},
		{"French President Emmanuel Macron’s visit to Japan was short.", event.Consult, event.None, event.Done, "Macron", "Japan"},
		{"Norway and Sweden signed a treaty.", event.Support, event.None, event.Done, "Norway, Sweden", ""},
		{"Poland praised Lithuania for its patience.", event.Support, event.None, event.Done, "Poland", "Lithuania"},
		{"Japan has sent food to Chile.", event.Aid, event.None, event.Done, "Japan", "Chile"},
		{"Japan will send food to Chile.", event.Agree, event.Aid, event.Planned, "Japan", "Chile"},
		{"Japan refused to send food to Chile.", event.Reject, event.Aid, event.Denied, "Japan", "Chile"},
		{"Japan did not send food to Chile.", event.Reject, event.Aid, event.Denied, "Japan", "Chile"},
		{"Japan may send food to Chile.", event.Aid, event.None, event.Possible, "Japan", "Chile"},
		{"Japan is expected to ask Chile for copper.", event.Request, event.None, event.Planned, "Japan", "Chile"},
		{"Greece demanded that Turkey release the sailors.", event.Request, event.Yield, event.Requested, "Greece", "Turkey"},
		{"Egypt accused Ethiopia of delaying the talks.", event.Accuse, event.None, event.Done, "Egypt", "Ethiopia"},
		{"Peru rejected an offer from Bolivia.", event.Reject, event.None, event.Denied, "Peru", "Bolivia"},
		{"Iran threatened to attack Iraq.", event.Threaten, event.Assault, event.Done, "Iran", "Iraq"},
		{"Thousands marched in Madrid to protest against the tax.", event.Protest, event.None, event.Done, "", ""},
		{"Spain expelled a Russian diplomat.", event.Sanction, event.None, event.Done, "Spain", ""},
		{"Finland deployed 200 soldiers near the border.", event.Mobilize, event.None, event.Done, "Finland", ""},
		{"Police arrested two men in Oslo.", event.Coerce, event.None, event.Done, "", ""},
		{"Sudan shelled a camp in Chad.", event.Assault, event.None, event.Done, "Sudan", ""},
		{"Chad was attacked by Sudan.", event.Assault, event.None, event.Done, "Sudan", "Chad"},
		{"Ethiopia released 40 prisoners.", event.Yield, event.None, event.Done, "Ethiopia", ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			d := read(tt.text)
			events := event.Default().Code(d)[0]
			if len(events) == 0 {
				t.Fatal("no event")
			}
			e := events[0]
			if e.Type != tt.kind || e.Of != tt.of || e.Status != tt.status {
				t.Errorf("%s of %q, %s (pattern %s); want %s of %q, %s", e.Type, e.Of, e.Status, e.Pattern, tt.kind, tt.of, tt.status)
			}
			if a, o := names(d, e.Actors), names(d, e.Targets); a != tt.actors || o != tt.targets {
				t.Errorf("%s → %s, want %s → %s", a, o, tt.actors, tt.targets)
			}
			if e.Trigger.Len() == 0 || e.Clause.Start > e.Trigger.Start || e.Clause.End < e.Trigger.End || e.Clause.End > len(tt.text) {
				t.Errorf("trigger %v in clause %v of %d bytes", e.Trigger, e.Clause, len(tt.text))
			}
		})
	}
}

// TestArms tells requests for arms from words about arms.
func TestArms(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{"Ukraine asked Japan for howitzers.", true},
		{"The minister called on allies to send more ammunition.", true},
		{"Our army needs air defence systems.", true},
		{"Chile is interested in Norwegian frigates.", true},
		{"Peru has an urgent need for artillery.", true},
		{"Give us tanks.", true},
		{"Ukraine asked Japan for tents.", false},
		{"The minister called on all sides to lay down their weapons.", false},
		{"Norway urged Peru to ban cluster bombs.", false},
		{"Chile is not seeking nuclear weapons.", false},
		{"The talks on arms control need more time.", false},
		{"Soldiers fired artillery shells at the town.", false},
	} {
		t.Run(tt.text, func(t *testing.T) {
			got := slices.ContainsFunc(event.Default().Code(read(tt.text))[0], func(e event.Event) bool {
				return e.Type == event.Request && e.Arms
			})
			if got != tt.want {
				t.Errorf("asks for arms: %v, want %v", got, tt.want)
			}
		})
	}
}

// table reads rows of a class, a tab and a sentence.
func table(t *testing.T, name string) [][2]string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][2]string
	for line := range strings.Lines(string(text)) {
		class, sentence, _ := strings.Cut(strings.TrimSpace(line), "\t")
		rows = append(rows, [2]string{class, sentence})
	}
	return rows
}

// TestTypes codes news sentences, written for it, of every type and its detail codes.
func TestTypes(t *testing.T) {
	for _, row := range table(t, "types.tsv") {
		got := "NONE"
		if events := event.Default().Code(read(row[1]))[0]; len(events) > 0 && events[0].Type != event.None {
			got = string(events[0].Type)
		}
		if got != row[0] {
			t.Errorf("%s, want %s: %s", got, row[0], row[1])
		}
	}
}

// TestArmsInNews tells requests for arms from their near misses in news sentences.
func TestArmsInNews(t *testing.T) {
	for _, row := range table(t, "arms.tsv") {
		asks := slices.ContainsFunc(event.Default().Code(read(row[1]))[0], func(e event.Event) bool {
			return e.Type == event.Request && e.Arms
		})
		if asks != (row[0] == "yes") {
			t.Errorf("asks for arms: %v, want %s: %s", asks, row[0], row[1])
		}
	}
}

// TestFragment: a list without a verb goes on from the request before it.
func TestFragment(t *testing.T) {
	for text, want := range map[string]bool{
		"“We need more weapons from our friends. Mortars, drones, rifles ...,” the minister said.": true,
		"Norway asked Peru for help. Howitzers and mortars!":                                       true,
		"Norway asked Peru for help. Its mortars shelled a village.":                               false,
		"Norway thanked Peru. Howitzers and mortars!":                                              false,
	} {
		last := -1
		for _, e := range event.Default().Code(read(text))[0] {
			if e.Type == event.Request && e.Arms {
				last = e.Sentence
			}
		}
		if (last == 1) != want {
			t.Errorf("%s: asked in sentence %d", text, last)
		}
	}
}

// TestNone: no event in what only looks like one.
func TestNone(t *testing.T) {
	for _, text := range []string{
		"Oslo is the capital of Norway.",
		"The ministry published a report on rain.",
		"He had a heart attack.",
		"It was raining.",
	} {
		for _, e := range event.Default().Code(read(text))[0] {
			if !e.Mentioned {
				t.Errorf("%q: %s %s", text, e.Type, e.Pattern)
			}
		}
	}
}

func TestParse(t *testing.T) {
	l, err := event.Parse(strings.NewReader(`
# fruit, for once
{arms} = pear, ripe plum
AID 070 give fruit
  give ** {arms}
PLANNED - meant
  mean to
REJECT 120 spurn [op]
  spurn/=waved_off
`))
	if err != nil {
		t.Fatal(err)
	}
	c := event.NewCoder(l)
	for text, want := range map[string]event.Type{
		"Norway gave Sweden a basket of ripe plums.": event.Aid,
		"Norway gave Sweden a basket of apples.":     event.None,
		"Norway spurned giving pears to Sweden.":     event.Reject,
		"Norway waved off giving pears to Sweden.":   event.Reject,
	} {
		got := event.None
		if events := c.Code(read(text))[0]; len(events) > 0 {
			got = events[0].Type
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"  ask for", "line 1: a pattern without a header"},
		{"\nASK 020 ask", "line 2: ASK is not an event type"},
		{"REQUEST 020 ask [loud]", "line 1: loud is not a flag"},
		{"REQUEST", "line 1: neither a set"},
		{"{arms = gun", "line 1: a set is written"},
		{"{arms} =", "line 1: an empty phrase"},
		{"{arms} = {guns}", "line 1: no set {guns}"},
		{"REQUEST 020 ask\n  ask {arms}", "line 2: no set {arms}"},
		{"REQUEST 020 ask\n  ** ask", "line 2: a pattern begins with a word"},
		{"REQUEST 020 ask\n  ask **", "line 2: a pattern does not end in a gap"},
		{"REQUEST 020 ask\n  ask * ** for", "line 2: two gaps in a row"},
		{"REQUEST 020 ask\n  ask (for", "line 2: \"(for\" is not a word"},
	} {
		if _, err := event.Parse(strings.NewReader(tt.text)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s…", tt.text, err, tt.want)
		}
	}
}

// FuzzParse: any lexicon is read or refused with its line, and one that is read codes a
// text without fault.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"10-sets", "50-conflict", "60-codebook"} {
		text, err := os.ReadFile("lexicon/" + name + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("{arms} = gun\nREQUEST 0233 ask [any op arms]\n  ask (=for) !no * @ ** {arms}/=a_b\nNONE - x\n  y\n")
	d := read("Norway asked Sweden for guns, and Sweden sent no guns “as a friend” – nor plums.")
	f.Fuzz(func(t *testing.T, text string) {
		l, err := event.Parse(strings.NewReader(text))
		if err != nil {
			if !strings.HasPrefix(err.Error(), "line ") {
				t.Errorf("no line in %q", err)
			}
			return
		}
		check(t, d, event.NewCoder(l).Code(d))
	})
}

// FuzzCode: events lie inside their paragraphs and name entities that there are.
func FuzzCode(f *testing.F) {
	_, text := sample.Article()
	f.Add(string(text))
	f.Add("“We need tanks,” he said. Give us 'guns'!\n(He met — it is said — Macron.)")
	f.Fuzz(func(t *testing.T, text string) {
		d := read(content.Clean(text))
		check(t, d, event.Default().Code(d))
	})
}

func check(t *testing.T, d *prose.Document, coded [][]event.Event) {
	t.Helper()
	if len(coded) != len(d.Paragraphs) {
		t.Fatalf("%d lists for %d paragraphs", len(coded), len(d.Paragraphs))
	}
	for i, events := range coded {
		p := &d.Paragraphs[i]
		for _, e := range events {
			s := p.Sentences[e.Sentence]
			for _, span := range []content.Span{e.Clause, e.Trigger} {
				if span.Len() > 0 && (span.Start < 0 || span.End > len(p.Text) || !span.Overlaps(s)) {
					t.Errorf("%v outside sentence %v of %q", span, s, p.Text)
				}
			}
			for _, n := range append(slices.Clone(e.Actors), e.Targets...) {
				if n < 0 || n >= len(d.Entities) {
					t.Errorf("entity %d of %d", n, len(d.Entities))
				}
			}
		}
	}
}

func BenchmarkCode(b *testing.B) {
	_, text := sample.Article()
	d := read(strings.Repeat(string(text), 10))
	c := event.Default()
	b.SetBytes(int64(10 * len(text)))
	for b.Loop() {
		c.Code(d)
	}
}

func BenchmarkParse(b *testing.B) {
	var text strings.Builder
	for _, name := range []string{"10-sets", "20-diplomacy", "30-aid", "40-speech", "50-conflict", "60-codebook"} {
		part, err := os.ReadFile("lexicon/" + name + ".txt")
		if err != nil {
			b.Fatal(err)
		}
		text.Write(part)
	}
	for b.Loop() {
		if _, err := event.Parse(strings.NewReader(text.String())); err != nil {
			b.Fatal(err)
		}
	}
}
