package stroke_test

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"readout/ui/screentest"
	"readout/ui/stroke"
)

func TestTake(t *testing.T) {
	taker := stroke.NewTaker([]key.Binding{
		key.NewBinding(key.WithKeys("g g", "home", "j")), key.NewBinding(key.WithKeys("g n")), key.NewBinding(key.WithKeys("space")),
	})
	var got []string
	for name := range strings.FieldsSeq("j g g g j space g esc home g") {
		if s, whole := taker.Take(screentest.Press(name)); whole {
			got = append(got, s.String())
		} else if !taker.Awaiting() {
			t.Error("half a key is not awaited")
		}
	}
	if all := strings.Join(got, "|"); all != "j|g g|g j|space|g esc|home" {
		t.Errorf("the keys are %s", all)
	}
	taker.Reset()
	if s, whole := taker.Take(screentest.Press("n")); !whole || s != "n" {
		t.Errorf("after Reset the key is %q", s)
	}
	if first, second, ok := stroke.Stroke("g n").Parts(); first != "g" || second != "n" || !ok {
		t.Errorf("the parts are %q and %q", first, second)
	}
}
