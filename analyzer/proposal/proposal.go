// Package proposal looks for what looks like a team's own toggles in code that no rule of a catalogue is about, and says how a configuration would describe them.
package proposal

import (
	"cmp"
	"maps"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Proposal is a rule for the configuration, and what speaks for it.
type Proposal struct {
	// Looks says what the code looks like.
	Looks string
	// API or Registry is the rule.
	API      *config.API
	Registry *config.Registry
	// Uses is the number of places, outside of tests, that the rule would make references. Those that only declare are not among them.
	Uses int
	// Keys are the different keys in them, in the order of the alphabet.
	Keys []string
	// Places are the first of the places.
	Places []debt.Position
}

// maxPlaces is how many places a proposal shows.
const maxPlaces = 3

// evidence is what was seen of one thing that may be a toggle.
type evidence struct {
	uses   int
	keys   map[string]bool
	places []debt.Position
}

func (e *evidence) see(key string, at debt.Position) {
	if e.keys == nil {
		e.keys = map[string]bool{}
	}
	e.uses++
	e.keys[key] = true
	e.places = append(e.places, at)
}

// add takes in what was seen of another part of the same thing, which may be nothing.
func (e *evidence) add(more *evidence) {
	if more == nil {
		return
	}
	if e.keys == nil {
		e.keys = map[string]bool{}
	}
	e.uses += more.uses
	maps.Copy(e.keys, more.keys)
	e.places = append(e.places, more.places...)
}

// proposal is a proposal with the evidence in it.
func (e *evidence) proposal(looks string) Proposal {
	p := Proposal{Looks: looks, Uses: e.uses, Places: slices.SortedFunc(slices.Values(e.places), debt.Position.Compare)}
	p.Places = p.Places[:min(len(p.Places), maxPlaces)]
	for key := range e.keys {
		p.Keys = append(p.Keys, key)
	}
	slices.Sort(p.Keys)
	return p
}

// Proposals are the rules that the evidence speaks for, those with the most keys first.
func (c *Collector) Proposals() []Proposal {
	c.mu.Lock()
	defer c.mu.Unlock()
	proposals := slices.Concat(c.calls(), c.environment(), c.structures(), c.methods(), c.objects(), c.lists(), c.maps())
	slices.SortFunc(proposals, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(len(b.Keys), len(a.Keys)), cmp.Compare(b.Uses, a.Uses), cmp.Compare(a.Entry(), b.Entry()))
	})
	seen := map[string]bool{} // the type of the keys of several functions
	return slices.DeleteFunc(proposals, func(p Proposal) bool {
		entry := p.Entry()
		again := seen[entry]
		seen[entry] = true
		return again
	})
}
