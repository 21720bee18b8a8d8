package cli

import (
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/report"
)

// target is a flag that is to go.
type target struct {
	debt.ID // in the words of the state
	// choices are the flag in the words of the code, which may know it by several providers.
	choices  []removal.Choice
	obstacle *debt.Obstacle // of the state
	result   program.Removed
	status   report.Status
	commit   string
}

// request is what is asked of one flag.
type request struct {
	debt.Wish
	scope removal.Scope
}

// target finds the flag that a person names.
func (s *session) target(name string, wish func(debt.Kind) request) *target {
	references := s.references()
	id, obstacle := s.table.Named(name, references)
	if obstacle != nil {
		return &target{ID: id, obstacle: obstacle}
	}
	return s.targetOf(id, references, wish)
}

// targetOf decides which value stays.
func (s *session) targetOf(id debt.ID, references []debt.Reference, wish func(debt.Kind) request) *target {
	t := &target{ID: id}
	kind, evaluated := debt.KindUnknown, false
	var codeIDs []debt.ID
	for i := range references {
		ref := &references[i]
		if ref.Dynamic != nil || ref.Key == "" || ref.Role == debt.RoleForward || s.table.Resolve(ref.ID) != id {
			continue
		}
		codeIDs = append(codeIDs, ref.ID)
		if ref.Role == debt.RoleEvaluation && !evaluated {
			kind, evaluated = ref.Kind, true
		}
	}
	asked := wish(kind)
	if asked.scope == removal.Unregister { // which needs no value
		references = slices.DeleteFunc(slices.Clone(references), func(ref debt.Reference) bool { return ref.Role == debt.RoleEvaluation && ref.Dynamic == nil })
	}
	var to debt.Value
	if to, t.obstacle = s.table.Removable(id, references, asked.Wish); t.obstacle != nil {
		return t
	}
	if !evaluated && to.IsZero() {
		asked.scope = removal.Unregister // so that a build that was not looked at is not given each call's default
	}
	slices.SortFunc(codeIDs, debt.ID.Compare)
	if codeIDs = slices.Compact(codeIDs); len(codeIDs) == 0 {
		codeIDs = []debt.ID{id}
	}
	for _, codeID := range codeIDs {
		t.choices = append(t.choices, removal.Choice{ID: codeID, To: to, Scope: asked.scope, Force: asked.Force})
	}
	return t
}

// staleTargets are the flags that are debt because they give everybody the same answer, with those archived of which the value is known.
func (s *session) staleTargets(wish func(debt.Kind) request, owner string) []*target {
	var targets []*target
	references := s.references()
	document := report.New(s.input(report.CommandReport))
	for i := range document.Flags {
		f := &document.Flags[i]
		if !f.Debt || owner != "" && f.Owner != owner || f.Verdict != debt.WordStale && f.Verdict != debt.WordArchived {
			continue
		}
		t := s.targetOf(f.ID, references, wish)
		if f.Verdict == debt.WordStale || t.obstacle == nil {
			targets = append(targets, t)
		}
	}
	return targets
}

// always is the request for an estimate: what the state says, and nothing forced.
func always(debt.Kind) request { return request{} }
