package program

import (
	"context"
	"slices"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"
)

// TestEach wants every node to come after what it imports and after the package that it is a test variant of, and tests to come soon: not after all other packages.
func TestEach(t *testing.T) {
	add := func(l *loader, id, test string, deps ...*node) *node {
		n := &node{listed: &packages.Package{ID: id, ForTest: test}, path: id, deps: map[string]*node{}}
		for _, dep := range deps {
			n.imports, n.deps[dep.path] = append(n.imports, dep.path), dep
		}
		l.nodes = append(l.nodes, n)
		return n
	}
	l := &loader{}
	a := add(l, "a", "")
	b := add(l, "b", "", a)
	add(l, "z", "")
	testing := add(l, "testing", "")
	variant := add(l, "a", "a", testing)
	variant.plain = a
	add(l, "b_test", "b", b, testing)
	var order []string
	for _, n := range besideTests(l.nodes) {
		order = append(order, n.path)
	}
	if want := []string{"a", "testing", "a", "b", "b_test", "z"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
	var mu sync.Mutex
	done := map[*node]bool{}
	err := l.each(context.Background(), func(n *node) {
		mu.Lock()
		defer mu.Unlock()
		for _, dep := range n.deps {
			if !done[dep] {
				t.Errorf("%s before %s", n.path, dep.path)
			}
		}
		if n.plain != nil && !done[n.plain] {
			t.Errorf("%s before the package itself", n.path)
		}
		done[n] = true
	})
	if err != nil || len(done) != len(l.nodes) {
		t.Errorf("%d of %d nodes: %v", len(done), len(l.nodes), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := l.each(ctx, func(*node) {}); err == nil {
		t.Error("no error of a context that was cancelled")
	}
}
