package experiment

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"slices"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/proof"
	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// Proof is what the prover says of a specimen.
type Proof string

// The verdicts.
const (
	Proven    Proof = "proven"
	NotProven Proof = "not proven"
)

// Verdict is what the prover says of the removal of one value from a specimen.
type Verdict struct {
	Proof Proof
	Why   string // the first difference
	// Modulo says that the proof rests on it that nobody needs a call that was for the evaluation, which a run shows.
	Modulo bool
}

// prove asks the prover about every specimen, as the removal left it, and fills the table. What it gives is what is not proven.
func (t *Trial) prove(o *Outcome, r *Result) (doubts []Problem) {
	defer t.took("prove", time.Now())
	for value := range t.After {
		verdicts := t.Prove(t.After[value], value)
		for name, v := range verdicts {
			if slices.ContainsFunc(o.Differences, func(d Difference) bool { return d.Name == name && d.Value == value }) {
				if v.Modulo {
					v.Proof = NotProven
				}
				r.Differ[v.Proof]++
			} else {
				r.Equal[v.Proof]++
			}
			if v.Proof == NotProven {
				doubts = append(doubts, Problem{Kind: string(NotProven), Name: name, Value: value, What: v.Why})
			}
		}
	}
	r.Doubts = append(r.Doubts, doubts...)
	return doubts
}

// Prove asks the prover about every specimen with one value. A specimen is proven if nothing differs in its file.
func (t *Trial) Prove(after Texts, value int) map[string]Verdict {
	out := map[string]Verdict{}
	for _, p := range t.Packages {
		found := t.check(p, after, value)
		for _, u := range p.Units {
			name := p.Name + "/" + u.Name
			v := Verdict{Proof: Proven}
			for _, d := range found.Differences {
				if file := cmp.Or(d.Pos.Filename, d.Now.Filename); file == u.Name+".go" || file == "" {
					v = Verdict{Proof: NotProven, Why: d.Func + ": " + d.What}
					break
				}
			}
			v.Modulo = slices.ContainsFunc(found.Assumptions, func(a proof.Assumption) bool { return a.Code == proof.DroppedCall && a.Pos.Filename == u.Name+".go" })
			out[name] = v
		}
	}
	return out
}

// check asks the prover about a package.
func (t *Trial) check(p *specimen.Package, after Texts, value int) *proof.Result {
	before := &source{path: module + "/before/" + p.Name, files: t.Before().of(p)}
	now := &source{path: before.path, files: after.of(p)}
	if errs := append(before.check(t.lib), now.check(t.lib)...); len(errs) > 0 {
		return &proof.Result{Differences: []proof.Difference{{What: errs[0].Error()}}}
	}
	return proof.Check(proof.Question{Before: before.code(p, value), After: now.code(p, value)})
}

// code is a package as the prover takes it. The calls that get the key of the flag have its value: evaluations, and wrappers of them. Those that get the key of the other flag only ask.
func (s *source) code(p *specimen.Package, value int) proof.Code {
	var list []*ast.File
	var forced []proof.Forced
	var pure []ast.Expr
	for _, name := range sorted(s.syntax) {
		list = append(list, s.syntax[name])
		ast.Inspect(s.syntax[name], func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			switch {
			case !ok:
			case s.asks(call, p.Key):
				forced = append(forced, proof.Forced{Expr: call, Value: fixed(p.Kind, value)})
			case s.asks(call, "other"):
				pure = append(pure, call)
			}
			return true
		})
	}
	return proof.Code{Fset: s.fset, Packages: []*proof.Package{{Files: list, Types: s.types, Info: s.info}}, Forced: forced, Pure: pure}
}

// asks reports whether a call gets the key of a flag.
func (s *source) asks(call *ast.CallExpr, key string) bool {
	return slices.ContainsFunc(call.Args, func(x ast.Expr) bool {
		c := s.info.Types[x].Value
		return c != nil && c.Kind() == constant.String && constant.StringVal(c) == key
	})
}

// fixed is what a flag is removed with.
func fixed(kind specimen.Kind, value int) constant.Value {
	text := kind.Values()[value]
	switch kind {
	case specimen.String:
		return constant.MakeFromLiteral(text, token.STRING, 0)
	case specimen.Int:
		return constant.MakeFromLiteral(text, token.INT, 0)
	}
	return constant.MakeBool(text == "true")
}

// doubt is a reason without the numbers of the specimen.
func doubt(why string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, why)
}
