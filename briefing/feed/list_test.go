package feed

import (
	"bytes"
	"strings"
	"testing"

	"readout/content"

	"github.com/google/go-cmp/cmp"
)

func TestParseList(t *testing.T) {
	subs, bad := ParseList([]byte("\ufeff# mine\r\n\r\n  https://example.org/a.xml\r\n" +
		"https://example.org/b#part Two words # a comment\nhttps://example.org/c \"Two # words\" profile=\"my file.toml\"\n" +
		"https://example.org/a.xml again\nftp://example.org/\nexample.org\nHTTPS://example.org/D \"open\n\"https://example.org/x y\"\n"))
	want := []Subscription{
		{URL: "https://example.org/a.xml"},
		{URL: "https://example.org/b#part", Title: "Two words"},
		{URL: "https://example.org/c", Title: "Two # words", Profile: "my file.toml"},
		{URL: "HTTPS://example.org/D", Title: "open"},
	}
	if diff := cmp.Diff(want, subs); diff != "" {
		t.Error(diff)
	}
	var lines []string
	for _, err := range bad {
		lines = append(lines, err.Error())
	}
	if len(bad) != 3 || !strings.HasPrefix(lines[0], `line 7: "ftp://example.org/" is not a web address`) || !strings.HasPrefix(lines[2], "line 10:") {
		t.Errorf("%q", lines)
	}
}

// TestEditing: what a person wrote stays, byte for byte.
func TestEditing(t *testing.T) {
	list := []byte("# mine\nhttps://example.org/a   \"A\"   # the first")
	longer, added := AddLines(list, Subscription{URL: "https://example.org/a"}, Subscription{URL: "https://example.org/b", Title: "The \"B\"\x1b[2J", Profile: "trade"})
	want := string(list) + "\nhttps://example.org/b \"The 'B'\" profile=\"trade\"\n"
	if string(longer) != want || len(added) != 1 {
		t.Errorf("%q, added %v", longer, added)
	}
	shorter, n := RemoveLines(longer, "https://example.org/b")
	if string(shorter) != string(list)+"\n" || n != 1 {
		t.Errorf("%q, removed %d", shorter, n)
	}
	if same, n := RemoveLines(longer, "mine"); !bytes.Equal(same, longer) || n != 0 {
		t.Errorf("%q, removed %d", same, n)
	}
}

func TestOPML(t *testing.T) {
	subs := []Subscription{{URL: "https://example.org/a?b=1&c=2", Title: "A <b> & \"c\""}, {URL: "https://example.org/b"}}
	var text bytes.Buffer
	if err := WriteOPML(&text, subs); err != nil {
		t.Fatal(err)
	}
	back, bad, err := ReadOPML(text.Bytes())
	if diff := cmp.Diff(subs, back); diff != "" || len(bad) != 0 || err != nil {
		t.Errorf("%v %v %s", bad, err, diff)
	}
	for raw, want := range map[string]string{
		"":                  "it is no OPML: EOF",
		"<html></html>":     "it is no OPML: it begins with <html>",
		"{}":                "it is no OPML: EOF",
		"<opml><body><out":  "it is no OPML: XML syntax error on line 1: unexpected EOF",
		"\x1f\x8b\x08\x00a": "it is no OPML: XML syntax error on line 1: illegal character code U+001F",
	} {
		if _, _, err := ReadOPML([]byte(raw)); err == nil || err.Error() != want {
			t.Errorf("%q gave %v", raw, err)
		}
	}
	_, bad, err = ReadOPML([]byte(`<opml><body><outline text="x" xmlUrl="file:///etc/passwd"/><outline xmlUrl="javascript:1&#x9b;2J"/></body></opml>`))
	if len(bad) != 2 || err != nil {
		t.Errorf("%v %v", bad, err)
	}
}

func FuzzParseList(f *testing.F) {
	f.Add([]byte("https://example.org/a \"A\" profile=x # y\n"))
	f.Add([]byte("https://example.org/\" b\n\r\"\"\""))
	f.Fuzz(func(t *testing.T, text []byte) {
		subs, _ := ParseList(text)
		list, added := AddLines(nil, subs...)
		again, bad := ParseList(list)
		if len(added) != len(subs) || len(bad) != 0 || len(again) != len(subs) {
			t.Fatalf("%q became %q: %v", subs, again, bad)
		}
		for i, s := range subs {
			if again[i].URL != s.URL || strings.ContainsAny(again[i].Title, "\n\x1b") {
				t.Errorf("%+v became %+v", s, again[i])
			}
		}
		for _, s := range subs {
			if list, n := RemoveLines(list, s.URL); n != 1 || bytes.Contains(list, []byte(s.URL+" ")) && len(subs) == 1 {
				t.Errorf("removing %q left %q", s.URL, list)
			}
		}
	})
}

func FuzzReadOPML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="latin1"?><opml version="2.0"><body><outline text="a"><outline xmlUrl="http://a/"/></outline></body></opml>`))
	f.Add([]byte(`<opml><!DOCTYPE x [<!ENTITY a "b">]><outline xmlurl='https://x/&a;'>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		subs, _, err := ReadOPML(raw)
		if err != nil && content.CleanLine(err.Error()) != err.Error() {
			t.Errorf("error %q", err)
		}
		list, added := AddLines(nil, subs...)
		if back, bad := ParseList(list); len(bad) != 0 || len(back) != len(added) {
			t.Errorf("%q became %q: %v", subs, back, bad)
		}
	})
}
