package note

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"slices"

	"readout/briefing/note/rawjson"
)

// object is a JSON object whose members keep their order and their text, so that what is
// not understood can be written back. Values are parts of the text that it was read from,
// and valid: a library has more of them than can be read again and again.
type object []member

type member struct {
	name  string
	value json.RawMessage
}

func parseObject(text []byte) (object, error) {
	if !json.Valid(text) {
		var v json.RawMessage
		return nil, json.Unmarshal(text, &v)
	}
	o, ok := objectOf(text)
	if !ok {
		return nil, errors.New("it does not begin with {")
	}
	return o, nil
}

// fewMembers is how many are looked through for a name that is there already.
const fewMembers = 32

// objectOf gives the object that valid JSON is.
func objectOf(value []byte) (o object, ok bool) {
	var at map[string]int // of many members
	room := 4
	if len(value) > 512 { // a line, not a part of one
		room = 16
	}
	o = make(object, 0, room)
	for name, value := range rawjson.Members(value) {
		name, _ := rawjson.Text(name)
		if at == nil && len(o) == fewMembers {
			at = map[string]int{}
			for i, m := range o {
				at[m.name] = i
			}
		}
		i, twice := at[name]
		if at == nil {
			i = slices.IndexFunc(o, func(m member) bool { return m.name == name })
			twice = i >= 0
		}
		if twice {
			o[i].value = value // of two members of a name the last counts
			continue
		}
		if at != nil {
			at[name] = len(o)
		}
		o = append(o, member{name, value})
	}
	return o, rawjson.First(value) == '{'
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
	for v := range items(o.get(name)) {
		if s, ok := rawjson.Text(v); ok {
			return s
		}
	}
	return ""
}

// is reports whether the type of o is, or is among others, the one given.
func (o object) is(kind string) bool {
	for v := range items(o.get("type")) {
		if s, ok := rawjson.Text(v); ok && s == kind {
			return true
		}
	}
	return false
}

func (o object) json() (json.RawMessage, error) {
	size := 2
	for _, m := range o {
		size += len(m.name) + len(m.value) + len(`"":,`)
	}
	var b bytes.Buffer
	b.Grow(size)
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := writeName(&b, m.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := json.Compact(&b, m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// writeName writes a name as encode does, which most need no more than quotation marks for.
func writeName(b *bytes.Buffer, name string) error {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			text, err := encode(name)
			b.Write(text)
			return err
		}
	}
	b.WriteByte('"')
	b.WriteString(name)
	b.WriteByte('"')
	return nil
}

// items gives what JSON-LD writes as one value or an array of them.
func items(value json.RawMessage) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		if rawjson.First(value) != '[' {
			if value != nil {
				yield(value)
			}
			return
		}
		rawjson.Items(value)(yield)
	}
}

// objects gives the objects among the items of a value.
func objects(value json.RawMessage) iter.Seq[object] {
	return func(yield func(object) bool) {
		for v := range items(value) {
			if o, ok := objectOf(v); ok && !yield(o) {
				return
			}
		}
	}
}
