package app

import (
	"sync"

	tea "charm.land/bubbletea/v2"
)

// queue does things to the library one after another in the order in which the reader asked
// for them, whichever of the commands that Bubble Tea starts side by side comes first.
type queue struct {
	doing sync.Mutex
	list  sync.Mutex
	jobs  []func() tea.Msg
}

// add gives a command that does the job that is first in the queue by then.
func (q *queue) add(job func() tea.Msg) tea.Cmd {
	q.list.Lock()
	defer q.list.Unlock()
	q.jobs = append(q.jobs, job)
	return q.next
}

func (q *queue) next() tea.Msg {
	q.doing.Lock()
	defer q.doing.Unlock()
	if job := q.pop(); job != nil {
		return job()
	}
	return nil // it was done when the program ended
}

func (q *queue) pop() func() tea.Msg {
	q.list.Lock()
	defer q.list.Unlock()
	if len(q.jobs) == 0 {
		return nil
	}
	job := q.jobs[0]
	q.jobs = q.jobs[1:]
	return job
}

// finish does what is left.
func (q *queue) finish() {
	q.doing.Lock()
	defer q.doing.Unlock()
	for job := q.pop(); job != nil; job = q.pop() {
		job()
	}
}
