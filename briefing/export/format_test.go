package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"readout/briefing/note"
	"readout/content"
)

// hostile is text that every format has to keep in its place.
const hostile = "=cmd|' /C calc'!A0\n* not a headline\n#+BEGIN_SRC\n:END:\n[[page]] #tag %%x%% <script>alert(1)</script> {{{m}}} <<t>> \\input{x} $x$ & ]]> --> *b* /i/ _u_ | a | \x1b]0;t\x07\u202edlrow\u009b1m"

func hostileBundle(t testing.TB) Bundle {
	src := harbour()
	n := noteOn(t, src, "Dorn met Vale in the harbour town.", "7", note.Question, hostile+"\n\n![i](http://tracker.example/x.png) [j](javascript:alert(1))", "=tag", "a:b]]", "<b>")
	n.Creator = hostile
	n.Target.Exact = hostile
	n.Target.Source = "0"
	m := noteOn(t, src, "It rained", "8", note.Action, "- [ ] `code`\n\n```\n* x\n#+END_SRC\n<!-- readout:end -->\n```\n\n<!-- readout:end -->", "c")
	return bundle(src, n, m)
}

func TestFormatsGolden(t *testing.T) {
	b := sampleBundle(t)
	for _, f := range Formats() {
		r, err := Render([]Bundle{b}, Format(f), BySection)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "formats/sample"+Format(f).Extension()+map[bool]string{true: ".obsidian"}[f == string(FormatObsidian)], r.Marked())
		again, err := Render([]Bundle{sampleBundle(t)}, Format(f), BySection)
		if err != nil || !bytes.Equal(r.Plain(), again.Plain()) {
			t.Errorf("%s: written twice, it differs (%v)", f, err)
		}
	}
}

// assessedBundle has notes that are graded, that stand on wholes, and that are linked.
func assessedBundle(t testing.TB) Bundle {
	src := harbour()
	n := noteOn(t, src, "Dorn met Vale in the harbour town.", sampleNote(1), note.Highlight, "Seen by two.")
	n.Grade, n.Likely = note.Grade{Reliability: 'B', Credibility: '2'}, note.VeryLikely
	n.Links = []note.Link{
		{Briefing: "file", Note: sampleNote(2), Label: "Meetings"},
		{Briefing: "file", Note: sampleNote(9), Label: "a note that was *deleted*"},
		{Briefing: "elsewhere", Label: "the | strait]]", Target: note.Target{Exact: "the | strait]]", Source: "00ff"}},
	}
	section := noteOn(t, src, "Meetings", sampleNote(2), note.Judgement, "More than last year.")
	section.Target.Section, section.Target.Whole, section.Likely = "meetings", true, note.Unlikely
	all := noteOn(t, src, "Meetings", sampleNote(3), note.Question, "Whose view is this?", "bias")
	all.Target, all.Grade = note.Target{Source: all.Target.Source}, note.Grade{Reliability: 'C'}
	all.Links = []note.Link{{Briefing: "file", Note: sampleNote(1), Label: "Dorn met Vale"}}
	b := bundle(src, n, section, all)
	b.Complete = true
	return b
}

func sampleNote(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012x", n) }

func TestAssessedGolden(t *testing.T) {
	for _, f := range Formats() {
		r, err := Render([]Bundle{assessedBundle(t)}, Format(f), BySection)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "formats/assessed"+Format(f).Extension()+map[bool]string{true: ".obsidian"}[f == string(FormatObsidian)], r.Marked())
	}
	meets(t, assessedBundle(t))
	for i, n := range NotesJSON([]Bundle{assessedBundle(t)}) {
		if want := []string{"briefing", "section", "text"}[i]; n.On != want || (n.Grade == "") == (i != 1) {
			t.Errorf("%d: on %q, grade %q", i, n.On, n.Grade)
		}
	}
}

