package anchor

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// run is a stretch of words that two texts have in common.
type run struct {
	old, now, size int
	weight         float32
}

// The lengths of the word sequences that runs grow from: each must be the only one of its
// kind in what the longer ones left over of either text.
var seedSizes = [...]int{6, 3, 2}

// What makes a chain.
const (
	lookback    = 48  // runs that a run may follow in a chain, in old order
	chainWeight = 2.5 // a lighter chain is chance
	gapCost     = 0.02
	shiftCost   = 0.4
	jumpCost    = 6
)

// seeder finds runs.
type seeder struct {
	old, now     []word
	taken, given []bool // words of old and now that are in a run
	weight       []float32
	table        []seed
	runs         []run
}

// seed is a slot of a hash table of word sequences.
type seed struct {
	key       uint64
	old, now  int32
	olds, new uint8 // how often, up to 2
}

// findRuns gives runs of equal words that do not overlap in either text, in old order.
func findRuns(old, now []word, weight []float32) []run {
	s := &seeder{old: old, now: now, taken: make([]bool, len(old)), given: make([]bool, len(now)), weight: weight}
	head := 0
	for head < len(old) && head < len(now) && old[head].id == now[head].id {
		head++
	}
	tail := 0
	for tail < min(len(old), len(now))-head && old[len(old)-1-tail].id == now[len(now)-1-tail].id {
		tail++
	}
	s.take(0, 0, head)
	s.take(len(old)-tail, len(now)-tail, tail)
	if min(len(old), len(now)) > head+tail {
		for _, size := range seedSizes {
			s.grow(size)
		}
	}
	slices.SortFunc(s.runs, func(a, b run) int { return cmp.Compare(a.old, b.old) })
	return s.runs
}

func (s *seeder) take(old, now, size int) {
	if size == 0 {
		return
	}
	r := run{old: old, now: now, size: size}
	for k := range size {
		s.taken[old+k], s.given[now+k] = true, true
		r.weight += s.weight[s.old[old+k].id]
	}
	s.runs = append(s.runs, r)
}

// grow takes the runs around sequences of so many words that are unique in what is left.
func (s *seeder) grow(size int) {
	room := 1 << bits.Len(uint(3*max(left(s.taken), left(s.given))))
	if cap(s.table) < room {
		s.table = make([]seed, room)
	} else {
		s.table = s.table[:room]
		clear(s.table)
	}
	eachSequence(s.old, s.taken, size, func(at int, key uint64) {
		e := s.slot(key)
		e.olds, e.old = min(e.olds+1, 2), int32(at)
	})
	eachSequence(s.now, s.given, size, func(at int, key uint64) {
		e := s.slot(key)
		e.new, e.now = min(e.new+1, 2), int32(at)
	})
	eachSequence(s.old, slices.Clone(s.taken), size, func(at int, key uint64) {
		e := s.slot(key)
		if e.olds != 1 || e.new != 1 || s.taken[at] || s.given[e.now] {
			return
		}
		start, now := at, int(e.now)
		for start > 0 && now > 0 && s.free(start-1, now-1) {
			start, now = start-1, now-1
		}
		n := 0
		for start+n < len(s.old) && now+n < len(s.now) && s.free(start+n, now+n) {
			n++
		}
		if n >= size {
			s.take(start, now, n)
		}
	})
}

// left gives how many words are in no run.
func left(taken []bool) (n int) {
	for _, t := range taken {
		if !t {
			n++
		}
	}
	return n
}

func (s *seeder) free(old, now int) bool {
	return !s.taken[old] && !s.given[now] && s.old[old].id == s.now[now].id
}

// slot gives the slot of a key; an empty one if it has none. The table has room.
func (s *seeder) slot(key uint64) *seed {
	mask := uint64(len(s.table) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if e := &s.table[i]; e.key == key || e.key == 0 {
			e.key = key
			return e
		}
	}
}

// eachSequence calls do with the start and a hash, never 0, of each sequence of so many
// words that are not taken.
func eachSequence(words []word, taken []bool, size int, do func(at int, key uint64)) {
	for at, n := 0, 0; at < len(words); at++ {
		if taken[at] {
			n = 0
			continue
		}
		if n++; n < size {
			continue
		}
		key := uint64(0)
		for _, w := range words[at-size+1 : at+1] {
			key = bits.RotateLeft64((key^uint64(w.id+1))*0x9e3779b97f4a7c15, 29)
		}
		do(at-size+1, max(key*0xff51afd7ed558ccd>>1, 1))
	}
}

// link is what is known of the best chain that ends with a run.
type link struct {
	score  float32
	before int32
}

// chains gives the runs that chains of enough weight are made of, in old order. A chain
// goes on in both texts; what stands between its runs costs a little by its length, and
// more by what one text has there more than the other (as in minimap2, Li 2018).
func chains(runs []run) []run {
	links := make([]link, len(runs))
	for i, b := range runs {
		best := link{b.weight, -1}
		for k := i - 1; k >= max(0, i-lookback); k-- {
			a := &runs[k]
			gap := b.now - a.now - a.size
			if gap < 0 {
				continue
			}
			if score := links[k].score - cost(b.old-a.old-a.size, gap) + b.weight; score > best.score {
				best = link{score, int32(k)}
			}
		}
		links[i] = best
	}
	order := make([]int32, len(runs))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(links[b].score, links[a].score) })
	used, kept := make([]bool, len(runs)), make([]bool, len(runs))
	for _, end := range order {
		var score float32
		first := end
		for k := end; k >= 0 && !used[k]; k = links[k].before {
			used[k], first = true, k
		}
		if used[end] {
			score = links[end].score
			if before := links[first].before; before >= 0 {
				score -= links[before].score
			}
		}
		if score < chainWeight {
			continue
		}
		for k := end; k != links[first].before; k = links[k].before {
			kept[k] = true
		}
	}
	out := runs[:0]
	for i, r := range runs {
		if kept[i] {
			out = append(out, r)
		}
	}
	return out
}

func cost(old, now int) float32 {
	shift := old - now
	if shift < 0 {
		shift = -shift
	}
	c := gapCost * float32(min(old, now))
	if shift > 0 {
		c += shiftCost * float32(math.Log2(float64(1+shift)))
	}
	return min(c, jumpCost)
}

// inOrder reports which runs are in the heaviest sequence of runs that both texts have in
// the same order; the others were moved. Runs are in old order and do not overlap.
func inOrder(runs []run, now int) []bool {
	best := make([]link, now+1) // a Fenwick tree of maxima by end in now
	before := make([]int32, len(runs))
	top := link{0, -1}
	for i, r := range runs {
		at := link{0, -1}
		for k := r.now; k > 0; k -= k & -k {
			if best[k].score > at.score {
				at = best[k]
			}
		}
		before[i] = at.before
		here := link{at.score + float32(r.size), int32(i)}
		for k := r.now + r.size; k <= now; k += k & -k {
			if here.score > best[k].score {
				best[k] = here
			}
		}
		if here.score > top.score {
			top = here
		}
	}
	kept := make([]bool, len(runs))
	for k := top.before; k >= 0; k = before[k] {
		kept[k] = true
	}
	return kept
}
