package program

import (
	"container/heap"
	"context"
	"runtime"
	"slices"
	"sync"
)

// each runs work on every node, dependencies first, and a package before its test variants, on all cores.
func (l *loader) each(ctx context.Context, work func(*node)) error {
	s := newSchedule(l.nodes)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for n := s.next(); n != nil && ctx.Err() == nil; n = s.next() {
				n.confine(func() { work(n) })
				s.done(n)
			}
			s.stop()
		})
	}
	group.Wait()
	return ctx.Err()
}

// schedule hands out nodes that wait for no others any more. Of several it gives the first in an order that goes into depth: so what imports a package follows soon, and what it declares is not kept for long.
type schedule struct {
	nodes []*node // in that order
	at    map[*node]int
	waits []int   // for how many others a node waits
	above [][]int // those that wait for it

	mu    sync.Mutex // guards what it waits for, and what follows
	news  *sync.Cond
	ready places
	left  int // nodes that are not done
}

func newSchedule(nodes []*node) *schedule {
	nodes = besideTests(nodes)
	s := &schedule{nodes: nodes, at: make(map[*node]int, len(nodes)), waits: make([]int, len(nodes)), above: make([][]int, len(nodes)), left: len(nodes)}
	s.news = sync.NewCond(&s.mu)
	for i, n := range nodes {
		s.at[n] = i
	}
	for i, n := range nodes {
		for _, dep := range n.deps {
			s.wait(i, dep)
		}
		if n.plain != nil {
			s.wait(i, n.plain)
		}
		if s.waits[i] == 0 {
			s.ready = append(s.ready, i) // in order, as a heap may be
		}
	}
	return s
}

// besideTests puts what is built for the tests of a package, with all that this needs, next to the package.
func besideTests(nodes []*node) []*node {
	tests := map[string][]*node{}
	for _, n := range nodes {
		tests[n.listed.ForTest] = append(tests[n.listed.ForTest], n)
	}
	seen := map[*node]bool{}
	var order []*node
	var visit func(n *node)
	visit = func(n *node) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, path := range n.imports {
			visit(n.deps[path])
		}
		order = append(order, n)
		if n.listed.ForTest == "" {
			for _, test := range tests[n.path] {
				visit(test)
			}
		}
	}
	for _, n := range nodes {
		visit(n)
	}
	return order
}

func (s *schedule) wait(i int, n *node) {
	s.waits[i]++
	s.above[s.at[n]] = append(s.above[s.at[n]], i)
}

// next is a node to work on; nil when there are no more.
func (s *schedule) next() *node {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.ready) == 0 && s.left > 0 {
		s.news.Wait()
	}
	if s.left == 0 {
		return nil
	}
	return s.nodes[heap.Pop(&s.ready).(int)]
}

// done makes those ready that waited for nothing but a node.
func (s *schedule) done(n *node) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left--
	for _, i := range s.above[s.at[n]] {
		if s.waits[i]--; s.waits[i] == 0 {
			heap.Push(&s.ready, i)
		}
	}
	s.news.Broadcast()
}

// stop ends the waiting, be it that all is done or that nobody wants the rest.
func (s *schedule) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left = 0
	s.news.Broadcast()
}

// places is a heap of places in the order of nodes.
type places []int

func (p places) Len() int           { return len(p) }
func (p places) Less(i, j int) bool { return p[i] < p[j] }
func (p places) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *places) Push(place any)    { *p = append(*p, place.(int)) }

func (p *places) Pop() any {
	last := (*p)[len(*p)-1]
	*p = slices.Delete(*p, len(*p)-1, len(*p))
	return last
}
