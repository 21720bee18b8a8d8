package program

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// targetsOf are the targets that build files which were not loaded and hold the key of one of the flags: the removal has to be computed for them too.
func (w *world) targetsOf(choices []removal.Choice) []target {
	var targets []target
	for _, s := range w.strays() {
		holds := func(choice removal.Choice) bool { _, ok := s.holds(choice.Key); return ok }
		if s.built && slices.ContainsFunc(choices, holds) && !w.covered(targets, s) {
			targets = append(targets, s.target)
		}
	}
	return targets
}

// covered reports whether one of the targets builds a file.
func (w *world) covered(targets []target, s *stray) bool {
	return slices.ContainsFunc(targets, func(t target) bool { return w.loader.builds(t, s.name, s.content) })
}

// other is the world as it is built for a target.
func (r *remover) other(ctx context.Context, t target) (*world, error) {
	if w := r.others[t]; w != nil {
		return w, nil
	}
	p := &Program{options: r.loader.options, rules: r.in.Program.rules, sdks: r.in.sdks}
	p.options.Tests = true
	var err error
	if p.loader, err = list(ctx, r.src, p.options, t); err != nil {
		return nil, err
	}
	p.loader.before = r.loader
	in, err := p.inference(ctx)
	if err != nil {
		return nil, err
	}
	w := newWorld(in)
	w.built = t
	r.others[t], r.targets[t] = w, w.loader
	return w, nil
}

// worlds are the world that was loaded and those of the targets. What keeps one of them from being read is an obstacle.
func (r *remover) worlds(ctx context.Context, targets []target) ([]*world, []debt.Obstacle, error) {
	worlds := []*world{r.world}
	var obstacles []debt.Obstacle
	for _, t := range targets {
		w, err := r.other(ctx, t)
		switch {
		case ctx.Err() != nil:
			return nil, nil, ctx.Err()
		case err != nil:
			what := fmt.Sprintf("the files that are built %s have the key, and could not be read: %v", t.with(), err)
			obstacles = append(obstacles, debt.Obstacle{Code: debt.CodeBuilds, What: what, Do: "make `go list` work with that"})
		default:
			worlds = append(worlds, w)
		}
	}
	return worlds, obstacles, nil
}

// plan computes the removal in every world, and joins the plans. A file that several of them have must be edited in the same way by all.
func (r *remover) plan(ctx context.Context, choices []removal.Choice, targets []target) (*removal.Plan, []*world, error) {
	worlds, obstacles, err := r.worlds(ctx, targets)
	if err != nil {
		return nil, nil, err
	}
	joined := &removal.Plan{Obstacles: obstacles}
	for i, w := range worlds {
		plan, err := r.planIn(w, choices)
		if err != nil {
			return nil, nil, err
		}
		if i == 0 {
			plan.Obstacles = append(plan.Obstacles, obstacles...)
			joined = plan
			continue
		}
		for _, file := range disagreements(joined, plan, worlds[:i], w) {
			joined.Obstacles = append(joined.Obstacles, debt.Obstacle{
				Code: debt.CodeBuilds, Pos: debt.Position{File: file}, What: "the file would need other edits " + w.built.with(), Do: "remove the flag by hand in that file",
			})
		}
		join(joined, plan)
	}
	return joined, worlds, nil
}

// planIn computes the removal in one world. A panic is an obstacle, so that one flag does not stop the others.
func (r *remover) planIn(w *world, choices []removal.Choice) (plan *removal.Plan, err error) {
	defer func() {
		if p := recover(); p != nil {
			what := fmt.Sprintf("internal error: %v (%s)", p, panicPlace())
			plan = &removal.Plan{Obstacles: []debt.Obstacle{{Code: debt.CodeDoesNotCompile, What: what, Do: "please report it; the flag was left alone"}}}
		}
	}()
	return r.compute(w, w.concerned(choices), choices, r.options.Options)
}

// disagreements are the files that a world shares with others and that its plan edits differently.
func disagreements(a, b *removal.Plan, others []*world, w *world) []string {
	shared := func(file string) bool {
		return w.files[file] != "" && slices.ContainsFunc(others, func(o *world) bool { return o.files[file] != "" })
	}
	differ := map[string]bool{}
	for _, pair := range [][2]*removal.Plan{{a, b}, {b, a}} {
		for _, edit := range pair[0].Edits {
			if shared(edit.File) && !slices.Contains(pair[1].Edits, edit) {
				differ[edit.File] = true
			}
		}
		for _, file := range pair[0].Deleted {
			if shared(file) && !slices.Contains(pair[1].Deleted, file) {
				differ[file] = true
			}
		}
	}
	return sorted(differ)
}

// join adds to a plan what another one has besides.
func join(plan, other *removal.Plan) {
	plan.Edits = union(plan.Edits, other.Edits, func(a, b debt.Edit) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	plan.Deleted = union(plan.Deleted, other.Deleted, cmp.Compare[string])
	plan.Obstacles = union(plan.Obstacles, other.Obstacles, func(a, b debt.Obstacle) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Code, b.Code), a.ID.Compare(b.ID))
	})
	plan.Removed = union(plan.Removed, other.Removed, func(a, b removal.Decl) int { return a.Pos.Compare(b.Pos) })
	plan.Sites = union(plan.Sites, other.Sites, debt.Position.Compare)
	plan.Dropped = union(plan.Dropped, other.Dropped, func(a, b removal.Dropped) int { return a.Pos.Compare(b.Pos) })
}

func union[E comparable](a, b []E, order func(a, b E) int) []E {
	out := slices.Clone(a)
	for _, e := range b {
		if !slices.Contains(a, e) {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, order)
	return out
}
