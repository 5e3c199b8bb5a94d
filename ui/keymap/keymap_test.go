package keymap_test

import (
	"errors"
	"slices"
	"testing"

	"charm.land/bubbles/v2/key"

	"readout/ui/keymap"
)

type inner struct {
	OpenAll key.Binding
	Back    key.Binding `bind:"jump-back"`
}

type sample struct {
	Down, Up key.Binding
	Inner    inner
	Hidden   inner       `bind:"-"`
	Mark     key.Binding `bind:",letter"`
	Digits   key.Binding `bind:",fixed"`
	Label    string
}

func newSample() *sample {
	bind := func(keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], "does "+keys[0]))
	}
	return &sample{
		Down: bind("j", "down"), Up: bind("k"), Inner: inner{bind("z R"), bind("b")}, Mark: bind("m letter"), Digits: bind("1", "2"),
	}
}

func actions(s *sample) []keymap.Action {
	all := keymap.Of("text", s)
	for i := range all {
		all[i].Strokes = all[i].Name != "up"
	}
	return all
}

func TestNames(t *testing.T) {
	var got []string
	for _, a := range keymap.Of("text", newSample()) {
		got = append(got, a.ID())
	}
	if want := []string{"text.down", "text.up", "text.open-all", "text.jump-back", "text.mark", "text.digits"}; !slices.Equal(got, want) {
		t.Errorf("the actions are %q, want %q", got, want)
	}
}

