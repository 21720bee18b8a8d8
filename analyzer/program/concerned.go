package program

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// references are those in our packages, by path. Packages that no pattern matches count too: a flag is removed from all of the code, or not.
func (w *world) references() map[string][]debt.Reference {
	if w.refs != nil {
		return w.refs
	}
	w.refs = map[string][]debt.Reference{}
	for _, n := range w.nodes {
		switch {
		case !n.main || !n.concerned:
		case n.root:
			for _, ref := range w.in.found[n] {
				w.refs[n.path] = append(w.refs[n.path], ref.Reference)
			}
		case w.rich[n.path] == n:
			for _, ref := range w.Package(n.path).Refs {
				w.refs[n.path] = append(w.refs[n.path], ref.Reference)
			}
		}
	}
	return w.refs
}

// having are the packages with a reference of the kind, dependencies first.
func (w *world) having(wanted func(debt.Reference) bool) []*node {
	refs := w.references()
	var out []*node
	for _, n := range w.order {
		if slices.ContainsFunc(refs[n.path], wanted) {
			out = append(out, n)
		}
	}
	return out
}

// holders are the packages with a reference to the flag.
func (w *world) holders(id debt.ID) []*node {
	return w.having(func(ref debt.Reference) bool { return ref.ID == id })
}

// concerned are the packages with a reference to one of the flags, or with one that may be to one of them.
func (w *world) concerned(choices []removal.Choice) []*removal.Package {
	ids, providers := map[debt.ID]bool{}, map[string]bool{}
	for _, choice := range choices {
		ids[choice.ID] = true
		providers[choice.Provider] = true
	}
	var out []*removal.Package
	for _, n := range w.having(func(ref debt.Reference) bool { return ids[ref.ID] || ref.Dynamic != nil && providers[ref.Provider] }) {
		out = append(out, w.Package(n.path))
	}
	return out
}

// obstructions are why the removal of the flag is not even tried: it is not there, code that has it does not compile as it is, or a file that nothing builds has the key.
func (r *remover) obstructions(ctx context.Context, choice removal.Choice) ([]debt.Obstacle, error) {
	worlds, _, err := r.worlds(ctx, r.targetsOf([]removal.Choice{choice}))
	if err != nil {
		return nil, err
	}
	var out []debt.Obstacle
	known := false
	for _, w := range worlds {
		for _, n := range w.holders(choice.ID) {
			known = true
			if part, broken := w.broken(n.path); broken {
				out = append(out, debt.Obstacle{Code: debt.CodeBroken, ID: choice.ID, Pos: part.Pos, What: "a package with the flag does not compile as it is: " + part.What, Do: "make it compile first"})
			}
		}
	}
	if !known {
		return []debt.Obstacle{{Code: debt.CodeNotFound, ID: choice.ID, What: fmt.Sprintf("the code has nothing of the flag %s", choice.ID), Do: "check the spelling: flagdebt list"}}, nil
	}
	for _, s := range r.strays() {
		if at, ok := s.holds(choice.Key); ok && !s.built {
			out = append(out, debt.Obstacle{Code: debt.CodeUnbuilt, ID: choice.ID, Pos: r.placeIn(s, at), What: "the key stands in a file that nothing builds", Do: "edit the file by hand first"})
		}
	}
	return slices.Compact(out), nil
}

// broken is the first mistake in a package or its tests.
func (w *world) broken(path string) (Incomplete, bool) {
	for _, n := range w.nodes {
		if n.path != path {
			continue
		}
		if len(n.errs) > 0 {
			return n.errs[0], true
		}
		for _, e := range n.listed.Errors {
			if e.Kind != packages.ParseError && e.Kind != packages.TypeError {
				return w.problem(n, e), true
			}
		}
	}
	return Incomplete{}, false
}
