package note

import "testing"

// BenchmarkAppend saves one note: lock, write, fsync.
func BenchmarkAppend(b *testing.B) {
	l := newLog(b)
	mustAppend(b, l, sample(1))
	n := 1
	for b.Loop() {
		n++
		mustAppend(b, l, sample(n))
	}
}

// BenchmarkRead reads a log of 10,000 notes.
func BenchmarkRead(b *testing.B) {
	l := newLog(b)
	mustAppend(b, l, samples(10000)...)
	for b.Loop() {
		if notes, _, err := Read(l.Path()); err != nil || len(notes) != 10000 {
			b.Fatal(len(notes), err)
		}
	}
}
