package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/template"

	"readout/briefing"
	"readout/content"
)

// TemplateData is what a template of the user's own is given, and the documentation of it.
// Texts are cleaned of what a terminal would act on; they are not escaped for any format.
type TemplateData struct {
	Title     string           // of the whole export
	Briefings []BriefingRecord // as readout show --json has them
	Groups    []TemplateGroup  // the notes under headings, by --group
	Notes     []TemplateNote   // all notes in the same order
}

// TemplateGroup is a heading with the notes right under it.
type TemplateGroup struct {
	Level int // 1, or 2 where several briefings are exported
	Title string
	Notes []TemplateNote
}

// TemplateNote is a note as readout notes --json has it, with what a text needs besides:
// .ID .Kind .Body .Tags .Quote .Orphaned .Section.Key .Section.Title .Creator .Created
// .Modified .On .Grade .Likelihood .Assessed .Links .Briefing.ID .Briefing.Title, and .Citation, a list with .Publisher .Title .Date
// .URL .Paragraphs.
type TemplateNote struct {
	NoteRecord
	Number   int      // in the export, from 1
	KindName string   // "Highlight", "To be checked" …
	TagNames []string // tags as one word each
	Source   string   // the citation as one line of text
	Cited    []string // the source paragraphs, word for word
}

// maxTemplateOutput bounds what a template may write.
const maxTemplateOutput = 256 << 20

// Template renders notes by a Go text/template over TemplateData. Besides the functions of
// text/template there are
//
//	join LIST SEPARATOR · lower S · upper S · trim S · replace S OLD NEW
//	indent N S (blanks before each line) · prefix P S (P before each line)
//	markdown S, html S, latex S, org S, csv S (escaped for that format) · json V · line S (on one line)
//
// None of them reads a file, the network, the clock or the environment. name is that of the
// file, for errors, which are one line.
func Template(bundles []Bundle, by Grouping, name, source string) (*Rendered, error) {
	t, err := template.New(name).Funcs(templateFuncs()).Parse(source)
	if err != nil {
		return nil, templateError(err)
	}
	out := bounded{left: maxTemplateOutput}
	if err := t.Execute(&out, templateData(bundles, by)); err != nil {
		return nil, templateError(err)
	}
	return &Rendered{Body: out.text.String()}, nil
}

// templateError gives an error of text/template, which names file, line and what is wrong,
// on one line.
func templateError(err error) error {
	if errors.Is(err, errTooMuch) {
		return errTooMuch
	}
	return errors.New(strings.TrimPrefix(line(err.Error()), "template: "))
}

var errTooMuch = fmt.Errorf("the template writes more than %d MB", maxTemplateOutput>>20)

type bounded struct {
	text bytes.Buffer
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, errTooMuch
	}
	return b.text.Write(p)
}

func templateFuncs() template.FuncMap {
	return template.FuncMap{
		"join":     strings.Join,
		"lower":    strings.ToLower,
		"upper":    strings.ToUpper,
		"trim":     strings.TrimSpace,
		"replace":  strings.ReplaceAll,
		"prefix":   prefixLines,
		"indent":   func(n int, s string) string { return prefixLines(strings.Repeat(" ", min(max(n, 0), 100)), s) },
		"line":     line,
		"markdown": briefing.Escape,
		"latex":    latex,
		"org":      orgText,
		"csv":      func(s string) string { return `"` + strings.ReplaceAll(defused(s), `"`, `""`) + `"` },
		"json": func(v any) (string, error) {
			text, err := json.Marshal(v)
			return escapeUnprintable(string(text)), err
		},
	}
}

func prefixLines(p, s string) string {
	return p + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+p)
}

func templateData(bundles []Bundle, by Grouping) *TemplateData {
	data := &TemplateData{Title: line(exportTitle(bundles)), Briefings: []BriefingRecord{}}
	for i := range bundles {
		data.Briefings = append(data.Briefings, BriefingJSON(bundles[i].Briefing))
	}
	for _, r := range outline(bundles, by) {
		if !r.isNote() {
			if r.title != "" {
				data.Groups = append(data.Groups, TemplateGroup{Level: r.level - 1, Title: line(r.title)})
			}
			continue
		}
		n := templateNote(r)
		data.Notes = append(data.Notes, n)
		if len(data.Groups) == 0 {
			data.Groups = []TemplateGroup{{Level: 1, Title: r.bundle.title()}}
		}
		last := &data.Groups[len(data.Groups)-1]
		last.Notes = append(last.Notes, n)
	}
	return data
}

func templateNote(r *row) TemplateNote {
	n := TemplateNote{
		NoteRecord: noteRecord(r.bundle, r.section, r.note), Number: r.number, KindName: r.kind(),
		TagNames: tagNames(r.note.Note.Tags), Source: attribution(r).text(),
	}
	if !r.note.Orphaned {
		for _, c := range citing(r.bundle.Briefing, r.note.Span, r.note.Note.Target.Exact) {
			n.Cited = append(n.Cited, content.Clean(c.Text))
		}
	}
	return n
}
