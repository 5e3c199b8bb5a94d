package note

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
)

// object is a JSON object whose members keep their order and their text, so that what is
// not understood can be written back.
type object []member

type member struct {
	name  string
	value json.RawMessage
}

func parseObject(text []byte) (object, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil {
		return nil, err
	} else if t != json.Delim('{') {
		return nil, errors.New("it does not begin with {")
	}
	var o object
	at := map[string]int{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		name, ok := t.(string)
		if !ok {
			return nil, errors.New("a member has no name")
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		if i, twice := at[name]; twice {
			o[i].value = value // of two members of a name the last counts
			continue
		}
		at[name] = len(o)
		o = append(o, member{name, value})
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands behind the object")
	}
	return o, nil
}

// get gives a member's value; nil where there is none or it is null.
func (o object) get(name string) json.RawMessage {
	for _, m := range o {
		if m.name == name && string(m.value) != "null" {
			return m.value
		}
	}
	return nil
}

// with gives o with a member replaced in its place or added at the end; a value of nil
// takes it away.
func (o object) with(name string, value json.RawMessage) object {
	at := slices.IndexFunc(o, func(m member) bool { return m.name == name })
	switch {
	case value == nil && at < 0:
		return o
	case value == nil:
		return slices.Concat(o[:at], o[at+1:])
	case at < 0:
		return append(slices.Clip(o), member{name, value})
	}
	o = slices.Clone(o)
	o[at].value = value
	return o
}

// text gives a member that is a string; of an array the first string in it.
func (o object) text(name string) string {
	for _, v := range items(o.get(name)) {
		if s, ok := text(v); ok {
			return s
		}
	}
	return ""
}

// is reports whether the type of o is, or is among others, the one given.
func (o object) is(kind string) bool {
	return slices.ContainsFunc(items(o.get("type")), func(v json.RawMessage) bool {
		s, ok := text(v)
		return ok && s == kind
	})
}

func (o object) json() (json.RawMessage, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		name, err := encode(m.name)
		if err != nil {
			return nil, err
		}
		b.Write(name)
		b.WriteByte(':')
		if err := json.Compact(&b, m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// items gives what JSON-LD writes as one value or an array of them.
func items(value json.RawMessage) []json.RawMessage {
	if value == nil {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(value, &list) == nil {
		return list
	}
	return []json.RawMessage{value}
}

// objects gives the objects among the items of a value.
func objects(value json.RawMessage) []object {
	var out []object
	for _, v := range items(value) {
		if o, err := parseObject(v); err == nil {
			out = append(out, o)
		}
	}
	return out
}

func text(value json.RawMessage) (string, bool) {
	var s string
	if len(value) == 0 || value[0] != '"' || json.Unmarshal(value, &s) != nil {
		return "", false
	}
	return s, true
}
