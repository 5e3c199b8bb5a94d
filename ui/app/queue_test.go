package app

import (
	"slices"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestInTheOrderOfKeys: commands that run side by side do their jobs in the order of the keys,
// and what none came to is done at the end.
func TestInTheOrderOfKeys(t *testing.T) {
	var q queue
	var did []int
	var cmds []tea.Cmd
	for i := range 50 {
		cmds = append(cmds, q.add(func() tea.Msg { did = append(did, i); return nil }))
	}
	var wait sync.WaitGroup
	for _, cmd := range slices.Backward(cmds[:40]) {
		wait.Go(func() { cmd() })
	}
	wait.Wait()
	q.finish()
	cmds[45]()
	if len(did) != 50 || !slices.IsSorted(did) {
		t.Errorf("they were done in this order: %v", did)
	}
}
