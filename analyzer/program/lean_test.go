package program_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestLeanRemove removes a flag from a lean program, which has to make up for what it left out.
func TestLeanRemove(t *testing.T) {
	root := writeText(t, shop)
	var texts []string
	cache := &memory{}
	for _, options := range []program.Options{{}, {Lean: true}, {Lean: true, Cache: cache}, {Lean: true, Cache: cache}} {
		options.Tests = true
		p := open(t, root, options)
		for _, quick := range []bool{true, false, true} {
			change, err := p.Remove(context.Background(), []removal.Choice{{ID: goldenIDs(t, p)["pay"], To: "true"}}, program.RemoveOptions{Quick: quick})
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, changeText(change))
		}
	}
	for _, text := range texts {
		if diff := cmp.Diff(texts[0], text); diff != "" || text == "" {
			t.Errorf("the removal differs (-full +lean):\n%s", diff)
		}
	}
}
