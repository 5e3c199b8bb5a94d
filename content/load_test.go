package content

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestArticles reads the articles of testdata and compares with what they should give.
func TestArticles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "articles", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if filepath.Ext(file) == ".golden" {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Load(bytes.NewReader(raw), Options{Name: filepath.Base(file)})
			if err != nil {
				t.Fatal(err)
			}
			got := describe(a)
			golden := file + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			// The same bytes give the same article under any line ends and encoding.
			crlf, err := Load(strings.NewReader("\ufeff"+strings.ReplaceAll(string(raw), "\n", "\r\n")), Options{Name: filepath.Base(file)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, describe(crlf)); diff != "" {
				t.Errorf("CRLF with BOM (-LF +CRLF)\n%s", diff)
			}
		})
	}
}

// describe writes an article down, what was dropped in its place.
func describe(a *Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title: %s\nbyline: %s\npublisher: %s\nurl: %s\nlanguage: %s\npublished: %s %s %q\nwarnings: %q\n\n",
		a.Title, a.Byline, a.Publisher, a.URL, a.Language, a.Published.Value, a.Published.Certainty, a.Published.Words, a.Warnings)
	dropped := a.Dropped
	drop := func(after int) {
		for len(dropped) > 0 && dropped[0].After == after {
			fmt.Fprintf(&b, "   - %s: %s\n", dropped[0].Reason, dropped[0].Text)
			dropped = dropped[1:]
		}
	}
	drop(0)
	for _, p := range a.Paragraphs {
		fmt.Fprintf(&b, "%2d %s%s\n", p.Number, [...]string{"", "# ", "* "}[p.Kind], p.Text)
		drop(p.Number)
	}
	return b.String()
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, in string
		opt      Options
		want     error
	}{
		{"nothing", "", Options{}, ErrEmpty},
		{"blank", " \n\t\r\n\u00a0\ufeff", Options{}, ErrEmpty},
		{"binary", "\x7fELF\x02\x01\x01\x00", Options{}, ErrBinary},
		{"NUL", "Some text.\x00 More text.", Options{}, ErrBinary},
		{"PDF", "%PDF-1.7\nstream", Options{}, ErrBinary},
		{"too large", strings.Repeat("Word. ", 10), Options{MaxBytes: 59}, ErrTooLarge},
		{"too many lines", strings.Repeat("a\n", maxParts+1), Options{}, ErrTooLarge},
		{"headings only", "Markets\n\nWeather\n\nSport", Options{}, ErrNoSentence},
		{"numbers only", "1.5 2.5\n\n2024 2025 2026 2027\n\n+++", Options{}, ErrNoSentence},
		{"advertisements only", "Advertisement\n\nRead also: How the harbour of Tallinn was built.", Options{}, ErrNoSentence},
		{"empty page", "<!doctype html><html><head><title>Nothing here</title></head><body><script>var a = 'One sentence.'</script></body></html>", Options{}, ErrNoSentence},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := Load(strings.NewReader(c.in), c.opt)
			if !errors.Is(err, c.want) || a != nil {
				t.Fatalf("got %v, %v; want %v", a, err, c.want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has more than one line: %q", err)
			}
		})
	}
}

func TestLoadSaysWhatReadingFailedWith(t *testing.T) {
	failure := errors.New("the cable is out")
	_, err := Load(iotest.ErrReader(failure), Options{})
	if !errors.Is(err, failure) {
		t.Errorf("got %v, want one that wraps %v", err, failure)
	}
}

// endless never ends, and counts what was taken of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "The tide came in. "[i%18]
	}
	e.read += int64(len(p))
	return len(p), nil
}

func TestLoadReadsNoMoreThanItMay(t *testing.T) {
	var in endless
	_, err := Load(&in, Options{MaxBytes: 1 << 20})
	if !errors.Is(err, ErrTooLarge) {
		t.Fatalf("got %v, want ErrTooLarge", err)
	}
	if in.read > 1<<20+1 {
		t.Errorf("%d bytes read", in.read)
	}
}

func TestOptionsOverride(t *testing.T) {
	text := "Title: Old title\nPublished: 3 May 2020\nSource: https://old.example.org/a\n\nThe mayor opened the bridge.\n"
	a, err := Load(strings.NewReader(text), Options{Title: "New\x1b[31m title", Published: "2021-06-07", URL: "https://new.example.org/b"})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{a.Title, a.Published.Value, string(a.Published.Certainty), a.URL, a.Publisher}
	want := []string{"New title", "2021-06-07", "exact", "https://new.example.org/b", "new.example.org"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256([]byte(text))); a.SHA256 != sum {
		t.Errorf("SHA256 %q, want %q", a.SHA256, sum)
	}
}

func TestOneLine(t *testing.T) {
	a, err := Load(strings.NewReader("Kenya's president visited Rwanda on Tuesday."), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Paragraphs) != 1 || a.Paragraphs[0].Text != "Kenya's president visited Rwanda on Tuesday." || a.Title != "" {
		t.Errorf("got %+v", a)
	}
}

