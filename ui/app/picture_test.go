package app

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/theme"
)

// A picture is sent to a terminal that draws it, once, and stands in its text from then on;
// what there is not, and a terminal that draws none, has the alternative text alone.
func TestPictures(t *testing.T) {
	store := newShelf()
	store.add("trade", "# Trade\n\n![A chart of tons](chart.png)\n\n![Nothing](gone.png)\n\nThe end.\n")
	for _, draws := range []bool{true, false} {
		th, err := look(theme.Scheme{Dark: true})
		if err != nil {
			t.Fatal(err)
		}
		s := newStage(t, store, 80, 40, "trade")
		opt := s.m.opt
		opt.Pictures, opt.Theme = draws, th
		s.m, s.sent = New(opt), nil
		s.run(s.m.Init())
		for range 2 {
			s.send(tea.WindowSizeMsg{Width: 80, Height: 40})
			_ = s.m.View() // what it lays out it asks for
		}
		s.keys("j k")
		sent := 0
		for _, msg := range s.sent {
			if raw, ok := msg.(tea.RawMsg); ok && strings.Contains(raw.Msg.(string), "\x1b_G") {
				sent++
			}
		}
		rows := 0
		for row := range strings.SplitSeq(s.m.View().Content, "\n") {
			if strings.Count(row, "\U0010EEEE") == 40 {
				rows++
			}
		}
		if draws && (sent != 1 || rows != 10 || s.m.Pictures() != 1) || !draws && (sent != 0 || rows != 0 || s.m.Pictures() != 0) {
			t.Errorf("draws %v: %d pictures were sent, %d rows are on the screen", draws, sent, rows)
		}
		s.shows("A chart of tons", "Nothing", "The end.")
	}
}
