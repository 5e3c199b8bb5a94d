package content

import (
	"bufio"
	"encoding/json"
	"errors"
	"html"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestBoilerplate(t *testing.T) {
	for _, c := range []struct{ text, reason string }{
		{"Advertisement", reasonAd},
		{"ADVERTISEMENT - CONTINUE READING BELOW", reasonAd},
		{"Story continues below advertisement", reasonAd},
		{"[Sponsored]", reasonAd},
		{"Other Topics of Interest", reasonTeaser},
		{"You May Also Like", reasonTeaser},
		{"More Stories", reasonTeaser},
		{"READ MORE: How the strait froze over", reasonTeaser},
		{"Also read | Mayor of Riga resigns", reasonTeaser},
		{"Related: What the ceasefire says", reasonTeaser},
		{"Share on Facebook", reasonShare},
		{"Facebook Twitter WhatsApp Email", reasonShare},
		{"Share this article via email, link or Telegram", reasonShare},
		{"Follow us on Telegram and Instagram for breaking news.", reasonShare},
		{"Sign up for our weekly newsletter", reasonSubscribe},
		{"Subscribe to the Morning Letter and never miss a story.", reasonSubscribe},
		{"Photo: Yonhap", reasonCaption},
		{"FILE PHOTO: A soldier walks past a bridge in Kherson. REUTERS/Ann Example", reasonCaption},
		{"The two presidents shake hands in Geneva, June 16. (AP Photo/Jo Example)", reasonCaption},
		{"Spotted an error? Select it and press Ctrl+Enter.", reasonCorrection},
		{"To suggest a correction or clarification, write to us here", reasonCorrection},
		{"To report a mistake in this story, write to our editors here", reasonCorrection},
		{"We use cookies to make this site better. Read our privacy policy.", reasonCookies},
		{"© 2024 Example Media", reasonCopyright},
		{"Copyright 2024 Example Media. All rights reserved.", reasonCopyright},
		{"Read more", reasonNavigation},
		{"12 Comments", reasonComments},
		{"4 min read", reasonPlayer},
		{"Updated 3 hours ago", reasonDate},
		{"(Reporting by A. Example; Editing by B. Sample)", reasonCredit},
		{"The Associated Press contributed to this report.", reasonCredit},
		{`\###`, reasonSeparator},
		{"* * *", reasonSeparator},

		// What reads like it, and is the article.
		{"Weapon aid requests", ""},
		{"More troops are on their way to the border, the general said.", ""},
		{"“Subscribe to nobody’s truth but your own,” she told the students.", ""},
		{"The photo shows the minister beside the wreck, the ministry said.", ""},
		{"Related charges against two officers were dropped on Monday.", ""},
		{"Follow-up talks are planned for January in Ankara.", ""},
		{"Facebook and Twitter said they had removed the accounts.", ""},
		{"The company said all its sites use cookies, and that it would ask users from June.", ""},
		{"Share prices fell by four percent after the announcement.", ""},
		{"Moscow: the sanctions will not work", ""},
		{"Source close to the talks: no deal before the summit", ""},
		{"Reuters reported earlier that the delegation had left Seoul.", ""},
		{"The advertisement was pulled after a complaint by the embassy.", ""},
		{"Copyright law will be changed next year, the minister announced.", ""},
		{"Latest figures show that 4,000 people have crossed the river.", ""},
		{"Video from the scene shows two burning trucks.", ""},
		{"Sign-ups for the militia doubled in a week.", ""},
		{"Comments by the president caused anger in Warsaw.", ""},
		{"Other countries have offered air defence systems and ammunition.", ""},
		{"Up to 40 people were hurt.", ""},
	} {
		if got := boilerplate(c.text); got != c.reason {
			t.Errorf("%q: %q, want %q", c.text, got, c.reason)
		}
	}
}

// load reads a text that must be an article.
func load(t *testing.T, text string) *Article {
	t.Helper()
	a, err := Load(strings.NewReader(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTeasers(t *testing.T) {
	const before = "The Estonian and Latvian ministers of transport met in Valga on Friday to discuss the railway.\n\n" +
		"They agreed that the railway should open in 2030, the Estonian ministry said.\n\n"
	const after = "The Latvian minister said the railway would need another loan, and that the Estonian side knew it.\n"
	for _, c := range []struct {
		name, between string
		dropped, kept int
	}{
		{"label, headline, blurb", "Read also\n\nSwedish Court Frees Trawler Captain\n\nThe captain had been held in Gothenburg since August over a damaged cable.\n\n", 3, 3},
		{"headline, label, headline", "Swedish Court Frees Trawler Captain\nRelated stories\nSwedish Court Frees Trawler Captain\n\n", 3, 3},
		{"list below a label", "More stories\n\nSwedish Court Frees Trawler Captain\n\nOslo Buys Twelve Electric Ferries\n\nFinland Counts Its Wolves Again\n\n", 4, 3},
		{"twice without a label", "Swedish Court Frees Trawler Captain\n\nSwedish Court Frees Trawler Captain\n\n", 2, 3},
		{"label left over above a heading", "Related stories\n\nThe loan\n\nThe railway loan of the Estonian side would come from the same bank, the ministers agreed.\n\n", 1, 5},
		{"label alone", "Recommended\n\n", 1, 3},
		{"sub-heading", "Cost of the railway\n\n", 0, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := load(t, before+c.between+after)
			if len(a.Dropped) != c.dropped || len(a.Paragraphs) != c.kept {
				t.Errorf("dropped %d, kept %d; want %d and %d\n%s", len(a.Dropped), len(a.Paragraphs), c.dropped, c.kept, describe(a))
			}
		})
	}
}

func TestHead(t *testing.T) {
	const body = "\n\nThe council voted on Monday to close the bridge.\n\nIt will open again in May, the mayor said.\n"
	for _, c := range []struct{ head, title, byline, published, publisher string }{
		{"", "", "", "", ""},
		{"Council closes bridge", "Council closes bridge", "", "", ""},
		{"Council closes bridge\n\nBy Ann Example", "Council closes bridge", "Ann Example", "", ""},
		{"Council closes bridge\nBY ANN EXAMPLE AND BO DE VRIES | NOV. 27, 2024", "Council closes bridge", "ANN EXAMPLE AND BO DE VRIES", "2024-11-27", ""},
		{"Council closes bridge\n\nAnn Example\n\n27 November 2024, 10:15 GMT", "Council closes bridge", "Ann Example", "2024-11-27", ""},
		{"News > Local > Traffic\n\nCouncil closes bridge\n\nPublished: Wednesday, Nov. 27", "Council closes bridge", "", "", ""},
		{"Advertisement\n\nWill the bridge ever open?", "Will the bridge ever open?", "", "", ""},
		{"2024-11-27T10:00:00Z", "", "", "2024-11-27", ""},
		{"By Monday evening, the bridge was closed.", "", "", "", ""},
		{"By Friday", "", "", "", ""},
		{"Title: Council closes bridge\nAuthor: Ann Example\nPublished: 2024-11-27\nSource: Bridge Post", "Council closes bridge", "Ann Example", "2024-11-27", "Bridge Post"},
		{"TARTU, Nov. 27 (BNS) — The river rose again on Monday.", "", "", "", "BNS"},
	} {
		a := load(t, c.head+body)
		got := [...]string{a.Title, a.Byline, a.Published.Value, a.Publisher}
		if want := [...]string{c.title, c.byline, c.published, c.publisher}; got != want {
			t.Errorf("%q: got %q, want %q", c.head, got, want)
		}
	}
}

func TestFirstDay(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2024-11-27", "2024-11-27"},
		{"2024-11-27T23:59:00+09:00", "2024-11-27"},
		{"20241127T101500", "2024-11-27"},
		{"Wed, 27 Nov 2024 10:00:00 GMT", "2024-11-27"},
		{"November 27th, 2024", "2024-11-27"},
		{"the 3rd of March 2021", "2021-03-03"},
		{"Sept. 5, 2023", "2023-09-05"},
		{"27.11.2024", "2024-11-27"},
		{"27/11/2024", "2024-11-27"},
		{"11/27/2024", "2024-11-27"},
		{"2024/2/29", "2024-02-29"},
		{"3/4/2024", ""},
		{"2023-02-29", ""},
		{"Nov. 27", ""},
		{"Wednesday", ""},
		{"decembrist 12 2024", ""},
		{"1732701600", ""},
	} {
		if got, _, _ := firstDay(c.in); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestPasteBlocks(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{
			"wrapped at 60", "The governments of both countries have agreed to open the\ncanal early, after farmers warned that maize would not last\nuntil July.\n\nMadrid may send\nan observer.",
			[]string{"The governments of both countries have agreed to open the canal early, after farmers warned that maize would not last until July.", "Madrid may send an observer."},
		},
		{
			"lines are paragraphs", "The canal opens early.\nMadrid may send an observer, the ministry said on Tuesday.\nFarmers had asked for it.\nNobody objected.",
			[]string{"The canal opens early.", "Madrid may send an observer, the ministry said on Tuesday.", "Farmers had asked for it.", "Nobody objected."},
		},
		{
			"wrapped, no blank lines", "The governments of both countries have agreed to open the\ncanal early, after they saw the fields.\nMadrid may send an observer, the ministry said, but no one\nfrom Brussels will come.",
			[]string{"The governments of both countries have agreed to open the canal early, after they saw the fields.", "Madrid may send an observer, the ministry said, but no one from Brussels will come."},
		},
		{
			"wrapped capitals", "THE GOVERNMENTS OF BOTH COUNTRIES HAVE AGREED TO OPEN THE\nCANAL EARLY AFTER FARMERS WARNED THAT THE MAIZE WOULD NOT\nLAST UNTIL JULY AND THAT THE CATTLE WOULD HAVE TO BE SOLD\nBEFORE THE AUTUMN.",
			[]string{"THE GOVERNMENTS OF BOTH COUNTRIES HAVE AGREED TO OPEN THE CANAL EARLY AFTER FARMERS WARNED THAT THE MAIZE WOULD NOT LAST UNTIL JULY AND THAT THE CATTLE WOULD HAVE TO BE SOLD BEFORE THE AUTUMN."},
		},
		{"quoted mail", "> The canal opens early, and\n> nobody objected.\n>\n> Madrid may come.", []string{"The canal opens early, and nobody objected.", "Madrid may come."}},
		{"items", "They agreed on:\n- a canal\n- a bridge that is long enough\n  to wrap\n1. nothing", []string{"They agreed on:", "a canal", "a bridge that is long enough to wrap", "1. nothing"}},
		{"hyphen", "It was a co-\noperation, not a merger. The\ncooperation ends in a long-\nterm plan.", []string{"It was a cooperation, not a merger. The cooperation ends in a long-term plan."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, b := range pasteBlocks(c.in) {
				got = append(got, b.text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestIsArticleMarkdown(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     bool
	}{
		{"clipped", "---\ntitle: A\nsource: https://example.org/a\n---\nText.", true},
		{"CRLF", "---\r\nurl: \"https://example.org/a\"\r\n---\r\nText.", true},
		{"author and date", "---\nauthor: A. Name\npublished: 2024-11-27\n---\nText.", true},
		{"briefing", "---\nid: 3f0c\ntitle: A\npublished: 2024-11-27\nsources:\n  - {publisher: P, url: \"https://example.org/a\"}\n---\n# A", false},
		{"notes of one's own", "---\ntitle: A\ntags: [x]\n---\nText.", false},
		{"no front matter", "# Title\n\nhttps://example.org", false},
		{"not closed", "---\nurl: https://example.org/a\n", false},
		{"no address", "---\nsource: my head\n---\nText.", false},
		{"broken YAML", "---\nurl: [https://example.org\n---\nText.", false},
		{"nothing", "", false},
		{"alias", "---\na: &a [x]\nurl: *a\n---\n", false},
	} {
		if got := IsArticleMarkdown([]byte(c.in)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func shared(t *testing.T, path ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(append([]string{"..", "..", "shared"}, path...)...))
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("no article beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestPastedArticle reads an article with everything that a paste brings along, as it is
// and as a page, and wants each line of it kept or dropped rightly.
func TestPastedArticle(t *testing.T) {
	text := string(shared(t, "articles", "kyiv-seoul.txt"))
	dropped := func(l string) bool {
		for _, s := range []string{"Advertisement", "Tambov", "Other Topics of Interest", "To suggest a correction", "Ctrl + Enter"} {
			if strings.Contains(l, s) {
				return true
			}
		}
		return false
	}
	var keep, drop []string
	for l := range strings.Lines(text) {
		if l = foldSpace(l); l != "" && dropped(l) {
			drop = append(drop, l)
		} else if l != "" {
			keep = append(keep, l)
		}
	}
	for name, build := range map[string]func(string) string{
		"text":  func(s string) string { return s },
		"p":     func(s string) string { return asPage(s, "p") },
		"div":   func(s string) string { return asPage(s, "div") },
		"lines": func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n") },
	} {
		t.Run(name, func(t *testing.T) {
			a := load(t, build(text))
			var got, gone []string
			for _, p := range a.Paragraphs {
				got = append(got, p.Text)
				if (p.Kind == Heading) != (p.Text == "Weapon aid requests") {
					t.Errorf("kind %d: %s", p.Kind, p.Text)
				}
			}
			for _, d := range a.Dropped {
				gone = append(gone, d.Text)
			}
			if !slices.Equal(got, keep) {
				t.Errorf("kept\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(keep, "\n"))
			}
			if name != "p" && name != "div" && !slices.Equal(gone, drop) {
				t.Errorf("dropped %q, want %q", gone, drop)
			}
			if a.Title != "" {
				t.Errorf("title %q", a.Title)
			}
		})
	}
}

func asPage(text, element string) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html><body><div>")
	for l := range strings.Lines(text) {
		if l = foldSpace(l); l != "" {
			b.WriteString("<" + element + ">" + html.EscapeString(l) + "</" + element + ">\n")
		}
	}
	return b.String() + "</div></body></html>"
}

// TestNoise logs how well noise is told from articles on labelled sentences.
func TestNoise(t *testing.T) {
	labels := shared(t, "gold", "sections", "labels.jsonl")
	articles := map[string]*Article{}
	files, err := filepath.Glob(filepath.Join("..", "..", "shared", "gold", "sections", "articles", "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, _, _ := strings.Cut(filepath.Base(file), "_")
		articles[doc] = load(t, string(raw))
	}
	right, wrong, missed, kept := 0, 0, 0, 0
	for s := bufio.NewScanner(strings.NewReader(string(labels))); s.Scan(); {
		var l struct {
			Doc, Text string
			Labels    []string
		}
		if err := json.Unmarshal(s.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		dropped := slices.ContainsFunc(articles[l.Doc].Dropped, func(d Dropped) bool { return strings.Contains(d.Text, foldSpace(Clean(l.Text))) })
		switch noise := slices.Contains(l.Labels, "noise"); {
		case noise && dropped:
			right++
		case noise:
			missed++
			t.Logf("missed: %s %s", l.Doc, l.Text)
		case dropped:
			wrong++
			t.Logf("dropped: %s %s", l.Doc, l.Text)
		default:
			kept++
		}
	}
	t.Logf("noise dropped %d, missed %d; articles' sentences kept %d, dropped %d", right, missed, kept, wrong)
}
