package flagstate

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// merger joins what several files say about the same flags.
type merger struct {
	flags    []debt.Flag
	index    map[debt.ID]int
	from     map[debt.ID]map[string]debt.Position // where the state of an environment was read
	problems []*debt.InputError
}

func newMerger() *merger {
	return &merger{index: map[debt.ID]int{}, from: map[debt.ID]map[string]debt.Position{}}
}

// add takes a flag of one file. It is expected in the order of the sources: where two files describe a flag differently, the first holds.
func (m *merger) add(f debt.Flag) {
	if m.from[f.ID] == nil {
		m.from[f.ID] = map[string]debt.Position{}
	}
	i, ok := m.index[f.ID]
	if !ok {
		m.index[f.ID] = len(m.flags)
		i = len(m.flags)
		first := f
		first.Environments = nil
		m.flags = append(m.flags, first)
	} else {
		describe(&m.flags[i], &f)
	}
	for _, e := range f.Environments {
		m.environment(&m.flags[i], e, f.Origin)
	}
}

// environment adds the state in one environment. Two files that agree are one; if they disagree, nobody can say which of them is deployed, and the state is unknown.
func (m *merger) environment(f *debt.Flag, e debt.Environment, origin debt.Position) {
	at := slices.IndexFunc(f.Environments, func(old debt.Environment) bool { return old.Name == e.Name })
	if at < 0 {
		f.Environments = append(f.Environments, e)
		m.from[f.ID][e.Name] = origin
		return
	}
	old := &f.Environments[at]
	old.Production = old.Production || e.Production
	old.Rules = old.Rules || e.Rules
	old.Since = later(old.Since, e.Since)
	switch {
	case sameServing(old.Serving, e.Serving):
		old.Serving.Experiment = old.Serving.Experiment || e.Serving.Experiment
	case old.Serving.Mode == debt.ModeUnknown:
	case e.Serving.Mode == debt.ModeUnknown: // says nothing to contradict, but leaves it open
		old.Serving = e.Serving
	default:
		m.conflict(f, old, origin)
	}
}

func (m *merger) conflict(f *debt.Flag, e *debt.Environment, origin debt.Position) {
	first := m.from[f.ID][e.Name]
	e.Serving = debt.Serving{Mode: debt.ModeUnknown, Note: fmt.Sprintf("%s and %s disagree", first, origin)}
	where := "in " + e.Name
	if e.Name == debt.AnyEnvironment {
		where = "in the environment without a name"
	}
	m.problems = append(m.problems, &debt.InputError{
		Pos:  origin,
		What: fmt.Sprintf("the flag %s serves something else %s than at %s", document.Quote(string(f.Key)), where, first),
		Do:   "correct one of the two, or tell their environments apart with environment: in the sources",
	})
}

func sameServing(a, b debt.Serving) bool {
	return a.Mode == b.Mode && a.Value == b.Value && slices.Equal(a.Outcomes, b.Outcomes)
}

// describe fills what the flag lacks from another file's description. Of two dates the one is kept that makes the flag younger; a flag that lives anywhere is not archived.
func describe(f, other *debt.Flag) {
	switch {
	case f.Kind == debt.KindUnknown:
		f.Kind = other.Kind
	case other.Kind != debt.KindUnknown && other.Kind != f.Kind:
		f.Kind = debt.KindUnknown
	}
	f.Type = cmp.Or(f.Type, other.Type)
	f.Created = later(f.Created, other.Created)
	f.Modified = later(f.Modified, other.Modified)
	f.Evaluated = later(f.Evaluated, other.Evaluated)
	f.Expires = later(f.Expires, other.Expires)
	f.Owner = cmp.Or(f.Owner, other.Owner)
	f.Ticket = cmp.Or(f.Ticket, other.Ticket)
	f.Description = cmp.Or(f.Description, other.Description)
	f.Mark = cmp.Or(f.Mark, other.Mark)
	f.Tags = document.Tags(slices.Concat(f.Tags, other.Tags))
	f.Permanent = f.Permanent || other.Permanent
	f.Archived = f.Archived && other.Archived
	for _, id := range other.Prerequisites {
		if !slices.Contains(f.Prerequisites, id) {
			f.Prerequisites = append(slices.Clip(f.Prerequisites), id)
		}
	}
}

// later is the later of two dates; one that is unknown yields to the other.
func later(a, b debt.Date) debt.Date {
	if b.Day > a.Day {
		return b
	}
	return a
}

// result is the merged flags in order, with the dependents filled in: living flags that have a flag as a prerequisite.
func (m *merger) result() []debt.Flag {
	for i := range m.flags {
		f := &m.flags[i]
		slices.SortFunc(f.Prerequisites, debt.ID.Compare)
		slices.SortFunc(f.Environments, func(a, b debt.Environment) int { return cmp.Compare(a.Name, b.Name) })
		if f.Archived {
			continue
		}
		for _, id := range f.Prerequisites {
			if p, ok := m.index[id]; ok && !slices.Contains(m.flags[p].Dependents, f.ID) {
				m.flags[p].Dependents = append(slices.Clip(m.flags[p].Dependents), f.ID)
			}
		}
	}
	for i := range m.flags {
		slices.SortFunc(m.flags[i].Dependents, debt.ID.Compare)
	}
	slices.SortFunc(m.flags, func(a, b debt.Flag) int { return a.ID.Compare(b.ID) })
	return m.flags
}
