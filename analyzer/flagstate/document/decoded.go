package document

import (
	"fmt"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Decoded is what one file says about flags. Positions have no file name: whoever read the file fills it in.
type Decoded struct {
	Flags []debt.Flag
	// Complete says that a key which the file does not hold does not exist at the provider.
	Complete bool
	// Total is the number of flags of the list that the file is one page of, 0 if it is not a page.
	Total int
	// Problems are the entries, or parts of entries, that could not be read. A flag with an unreadable part is in Flags and serves unknown; one without a usable key is left out, and the file is then not complete.
	Problems []*debt.InputError

	answers []Answer
	index   map[debt.ID]int
}

// Problem records a mistake; nil is none.
func (d *Decoded) Problem(problem *debt.InputError) {
	if problem != nil {
		d.Problems = append(d.Problems, problem)
	}
}

// Skip records an entry of which not even the key could be read.
func (d *Decoded) Skip(problem *debt.InputError) {
	d.Problem(problem)
	d.Complete = false
}

// Add takes a flag and, for platforms with prerequisites, its answers by environment, which Resolve turns into what it serves. A flag without a usable key is skipped; one that is defined twice serves unknown, since readers differ in which of the two they take.
func (d *Decoded) Add(flag debt.Flag, answers ...Answer) {
	if problem := CheckKey(string(flag.Key), flag.Origin); problem != nil {
		d.Skip(problem)
		return
	}
	if i, ok := d.index[flag.ID]; ok {
		first := &d.Flags[i]
		d.Problem(&debt.InputError{Pos: flag.Origin, What: fmt.Sprintf("the flag %s is defined here and on line %d", Quote(string(flag.Key)), first.Origin.Line), Do: "keep one of them"})
		for e := range first.Environments {
			first.Environments[e].Serving = debt.Serving{Mode: debt.ModeUnknown, Note: "defined twice"}
		}
		for a := range d.answers {
			if d.answers[a].Key == flag.Key {
				d.answers[a] = unknownAnswer(d.answers[a], "defined twice")
			}
		}
		return
	}
	if d.index == nil {
		d.index = map[debt.ID]int{}
	}
	d.index[flag.ID] = len(d.Flags)
	d.Flags = append(d.Flags, flag)
	d.answers = append(d.answers, answers...)
}

// File writes the name of the file into every position.
func (d *Decoded) File(name string) {
	for i := range d.Flags {
		d.Flags[i].Origin.File = name
		d.Flags[i].Source = name
	}
	for _, problem := range d.Problems {
		problem.Pos.File = name
	}
}

// Unite completes the pages of one list if together they hold as many flags as the list has.
func Unite(pages ...*Decoded) {
	keys := map[debt.ID]bool{}
	for _, page := range pages {
		if page.Total == 0 || page.Total != pages[0].Total {
			return
		}
		for _, f := range page.Flags {
			keys[f.ID] = true
		}
	}
	if len(keys) != pages[0].Total {
		return
	}
	for _, page := range pages {
		page.Complete = true
	}
}
