package rawjson

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What it gives is what encoding/json gives.
func FuzzParts(f *testing.F) {
	for _, text := range []string{
		`{}`, `[]`, ` {"a" : 1 , "b":[ ] , "a":"x"} `, `[1,-2.5e3 ,true,null,"a,]\"" , {"c":[[]]}]`, `"a\u00e9\n"`, "\"\xff\"", `{"\u0061":null,"":{"}":"{"}}`, `7`, "[\t\"\\\\\"\r\n]",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !json.Valid(text) {
			t.Skip()
		}
		members, want := map[string]json.RawMessage(nil), map[string]json.RawMessage(nil)
		isObject := json.Unmarshal(text, &want) == nil && want != nil
		if isObject != (First(text) == '{') {
			t.Fatalf("%q begins with %q", text, First(text))
		}
		for name, value := range Members(text) {
			if members == nil {
				members = map[string]json.RawMessage{}
			}
			key, ok := Text(name)
			if !ok {
				t.Fatalf("%q of %q is no name", name, text)
			}
			members[key] = value
		}
		if isObject && len(want) > 0 && !cmp.Equal(members, want) {
			t.Fatalf("%q: %s", text, cmp.Diff(want, members))
		}
		var items, list []json.RawMessage
		_ = json.Unmarshal(text, &list) // another value has none
		for item := range Items(text) {
			items = append(items, item)
		}
		if len(items) != len(list) || len(list) > 0 && !cmp.Equal(items, list) {
			t.Fatalf("%q: %s", text, cmp.Diff(list, items))
		}
		var s string
		isText := json.Unmarshal(text, &s) == nil && First(text) == '"' && text[0] == '"' && text[len(text)-1] == '"'
		if got, ok := Text(text); isText && (!ok || got != s) {
			t.Fatalf("%q is %q, want %q", text, got, s)
		}
	})
}