// TestHostileTextStaysInItsPlace looks at each format with the eyes of who reads it.
func TestHostileTextStaysInItsPlace(t *testing.T) {
	b := hostileBundle(t)
	for _, f := range Formats() {
		for _, by := range Groupings() {
			r, err := Render([]Bundle{b, sampleBundle(t)}, Format(f), Grouping(by))
			if err != nil {
				t.Fatal(err)
			}
			text := string(r.Plain())
			shown := strings.ReplaceAll(text, orgApart, "") // shows nothing, and is meant
			if clean := content.Clean(shown); clean != shown && f != string(FormatCSV) {
				t.Errorf("%s by %s has what a terminal acts on", f, by)
			}
			switch Format(f) {
			case FormatHTML:
				for _, bad := range []string{"<script", "=\"javascript:", "<img", "=\"http://tracker"} {
					if strings.Contains(strings.ReplaceAll(text, `<a href="http://tracker`, ""), bad) {
						t.Errorf("html by %s has %s", by, bad)
					}
				}
			case FormatOrg:
				for line := range strings.Lines(text) {
					if strings.HasPrefix(line, "*") && strings.Contains(line, "not a headline") {
						t.Errorf("org by %s: a quotation became a headline", by)
					}
				}
				if begin, end := strings.Count(text, "\n#+BEGIN_"), strings.Count(text, "\n#+END_"); begin != end {
					t.Errorf("org by %s: %d blocks begin and %d end", by, begin, end)
				}
			case FormatJSON, FormatW3C, FormatCSL:
				if !json.Valid([]byte(text)) {
					t.Errorf("%s by %s is not JSON", f, by)
				}
			}
		}
	}
}

// TestOrgThroughPandoc reads the Org form with pandoc: headlines are those written, quoted
// text is there word for word, and nothing in it is markup.
func TestOrgThroughPandoc(t *testing.T) {
	if _, err := exec.LookPath("pandoc"); err != nil {
		t.Skip("needs pandoc")
	}
	quotes := []string{
		"*bold* /italic/ =code= ~verb~ _under_ +strike+", "* star", "1. one", "a) two", "- item", "+ plus", "# comment", "#+TITLE: x",
		": fixed", "| a | b |", ":DRAWER:", "[[https://example.org][link]]", "[fn:1] note", "<<target>>", "[2024-11-27 Wed]", "<2024-11-27 Wed>",
		"{{{macro(x)}}}", "a_b^c x_{1}", "\\alpha and \\(x\\)", "@@html:<b>@@", "see https://example.org/a_b_c/x, or (*this*) “/that/”", "https://example.org/log_*.", "==", "*/_mixed_/*", "CLOSED: [2024-11-27]", "-----", "[cite:@a]", "src_go{x}", "call_f(x)",
	}
	for _, quote := range quotes {
		src := harbour()
		n := noteOn(t, src, "It rained", "8", note.Highlight, quote)
		n.Target.Exact, n.Target.Source = quote, "0"
		r, err := Render([]Bundle{bundle(src, n)}, FormatOrg, BySection)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("pandoc", "-f", "org", "-t", "html", "--wrap=none")
		cmd.Stdin = bytes.NewReader(r.Plain())
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(html.UnescapeString(string(out)), orgApart, "")
		if strings.Count(got, "<h") != 2 || !strings.Contains(got, "<p>"+quote+"</p>") && !strings.Contains(got, `<a href="https://example.org`) {
			t.Errorf("%q became\n%s", quote, got)
		}
	}
}

func TestTableIsSafeAndComplete(t *testing.T) {
	r, err := Render([]Bundle{hostileBundle(t), sampleBundle(t)}, FormatCSV, BySection)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(r.Plain())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+2+6 {
		t.Fatalf("%d rows", len(rows))
	}
	if !slices.Equal(rows[0], columns) {
		t.Errorf("header %q", rows[0])
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("column %s: %q runs as a formula", columns[i], cell)
			}
		}
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(r.Plain()), "\r\n"), "\r\n") {
		if strings.Contains(line, "\n") {
			t.Errorf("a bare line feed in %q", line)
		}
	}
	for in, want := range map[string]string{"": "", "a=b": "a=b", "=1": "'=1", "+1": "'+1", "-1": "'-1", "@x": "'@x", "\tx": "'\tx", "  =1": "'  =1", "＝1": "'＝1", "1-2": "1-2"} {
		if got := defused(in); got != want {
			t.Errorf("defused(%q) = %q", in, got)
		}
	}
}

