package cli

import (
	"context"
	"fmt"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/report"
)

// estimate computes what the removal of some flags of a document would take, as far as their state allows one. It looks only at those, since each takes a while.
func (s *session) estimate(ctx context.Context, o *options, in *report.Input, of func(*report.Report) []debt.ID) error {
	var targets []*target
	for _, id := range of(report.New(*in)) {
		t := s.targetOf(id, s.references(), always)
		t.status = report.StatusEstimated
		targets = append(targets, t)
	}
	if len(targets) == 0 {
		return nil
	}
	if _, err := s.removal(ctx, targets, program.RemoveOptions{Quick: true}); err != nil {
		if ctx.Err() != nil {
			return err
		}
		fmt.Fprintf(o.streams.Err, "note: what a removal would take is not known: %v\n", err)
		return nil
	}
	in.Removals = map[debt.ID]*report.Removal{}
	for _, t := range targets {
		in.Removals[t.ID] = s.describe(t)
	}
	return nil
}

// debtOf lists the flags of a document that the code should be rid of.
func debtOf(r *report.Report) []debt.ID {
	var ids []debt.ID
	for i := range r.Flags {
		if r.Flags[i].Debt {
			ids = append(ids, r.Flags[i].ID)
		}
	}
	return ids
}
