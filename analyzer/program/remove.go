package program

import (
	"context"
	"fmt"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// Change is what a removal would do to the files. Nothing has been written.
type Change struct {
	// Files that change, by name.
	Files []File
	// Flags says for each choice, in the order in which they were given, what became of it.
	Flags []Removed
}

// File is a file before and after.
type File struct {
	Name    string // absolute
	Display string // slash path from the root
	Before  []byte // as it was analysed
	After   []byte // nil where the file goes
	Edits   []debt.Edit
}

// Removed is what became of one choice.
type Removed struct {
	removal.Choice
	// Verdict says how far the removal can be trusted.
	Verdict Verdict
	// Complete says that nothing of the flag is left in the code.
	Complete bool
	// Proof is what the comparison with the code before says; nil where none was asked for.
	Proof *Proof
	// The rest is that of the flag's own plan: see removal.Plan.
	Obstacles []debt.Obstacle
	Removed   []removal.Decl
	Sites     []debt.Position
	Dropped   []removal.Dropped
	// Files that the flag's own removal changes, and the lines of Go that it takes out and puts in.
	Files          []string
	Deleted, Added int
	// Mentions are the places that no edit touches: other languages, documents, comments, templates.
	Mentions []Mention
}

// Mention is a place that names the flag and was left alone.
type Mention struct {
	Pos    debt.Position
	Medium debt.Medium // Go is code too, and its comments prose
	Text   string      // the line, trimmed and shortened
}

// Verdict says how far a removal can be trusted.
type Verdict string

// The verdicts.
const (
	Proven  Verdict = "proven"  // checked, and the code does the same as before with the flag fixed to the value: see Removed.Proof for what that takes for granted
	Checked Verdict = "checked" // it type-checks in every build that has an edited file, and go vet has nothing new to say
	Refused Verdict = "refused" // nothing of the flag was removed: see the obstacles
	Nothing Verdict = "nothing" // the code has nothing of the flag
)

// With is the verdict on the removals of one flag that several providers have: that of what was removed, and where both were, the one of less trust.
func (v Verdict) With(w Verdict) Verdict {
	order := []Verdict{Checked, Proven, Refused, Nothing}
	return order[min(slices.Index(order, v), slices.Index(order, w))]
}

// RemoveOptions are those of the removal, and how the result is checked.
type RemoveOptions struct {
	removal.Options
	// Quick leaves out the check of every importer of an edited package: only edited packages and the users of deleted or changed objects are checked. For estimates; never before a write.
	Quick bool
	// Prove compares the result with the code before, and tells what is proven from what is only checked.
	Prove bool
	// Texts are the files in which the flags may be named, absolute; nil are all that no .gitignore leaves out.
	Texts []string
}

// Remove plans the removal of the flags, jointly, and checks the result in memory. A flag whose removal does not pass is reported as refused, and the others go on.
func (p *Program) Remove(ctx context.Context, choices []removal.Choice, options RemoveOptions) (*Change, error) {
	if !options.Quick || options.Prove {
		if err := p.fill(); err != nil {
			return nil, err
		}
	}
	world, err := p.open(ctx)
	if err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	r := &remover{world: world, compute: p.compute, options: options}
	flags, err := r.separately(ctx, choices)
	if err != nil {
		return nil, err
	}
	if err := r.together(ctx, flags); err != nil {
		return nil, err
	}
	change := &Change{Flags: flags, Files: r.accepted.outcome.list()}
	if !options.Quick {
		r.mentions(change)
	}
	return change, nil
}

// computer is removal.Compute.
type computer func(world removal.World, packages []*removal.Package, choices []removal.Choice, options removal.Options) (*removal.Plan, error)

// remover is the state of one Remove.
type remover struct {
	*world
	compute  computer
	options  RemoveOptions
	accepted attempt // the last that passed
}

// separately looks at every flag alone: what its removal is, and whether it passes.
func (r *remover) separately(ctx context.Context, choices []removal.Choice) ([]Removed, error) {
	seen := map[debt.ID]bool{}
	flags := make([]Removed, len(choices))
	for i, choice := range choices {
		if seen[choice.ID] {
			return nil, &debt.InputError{What: fmt.Sprintf("the flag %s is named twice", choice.ID), Do: "name it once"}
		}
		seen[choice.ID] = true
		flags[i] = Removed{Choice: choice}
		// A set of flags is checked in full; then each of them need not be.
		if err := r.alone(ctx, &flags[i], r.options.Quick || len(choices) > 1); err != nil {
			return nil, err
		}
	}
	return flags, nil
}

// alone computes the removal of one flag.
func (r *remover) alone(ctx context.Context, flag *Removed, quick bool) error {
	what, err := r.obstructions(ctx, flag.Choice)
	if err != nil {
		return err
	}
	if len(what) > 0 {
		flag.refuse(what)
		if what[0].Code == debt.CodeNotFound {
			flag.Verdict = Nothing
		}
		return nil
	}
	a, err := r.attempt(ctx, []removal.Choice{flag.Choice}, quick)
	if err != nil {
		return err
	}
	flag.fill(a)
	if !a.passed() {
		flag.refuse(a.obstacles(flag.ID))
		return nil
	}
	flag.Verdict = Checked
	if r.options.Prove {
		flag.prove(r.proves(a))
	}
	flag.Complete = flag.Scope != removal.FoldOnly && !slices.ContainsFunc(flag.Obstacles, func(o debt.Obstacle) bool { return o.Code.Leaves() })
	if len(r.accepted.choices) == 0 {
		r.accepted = *a
	}
	return nil
}

// fill says what the flag's own plan does.
func (f *Removed) fill(a *attempt) {
	f.Obstacles, f.Removed, f.Sites, f.Dropped = a.plan.Obstacles, a.plan.Removed, a.plan.Sites, a.plan.Dropped
	for _, file := range a.outcome.list() {
		f.Files = append(f.Files, file.Display)
		deleted, added := file.lines()
		f.Deleted += deleted
		f.Added += added
	}
}

// refuse leaves the flag as it is.
func (f *Removed) refuse(obstacles []debt.Obstacle) {
	*f = Removed{Choice: f.Choice, Verdict: Refused, Obstacles: obstacles}
}

// together computes the removal of all the flags that pass alone, and leaves out those that do not pass with the others. The answer does not depend on the order in which the flags were given.
func (r *remover) together(ctx context.Context, flags []Removed) error {
	var passed []removal.Choice
	byID := map[debt.ID]*Removed{}
	for i := range flags {
		if flags[i].Verdict == Checked || flags[i].Verdict == Proven {
			passed = append(passed, flags[i].Choice)
			byID[flags[i].ID] = &flags[i]
		}
	}
	slices.SortFunc(passed, func(a, b removal.Choice) int { return a.ID.Compare(b.ID) })
	if len(passed) == 1 && r.accepted.quick == r.options.Quick {
		return nil // has been accepted alone
	}
	r.accepted = attempt{}
	if _, err := r.settle(ctx, byID, nil, passed); err != nil || !r.options.Prove || len(r.accepted.choices) < 2 {
		return err
	}
	r.provesTogether(byID)
	return nil
}

// provesTogether compares the removal of all flags together. What is not the same then, and was alone, counts against each of them.
func (r *remover) provesTogether(flags map[debt.ID]*Removed) {
	joint := r.proves(&r.accepted)
	known := map[string]bool{}
	for _, choice := range r.accepted.choices {
		for _, d := range flags[choice.ID].Proof.Differences {
			known[d.Func] = true
		}
	}
	for _, choice := range r.accepted.choices {
		flag := flags[choice.ID]
		for _, d := range joint.Differences {
			if !d.Test && !known[d.Func] {
				flag.Proof.Differences = append(flag.Proof.Differences, d)
			}
		}
		flag.prove(flag.Proof)
	}
}

// prove settles how far the removal can be trusted.
func (f *Removed) prove(p *Proof) {
	f.Proof, f.Verdict = p, Checked
	if p.Proven() {
		f.Verdict = Proven
	}
}

// settle adds to the flags of base as many of the others as pass, halving them where they do not.
func (r *remover) settle(ctx context.Context, flags map[debt.ID]*Removed, base, more []removal.Choice) ([]removal.Choice, error) {
	if len(more) == 0 {
		return base, nil
	}
	a, err := r.attempt(ctx, slices.Concat(base, more), r.options.Quick)
	switch {
	case err != nil:
		return nil, err
	case a.passed():
		r.accepted = *a
		return a.choices, nil
	case len(more) == 1:
		flags[more[0].ID].refuse(a.obstacles(more[0].ID))
		return base, nil
	}
	half := len(more) / 2
	base, err = r.settle(ctx, flags, base, more[:half])
	if err != nil {
		return nil, err
	}
	return r.settle(ctx, flags, base, more[half:])
}
