package program

import (
	"maps"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// said is what the comments of a package say, and the constants that hold its keys: see flagref.Result.
type said struct {
	notes     map[debt.ID][]debt.Note
	constants map[string][]debt.Note
	keys      map[debt.ID][]string
}

// notes are what comments say of the flags: at their declarations, and at the constants of any package that hold the keys of references.
func (in *inference) notes() map[debt.ID][]debt.Note {
	constants := map[string][]debt.Note{}
	for _, s := range in.said {
		maps.Copy(constants, s.constants) // a test variant says the same
	}
	all := map[debt.ID][]debt.Note{}
	for _, s := range in.said {
		for id, notes := range s.notes {
			all[id] = append(all[id], notes...)
		}
		for id, names := range s.keys {
			if notes := flagref.ConstantNotes(names, constants); len(notes) > 0 {
				all[id] = append(all[id], notes...)
			}
		}
	}
	for id := range all {
		if all[id] = flagref.SortNotes(all[id]); len(all[id]) == 0 {
			delete(all, id)
		}
	}
	return all
}
