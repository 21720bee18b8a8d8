package program

import (
	"encoding/json"
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

// saidOf is said as JSON has it, which knows no keys but texts.
type saidOf struct {
	Notes     []notesOf
	Constants map[string][]debt.Note
	Keys      []keysOf
}

type notesOf struct {
	ID    debt.ID
	Notes []debt.Note
}

type keysOf struct {
	ID    debt.ID
	Names []string
}

// MarshalJSON writes what UnmarshalJSON reads.
func (s said) MarshalJSON() ([]byte, error) {
	out := saidOf{Constants: s.constants}
	if s.notes != nil { // no map comes back as none, and an empty one as an empty one
		out.Notes, out.Keys = []notesOf{}, []keysOf{}
	}
	for id, notes := range s.notes {
		out.Notes = append(out.Notes, notesOf{id, notes})
	}
	for id, names := range s.keys {
		out.Keys = append(out.Keys, keysOf{id, names})
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *said) UnmarshalJSON(text []byte) error {
	var in saidOf
	if err := json.Unmarshal(text, &in); err != nil {
		return err
	}
	s.constants = in.Constants
	if in.Notes != nil {
		s.notes, s.keys = map[debt.ID][]debt.Note{}, map[debt.ID][]string{}
	}
	for _, n := range in.Notes {
		s.notes[n.ID] = n.Notes
	}
	for _, k := range in.Keys {
		s.keys[k.ID] = k.Names
	}
	return nil
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
