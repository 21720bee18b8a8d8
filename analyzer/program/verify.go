package program

import (
	"bytes"
	"context"
	"fmt"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// Verify compares another version of the code with the program, with flags fixed to their values in both: what does the version do that the program did not? Who made it, and how, does not matter. The two are told to be the same file by file, by their paths from the root; both need the same configuration. Where the code is closed no other module uses it, so that what is exported may go as well.
func (p *Program) Verify(ctx context.Context, after *Program, choices []removal.Choice, closed bool) (*Proof, error) {
	for _, version := range []*Program{p, after} {
		if err := version.fill(); err != nil {
			return nil, err
		}
	}
	before, err := p.open(ctx)
	if err != nil {
		return nil, err
	}
	now, err := after.open(ctx)
	if err != nil {
		return nil, err
	}
	for _, choice := range choices {
		if len(before.holders(choice.ID)) == 0 {
			return nil, &debt.InputError{What: fmt.Sprintf("the code to compare with has nothing of the flag %s", choice.ID), Do: "check the spelling, and which version is which: flagdebt list"}
		}
	}
	c := &comparison{worlds: []*world{before, now}, choices: choices, closed: closed, paths: map[string]bool{}, declared: map[types.Object]bool{}, namesakes: map[namesake]bool{}}
	for _, path := range differing(before, now) {
		c.paths[path] = true
		if old, new := before.rich[path], now.rich[path]; old != nil && new != nil {
			for _, change := range changes(path, old.shapes(), new.shapes()) {
				c.name(change)
			}
		}
	}
	for _, choice := range choices {
		for _, w := range c.worlds {
			for _, n := range w.holders(choice.ID) {
				c.paths[n.path] = true
			}
		}
	}
	return c.run(func() (was, is *version) { return before.version(nil, c.paths, nil), now.version(nil, c.paths, nil) }), nil
}

// open is the program's world.
func (p *Program) open(ctx context.Context) (*world, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.world == nil {
		in, err := p.inference(ctx)
		if err != nil {
			return nil, err
		}
		p.world = newWorld(in)
	}
	return p.world, nil
}

// differing are the paths of our packages whose files are not the same in two versions.
func differing(before, after *world) []string {
	paths := map[string]bool{}
	for _, pair := range [][2]*world{{before, after}, {after, before}} {
		for display, name := range pair[0].files {
			content, err := pair[0].read(name)
			if err != nil {
				continue // was read before
			}
			other, ok := pair[1].files[display]
			if ok {
				now, err := pair[1].read(other)
				ok = err == nil && bytes.Equal(content, now)
			}
			if ok {
				continue
			}
			for _, n := range pair[0].order {
				if slices.Contains(n.files, name) {
					paths[n.path] = true
				}
			}
		}
	}
	return sorted(paths)
}