// TestHostilePages gives pages made to exhaust a reader, and bounds the time.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	sentence := "<p>The council voted to rebuild the pier before the winter storms, its chair said.</p>"
	var attributes strings.Builder
	for i := range 300_000 {
		fmt.Fprintf(&attributes, " a%d=%d", i, i)
	}
	for _, c := range []struct{ name, in string }{
		{"deep", strings.Repeat("<div>", 200_000) + sentence},
		{"deep inline", strings.Repeat("<b><i><a href=x>", 100_000) + sentence},
		{"tables in tables", strings.Repeat("<table><tr><td>", 50_000) + sentence},
		{"many attributes", "<div" + attributes.String() + ">" + sentence + "</div>"},
		{"many paragraphs", "<html>" + strings.Repeat(sentence, 20_000)},
		{"many small elements", "<html><p>" + strings.Repeat("<i>x</i>", 60_000) + sentence},
		{"many lists", "<html>" + strings.Repeat("<ul><li><a href=x>Elsewhere</a>", 30_000) + sentence},
		{"many teasers", "<html>" + strings.Repeat("<p>Related stories<p>Storm closes the old harbour again<p>Boats lay idle for days.", 3_000) + sentence},
		{"long entities", sentence + strings.Repeat("&amp", 500_000) + strings.Repeat("&#99999999", 50_000)},
		{"unclosed comment", sentence + strings.Repeat("<!-- ", 100_000)},
		{"unclosed tag", sentence + "<p " + strings.Repeat("\"", 500_000)},
		{"big script", "<html><script type='application/ld+json'>" + strings.Repeat("[", 500_000) + "</script>" + sentence},
		{"many brs", "<html>" + sentence + strings.Repeat("<br>", 100_000) + sentence},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			a, err := Load(strings.NewReader(c.in), Options{Name: "page.html"})
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range a.Paragraphs {
				if strings.Contains(p.Text, "rebuild the pier") {
					return
				}
			}
			t.Errorf("the sentence is lost in %d paragraphs", len(a.Paragraphs))
		})
	}
}

func TestHugeTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, c := range []struct{ name, in string }{
		{"one line of 1 MB", strings.Repeat("The tide came in and the boats went out. ", 25_000)},
		{"one word of 1 MB", "The word was " + strings.Repeat("a", 1<<20) + "."},
		{"hyphens", strings.Repeat("wrapped-\n", 100_000) + "and it ended."},
		{"headlines", strings.Repeat("Other Topics of Interest\n\nHarbour pilots vote again\n\nThe union said so, late.\n\n", 20_000)},
		{"quoted", strings.Repeat("> > the tide came in\n", 50_000)},
		{"Markdown", "---\nurl: https://example.org/a\n---\n" + strings.Repeat("*a **b [c](d ", 40_000) + "\n\nThe tide came in.\n"},
		{"escapes", strings.Repeat("\x1b]", 300_000) + " The tide came in."},
	} {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			if _, err := Load(strings.NewReader(c.in), Options{}); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
}

func FuzzLoad(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "articles", "*"))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw, filepath.Ext(file))
	}
	f.Add([]byte("<p>One sentence here.\x1b[31m<br><br>Another one."), ".html")
	f.Add([]byte("---\nurl: https://a.b\n---\n\n# T\n\n- &#27;[2J item"), ".md")
	f.Fuzz(func(t *testing.T, raw []byte, ext string) {
		a, err := Load(bytes.NewReader(raw), Options{Name: "x" + ext, MaxBytes: 1 << 20})
		if err != nil {
			if !errors.Is(err, ErrEmpty) && !errors.Is(err, ErrBinary) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrNoSentence) {
				t.Fatalf("an error of no known kind: %v", err)
			}
			return
		}
		checkArticle(t, a)
		again, err := Load(bytes.NewReader(raw), Options{Name: "x" + ext, MaxBytes: 1 << 20})
		if err != nil || !cmp.Equal(a, again) {
			t.Errorf("reading it again gives another article: %v", err)
		}
	})
}

// checkArticle holds an article to what its types promise.
func checkArticle(t *testing.T, a *Article) {
	t.Helper()
	texts := append([]string{a.Title, a.Byline, a.Publisher, a.URL, a.Language, a.Published.Words}, a.Warnings...)
	for i, p := range a.Paragraphs {
		if p.Number != i+1 || strings.TrimSpace(p.Text) != p.Text || p.Text == "" {
			t.Errorf("paragraph %d is %+v", i+1, p)
		}
		texts = append(texts, p.Text)
	}
	after := 0
	for _, d := range a.Dropped {
		if d.After < after || d.After > len(a.Paragraphs) || d.Reason == "" || d.Text == "" {
			t.Errorf("dropped %+v", d)
		}
		after = d.After
		texts = append(texts, d.Text)
	}
	for _, s := range texts {
		if !utf8.ValidString(s) || CleanLine(s) != s {
			t.Errorf("not clean: %q", s)
		}
	}
	if (a.Published.Value == "") != (a.Published.Certainty == Unknown) {
		t.Errorf("published %+v", a.Published)
	}
}

func BenchmarkLoadText(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join("testdata", "articles", "paste.txt"))
	if err != nil {
		b.Fatal(err)
	}
	benchmarkLoad(b, raw, "paste.txt")
}

func BenchmarkLoadHTML(b *testing.B) {
	raw, err := os.ReadFile(filepath.Join("testdata", "articles", "page.html"))
	if err != nil {
		b.Fatal(err)
	}
	benchmarkLoad(b, raw, "page.html")
}

func benchmarkLoad(b *testing.B, raw []byte, name string) {
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(bytes.NewReader(raw), Options{Name: name}); err != nil {
			b.Fatal(err)
		}
	}
}
