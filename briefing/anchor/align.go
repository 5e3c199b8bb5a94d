package anchor

import (
	"readout/briefing/markdown"
)

// alignment says where the words of one text are in another. It does not change.
type alignment struct {
	old, now *text
	names    *vocabulary
	weight   []float32 // by number of a word
	to       []int32   // for each word of old the one of now that it became; -1: none
	from     []int32   // the other way
	moved    []bool    // words of old whose partner stands outside the common order
	slack    int       // words that may stand between the partners of neighbours
}

// align aligns a visible text with one that has been read with a vocabulary, word by word: stretches that stand once in either,
// chained where they go on in both, so that a moved block is a chain of its own; between
// them, and at their ends, the words that fit best in order, a word with a slip in it for
// its like. The time grows with their length: gaps whose alignment would cost more are left
// open.
func align(v *markdown.Visible, now *text, base *vocabulary) *alignment {
	names := newVocabulary(base, 0)
	old := &text{v, names.read(v.Text)}
	a := &alignment{
		old: old, now: now, names: names, weight: weigh(names.size(), old.words, now.words),
		to: unpaired(len(old.words)), from: unpaired(len(now.words)), moved: make([]bool, len(old.words)), slack: aside,
	}
	for _, r := range chains(findRuns(old.words, now.words, a.weight)) {
		for k := range r.size {
			a.pair(r.old+k, int32(r.now+k))
		}
	}
	f := &filler{a: a, budget: baseCells + cellsAWord*(len(old.words)+len(now.words))}
	f.fill()
	a.settle()
	a.order()
	return a
}

func unpaired(n int) []int32 {
	out := make([]int32, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (a *alignment) pair(old int, now int32) { a.to[old], a.from[now] = now, int32(old) }

func (a *alignment) equal(old int, now int32) bool { return a.old.words[old].id == a.now.words[now].id }

func (a *alignment) settle() {
	old, now := side{a.old, a.to}, side{a.now, a.from}
	old.settle(now)
	now.settle(old)
}

// side is one of two aligned texts: its words and their partners.
type side struct {
	*text
	to []int32
}

// settle moves stretches that only the other side has to where a sentence begins, if they
// can as well stand there: "A b. [A c.] D" is the same text as "[A b.] A c. D" less its
// brackets, "A [b. A] c. D" too.
func (s side) settle(o side) {
	for i, j := range s.to {
		if j < 0 || int(j)+1 < len(o.to) && o.to[j+1] >= 0 || o.stop(int(j)) {
			continue
		}
		behind := o.free(int(j) + 1)
		if i+1 < len(s.to) && int(s.to[i+1]) != behind || i+1 == len(s.to) && behind != len(o.to) {
			continue
		}
		k := 0
		for i-k >= 0 && int(s.to[i-k]) == int(j)-k && s.words[i-k].id == o.words[behind-1-k].id {
			if k++; int(j)-k < 0 || o.stop(int(j)-k) {
				s.shift(o, i, behind-1, k)
				break
			}
		}
	}
}

// free gives the first word from one on that has a partner.
func (s side) free(at int) int {
	for at < len(s.to) && s.to[at] < 0 {
		at++
	}
	return at
}

// shift pairs the k words up to i with those up to behind.
func (s side) shift(o side, i, behind, k int) {
	if int(s.to[i]) == behind {
		return
	}
	for m := range k {
		o.to[s.to[i-m]] = -1
	}
	for m := range k {
		s.to[i-m], o.to[behind-m] = int32(behind-m), int32(i-m)
	}
}

// likeness gives what aligning two words, by their numbers, is worth; 0 if they are not alike.
func (a *alignment) likeness(old, now uint32) float32 {
	if old == now {
		return a.weight[old]
	}
	if a.names.name(old).near(a.names.name(now)) {
		return nearShare * min(a.weight[old], a.weight[now])
	}
	return 0
}

// order finds what was moved.
func (a *alignment) order() {
	var runs []run
	for i := 0; i < len(a.to); i++ {
		if a.to[i] < 0 {
			continue
		}
		r := run{old: i, now: int(a.to[i]), size: 1}
		for i+1 < len(a.to) && a.to[i+1] == a.to[i]+1 {
			r.size++
			i++
		}
		runs = append(runs, r)
	}
	for i, kept := range inOrder(runs, len(a.from)) {
		for k := range runs[i].size {
			a.moved[runs[i].old+k] = !kept
		}
	}
}
