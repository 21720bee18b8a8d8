package program

import (
	"context"
	"go/token"
	"sync"
)

// eachNode runs work on every node, as each does, and lets go of what nobody needs after it.
func (in *inference) eachNode(ctx context.Context, work func(*node)) error {
	in.loader.hold()
	return in.loader.each(ctx, func(n *node) {
		defer in.release(n)
		work(n)
	})
}

// hold counts for each package who may ask for its types: whoever imports it, and a look at itself.
func (l *loader) hold() {
	for _, n := range l.nodes {
		n.holders.Store(1)
	}
	for _, n := range l.nodes {
		for _, dep := range n.deps {
			dep.holders.Add(1)
		}
	}
}

// release is called for each package once it was looked at. When everything above it was looked at, too, a lean program lets go of its types, and of its hold on what is below. So a package that is asked for again later gets new types, and nobody has any that know the old ones.
func (in *inference) release(n *node) {
	if !in.options.Lean || n.holders.Add(-1) > 0 {
		return
	}
	in.loader.forget(n)
	for _, dep := range n.deps {
		in.release(dep)
	}
}

// forget lets go of the types of a package and of the lines of its files.
func (l *loader) forget(n *node) {
	for _, lines := range n.lines {
		l.fset.RemoveFile(lines)
	}
	n.types, n.once, n.lines = nil, sync.Once{}, nil
}

// linesOf are the lines of files that were parsed.
func (l *loader) linesOf(c *checked) []*token.File {
	var lines []*token.File
	for _, file := range c.files {
		if f := l.fset.File(file.FileStart); f != nil {
			lines = append(lines, f)
		}
	}
	return lines
}
