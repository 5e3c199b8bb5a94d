package reader

import (
	"fmt"
	"strings"
	"testing"

	"readout/ui/screentest"
)

// The smallest panes are filled exactly, with the text at the cursor seen in them.
func TestTinyPanes(t *testing.T) {
	keys := strings.Fields("j w v } / a enter n esc G ctrl+u p")
	for w := 1; w <= 8; w++ {
		for h := 1; h <= 4; h++ {
			m := open(t, walk, w, h)
			for i := range 120 {
				press(m, keys[i%len(keys)])
				screentest.Check(t, m.opt.Method, m.View(), w, h)
				stands(t, m, fmt.Sprintf("%d×%d %s", w, h, keys[i%len(keys)]))
				if x, y := m.CursorCell(); x < 0 || x >= w || y < 0 || y >= h {
					t.Fatalf("%d×%d: the cursor's cell is %d, %d", w, h, x, y)
				}
			}
		}
	}
}
