package list

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAsk(t *testing.T) {
	for _, c := range []struct {
		typed  string
		fields []Field
		words  Query
	}{
		{"", nil, nil},
		{"Two wörds", nil, Query{"two", "words"}},
		{"kind:question tag:", []Field{{"kind", "question"}}, nil},
		{`by:"Ana Roy" rain`, []Field{{"by", "ana roy"}}, Query{"rain"}},
		{`by:“Ana Roy”`, []Field{{"by", "ana roy"}}, nil},
		{`"two words" 10:30 KIND:Check`, []Field{{"kind", "check"}}, Query{"two words", "10:30"}},
		{`tag:"unfinished one`, []Field{{"tag", "unfinished one"}}, nil},
	} {
		fields, words := Ask(c.typed, "kind", "tag", "by")
		if diff := cmp.Diff(c.fields, fields); diff != "" {
			t.Errorf("%q: %s", c.typed, diff)
		}
		if diff := cmp.Diff(c.words, words); diff != "" {
			t.Errorf("%q: %s", c.typed, diff)
		}
	}
}
