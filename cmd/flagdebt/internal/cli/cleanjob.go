package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/report"
)

// job is one run of clean: its flags, and what is done to the files for them.
type job struct {
	*clean
	session *session
	targets []*target // in the order in which they are removed
	change  *program.Change
	tests   *program.Tests // nil where they were not run
	written bool           // something is
}

// newJob finds the flags and computes their removal.
func (c *clean) newJob(ctx context.Context, s *session, keys []string) (*job, error) {
	j := &job{clean: c, session: s}
	if c.stale {
		j.targets = s.staleTargets(c.wish, c.owner)
	} else {
		for _, key := range keys {
			if t := s.target(key, c.wish); !slices.ContainsFunc(j.targets, func(o *target) bool { return o.ID == t.ID }) {
				j.targets = append(j.targets, t)
			}
		}
	}
	for _, t := range j.targets {
		t.status = report.StatusPlanned
	}
	var err error
	if j.change, err = s.removal(ctx, j.targets, c.removing()); err != nil || !c.stale {
		return j, err
	}
	slices.SortStableFunc(j.targets, (*target).compareEffort)
	if c.max > 0 && len(j.targets) > c.max {
		j.targets = j.targets[:c.max]
		j.change, err = s.removal(ctx, j.targets, c.removing())
	}
	return j, err
}

// removing are the options of a removal that a person may write.
func (c *clean) removing() program.RemoveOptions {
	return program.RemoveOptions{Options: c.Options, Prove: true}
}

// compareEffort puts what can be removed without a rest first, and more lines before fewer.
func (t *target) compareEffort(o *target) int {
	rank := func(t *target) int {
		switch {
		case t.status == report.StatusRefused:
			return 2
		case len(t.result.Obstacles) > 0:
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(rank(t), rank(o)),
		cmp.Compare(o.result.Deleted-o.result.Added, t.result.Deleted-t.result.Added),
		t.ID.Compare(o.ID),
	)
}

// wish is what the person asks of a flag whose calls ask for a kind of value.
func (c *clean) wish(kind debt.Kind) request {
	w := request{Wish: debt.Wish{Force: c.force}}
	if c.to != "" {
		w.To = debt.ReadValue(c.to, kind)
	}
	switch {
	case c.foldOnly:
		w.scope = removal.FoldOnly
	case c.unregister:
		w.scope = removal.Unregister
	}
	return w
}

// planned are the flags of which something will go.
func (j *job) planned() []*target {
	return slices.DeleteFunc(slices.Clone(j.targets), func(t *target) bool { return t.status != report.StatusPlanned })
}

// carryOut writes what is to be written.
func (j *job) carryOut(ctx context.Context) error {
	if err := j.runTests(ctx); err != nil || !j.write {
		return err
	}
	if j.testsDiffer() {
		for _, t := range j.planned() {
			t.status = report.StatusSkipped
		}
		return nil
	}
	for _, t := range j.planned() {
		if t.result.Verdict != program.Proven && j.allow.chosen != "checked" {
			t.status = report.StatusSkipped
		}
	}
	chosen := j.planned()
	if j.interactive && len(chosen) > 0 {
		var err error
		if chosen, err = j.ask(ctx, chosen); err != nil {
			return err
		}
	}
	if len(chosen) == 0 {
		return nil
	}
	if j.commit {
		return j.commitEach(ctx, chosen)
	}
	change, err := j.session.removal(ctx, chosen, j.removing())
	if err != nil {
		return err
	}
	j.change = change
	return j.writeAll(ctx)
}

// runTests runs the tests before and after all removals together, where that was asked for.
func (j *job) runTests(ctx context.Context) (err error) {
	if j.withTests && len(j.change.Files) > 0 {
		j.tests, err = j.session.test(ctx, j.change)
	}
	return err
}

func (j *job) testsDiffer() bool { return j.tests != nil && len(j.tests.Different) > 0 }

// show puts the removals into the document.
func (j *job) show(in *report.Input) error {
	in.Removals = map[debt.ID]*report.Removal{}
	in.Flags = nil
	for _, t := range j.targets {
		in.Flags = append(in.Flags, t.ID)
		in.Removals[t.ID] = j.session.describe(t)
	}
	narrowTo(in, func(id debt.ID) bool { return in.Removals[j.session.table.Resolve(id)] != nil })
	in.Change = describeChange(j.change)
	in.Change.Tests = describeTests(j.tests)
	in.Change.Written, in.Change.Branch = j.written, j.branch
	return nil
}

// code is the exit code of the run.
func (j *job) code(s *session) error {
	if err := s.complete(); err != nil {
		return err
	}
	if slices.ContainsFunc(j.targets, func(t *target) bool { return t.status == report.StatusRefused || t.status == report.StatusSkipped }) || j.testsDiffer() {
		return codeError(exitIncomplete)
	}
	if j.check && len(j.change.Files) > 0 {
		return codeError(exitFindings)
	}
	return nil
}

// removal computes the removal of the flags, all of them together, and says in each what became of it. This is the only place that asks for one.
func (s *session) removal(ctx context.Context, targets []*target, options program.RemoveOptions) (*program.Change, error) {
	var choices []removal.Choice
	for _, t := range targets {
		t.result = program.Removed{Verdict: program.Refused}
		if t.obstacle != nil {
			t.result.Obstacles = []debt.Obstacle{*t.obstacle}
			continue
		}
		choices = append(choices, t.choices...)
	}
	options.Texts = s.texts
	change := &program.Change{}
	if len(choices) > 0 {
		var err error
		if change, err = s.remove(ctx, choices, options); err != nil {
			return nil, fmt.Errorf("computing the removal: %w", err)
		}
	}
	at := 0
	for _, t := range targets {
		if t.obstacle == nil {
			t.result = merged(change.Flags[at : at+len(t.choices)])
			at += len(t.choices)
		}
	}
	s.deleteDefinitions(change, targets)
	for _, t := range targets {
		if t.result.Verdict == program.Refused || t.result.Verdict == program.Nothing {
			t.status = report.StatusRefused
		}
	}
	return change, nil
}

// merged is the result of a flag that the code knows by several providers.
func merged(parts []program.Removed) program.Removed {
	all := parts[0]
	for _, part := range parts[1:] {
		all.Verdict = all.Verdict.With(part.Verdict)
		all.Proof = all.Proof.With(part.Proof)
		all.Complete = all.Complete && part.Complete
		all.Obstacles = slices.Concat(all.Obstacles, part.Obstacles)
		all.Removed = slices.Concat(all.Removed, part.Removed)
		all.Sites = slices.Concat(all.Sites, part.Sites)
		all.Dropped = slices.Concat(all.Dropped, part.Dropped)
		all.Files = slices.Concat(all.Files, part.Files)
		all.Mentions = slices.Concat(all.Mentions, part.Mentions)
		all.Deleted += part.Deleted
		all.Added += part.Added
	}
	return all
}
