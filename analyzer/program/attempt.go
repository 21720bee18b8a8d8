package program

import (
	"context"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// attempt is a plan for some flags, and what speaks against it.
type attempt struct {
	choices  []removal.Choice
	plan     *removal.Plan
	outcome  outcome
	gate     *gate // which checked it; nil where it came to nothing
	failures []failure
	quick    bool
}

// attempt plans the removal of the flags and checks it. Where a build that had no part in the plan would not compile, the removal is planned for that one too.
func (r *remover) attempt(ctx context.Context, choices []removal.Choice, quick bool) (*attempt, error) {
	for targets := r.targetsOf(choices); ; {
		a := &attempt{choices: choices, quick: quick}
		plan, worlds, err := r.plan(ctx, choices, targets)
		if err != nil {
			return nil, err
		}
		a.plan = plan
		if !a.possible() {
			return a, nil
		}
		if a.outcome, err = apply(plan, worlds); err != nil {
			a.failures = []failure{{code: debt.CodeDoesNotCompile, what: "the plan cannot be carried out: " + err.Error()}}
			return a, nil
		}
		failed, err := r.verify(ctx, a, targets)
		if err != nil {
			return nil, err
		}
		failed = slices.DeleteFunc(failed, func(t target) bool { return slices.Contains(targets, t) })
		if len(failed) == 0 {
			return a, nil
		}
		targets = append(targets, failed...)
	}
}

// verify is the gate: types first, then vet, then the builds that were not loaded. It returns those that would not compile.
func (w *world) verify(ctx context.Context, a *attempt, targets []target) (failed []target, err error) {
	g := newGate(w.loader, a.outcome, w.demanded, a.quick)
	a.gate = g
	if a.failures, err = g.run(ctx); err != nil || len(a.failures) > 0 {
		return nil, err
	}
	if a.failures, err = w.vet(g); err != nil || len(a.failures) > 0 {
		return nil, err
	}
	a.failures, failed, err = w.builds(ctx, g, targets)
	return failed, err
}

// possible reports whether the plan does something, and nothing forbids it.
func (a *attempt) possible() bool {
	forbidden := slices.ContainsFunc(a.plan.Obstacles, func(o debt.Obstacle) bool { return !o.Code.Partial() })
	return !forbidden && len(a.plan.Edits)+len(a.plan.Deleted) > 0
}

// passed reports whether nothing speaks against the attempt.
func (a *attempt) passed() bool { return a.possible() && len(a.outcome) > 0 && len(a.failures) == 0 }

// obstacles are what speaks against the flag: what the plan says of it, or of all, and where the check failed.
func (a *attempt) obstacles(id debt.ID) []debt.Obstacle {
	var out []debt.Obstacle
	for _, o := range a.plan.Obstacles {
		if o.ID == (debt.ID{}) {
			o.ID = id // of all flags
		}
		if o.ID == id || !o.Code.Partial() {
			out = append(out, o)
		}
	}
	for _, f := range a.failures[:min(len(a.failures), maxErrors)] {
		out = append(out, debt.Obstacle{Code: f.code, ID: id, Pos: f.pos, What: f.what, Do: f.do()})
	}
	if len(out) == 0 {
		out = append(out, debt.Obstacle{Code: debt.CodeKeyUsed, ID: id, What: "nothing of the flag can be removed", Do: "look at its references: flagdebt why " + string(id.Key)})
	}
	return out
}

// do is what a person can do about a failure.
func (f failure) do() string {
	switch f.code {
	case debt.CodeVet:
		return "look at the place; the flag was left alone"
	case debt.CodeUnbuilt:
		return "remove the flag by hand there, or run with what builds the file"
	}
	return "this is a mistake of flagdebt, please report it; the flag was left alone"
}
