package program

import (
	"context"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/proposal"
)

// Propose looks in the packages that the patterns match for toggles of the team's own, of which no rule knows.
func (p *Program) Propose(ctx context.Context) ([]proposal.Proposal, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	in, err := p.inference(ctx)
	if err != nil {
		return nil, err
	}
	ours := map[string]bool{}
	for _, n := range p.loader.nodes {
		ours[n.path] = ours[n.path] || n.main
	}
	collector := &proposal.Collector{
		Ours:    func(path string) bool { return ours[path] },
		Known:   func(fn *types.Func) bool { return facts{in}.Wrapper(fn) != nil || in.rules.Known(fn) },
		Covered: in.rules.Covers,
	}
	for _, n := range p.loader.nodes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !n.root || !n.main || n.plain != nil {
			continue
		}
		n.confine(func() {
			c := p.loader.check(n, allBodies, nil)
			if c.types == nil {
				return // the go command says why
			}
			collector.Add(proposal.Package{Fset: p.loader.fset, Files: c.files, Types: c.types, Info: c.info, Position: func(pos token.Pos) debt.Position {
				return in.loader.position(pos)
			}})
		})
	}
	return collector.Proposals(), nil
}
