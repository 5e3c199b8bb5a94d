package export

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"readout/briefing/note"
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

// TestDocumentedTemplates runs the examples of docs/TEMPLATES.md, and names each field in it.
func TestDocumentedTemplates(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "TEMPLATES.md"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []string
	open := false
	for l := range strings.Lines(string(text)) {
		code, ok := strings.CutPrefix(l, "    ")
		switch {
		case ok && !open:
			examples, open = append(examples, code), true
		case ok:
			examples[len(examples)-1] += code
		case strings.TrimSpace(l) == "" && open:
			examples[len(examples)-1] += "\n"
		default:
			open = false
		}
	}
	if len(examples) != 2 {
		t.Fatalf("%d examples", len(examples))
	}
	for i, want := range []string{"\n## Meetings\n", "- [ ] "} {
		b := sampleBundle(t)
		b.Notes[0].Note.Kind, b.Notes[0].Note.Body = note.Action, "Call."
		r, err := Template([]Bundle{b}, BySection, "example", examples[i])
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(r.Plain()), want) || strings.Contains(string(r.Plain()), "<no value>") {
			t.Errorf("example %d writes\n%s", i+1, r.Plain())
		}
	}
	fields := regexp.MustCompile("`\\.[A-Z][.A-Za-z]*`").FindAllString(string(text), -1)
	for _, of := range []any{TemplateData{}, TemplateNote{}} {
		for f := range reflect.TypeOf(of).Fields() {
			if f.Anonymous || f.Name == "Start" || f.Name == "End" || f.Name == "Conflict" {
				continue
			}
			if !slices.ContainsFunc(fields, func(s string) bool { return strings.HasPrefix(strings.Trim(s, "`."), f.Name) }) {
				t.Errorf("%s is not in docs/TEMPLATES.md", f.Name)
			}
		}
	}
}
