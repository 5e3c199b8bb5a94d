package export

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
)

// conform makes an annotation from a log one that meets the Web Annotation Data Model. What
// readout wrote needs little: the state becomes an IRI. An annotation that another program
// put into the log can be anything; what the model has no room for is left out here, and
// stays in the log and in readout's own form.
func conform(a map[string]any, briefing string) {
	source := briefingIRI + percent(briefing)
	if !slices.Contains(list(a["@context"]), any(annoContext)) || slices.ContainsFunc(list(a["@context"]), func(c any) bool { return !isContext(c) }) {
		a["@context"] = contexts()
	}
	if id, _ := a["id"].(string); !isIRI(id) {
		a["id"] = noteIRI + percent(id)
	}
	if types := texts(a["type"]); len(types) != len(list(a["type"])) || !slices.Contains(types, "Annotation") {
		a["type"] = "Annotation"
	}
	keepResource(a)
	conformBodies(a)
	var targets []any
	for _, t := range list(a["target"]) {
		if t, ok := conformTarget(t); ok {
			targets = append(targets, t)
		}
	}
	if len(targets) == 0 {
		targets = []any{source}
	}
	a["target"] = single(targets)
}

func isContext(c any) bool {
	switch c := c.(type) {
	case string:
		return isIRI(c)
	case map[string]any:
		return true
	}
	return false
}

// conformBodies leaves bodies that are IRIs, external resources, texts, choices or specific
// resources, and no bodyValue beside them.
func conformBodies(a map[string]any) {
	value, isText := a["bodyValue"].(string)
	if !isText {
		delete(a, "bodyValue")
	}
	var bodies []any
	for _, b := range list(a["body"]) {
		if b, ok := conformBody(b); ok {
			bodies = append(bodies, b)
		}
	}
	if len(bodies) == 0 {
		delete(a, "body")
		return
	}
	if isText {
		delete(a, "bodyValue")
		bodies = slices.Insert(bodies, 0, any(map[string]any{"type": "TextualBody", "value": value, "format": "text/plain"}))
	}
	a["body"] = single(bodies)
}

func conformBody(v any) (any, bool) {
	if s, ok := v.(string); ok {
		return s, isIRI(s)
	}
	r, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	keepResource(r)
	if _, ok := r["items"]; ok {
		return conformChoice(r, conformBody)
	}
	if _, ok := r["value"].(string); ok {
		drop(r, "source", "items", "selector", "state", "styleClass", "renderedVia", "scope")
		return r, true
	}
	delete(r, "value")
	return conformOutside(r)
}

func conformTarget(v any) (any, bool) {
	if s, ok := v.(string); ok {
		return s, isIRI(s)
	}
	r, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	keepResource(r)
	delete(r, "value")
	if slices.Contains(texts(r["type"]), "TextualBody") {
		delete(r, "type")
	}
	if _, ok := r["items"]; ok {
		return conformChoice(r, conformTarget)
	}
	return conformOutside(r)
}

// conformOutside leaves external and specific resources.
func conformOutside(r map[string]any) (any, bool) {
	drop(r, "items")
	switch source := r["source"].(type) {
	case string:
		if !isIRI(source) {
			return nil, false
		}
	case map[string]any:
		if id, _ := source["id"].(string); !isIRI(id) {
			return nil, false
		}
		drop(source, "source", "target", "items", "purpose", "value")
		keepResource(source)
	default:
		drop(r, "source", "purpose", "selector", "state", "styleClass", "renderedVia", "scope", "target")
		id, _ := r["id"].(string)
		return r, isIRI(id)
	}
	if id, ok := r["id"]; ok {
		if id, _ := id.(string); !isIRI(id) {
			delete(r, "id")
		}
	}
	keep(r, "selector", conformSelector)
	keep(r, "state", conformState)
	keep(r, "styleClass", isText)
	keep(r, "scope", isResourceName)
	keep(r, "renderedVia", isResourceName)
	keep(r, "purpose", isText)
	for _, name := range []string{"selector", "state", "styleClass", "scope", "renderedVia", "purpose"} {
		if r[name] != nil {
			return r, true
		}
	}
	r["scope"] = r["source"] // one of these makes it a specific resource
	return r, true
}

func conformChoice(r map[string]any, item func(any) (any, bool)) (any, bool) {
	drop(r, "value", "source", "purpose", "selector", "state", "scope", "renderedVia", "styleClass", "target")
	var items []any
	for _, v := range list(r["items"]) {
		if v, ok := item(v); ok {
			items = append(items, v)
		}
	}
	if len(items) == 0 || slices.Compare(texts(r["type"]), []string{"Choice"}) != 0 {
		return nil, false
	}
	r["items"] = items
	return r, true
}

// conformSelector tells selectors of section 4.2 that have what they need.
func conformSelector(v any) (any, bool) {
	if s, ok := v.(string); ok {
		return s, isIRI(s)
	}
	s, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	if refined, ok := s["refinedBy"]; ok {
		if refined, ok = conformSelector(refined); !ok {
			return nil, false
		}
		s["refinedBy"] = refined
	}
	kind, _ := s["type"].(string)
	switch kind {
	case "TextQuoteSelector":
		return s, has[string](s, "exact") && optional[string](s, "prefix") && optional[string](s, "suffix")
	case "TextPositionSelector", "DataPositionSelector":
		return s, isCount(s["start"]) && isCount(s["end"])
	case "FragmentSelector":
		conforms, stated := s["conformsTo"]
		_, named := isIRIText(conforms)
		return s, has[string](s, "value") && (!stated || named)
	case "CssSelector", "XPathSelector":
		return s, has[string](s, "value")
	case "SvgSelector":
		id, _ := s["id"].(string)
		return s, has[string](s, "value") || isIRI(id)
	case "RangeSelector":
		for _, name := range []string{"startSelector", "endSelector"} {
			if s[name], ok = conformSelector(s[name]); !ok {
				return nil, false
			}
		}
		return s, true
	}
	return nil, false
}

