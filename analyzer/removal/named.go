package removal

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// named finds the calls in tests that no rule describes and that say by their names what they do with the flag whose key they get: enableFeatureGate(features.X).
func (r *remover) named() {
	for id := range r.choices {
		for _, key := range r.keyConstants(id) {
			owner, object := r.objectOf(key)
			if object == nil {
				continue
			}
			for _, use := range r.allUses(owner, object) {
				if f := r.namedSetter(use.unit, id, use.ident); f != nil {
					r.suite.named[use.unit] = append(r.suite.named[use.unit], f)
				}
			}
		}
	}
	for _, list := range r.suite.named {
		slices.SortFunc(list, func(a, b *forcing) int { return int(a.node.Pos() - b.node.Pos()) })
	}
}

// keyConstants are the constants by which the program asks for a flag.
func (r *remover) keyConstants(id debt.ID) []objectKey {
	var keys []objectKey
	for _, s := range r.seeds {
		if s.ref.ID != id || s.ref.Key == nil {
			continue
		}
		if c, ok := s.unit.Info.Uses[lastName(s.ref.Key)].(*types.Const); ok && constantText(c) == string(id.Key) {
			keys = append(keys, s.unit.key(c))
		}
	}
	slices.SortFunc(keys, func(a, b objectKey) int { return cmp.Or(cmp.Compare(a.name(), b.name()), a.offset-b.offset) })
	return slices.Compact(keys)
}

// namedSetter is what a call in a test does with a flag that it gets, or nil where its name does not say it.
func (r *remover) namedSetter(u *unit, id debt.ID, ident *ast.Ident) *forcing {
	if f := u.file(ident); !f.test || f.generated {
		return nil
	}
	x := u.unparened(u.target(ident))
	call, ok := u.parent[x].(*ast.CallExpr)
	if !ok || !slices.Contains(call.Args, x) || slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool {
		return ref.Node == ast.Node(call) || ref.Node == ast.Node(ident) && ref.Role == debt.RoleTestOverride
	}) {
		return nil
	}
	to := saysBy(lastName(call.Fun))
	if to == "" {
		return nil
	}
	return &forcing{unit: u, id: id, node: x, call: call, fixed: to, to: valueOf(r.winner(id), natural(to))}
}

// saysBy is what a function gives to a flag by its name: Enable… and Disable….
func saysBy(name *ast.Ident) debt.Value {
	if name == nil {
		return ""
	}
	for _, verb := range []struct {
		word string
		to   debt.Value
	}{{"enable", "true"}, {"disable", "false"}} {
		n := len(verb.word)
		if len(name.Name) < n || !strings.EqualFold(name.Name[:n], verb.word) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(name.Name[n:]); !unicode.IsLower(next) {
			return verb.to
		}
	}
	return ""
}

// lastName is the name at the end of an expression: X of X and of features.X; or nil.
func lastName(x ast.Expr) *ast.Ident {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		return x
	case *ast.SelectorExpr:
		return x.Sel
	}
	return nil
}
