package note

import (
	"path/filepath"
	"testing"

	"readout/briefing/note/disk"
)

// Count counts what ReadAll gives, whatever is in the logs.
func TestCount(t *testing.T) {
	l, _ := worn(t)
	other, err := OpenLog(filepath.Join(t.TempDir(), "eve.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	n := sample(1)
	n.Revision, n.Deleted = 9, true
	mustAppend(t, other, n, sample(30), sample(2))
	foreign := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/1","type":"Annotation","target":"http://example.org/"}` + "\n"
	mustWrite(t, other.Path(), append(mustRead(t, other.Path()), foreign...))
	for _, paths := range [][]string{nil, {l.Path()}, {other.Path()}, {l.Path(), other.Path()}, {other.Path(), l.Path()}, {t.TempDir(), "none"}} {
		notes, _ := ReadAll(disk.System{}, paths...)
		if got := Count(disk.System{}, paths...); got != len(notes) {
			t.Errorf("%d notes are counted in %q, %d are read", got, paths, len(notes))
		}
	}
}
