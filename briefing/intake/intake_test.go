package intake

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"readout/briefing"
	"readout/briefing/note"
	"readout/content"

	"github.com/google/go-cmp/cmp"
)

func sampleFile(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// told writes down what an entry says, a line each.
func told(e *Entry) string {
	var b strings.Builder
	n := &e.Note
	put := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s=%s ", name, strings.ReplaceAll(value, "\n", "/"))
		}
	}
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.Format("2006-01-02T15:04:05")
	}
	put("on", e.About.Title)
	put("by", e.About.Author)
	put("at", strings.Join(e.About.Addresses, " "))
	put("briefing", e.About.Briefing)
	put("quote", n.Target.Exact)
	put("prefix", n.Target.Prefix)
	put("body", n.Body)
	put("tags", strings.Join(n.Tags, ","))
	put("creator", n.Creator)
	put("created", at(n.Created))
	if !n.Modified.Equal(n.Created) {
		put("modified", at(n.Modified))
	}
	if e.position != (content.Span{}) {
		put("position", fmt.Sprint(e.position.Start, "-", e.position.End))
	}
	put("via", e.via)
	return strings.TrimSpace(b.String())
}

func TestFormats(t *testing.T) {
	const grain = "on=Ministers agree on grain "
	const jo = grain + "by=Jo Ink "
	const page = "at=https://example.org/2024/talks"
	for _, c := range []struct {
		file     string
		format   Format
		entries  []string
		problems []string
	}{
		{"clippings.txt", Kindle, []string{
			jo + "quote=Dorn met Vale in the harbour town on Wednesday. body=Who asked/for it? created=2024-03-04T19:12:01 modified=2024-03-04T19:13:00",
			"on=Getreide (Handbuch) by=Ink, Jo quote=Die Fähre fährt. created=2024-03-05T08:01:02",
			"on=Granos quote=El puerto abre. body=Sí created=2025-08-12T12:00:05 modified=2025-08-12T12:01:05",
			"on=Céréales quote=Le port ouvre. created=2025-08-01T06:07:08",
			"on=Cereali quote=Il porto apre. created=2025-08-01T06:07:08",
			"on=Grãos quote=O porto abre. created=2025-08-01T06:07:08",
			"on=谷物 by=乔 quote=港口开放。 created=2024-03-04T19:12:01",
			"on=穀物 quote=港が開く。 created=2024-03-04T19:12:01",
			"on=Зерно quote=Порт открыт. created=2024-03-04T19:12:01",
			"on=Journal quote=On paper. body=A thought alone. created=2024-03-04T00:05:00 modified=2024-03-04T00:06:00",
		}, []string{"line 77: its second line does not begin with -, as Kindle's does", "line 82: it has no text"}},
		{"koreader.json", KOReader, []string{
			grain + "by=Jo Ink, Al Pen quote=Dorn met Vale in the harbour town on Wednesday. body=Who asked? created=2024-03-04T19:22:01",
			grain + "by=Jo Ink, Al Pen quote=They will meet again in spring created=2024-03-04T19:22:02",
		}, []string{"entry 3: it has neither a text nor a note", "entry 4: it is not a highlight of KOReader: \"text\" is a list where a text is due"}},
		{"koreader.md", KOReader, []string{
			grain + "by=Jo Ink, Al Pen quote=Dorn met Vale in the harbour town on Wednesday. body=Who asked? created=2024-03-04T19:22:01",
			grain + "by=Jo Ink, Al Pen quote=They will meet/again in spring created=2024-03-04T19:22:02",
			"on=Other talks by=N/A quote=Nobody came. created=2024-03-05T00:00:00",
		}, []string{"line 17: it has neither a text nor a note"}},
		{"readwise.csv", Readwise, []string{
			jo + `quote=Dorn met Vale in the "harbour town", on Wednesday. body=Who asked? tags=grain,to check created=2024-05-01T10:00:00`,
			jo + "quote=Two/lines. created=2024-05-02T10:00:00",
			jo + "body=A note on all of it.",
			jo + "quote=Last. created=2024-05-03T16:05:06",
		}, []string{
			"line 6: the row has neither a highlight nor a note", "line 7: the row has 2 columns, and the names are 11",
			`line 8: the row is not CSV: extraneous or missing " in quoted-field`,
		}},
		{"zotero.md", Zotero, []string{
			"by=Ink et al., 2024 quote=Dorn met Vale in the harbour town [on] Wednesday. body=Who asked?//And who paid? via=zotero://open-pdf/library/items/GRF5DKFD?page=1&annotation=DT2KRNGI",
			"by=Ink et al., 2024 quote=He said “no” to that. via=zotero://select/groups/7/items/GNS5UBQB",
			"by=Ink, 2024 quote=Le port ouvre. via=zotero://open-pdf/library/items/2VSD6G4X?page=23&annotation=6JFTJHMF",
			"by=Ink et al., 2024 body=A thought of its own. via=zotero://open-pdf/library/items/GRF5DKFD?page=4&annotation=AAAAAAAA",
			"by=Ink, 2024 quote=Without a link. body=Nice.",
		}, []string{"line 14: it is a picture or a link, without a text"}},
		{"hypothesis.json", Hypothesis, []string{
			grain + page + "?utm_source=feed " + page[3:] + " quote=Dorn met Vale in the harbour town on Wednesday. prefix=a start.  body=Who *asked*? tags=grain,to check creator=ada created=2024-12-01T10:00:00 modified=2024-12-02T10:00:00 position=400-447 via=https://hypothes.is/a/fjZ0CBLgEe-abc",
			grain + page + " quote=Dorn met Vale in the harbour town on Wednesday. prefix=a start.  body=Vale did. creator=Bo Reader created=2024-12-03T10:00:00 position=400-447 via=https://hypothes.is/a/reply1",
			"briefing=b 1 body=On the whole page. creator=ada created=2024-12-03T10:00:00 via=https://hypothes.is/a/page1",
		}, []string{
			"entry 4: it is not an annotation of Hypothesis: \"id\" is a number where a text is due",
			"entry 5: it has neither an id nor the address of a page",
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			format, entries, problems, err := Read(sampleFile(t, c.file), "")
			if err != nil || format != c.format {
				t.Fatal(format, err)
			}
			var got, bad []string
			ids := map[string]bool{}
			for i := range entries {
				got = append(got, told(&entries[i]))
				ids[entries[i].Note.ID] = true
			}
			for _, p := range problems {
				bad = append(bad, p.Error())
			}
			if diff := cmp.Diff(c.entries, got); diff != "" {
				t.Errorf("entries (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.problems, bad); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if len(ids) != len(entries) {
				t.Errorf("%d entries have %d ids", len(entries), len(ids))
			}
			_, again, _, err := Read(sampleFile(t, c.file), c.format)
			if err != nil {
				t.Fatal(err)
			}
			for i := range again {
				if again[i].Note.ID != entries[i].Note.ID {
					t.Errorf("entry %d has another id the second time", i+1)
				}
			}
		})
	}
}

// What is no form of notes is said to be none, in one clear line.
// TestOddFiles: what a file begins with does not hide what it is.
func TestOddFiles(t *testing.T) {
	clip := "[Draft] Talks (Ink)\r\n- Your Highlight on page 1 | Added on Monday, March 4, 2024 7:12:01 PM\r\n\r\nThe port opens.\r\n==========\r\n"
	limit := strings.Replace(clip, "The port opens.", "<You have reached the clipping limit for this item>", 1)
	rows := `{"rows":[{"id":"1","uri":"https://example.org","text":"é 🧭"}]}`
	wide := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	book := "“The port opens.” ([Ink, 2025](zotero://select/library/items/A)) ([epub](zotero://open/library/items/B?cfi=epubcfi(/6/8!/4,/1:0)&annotation=C)) Why?\n"
	for name, c := range map[string]struct {
		text    string
		format  Format
		entries int
		says    string
	}{
		"a title in brackets":   {clip, Kindle, 1, "on=[Draft] Talks by=Ink quote=The port opens. created=2024-03-04T19:12:01"},
		"nothing but the limit": {limit, Kindle, 0, "line 1: the device kept no text of it: <You have reached the clipping limit for this item>"},
		"UTF-16":                {wide(rows), Hypothesis, 1, "at=https://example.org body=é 🧭 via=https://hypothes.is/a/1"},
		"UTF-16 without a mark": {wide(rows)[2:], Hypothesis, 1, "at=https://example.org body=é 🧭 via=https://hypothes.is/a/1"},
		"UTF-8 with a mark":     {"\ufeff" + rows, Hypothesis, 1, "at=https://example.org body=é 🧭 via=https://hypothes.is/a/1"},
		"brackets in a link":    {book, Zotero, 1, "by=Ink, 2025 quote=The port opens. body=Why? via=zotero://open/library/items/B?cfi=epubcfi(/6/8!/4,/1:0)&annotation=C"},
	} {
		format, entries, problems, err := Read([]byte(c.text), "")
		if err != nil || format != c.format || len(entries) != c.entries {
			t.Errorf("%s: %s, %d entries, %v, %v", name, format, len(entries), problems, err)
			continue
		}
		says := ""
		if c.entries > 0 {
			says = told(&entries[0])
		} else if len(problems) > 0 {
			says = problems[0].Error()
		}
		if says != c.says {
			t.Errorf("%s: %s, want %s", name, says, c.says)
		}
	}
}

func TestRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		format Format
		want   string
	}{
		"empty":         {"", "", "there is no text in it"},
		"blank":         {" \n\n", "", "there is no text in it"},
		"prose":         {"Dorn met Vale.\n", "", "neither JSON nor CSV"},
		"cut JSON":      {`{"rows":[{"id":"a",`, "", "it is not JSON: unexpected end of JSON input in line 1"},
		"other JSON":    {`{"a":1}`, "", "neither readout's own nor Web Annotations"},
		"deep JSON":     {strings.Repeat("[", 20000) + strings.Repeat("]", 20000), "", "not JSON"},
		"picture":       {"\x89PNG\r\n\x1a\n\x00\x00", "", "a picture"},
		"newer archive": {`{"format":"readout notes","version":2,"briefings":[]}`, "", "of version 2"},
		"wrong format":  {`{"rows":[]}`, Kindle, "kindle is not JSON"},
		"not JSON":      {"a,b\n", W3C, "w3c is JSON, and this is not"},
		"no such":       {"{}", "xml\x1b[2J", "there is no format"},
		"rows of none":  {`{"rows":7}`, "", "rows or annotations"},
	} {
		_, entries, problems, err := Read([]byte(c.text), c.format)
		if err == nil || !strings.Contains(err.Error(), c.want) || len(entries)+len(problems) > 0 {
			t.Errorf("%s: %v, %d entries, %v", name, err, len(entries), problems)
		}
		if err != nil && strings.ContainsAny(err.Error(), "\x1b\n") {
			t.Errorf("%s: the error has control characters", name)
		}
	}
	if _, _, _, err := Read([]byte("x"), ""); !errors.Is(err, ErrFormat) {
		t.Errorf("the error is %v", err)
	}
}

