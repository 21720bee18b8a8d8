package flagref

import (
	"cmp"
	"go/ast"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// A function of ours may make a flag object of the key that it gets: func register(name string) bool { return env.Register(name, false).Get() }. Who calls it declares the flag, and asks for it where the function does.

// passOn makes a wrapper of the function that hands its parameter to a constructor, and reports whether its callers count in place of this call. A function that a rule describes is one already.
func (f *finder) passOn(rule *registryRule, s *site, ref debt.Reference, key folded) bool {
	if f.described(s.scope) {
		return true
	}
	f.learnKey(s, registration(rule, ref), s.arg(rule.Key.Arg))
	if !f.forwards(s, key.param) {
		return false
	}
	f.passed[s.call] = passed{s, rule}
	return true
}

// passed is a call of a constructor that gets its key from a parameter.
type passed struct {
	site *site
	rule *registryRule
}

// registration is how the call of a constructor, or of a method of what it makes, concerns the flag.
func registration(rule *registryRule, ref debt.Reference) callShape {
	shape := callShape{Shape: Shape{Provider: ref.Provider, Role: ref.Role, Kind: ref.Kind, Key: rule.Key.Arg}}
	if rule.Stage == nil && rule.Default.Arg != nil {
		shape.Default = *rule.Default.Arg + 1
	}
	return shape
}

// learnPassed makes a wrapper that asks of a function that asks for the flag that it registers.
func (f *finder) learnPassed() {
	if len(f.passed) == 0 {
		return
	}
	for _, s := range f.sites {
		rule, fn := f.asksObject(s)
		if rule == nil {
			continue
		}
		if made, ok := f.passedBy(s.receiver()); ok {
			ref := debt.Reference{ID: debt.ID{Provider: rule.Provider}, Role: debt.RoleEvaluation, Kind: cmp.Or(rule.Value, kindOf(fn, config.ResultPos{}))}
			f.learnKey(made.site, registration(made.rule, ref), made.site.arg(made.rule.Key.Arg))
		}
	}
}

// passedBy is the call of such a constructor that an expression is, or that a variable was given once.
func (f *finder) passedBy(expr ast.Expr) (passed, bool) {
	if expr == nil {
		return passed{}, false
	}
	expr = ast.Unparen(expr)
	if v := f.variable(expr); v != nil && !f.assignments().changed[v] && f.assignments().values[v] != nil {
		expr = ast.Unparen(f.assignments().values[v])
	}
	call, ok := expr.(*ast.CallExpr)
	if !ok {
		return passed{}, false
	}
	made, ok := f.passed[call]
	return made, ok
}
