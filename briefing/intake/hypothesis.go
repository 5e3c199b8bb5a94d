package intake

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"readout/content"
)

// hypothesisRow is an annotation as the Hypothesis API gives it (API 1.0).
type hypothesisRow struct {
	ID         string   `json:"id"`
	Created    string   `json:"created"`
	Updated    string   `json:"updated"`
	User       string   `json:"user"`
	URI        string   `json:"uri"`
	Text       string   `json:"text"`
	Tags       []string `json:"tags"`
	References []string `json:"references"` // of a reply: the annotations above it
	UserInfo   struct {
		DisplayName string `json:"display_name"`
	} `json:"user_info"`
	Document struct {
		Title json.RawMessage `json:"title"`
	} `json:"document"`
	Target []json.RawMessage `json:"target"`
	Links  struct {
		HTML string `json:"html"`
	} `json:"links"`
}

type hypothesisSelector struct {
	Type   string   `json:"type"`
	Exact  string   `json:"exact"`
	Prefix string   `json:"prefix"`
	Suffix string   `json:"suffix"`
	Start  *float64 `json:"start"`
	End    *float64 `json:"end"`
}

// hypothesis reads the answer of a search, an export of the client, an array, or one
// annotation.
func (in *intake) hypothesis(data json.RawMessage) error {
	list := elements(data)
	if list == nil {
		o := objectOf(data)
		switch {
		case o["rows"] != nil:
			list = elements(o["rows"])
		case o["annotations"] != nil:
			list = elements(o["annotations"])
		case o["uri"] != nil:
			list = []json.RawMessage{data}
		}
		if list == nil {
			return fmt.Errorf("%w: Hypothesis has its annotations in rows or annotations, and there are none", ErrFormat)
		}
	}
	at := map[string]int{} // entries by the id that Hypothesis gives
	var replies []string   // by entry: what it replies to
	begun := len(in.entries)
	in.entries = slices.Grow(in.entries, min(len(list), maxEntries))
	for _, raw := range list {
		var row hypothesisRow
		if err := json.Unmarshal(raw, &row); err != nil {
			in.bad(0, fmt.Errorf("it is not an annotation of Hypothesis: %w", misfit(err)))
			continue
		}
		e, err := row.entry()
		if err != nil {
			in.bad(0, err)
			continue
		}
		before := len(in.entries)
		if in.add(e); len(in.entries) == before {
			continue
		}
		at[row.ID] = before
		above := ""
		if len(row.References) > 0 {
			above = row.References[0]
		}
		replies = append(replies, above)
	}
	for i, above := range replies {
		reply := &in.entries[begun+i]
		if parent, ok := at[above]; ok && above != "" && reply.Note.Target.Exact == "" {
			reply.Note.Target, reply.position = in.entries[parent].Note.Target, in.entries[parent].position
		}
	}
	return nil
}

func (r *hypothesisRow) entry() (Entry, error) {
	if r.ID == "" && r.URI == "" {
		return Entry{}, errors.New("it has neither an id nor the address of a page")
	}
	key := []string{r.ID}
	if r.ID == "" {
		key = []string{r.URI, r.User, r.Created, r.Text}
	}
	e := Entry{Note: madeOf(Hypothesis, key...), utf16: true, via: r.Links.HTML}
	if r.ID != "" && e.via == "" {
		e.via = "https://hypothes.is/a/" + url.PathEscape(r.ID)
	}
	n := &e.Note
	n.Body, n.Tags = r.Text, r.Tags
	n.Creator = cmp.Or(r.UserInfo.DisplayName, strings.TrimSuffix(strings.TrimPrefix(r.User, "acct:"), "@hypothes.is"))
	n.Created = moment(r.Created, time.RFC3339Nano, "2006-01-02T15:04:05.999999999")
	n.Modified = later(n.Created, moment(r.Updated, time.RFC3339Nano, "2006-01-02T15:04:05.999999999"))
	for _, title := range textsOf(r.Document.Title) {
		e.About.Title = cmp.Or(e.About.Title, title)
	}
	e.about(r.URI)
	for _, raw := range r.Target {
		target := objectOf(raw)
		e.about(textOf(target["source"]))
		for _, s := range listOf(target["selector"]) {
			var sel hypothesisSelector
			if json.Unmarshal(s, &sel) != nil {
				continue // one that has its own form, as a range's
			}
			switch {
			case sel.Type == "TextQuoteSelector" && n.Target.Exact == "":
				n.Target.Exact, n.Target.Prefix, n.Target.Suffix = sel.Exact, sel.Prefix, sel.Suffix
			case sel.Type == "TextPositionSelector" && sel.Start != nil && sel.End != nil:
				e.position = spanOf(*sel.Start, *sel.End)
			}
		}
		if e.beside == nil && len(e.About.Addresses) > 0 {
			target = maps.Clone(target)
			if target == nil {
				target = members{}
			}
			target["type"], target["source"] = encode("SpecificResource"), encode(e.About.Addresses[0])
			e.beside = encode(target)
		}
	}
	return e, nil
}

// about notes down the address of what an entry is about.
func (e *Entry) about(address string) {
	if id, ok := strings.CutPrefix(address, briefingIRI); ok {
		if id, err := url.PathUnescape(id); err == nil {
			e.About.Briefing = cmp.Or(e.About.Briefing, id)
		}
		return
	}
	if address != "" && (len(e.About.Addresses) == 0 || e.About.Addresses[0] != address) {
		e.About.Addresses = append(e.About.Addresses, address)
	}
}

// spanOf gives a range, an empty one where the numbers are none.
func spanOf(start, end float64) content.Span {
	const most = 1 << 31
	if start < 0 || end < start || end >= most || start != float64(int(start)) || end != float64(int(end)) {
		return content.Span{}
	}
	return content.Span{Start: int(start), End: int(end)}
}