// conformState tells states of section 4.3; one of ours becomes the IRI of its revision.
func conformState(v any) (any, bool) {
	if s, ok := v.(string); ok {
		return s, isIRI(s)
	}
	s, ok := v.(map[string]any)
	if !ok {
		return nil, false
	}
	if sha, ok := s["readout:sha256"].(string); ok {
		iri := RevisionIRI + percent(sha)
		return iri, isIRI(iri)
	}
	if refined, ok := s["refinedBy"]; ok {
		out, ok := conformState(refined)
		if !ok {
			if out, ok = conformSelector(refined); !ok {
				return nil, false
			}
		}
		s["refinedBy"] = out
	}
	switch s["type"] {
	case "TimeState":
		return s, isTimeState(s)
	case "HttpRequestState":
		return s, has[string](s, "value")
	}
	return nil, false
}

// isTimeState reports whether a state names a time, or both ends of an interval, or a copy.
func isTimeState(s map[string]any) bool {
	at, from, to := s["sourceDate"], s["sourceDateStart"], s["sourceDateEnd"]
	for _, v := range slices.Concat(list(at), list(from), list(to)) {
		if !isTime(v) {
			return false
		}
	}
	for _, v := range list(s["cached"]) {
		if text, _ := v.(string); !isIRI(text) {
			return false
		}
	}
	return (from == nil) == (to == nil) && (at == nil || from == nil) && (at != nil || from != nil || s["cached"] != nil)
}

// keepResource leaves the properties of section 3.3 that have a value they may have.
func keepResource(r map[string]any) {
	for _, name := range []string{"created", "modified", "generated"} {
		if v, ok := r[name]; ok && !isTime(v) {
			delete(r, name)
		}
	}
	keep(r, "rights", isIRIText)
	keep(r, "via", isIRIText)
	if v, ok := r["canonical"]; ok {
		if s, _ := v.(string); !isIRI(s) {
			delete(r, "canonical")
		}
	}
	if v, ok := r["textDirection"]; ok && v != "ltr" && v != "rtl" && v != "auto" {
		delete(r, "textDirection")
	}
}

// keep leaves the values of a member that a check lets through, as it gives them.
func keep(r map[string]any, name string, check func(any) (any, bool)) {
	if _, ok := r[name]; !ok {
		return
	}
	var kept []any
	for _, v := range list(r[name]) {
		if v, ok := check(v); ok {
			kept = append(kept, v)
		}
	}
	if len(kept) == 0 {
		delete(r, name)
		return
	}
	r[name] = single(kept)
}

func drop(r map[string]any, names ...string) {
	for _, name := range names {
		delete(r, name)
	}
}

// list gives what JSON-LD writes as one value or several.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func single(values []any) any {
	if len(values) == 1 {
		return values[0]
	}
	return values
}

func texts(v any) (out []string) {
	for _, s := range list(v) {
		if s, ok := s.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func has[T any](m map[string]any, name string) bool { _, ok := m[name].(T); return ok }

func optional[T any](m map[string]any, name string) bool {
	_, there := m[name]
	return !there || has[T](m, name)
}

func isText(v any) (any, bool) { s, ok := v.(string); return v, ok && s != "" }

func isIRIText(v any) (any, bool) { s, ok := v.(string); return v, ok && isIRI(s) }

func isResourceName(v any) (any, bool) {
	if r, ok := v.(map[string]any); ok {
		_, ok = isIRIText(r["id"])
		return v, ok
	}
	return isIRIText(v)
}

func isCount(v any) bool {
	n, ok := v.(json.Number)
	return ok && n != "" && strings.Trim(string(n), "0123456789") == ""
}

// isTime reports whether a value is an xsd:dateTime in UTC.
func isTime(v any) bool {
	s, ok := v.(string)
	_, err := time.Parse(time.RFC3339Nano, s)
	return ok && err == nil && strings.HasSuffix(s, "Z")
}

// isIRI reports whether a text is an absolute IRI (RFC 3987), as far as its characters and the
// form of its host and port tell.
func isIRI(s string) bool {
	if _, err := url.Parse(s); err != nil {
		return false
	}
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || rest == "" || scheme == "" || strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") != "" || scheme[0]|0x20 < 'a' {
		return false
	}
	for i, r := range s {
		switch {
		case r <= ' ' || r == 0x7f || r == '\ufffd' || strings.ContainsRune("<>\"{}|\\^`", r):
			return false
		case r == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])):
			return false
		case r >= 0x7f && escapeUnprintable(string(r)) != string(r):
			return false
		}
	}
	return strings.Count(s, "#") < 2
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// percent writes a text as one part of an IRI.
func percent(s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		if '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte("-_.~", c) >= 0 {
			out.WriteByte(c)
			continue
		}
		out.WriteByte('%')
		out.WriteByte("0123456789ABCDEF"[c>>4])
		out.WriteByte("0123456789ABCDEF"[c&15])
	}
	return out.String()
}
