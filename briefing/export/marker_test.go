package export

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"readout/briefing/note"
)

func TestUpdateKeepsWhatTheUserWrote(t *testing.T) {
	before := sampleBundle(t)
	after := sampleBundle(t)
	src := harbour()
	after.Notes = append(after.Notes, bundle(src, noteOn(t, src, "ferry line open", "10", note.Question, "New."), noteOn(t, src, "It rained", "11", note.Action, "```\n<!-- readout:end -->\n```")).Notes...)
	for _, f := range []Format{FormatMarkdown, FormatObsidian, FormatOrg, FormatHTML, FormatBibTeX} {
		old, err := Render([]Bundle{before}, f, BySection)
		if err != nil {
			t.Fatal(err)
		}
		next, err := Render([]Bundle{after}, f, BySection)
		if err != nil {
			t.Fatal(err)
		}
		for _, ends := range []string{"\n", "\r\n"} {
			users := func(text string) string {
				if f == FormatMarkdown || f == FormatObsidian {
					text = strings.Replace(text, "---\n", "---\nmine: yes\n", 1)
					text = strings.Replace(text, "---\n\n<!--", "---\n\nMy words above.\n\n<!--", 1)
				}
				return strings.ReplaceAll("# Mine first\n"[:map[bool]int{true: 13}[f == FormatOrg]]+text+"My words below.\n", "\n", ends)
			}
			wrapped := users(string(old.Marked()))
			got, edited, err := next.Update([]byte(wrapped))
			if err != nil || edited {
				t.Fatalf("%s: %v, edited %v", f, err, edited)
			}
			want := users(string(next.Marked()))
			if string(got) != want {
				t.Errorf("%s: updated, it is\n%s\nwant\n%s", f, got, want)
			}
			back, _, err := old.Update(got)
			if err != nil || string(back) != wrapped {
				t.Errorf("%s: there and back changed the file (%v)", f, err)
			}
			same, _, err := next.Update(got)
			if err != nil || !bytes.Equal(same, got) {
				t.Errorf("%s: the same export changed the file (%v)", f, err)
			}
		}
	}
}

func TestUpdateRefuses(t *testing.T) {
	r, err := Render([]Bundle{sampleBundle(t)}, FormatMarkdown, BySection)
	if err != nil {
		t.Fatal(err)
	}
	marked := string(r.Marked())
	for name, text := range map[string]string{"another file": "# Mine\n\nreadout:begin\n", "empty": "", "no begin": strings.ReplaceAll(marked, "<!-- readout:begin", "<!-- begin")} {
		if _, _, err := r.Update([]byte(text)); !errors.Is(err, ErrUnmarked) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := r.Update([]byte(strings.ReplaceAll(marked, "readout:end -->", "-->"))); err == nil || errors.Is(err, ErrUnmarked) {
		t.Errorf("without an end: %v", err)
	}
	changed := strings.Replace(marked, "## Meetings", "## My meetings", 1)
	if _, edited, err := r.Update([]byte(changed)); err != nil || !edited {
		t.Errorf("changed by hand: edited %v, %v", edited, err)
	}
	two := strings.Replace(changed, "## Statements", "<!-- readout:end -->\n## Statements", 1)
	if _, _, err := r.Update([]byte(two)); err == nil {
		t.Error("an end that nobody can tell was believed")
	}
}

// TestUpdateOfSeveralParts: a file can have the parts of several briefings, or one twice, and
// what the user wrote between them stays.
func TestUpdateOfSeveralParts(t *testing.T) {
	part := func(id, body string) *Rendered { return &Rendered{Body: body, about: id, marks: pageMarks} }
	a, b, later := part("a", "A\n"), part("b", "B\n"), part("b", "B again\n")
	file := string(a.Marked()) + "mine\n" + string(b.Marked()) + "mine too\n"
	got, edited, err := later.Update([]byte(file))
	if want := string(a.Marked()) + "mine\n" + string(later.Marked()) + "mine too\n"; err != nil || edited || string(got) != want {
		t.Errorf("of two parts it is\n%s\nwant\n%s\n(%v)", got, want, err)
	}
	if later.IsOther([]byte(file)) {
		t.Error("a file with its part is taken for another's")
	}
	got, edited, err = part("a", "A again\n").Update([]byte(strings.Replace(file, "A\n", "A by hand\n", 1)))
	if want := string(part("a", "A again\n").Marked()) + "mine\n" + string(b.Marked()) + "mine too\n"; err != nil || !edited || string(got) != want {
		t.Errorf("the first of two, edited, it is\n%s\nwant\n%s\n(%v)", got, want, err)
	}
	open := strings.Replace(file, "<!-- readout:end -->\n", "", 1)
	for _, r := range []*Rendered{a, part("a", "A again\n"), later} {
		if got, _, err := r.Update([]byte(open)); err == nil || errors.Is(err, ErrUnmarked) || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("a part without an end: %v\n%s", err, got)
		}
	}
}

func TestIsOther(t *testing.T) {
	r, err := Render([]Bundle{sampleBundle(t)}, FormatOrg, BySection)
	if err != nil {
		t.Fatal(err)
	}
	if r.IsOther(r.Marked()) || r.IsOther([]byte("* Mine\n")) {
		t.Error("its own part is taken for another's")
	}
	if !r.IsOther([]byte(strings.Replace(string(r.Marked()), "briefing=3f0c", "briefing=4f0c", 1))) {
		t.Error("another's part is taken for its own")
	}
}

func FuzzUpdate(f *testing.F) {
	r := markdownText([]Bundle{sampleBundle(f)}, BySection)
	f.Add(string(r.Marked()), "mine", "below")
	f.Add("<!-- readout:begin -->\n<!-- readout:end -->\n<!-- readout:end -->\n", "", "---\n")
	f.Fuzz(func(t *testing.T, file, above, below string) {
		_, _, _ = r.Update([]byte(file))
		if strings.Contains(above+below, "readout:") || strings.HasPrefix(above, "---") || strings.HasPrefix(above, "\ufeff---") {
			return
		}
		bare := Rendered{Body: r.Body, marks: pageMarks}
		file = above + "\n" + string(bare.Marked()) + below
		got, edited, err := bare.Update([]byte(file))
		if err != nil || edited || string(got) != file {
			t.Fatalf("the user's text changed: %v, edited %v\n%q", err, edited, got)
		}
	})
}
