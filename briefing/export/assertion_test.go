package export

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// The required assertions of the Web Annotation Data Model, from the text of the
// Recommendation of 2017-02-23, in the division of the working group's test suite: 54 on an
// annotation. They are written apart from what the exporter does, over decoded JSON.

// assertion is one of them; check gives false where an annotation breaks it.
type assertion struct {
	section string
	says    string
	check   func(a object) bool
}

type object = map[string]any

func values(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

func every(v any, check func(any) bool) bool {
	for _, x := range values(v) {
		if !check(x) {
			return false
		}
	}
	return true
}

func uri(v any) bool {
	s, ok := v.(string)
	if !ok {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && !strings.ContainsAny(s, " <>\"{}|\\^`\n\t")
}

func oneString(v any) bool { _, ok := v.(string); return ok }

// absentOr holds where the member is missing or one value that a check accepts.
func absentOr(o object, name string, check func(any) bool) bool {
	v, there := o[name]
	return !there || check(v)
}

func dateTime(v any) bool {
	s, ok := v.(string)
	if !ok || !strings.HasSuffix(s, "Z") {
		return false
	}
	_, err := time.Parse("2006-01-02T15:04:05.999999999Z", s)
	return err == nil
}

// The kinds of bodies and targets (sections 3.2 and 4).
func isOutside(o object) bool {
	_, source := o["source"]
	_, target := o["target"]
	return uri(o["id"]) && !source && !target
}

func isTextual(o object) bool { return oneString(o["value"]) }
func isChoice(o object) bool  { _, ok := o["items"]; return ok && o["type"] == "Choice" }

func isSpecific(o object) bool {
	s, inner := o["source"].(object)
	if !uri(o["source"]) && (!inner || !isOutside(s)) {
		return false
	}
	return slices.ContainsFunc([]string{"purpose", "selector", "state", "styleClass", "renderedVia", "scope"}, func(n string) bool { return o[n] != nil })
}

// each gives the objects among bodies or targets, with those in choices and sources.
func each(v any) (out []object) {
	for _, x := range values(v) {
		o, ok := x.(object)
		if !ok {
			continue
		}
		out = append(out, o)
		out = append(out, each(o["items"])...)
		if s, ok := o["source"].(object); ok {
			out = append(out, s)
		}
	}
	return out
}

// ofEach holds where a check holds of all bodies, or targets, that a kind tells.
func ofEach(member string, kind, check func(object) bool) func(object) bool {
	return func(a object) bool {
		for _, o := range each(a[member]) {
			if kind(o) && !check(o) {
				return false
			}
		}
		return true
	}
}

func anyKind(object) bool { return true }

func without(names ...string) func(object) bool {
	return func(o object) bool {
		return !slices.ContainsFunc(names, func(n string) bool { _, ok := o[n]; return ok })
	}
}

func member(name string, check func(any) bool) func(object) bool {
	return func(o object) bool { return absentOr(o, name, check) }
}

func uris(v any) bool { return len(values(v)) > 0 && every(v, uri) }

func direction(v any) bool { return v == "ltr" || v == "rtl" || v == "auto" }

// parts gives the selectors or states of all specific resources, with what refines them.
func parts(a object, name string) (out []any) {
	var down func(v any)
	down = func(v any) {
		for _, x := range values(v) {
			out = append(out, x)
			if o, ok := x.(object); ok {
				for _, inner := range []string{"refinedBy", "startSelector", "endSelector"} {
					down(o[inner])
				}
			}
		}
	}
	for _, o := range slices.Concat(each(a["body"]), each(a["target"])) {
		if v, there := o[name]; there && len(values(v)) == 0 {
			out = append(out, nil)
		}
		down(o[name])
	}
	return out
}

// ofType holds where a check holds of all parts of a type.
func ofType(name string, check func(object) bool, types ...string) func(object) bool {
	return func(a object) bool {
		for _, p := range parts(a, name) {
			if o, ok := p.(object); ok && slices.ContainsFunc(types, func(t string) bool { return o["type"] == t }) && !check(o) {
				return false
			}
		}
		return true
	}
}

func known(name string, types ...string) func(object) bool {
	return func(a object) bool {
		for _, p := range parts(a, name) {
			o, ok := p.(object)
			if !uri(p) && (!ok || !slices.ContainsFunc(types, func(t string) bool { return o["type"] == t })) {
				return false
			}
		}
		return true
	}
}

func natural(v any) bool {
	s := fmt.Sprint(v)
	return v != nil && s != "" && strings.Trim(s, "0123456789") == ""
}

func recognized(member string, kinds ...func(object) bool) func(object) bool {
	return func(a object) bool {
		return every(a[member], func(v any) bool {
			o, ok := v.(object)
			return uri(v) || ok && slices.ContainsFunc(kinds, func(k func(object) bool) bool { return k(o) })
		})
	}
}

var selectorTypes = []string{"FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector", "DataPositionSelector", "SvgSelector", "RangeSelector"}

func assertions() []assertion {
	list := []assertion{
		{"3.1", "@context has the model's", func(a object) bool {
			return slices.Contains(values(a["@context"]), any("http://www.w3.org/ns/anno.jsonld"))
		}},
		{"3.1", "id is exactly one IRI", func(a object) bool { return uri(a["id"]) }},
		{"3.1", "type has Annotation", func(a object) bool { return slices.Contains(values(a["type"]), any("Annotation")) }},
		{"3.1", "there is a target", func(a object) bool { return len(values(a["target"])) > 0 }},
		{"3.2", "targets are of a kind that can be one", recognized("target", isChoice, isSpecific, isOutside)},
		{"3.2.5", "body and bodyValue are not both there", func(a object) bool { return a["body"] == nil || a["bodyValue"] == nil }},
		{"3.2", "bodies are of a kind that can be one", recognized("body", isChoice, isSpecific, isOutside, isTextual)},
		{"3.2.5", "bodyValue is one string", member("bodyValue", oneString)},
		{"3.3.1", "created is one dateTime", member("created", dateTime)},
		{"3.3.1", "modified is one dateTime", member("modified", dateTime)},
		{"3.3.1", "generated is one dateTime", member("generated", dateTime)},
		{"3.3.6", "rights are IRIs", member("rights", uris)},
		{"3.3.7", "canonical is one IRI", member("canonical", uri)},
		{"3.3.7", "via are IRIs", member("via", uris)},
	}
	for _, m := range []string{"body", "target"} {
		list = append(list,
			assertion{"3.2.1", m + ": textDirection is ltr, rtl or auto", ofEach(m, anyKind, member("textDirection", direction))},
			assertion{"3.3.1", m + ": created is one dateTime", ofEach(m, anyKind, member("created", dateTime))},
			assertion{"3.3.1", m + ": modified is one dateTime", ofEach(m, anyKind, member("modified", dateTime))},
			assertion{"3.3.6", m + ": rights are IRIs", ofEach(m, anyKind, member("rights", uris))},
			assertion{"3.3.7", m + ": canonical is one IRI", ofEach(m, anyKind, member("canonical", uri))},
			assertion{"3.3.7", m + ": via are IRIs", ofEach(m, anyKind, member("via", uris))},
			assertion{"3.2.7", m + ": an external resource has no items", ofEach(m, isOutside, func(o object) bool { return isChoice(o) || without("items")(o) })},
			assertion{"3.3.5", m + ": an external resource has no purpose", ofEach(m, func(o object) bool { return isOutside(o) && !isTextual(o) }, without("purpose"))},
			assertion{"3.2.4", m + ": a choice has no value", ofEach(m, isChoice, without("value"))},
			assertion{"4", m + ": a choice has no source", ofEach(m, isChoice, without("source"))},
			assertion{"3.3.5", m + ": a choice has no purpose", ofEach(m, isChoice, without("purpose"))},
			assertion{"3.2.7", m + ": a specific resource has no items", ofEach(m, isSpecific, without("items"))},
			assertion{"4", m + ": a specific resource has no value", ofEach(m, isSpecific, without("value"))},
		)
	}
	return append(list,
		assertion{"3.2.7", "body: a text has no items", ofEach("body", isTextual, without("items"))},
		assertion{"4", "body: a text has no source", ofEach("body", isTextual, without("source"))},
		assertion{"3.2.4", "target: none is a TextualBody", ofEach("target", anyKind, func(o object) bool { return !slices.Contains(values(o["type"]), any("TextualBody")) })},
		assertion{"4.2", "selectors are IRIs or of a known class", known("selector", slices.Concat(selectorTypes)...)},
		assertion{"4.3", "states are IRIs or of a known class", known("state", slices.Concat([]string{"TimeState", "HttpRequestState"}, selectorTypes)...)},
		assertion{"4.2.9", "what refines is an IRI or of a known class", func(a object) bool {
			for _, p := range slices.Concat(parts(a, "selector"), parts(a, "state")) {
				if o, ok := p.(object); ok && o["refinedBy"] != nil && len(values(o["refinedBy"])) == 0 {
					return false
				}
			}
			return true
		}},
		assertion{"4.4", "styleClass are strings", func(a object) bool {
			return ofEach("body", anyKind, member("styleClass", func(v any) bool { return every(v, oneString) }))(a) &&
				ofEach("target", anyKind, member("styleClass", func(v any) bool { return every(v, oneString) }))(a)
		}},
		assertion{"4.2.1", "fragment, CSS and XPath selectors have one value", ofType("selector", func(o object) bool { return oneString(o["value"]) && absentOr(o, "conformsTo", uri) }, "FragmentSelector", "CssSelector", "XPathSelector")},
		assertion{"4.2.4", "a text quote has exact, and at most one prefix and suffix", ofType("selector", func(o object) bool {
			return oneString(o["exact"]) && absentOr(o, "prefix", oneString) && absentOr(o, "suffix", oneString)
		}, "TextQuoteSelector")},
		assertion{"4.2.5", "positions have a start and an end, numbers from 0", ofType("selector", func(o object) bool { return natural(o["start"]) && natural(o["end"]) }, "TextPositionSelector", "DataPositionSelector")},
		assertion{"4.2.7", "an SVG selector has its text or its IRI", ofType("selector", func(o object) bool { return oneString(o["value"]) || uri(o["id"]) }, "SvgSelector")},
		assertion{"4.2.8", "a range has a start and an end, each one selector", ofType("selector", func(o object) bool {
			return len(values(o["startSelector"])) == 1 && len(values(o["endSelector"])) == 1
		}, "RangeSelector")},
		assertion{"4.3.1", "a time state has a time, or both ends, in UTC, or a copy", ofType("state", func(o object) bool {
			_, at := o["sourceDate"]
			_, from := o["sourceDateStart"]
			_, to := o["sourceDateEnd"]
			times := every(o["sourceDate"], dateTime) && every(o["sourceDateStart"], dateTime) && every(o["sourceDateEnd"], dateTime)
			return times && from == to && (!at || !from) && (at || from || o["cached"] != nil) && every(o["cached"], uri)
		}, "TimeState")},
		assertion{"4.3.2", "a request state has one value", ofType("state", func(o object) bool { return oneString(o["value"]) }, "HttpRequestState")},
	)
}

// broken names the assertions that an annotation breaks.
func broken(a object) (list []string) {
	for _, x := range assertions() {
		if !x.check(a) {
			list = append(list, x.section+" "+x.says)
		}
	}
	return list
}
