package export

import (
	"strings"
	"testing"
)

func TestTemplate(t *testing.T) {
	bundles := []Bundle{sampleBundle(t)}
	for source, want := range map[string]string{
		`{{.Title}}`: "Notes: Harbour talks: “a start”, says Dorn",
		`{{range .Notes}}{{.Number}} {{.KindName}}: {{line .Quote}} ({{.Source}}){{break}}{{end}}`:                               "1 Highlight: agreed to keep (Example Post, “Ministers agree on [grain]”, 27 Nov [2024], ¶ 1, https://example.org/2024/a_b(c))",
		`{{range .Groups}}[{{.Level}} {{.Title}} {{len .Notes}}]{{end}}`:                                                         "[1 Key points 1][1 Meetings 2][1 Statements 1][1 Sources 1][1 Text no longer found 1]",
		`{{with index .Notes 1}}{{join .TagNames ","}} {{upper .Kind}} {{.Section.Key}} {{index .Cited 0 | prefix "> "}}{{end}}`: "diplomacy,c-more QUESTION meetings > Dorn met Vale in the harbour town. The two sides agreed to keep the ferry line open.",
		`{{indent 2 "a\nb"}} {{csv "=x\"y"}} {{json "<\u009b>"}} {{latex "50%"}} {{markdown "*a*"}} {{html "<"}}`:                "  a\n  b \"'=x\"\"y\" \"\\u003c\\u009b\\u003e\" 50\\% \\*a\\* &lt;",
		`{{(index .Briefings 0).Title}} {{len (index .Briefings 0).Sources}}`:                                                    "Harbour talks: “a start”, says Dorn 2",
	} {
		r, err := Template(bundles, BySection, "mine.tmpl", source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got := string(r.Plain()); got != want {
			t.Errorf("%s gave\n%s\nwant\n%s", source, got, want)
		}
	}
}

func TestTemplateErrorsAreOneLine(t *testing.T) {
	for source, want := range map[string]string{
		"{{":                           "mine.tmpl:1",
		"a\n{{.Nope}}":                 "mine.tmpl:2",
		"{{index .Notes 99}}":          "out of range",
		"{{readFile \"/etc/passwd\"}}": "readFile",
		"{{env \"HOME\"}}":             "env",
		`{{define "x"}}{{template "x" .}}{{end}}{{template "x" .}}`: "depth",
	} {
		_, err := Template([]Bundle{sampleBundle(t)}, BySection, "mine.tmpl", source)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") || len(err.Error()) > 400 {
			t.Errorf("%s: %v", source, err)
		}
	}
	out := bounded{left: 10}
	if _, err := out.Write(make([]byte, 11)); err == nil {
		t.Error("the output is not bounded")
	}
}
