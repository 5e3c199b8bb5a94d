package theme

import "testing"

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(Options{Dark: true}); err != nil {
			b.Fatal(err)
		}
	}
}
