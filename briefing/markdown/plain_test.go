package markdown

import "testing"

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "",
		"Since when?":                           "Since when?",
		"Since **when**?\n\n- and how\n- `who`": "Since when? and how who",
		"see [the chart](https://example.org/x), 3 * 4, a_b": "see the chart, 3 * 4, a_b",
		"1. first\n2. second":                                "first second",
		"#harbour is a tag, # is none":                       "#harbour is a tag, # is none",
		"two\r\nlines \x1b[31mred":                           "two lines ␛[31mred",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