func TestDayAndTime(t *testing.T) {
	for text, want := range map[string]string{
		"Added on Monday, March 4, 2024 7:12:01 PM":    "2024-03-04T19:12:01Z",
		"Added on Monday, 4 March 24 19:12:01":         "",
		"Added on Monday, 04 March 2024 12:12:01 a.m.": "2024-03-04T00:12:01Z",
		"Toegevoegd op maandag 4 maart 2024 19:12:01":  "2024-03-04T19:12:01Z",
		"2024년 3월 4일 월요일 오후 7:12:01에 추가됨":              "2024-03-04T19:12:01Z",
		"添加于 2024年12月31日星期二 上午12:00:01":                "2024-12-31T00:00:01Z",
		"2024-03-04 19:12": "2024-03-04T19:12:00Z",
		"Añadido el lunes, 32 de marzo de 2024 19:12:01": "",
		"":                      "",
		":":                     "",
		"99:99:99 march 4 2024": "2024-03-04T00:00:00Z",
		"Ajouté le lundi 4 mars 2024 à 19:12:01":              "2024-03-04T19:12:01Z",
		"Dodano: poniedziałek, 4 marca 2024 19:12:01":         "2024-03-04T19:12:01Z",
		"Eklenme Tarihi: 4 Mart 2024 Pazartesi 19:12:01":      "2024-03-04T19:12:01Z",
		"Hinzugefügt am Montag, 4. März 2024 um 19:12:01 Uhr": "2024-03-04T19:12:01Z",
	} {
		got := ""
		if at := dayAndTime(text); !at.IsZero() {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestShelf(t *testing.T) {
	s := NewShelf([]Shelved{
		{"a", []string{"Harbour talks: “a start”", "Ministers agree on grain"}, []string{"https://www.example.org/2024/talks/?id=7&utm_source=x#top"}},
		{"b", []string{"Tides"}, []string{"http://example.org/2024/talks?id=8", ""}},
		{"c", []string{"Tides", ""}, nil},
	})
	for _, c := range []struct {
		about Document
		want  string
	}{
		{Document{Addresses: []string{"http://example.org/2024/talks?id=7"}}, "a"},
		{Document{Addresses: []string{"http://nowhere.example/", "http://EXAMPLE.org/2024/talks/?id=8#p"}, Title: "Ministers agree on grain"}, "b"},
		{Document{Addresses: []string{"http://example.org/2024/other"}, Title: "ministers agree on  GRAIN."}, "a"},
		{Document{Title: `Harbour Talks: "A start"`}, "a"},
		{Document{Title: "Ministers agree on grain | Example Post"}, "a"},
		{Document{Title: "Ministers agree on grain - again - Example Post"}, ""},
		{Document{Title: "Tides"}, "b c"},
		{Document{Title: ""}, ""},
		{Document{Title: "…"}, ""},
		{Document{Addresses: []string{"", "::", "../../etc/passwd"}}, ""},
	} {
		if got := strings.Join(s.Find(c.about), " "); got != c.want {
			t.Errorf("%+v: %q, want %q", c.about, got, c.want)
		}
	}
}

// harbour is a briefing whose entries, key point and cited paragraphs say the same.
func harbour(extra string) []byte {
	exact := content.Date{Value: "2024-11-27", Certainty: content.Exact}
	const met, ferry, again = "Dorn met Vale in the harbour town 🧭 on Wednesday.", "The two sides agreed to keep the ferry line open.", "“Nous irons au cafe\u0301 — שלום לכולם 👩\u200d👩\u200d👧,” Vale said."
	return briefing.Format(&briefing.Briefing{
		ID: "3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77", Title: "Harbour talks", Published: exact, Language: "en",
		Sources:   []briefing.Source{{Title: "Ministers agree on grain", Publisher: "Example Post", URL: "https://example.org/2024/talks", Published: exact}},
		KeyPoints: []briefing.Entry{{Text: ferry, Citations: []string{"a1-1"}}},
		Sections: []briefing.Section{
			{Title: "Meetings", Level: 2, Entries: []briefing.Entry{{Lead: briefing.Lead{Date: exact, Actors: []string{"Dorn", "Vale"}}, Text: met, Citations: []string{"a1-1"}}}},
			{Title: "Agreements", Level: 2, Entries: []briefing.Entry{{Text: ferry + extra, Citations: []string{"a1-1"}}}},
			{Title: "Statements", Level: 2, Entries: []briefing.Entry{{Speaker: "Vale", Text: again, Citations: []string{"a1-2"}}}},
		},
		Citations: []briefing.Citation{{Label: "a1-1", Text: "It rained. " + met + " " + ferry}, {Label: "a1-2", Text: again}},
	})
}

func harbourText(extra string) *Text {
	src := harbour(extra)
	return OpenText("3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77", briefing.Revision(src), src, nil)
}

var (
	noon = time.Date(2025, 12, 1, 12, 0, 0, 0, time.UTC)
	some = Defaults{Creator: "Ann", Now: noon}
)

func quoting(exact, prefix, suffix string) *Entry {
	e := &Entry{Note: madeOf(Kindle, exact)}
	e.Note.Target = note.Target{Exact: exact, Prefix: prefix, Suffix: suffix}
	return e
}

// Where a quotation of another program is anchored.
func TestPlaces(t *testing.T) {
	text := harbourText(" Nobody else was asked, and no paper was signed.")
	cited := "It rained. "
	for name, c := range map[string]struct {
		e    *Entry
		want string // what stands before it; empty: no place
	}{
		"an entry before the cited paragraph":   {quoting("Dorn met Vale in the harbour town 🧭 on Wednesday.", "", ""), "Vale — "},
		"though the paragraph agrees":           {quoting("Dorn met Vale in the harbour town 🧭 on Wednesday.", "It rained. ", " The two"), "Vale — "},
		"an entry before the key point":         {quoting("The two sides agreed to keep the ferry line open.", "", ""), "Agreements\n"},
		"white space apart":                     {quoting("Dorn met Vale\r\n in the harbour  town 🧭 on Wednesday.", "", ""), "Vale — "},
		"Markdown of the page":                  {quoting("Dorn met **Vale** in the [harbour town](https://example.org) 🧭 on Wednesday.", "", ""), "Vale — "},
		"two sentences: the paragraph":          {quoting("on Wednesday. The two sides agreed", "", ""), "harbour town 🧭 "},
		"a word: what is around it":             {quoting("met Vale", cited+"Dorn ", " in the harbour"), cited + "Dorn "},
		"emoji, combining marks, right to left": {quoting("cafe\u0301 — שלום לכולם 👩\u200d👩\u200d👧", "", ""), "irons au "},
		"words of an entry, and its paragraph":  {quoting("on Wednesday", "", ""), "harbour town 🧭 "},
		"a name that stands everywhere":         {quoting("Vale", "", ""), ""},
		"a word in other surroundings":          {quoting("It rained", "and then it was over. ", " for weeks"), ""},
		"with a word changed":                   {quoting("The two sides agreed to keep the new ferry line open. Nobody else was asked, and no paper was signed.", "", ""), "Agreements\n"},
		"other quotation marks, one accent":     {quoting("\"Nous irons au caf\u00e9 - שלום", "", ""), "Vale: "},
		"a letter without its accent":           {quoting("irons au cafe", "", ""), ""},
		"not there":                             {quoting("The ferry sank in the night, and nobody was hurt.", "", ""), ""},
		"nothing":                               {quoting("", "It rained. ", ""), ""},
	} {
		a, err := text.Arrive(c.e, nil, some)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a.Orphaned != (c.want == "") {
			t.Errorf("%s: orphaned %v", name, a.Orphaned)
			continue
		}
		if !a.Orphaned && !strings.HasSuffix(a.Note.Target.Prefix, c.want) {
			t.Errorf("%s: it stands behind %q", name, a.Note.Target.Prefix)
		}
		span, outcome := text.resolver.Resolve(a.Note.Target)
		if outcome.Orphaned() != a.Orphaned || !a.Orphaned && span != a.Note.Target.Data {
			t.Errorf("%s: the reader finds it at %v (%v), not at %v", name, span, outcome, a.Note.Target.Data)
		}
	}
}

// What does not fit is told in words that a reader of the file knows, not in those of Go.
func TestMisfits(t *testing.T) {
	for raw, want := range map[string]string{
		`{"title":"x","entries":[7,{"text":"a"}]}`:           "entry 1: it is not a highlight of KOReader: it is a number where an object is due",
		`{"title":"x","entries":[{"text":"a"},"b"]}`:         "entry 2: it is not a highlight of KOReader: it is a text where an object is due",
		`{"title":"x","entries":[{"text":"a"},{"text":{}}]}`: "entry 2: it is not a highlight of KOReader: \"text\" is an object where a text is due",
		`{"documents":[{"title":1.5,"entries":[]}]}`:         "entry 1: it is not a document of KOReader: \"title\" is a number where a text is due",
		`{"documents":[[],{"title":"x","entries":[]}]}`:      "entry 1: it is not a document of KOReader: it is a list where an object is due",
		`{"rows":[true]}`: "entry 1: it is not an annotation of Hypothesis: it is true or false where an object is due",
		`{"rows":[{"id":"a","uri":"x","tags":"b"}]}`:                      "entry 1: it is not an annotation of Hypothesis: \"tags\" is a text where a list is due",
		`{"rows":[{"id":"a","uri":"x","user_info":{"display_name":[]}}]}`: "entry 1: it is not an annotation of Hypothesis: \"user_info.display_name\" is a list where a text is due",
		`{"format":"readout notes","version":"one"}`:                      "it is not readout's own form: \"version\" is a text where a number is due",
	} {
		_, _, problems, err := Read([]byte(raw), "")
		got := fmt.Sprint(err)
		if len(problems) > 0 {
			got = problems[0].Error()
		}
		if got != want {
			t.Errorf("%s\n%s\nwant\n%s", raw, got, want)
		}
	}
}
