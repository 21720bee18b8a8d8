package main_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// TestEverything removes each boolean flag of the sample with either value. Each removal is refused with a reason, or compiles; and what compiles is proven.
func TestEverything(t *testing.T) {
	root, err := filepath.Abs("../../testdata/shop")
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(root, ".flagdebt.yml"))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse(".flagdebt.yml", content)
	if err != nil {
		t.Fatal(err)
	}
	p, err := program.Load(context.Background(), program.Dir(root), program.Options{Tests: true, Root: root, Catalogues: []config.Catalogue{cfg.Flags}})
	if err != nil {
		t.Fatal(err)
	}
	res, err := p.Result(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ids := map[debt.ID]bool{}
	for _, ref := range res.References {
		if ref.Role == debt.RoleEvaluation && ref.Dynamic == nil && ref.Kind == debt.KindBool {
			ids[ref.ID] = true
		}
	}
	verdicts := map[program.Verdict]int{}
	for id := range ids {
		for _, value := range []debt.Value{"true", "false"} {
			change, err := p.Remove(t.Context(), []removal.Choice{{ID: id, To: value, Force: true}}, program.RemoveOptions{Prove: true})
			if err != nil {
				t.Fatal(err)
			}
			flag := change.Flags[0]
			verdicts[flag.Verdict]++
			if flag.Verdict == program.Refused && len(flag.Obstacles) == 0 {
				t.Errorf("%s with %s is refused without a reason", id, value)
			}
			for _, o := range flag.Obstacles {
				if o.Code == debt.CodeDoesNotCompile || o.Code == debt.CodeVet {
					t.Errorf("%s with %s: %v", id, value, &o)
				}
			}
			if flag.Verdict != program.Checked {
				continue
			}
			var why strings.Builder
			for _, d := range flag.Proof.Differences {
				if !d.Test {
					why.WriteString("\n\t" + d.Pos.String() + ": " + d.Func + ": " + d.What)
				}
			}
			t.Errorf("%s with %s is not proven:%s", id, value, &why)
		}
	}
	if len(ids) < 10 || verdicts[program.Proven] < len(ids) {
		t.Errorf("%d flags: %v", len(ids), verdicts)
	}
}
