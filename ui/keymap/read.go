package keymap

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// table is the table of a configuration file that binds keys.
const table = "bind"

// Read gives what the table "bind" of a TOML document says, in its order:
//
//	[bind]
//	reader.down = ["j", "ctrl-n"]
//	app.export = "ctrl-x e"
//
// What else there is in the document is passed over. Errors are *RowError.
func Read(document []byte) ([]Change, error) {
	var r reading
	r.parser.Reset(document)
	var under []string
	for r.parser.NextExpression() {
		switch n := r.parser.Expression(); n.Kind {
		case unstable.Table, unstable.ArrayTable:
			under = path(n)
			if n.Kind == unstable.ArrayTable && under[0] == table {
				return nil, &RowError{r.row(n), "[[bind]] is a list; the table is [bind]"}
			}
		case unstable.KeyValue:
			if err := r.value(under, n); err != nil {
				return nil, err
			}
		}
	}
	if err := r.parser.Error(); err != nil {
		if bad, ok := errors.AsType[*unstable.ParserError](err); ok {
			return nil, &RowError{r.parser.Shape(r.parser.Range(bad.Highlight)).Start.Line, bad.Message}
		}
		return nil, &RowError{0, err.Error()}
	}
	return r.changes, nil
}

// Row gives the row in which a document sets a key that stands in no table; 0 if it does
// not.
func Row(document []byte, name string) int {
	var r reading
	r.parser.Reset(document)
	for r.parser.NextExpression() {
		n := r.parser.Expression()
		if n.Kind == unstable.Table || n.Kind == unstable.ArrayTable {
			break
		}
		if n.Kind == unstable.KeyValue && strings.Join(path(n), ".") == name {
			return r.row(n)
		}
	}
	return 0
}

type reading struct {
	parser  unstable.Parser
	changes []Change
}

// path gives the parts of the key of a table or a value.
func path(n *unstable.Node) []string {
	var parts []string
	for it := n.Key(); it.Next(); {
		parts = append(parts, string(it.Node().Data))
	}
	return parts
}

// row gives the row that a key stands in.
func (r *reading) row(n *unstable.Node) int {
	it := n.Key()
	it.Next()
	return r.parser.Shape(it.Node().Raw).Start.Line
}

// value takes a key and its value, which stand under a table.
func (r *reading) value(under []string, n *unstable.Node) error {
	at := append(append([]string{}, under...), path(n)...)
	if at[0] != table {
		return nil
	}
	c := Change{Action: strings.Join(at[1:], "."), Row: r.row(n)}
	switch v := n.Value(); v.Kind {
	case unstable.InlineTable:
		for it := v.Children(); it.Next(); {
			if err := r.value(at, it.Node()); err != nil {
				return err
			}
		}
		return nil
	case unstable.String:
		c.Keys = []string{string(v.Data)}
	case unstable.Array:
		for it := v.Children(); it.Next(); {
			switch k := it.Node(); k.Kind {
			case unstable.String:
				c.Keys = append(c.Keys, string(k.Data))
			case unstable.Comment:
			default:
				return r.wrong(c)
			}
		}
	default:
		return r.wrong(c)
	}
	r.changes = append(r.changes, c)
	return nil
}

func (r *reading) wrong(c Change) error {
	if c.Action == "" {
		return &RowError{c.Row, "bind is a table of actions and their keys, like reader.down = [\"j\", \"down\"]"}
	}
	return &RowError{c.Row, fmt.Sprintf("the keys of %s are texts, like [\"j\", \"down\"]", c.Action)}
}
