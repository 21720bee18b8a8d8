package removal

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// dropPair takes a flag out of a text of KEY=VALUE that gives values to several, and with the last one the setter. It reports whether a place is one of such a text.
func (r *remover) dropPair(f *forcing) bool {
	i := slices.IndexFunc(f.Refs, func(ref flagref.Ref) bool { return ref.Node == f.node && ref.ID == f.id && inPairs(&ref) })
	if i < 0 || !f.severalPairs(&f.Refs[i]) {
		return false
	}
	lit, l, part := r.pairOf(f.unit, &f.Refs[i])
	if l == nil {
		r.refuse(f.unit, f.node, debt.CodeTest, "a test forces several flags in a text that cannot be written anew")
		return true
	}
	r.drop(f.unit, lit, l, part)
	if len(l.gone) == len(l.items()) {
		for _, s := range f.alone(f.call) {
			r.doom(f.unit, s)
		}
	}
	return true
}

// inPairs reports whether a reference is in a text of keys and values.
func inPairs(ref *flagref.Ref) bool { return ref.API != nil && ref.API.Key.Pairs }

// severalPairs reports whether the text of a reference may name more than one flag.
func (u *unit) severalPairs(ref *flagref.Ref) bool {
	several := false
	ast.Inspect(ref.Node.(*ast.CallExpr).Args[ref.API.Key.Arg], func(n ast.Node) bool {
		x, ok := n.(ast.Expr)
		several = several || ok && strings.Contains(constantString(u.Info.Types[x].Value), ",")
		return !several
	})
	return several
}

// pairOf is where the pair of a reference stands: the literal, and the part of its text without the blanks around it. There is no listing where the text is not a literal or a format.
func (r *remover) pairOf(u *unit, ref *flagref.Ref) (*ast.BasicLit, *listing, segment) {
	arg := ast.Unparen(ref.Node.(*ast.CallExpr).Args[ref.API.Key.Arg])
	if call, ok := arg.(*ast.CallExpr); ok && len(call.Args) > 0 {
		arg = call.Args[0]
	}
	lit, ok := arg.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return nil, nil, segment{}
	}
	l := r.listingOf(u, lit)
	if l == nil {
		return nil, nil, segment{}
	}
	for _, item := range l.items() {
		text := l.text[item.from:item.to]
		key, _, _ := strings.Cut(text, "=")
		named := strings.TrimSpace(key) == string(ref.ID.Key) || slices.ContainsFunc(l.verbs, func(v verb) bool {
			return v.operand == ref.Key && item.from <= v.from && v.to <= item.to
		})
		if named {
			item.from += len(text) - len(strings.TrimLeft(text, " "))
			item.to -= len(text) - len(strings.TrimRight(text, " "))
			return lit, l, item
		}
	}
	return nil, nil, segment{}
}

// leavesPair reports whether a flag goes from the text of a setter that stays.
func (r *remover) leavesPair(u *unit, ref *flagref.Ref) bool {
	if !inPairs(ref) {
		return false
	}
	_, l, part := r.pairOf(u, ref)
	return l != nil && slices.Contains(l.gone, part)
}