func TestApply(t *testing.T) {
	s := newSample()
	rows, err := keymap.Apply(actions(s), []keymap.Change{
		{"text.down", []string{"ctrl-n", "down", "f5"}, 3},
		{"text.up", []string{"p"}, 4},
		{"text.up", nil, 9},
		{"text.mark", []string{"M"}, 5},
		{"text.open-all", []string{"ctrl-x o"}, 6},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		b     key.Binding
		keys  []string
		label string
	}{
		{"down", s.Down, []string{"ctrl+n", "down", "f5"}, "ctrl-n ↓"},
		{"mark", s.Mark, []string{"M letter"}, "M a"},
		{"open-all", s.Inner.OpenAll, []string{"ctrl+x o"}, "ctrl-x o"},
		{"jump-back", s.Inner.Back, []string{"b"}, "b"},
	} {
		if !slices.Equal(tt.b.Keys(), tt.keys) || tt.b.Help().Key != tt.label {
			t.Errorf("%s has %q, shown as %q", tt.name, tt.b.Keys(), tt.b.Help().Key)
		}
	}
	up := actions(s)[1]
	if !up.Unbound() || s.Up.Help().Key != "" || !s.Up.Enabled() || actions(s)[0].Unbound() {
		t.Errorf("up without keys is %+v", s.Up)
	}
	if rows["text.up"] != 9 || rows["text.jump-back"] != 0 {
		t.Errorf("the rows are %v", rows)
	}
}

func TestWrongChanges(t *testing.T) {
	for _, tt := range []struct {
		change keymap.Change
		want   string
	}{
		{keymap.Change{"text.dwon", nil, 1}, `there is no action "text.dwon"; readout keys lists all of them`},
		{keymap.Change{"down", nil, 1}, `there is no action "down"; readout keys lists all of them`},
		{keymap.Change{"text.digits", []string{"3"}, 1}, "text.digits cannot be bound: its keys are the digits"},
		{keymap.Change{"text.mark", []string{"gm"}, 1}, `text.mark takes keys of one stroke, a letter follows; not "gm"`},
		{keymap.Change{"text.up", []string{"gg"}, 1}, `text.up takes keys of one stroke, not "gg"`},
		{keymap.Change{"text.up", []string{"ctrl-c"}, 1}, "ctrl-c always quits, and cannot be a key of text.up"},
	} {
		_, err := keymap.Apply(actions(newSample()), []keymap.Change{tt.change})
		var at *keymap.RowError
		if !errors.As(err, &at) || at.Row != 1 || at.Text != tt.want {
			t.Errorf("%v gives %v, want %s", tt.change, err, tt.want)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		changes []keymap.Change
		row     int
		want    string
	}{
		{nil, 0, ""},
		{[]keymap.Change{{"text.up", []string{"p", "p"}, 1}}, 0, ""},
		{[]keymap.Change{{"text.up", []string{"j"}, 2}}, 2, "the key j is both text.down and text.up here; bind that to another key too, or to none: text.down = []"},
		{[]keymap.Change{{"text.up", []string{"j"}, 2}, {"text.down", nil, 3}}, 0, ""},
		{[]keymap.Change{{"text.up", []string{"x"}, 2}, {"text.down", []string{"x"}, 7}}, 7, "the key x is both text.down and text.up here"},
		{[]keymap.Change{{"text.up", []string{"z"}, 2}}, 2, "the key zR of text.open-all begins with z, which is text.up here; bind that to another key too, or to none: text.open-all = []"},
		{[]keymap.Change{{"text.down", []string{"gg"}, 4}, {"text.up", []string{"g"}, 2}}, 4, "the key gg of text.down begins with g, which is text.up here"},
	} {
		all := actions(newSample())
		rows, err := keymap.Apply(all, tt.changes)
		if err != nil {
			t.Fatal(err)
		}
		err = keymap.Group{Name: "here", Actions: all}.Check(rows)
		var at *keymap.RowError
		if tt.want == "" {
			if err != nil {
				t.Errorf("%v: %v", tt.changes, err)
			}
		} else if !errors.As(err, &at) || at.Row != tt.row || at.Text != tt.want {
			t.Errorf("%v: %v, want %s", tt.changes, err, tt.want)
		}
	}
}

func TestRead(t *testing.T) {
	got, err := keymap.Read([]byte(`author = "a"
[other]
bind = 1
[bind]
app.undo = "U" # one
'reader'."top" = [
  "gg", # two
  'alt-<',
]
[bind.list]
down = []
inner = { up = "k" }
`))
	want := []keymap.Change{
		{"app.undo", []string{"U"}, 5}, {"reader.top", []string{"gg", "alt-<"}, 6}, {"list.down", nil, 11}, {"list.inner.up", []string{"k"}, 12},
	}
	if err != nil || !slices.EqualFunc(got, want, func(a, b keymap.Change) bool {
		return a.Action == b.Action && a.Row == b.Row && slices.Equal(a.Keys, b.Keys)
	}) {
		t.Errorf("read %+v, %v", got, err)
	}
	if got := keymap.Row([]byte("a.keys = 1\n# keys\n keys = 'x'\n[b]\nkeys = 2"), "keys"); got != 3 {
		t.Errorf("keys are set in row %d", got)
	}
	if got := keymap.Row([]byte("[b]\nkeys = 2"), "keys"); got != 0 {
		t.Errorf("keys of a table are in row %d", got)
	}
	for _, tt := range []struct {
		text string
		row  int
	}{
		{"a = 1\nbind = 2", 2}, {"[[bind]]", 1}, {"[bind]\n\na.b = [[\"x\"]]", 3}, {"[bind]\na.b = 1.5", 2}, {"[bind]\na.b = ", 2}, {"\n[bind", 2},
	} {
		_, err := keymap.Read([]byte(tt.text))
		var at *keymap.RowError
		if !errors.As(err, &at) || at.Row != tt.row {
			t.Errorf("%q: %v", tt.text, err)
		}
	}
}

// Whatever a file says, it is read or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte("[bind]\nreader.down = [\"j\", 1]\nx = {a = 'b'}\n[[bind]]"))
	f.Add([]byte("bind.a.b = \"gg\"\nbind = {}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		changes, err := keymap.Read(text)
		if err != nil {
			var at *keymap.RowError
			if !errors.As(err, &at) || at.Row < 0 || at.Text == "" {
				t.Errorf("the error is %#v", err)
			}
			return
		}
		for _, c := range changes {
			if c.Row < 1 {
				t.Errorf("%+v has no row", c)
			}
		}
	})
}