func TestOutlineGroups(t *testing.T) {
	one, other := sampleBundle(t), hostileBundle(t)
	titles := func(bundles []Bundle, by Grouping) (out []string) {
		for _, r := range outline(bundles, by) {
			if !r.isNote() {
				out = append(out, strings.Repeat(">", r.level-1)+r.title)
			}
		}
		return out
	}
	if got, want := titles([]Bundle{one}, ByKind), []string{">Highlight", ">Question", ">To be checked", ">Action", ">Key judgement"}; !slices.Equal(got, want) {
		t.Errorf("by kind: %q", got)
	}
	if got, want := titles([]Bundle{one}, ByTag), []string{">#c-more", ">#diplomacy", ">#old", ">#t2024", ">#to-check", ">Without tags"}; !slices.Equal(got, want) {
		t.Errorf("by tag: %q", got)
	}
	if got := titles([]Bundle{one, other}, ByBriefing); len(got) != 2 {
		t.Errorf("by briefing: %q", got)
	}
	if got := titles([]Bundle{one, other}, ByKind); len(got) != 5+7 {
		t.Errorf("two by kind: %q", got)
	}
	for _, by := range Groupings() {
		seen := map[string]bool{}
		numbers := map[int]bool{}
		for _, r := range outline([]Bundle{one, other}, Grouping(by)) {
			if r.isNote() {
				seen[r.note.Note.ID] = true
				if numbers[r.number] {
					t.Errorf("by %s: number %d twice", by, r.number)
				}
				numbers[r.number] = true
			}
		}
		if len(seen) != 8 {
			t.Errorf("by %s: %d notes of 8", by, len(seen))
		}
	}
}

func TestBibliography(t *testing.T) {
	r, err := Render([]Bundle{sampleBundle(t), sampleBundle(t)}, FormatCSL, BySection)
	if err != nil {
		t.Fatal(err)
	}
	var items []cslItem
	if err := json.Unmarshal(r.Plain(), &items); err != nil {
		t.Fatal(err)
	}
	keys := map[string]bool{}
	for _, it := range items {
		keys[it.ID] = true
	}
	if len(items) != 3 || len(keys) != 3 { // two articles and the briefing of the orphan, once though exported twice
		t.Fatalf("%d items: %+v", len(items), items)
	}
	if items[0].Container != "Example Post" || len(items[0].Issued.Parts) != 1 || !slices.Equal(items[0].Issued.Parts[0], []int{2024, 11, 27}) {
		t.Errorf("%+v", items[0])
	}
	if !strings.Contains(items[1].Note, "They will meet again") || strings.Contains(items[0].Note, "They will meet again") {
		t.Error("a note stands with another article than its own")
	}
	text := string(bibtex([]Bundle{hostileBundle(t)}).Plain())
	if depth := braces(text); depth != 0 {
		t.Errorf("braces are off by %d in\n%s", depth, text)
	}
	if strings.Contains(strings.ReplaceAll(text, `\textbackslash{}`, ""), `\input`) {
		t.Error("TeX would act on a note")
	}
}

func braces(text string) (depth int) {
	for _, r := range text {
		switch r {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	return depth
}

// TestConflictGoesOut: of a note that was changed in two places every format carries both
// versions, and says whose they are where it says anything of a note.
func TestConflictGoesOut(t *testing.T) {
	src := harbour()
	n := noteOn(t, src, "Dorn met Vale in the harbour town.", sampleNote(1), note.Question, "Here.")
	n.Revision, n.Creator = 2, "ada"
	other, gone := n, n
	other.Body, other.Creator, gone.Deleted = "There.", "bea", true
	n.Rivals = []note.Note{other, gone}
	for _, f := range Formats() {
		r, err := Render([]Bundle{bundle(src, n)}, Format(f), BySection)
		if err != nil {
			t.Fatal(err)
		}
		text := string(r.Marked())
		for _, want := range []string{"Here.", "There."} {
			if strings.Count(text, want) < 1 {
				t.Errorf("%s lacks %q:\n%s", f, want, text)
			}
		}
		if says := strings.Count(text, "changed in two places"); says != 2 && f != "w3c" && f != "json" && f != "csl" && f != "bibtex" && f != "csv" {
			t.Errorf("%s says %d times that it is in conflict:\n%s", f, says, text)
		}
	}
}

// TestConflictsHaveOneOrder: which version came into a library first does not show.
func TestConflictsHaveOneOrder(t *testing.T) {
	src := harbour()
	a := noteOn(t, src, "Dorn met Vale in the harbour town.", sampleNote(1), note.Question, "Here.")
	b := a
	b.Body = "There."
	here, there := a, b
	here.Rivals, there.Rivals = []note.Note{b}, []note.Note{a}
	for _, f := range Formats() {
		one, err := Render([]Bundle{bundle(src, here)}, Format(f), BySection)
		if err != nil {
			t.Fatal(err)
		}
		two, err := Render([]Bundle{bundle(src, there)}, Format(f), BySection)
		if err != nil {
			t.Fatal(err)
		}
		if string(one.Marked()) != string(two.Marked()) {
			t.Errorf("%s:\n%s\nand\n%s", f, one.Marked(), two.Marked())
		}
	}
}
