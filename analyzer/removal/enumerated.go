package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// dropMentioned takes the name of a key out of a text that lists keys: a format with a directive for each of several constants, with commas between them.
func (r *remover) dropMentioned(u *unit, ident *ast.Ident) {
	if lit, l, part := r.mentionedIn(u, ident); l != nil {
		r.drop(u, lit, l, part)
	}
}

// mentionedIn is the text that lists keys and that an identifier is an operand of, with the part of it that goes. Any other has no listing.
func (r *remover) mentionedIn(u *unit, ident *ast.Ident) (*ast.BasicLit, *listing, segment) {
	x := u.unparened(u.target(ident))
	call, ok := u.parent[x].(*ast.CallExpr)
	if !ok {
		return nil, nil, segment{}
	}
	for _, arg := range call.Args {
		lit, ok := arg.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		if of, operands := u.formats(lit); of == nil || !slices.Contains(operands, x) {
			continue
		}
		l := r.listingOf(u, lit)
		if l == nil {
			break
		}
		i := slices.IndexFunc(l.verbs, func(v verb) bool { return v.operand == x })
		if part, ok := r.enumerated(u, l, i); ok {
			return lit, l, part
		}
	}
	return nil, nil, segment{}
}

// enumerated is the part of a format that an operand fills, if the next one or the one before is the key of another flag, with nothing but a comma between them.
func (r *remover) enumerated(u *unit, l *listing, i int) (segment, bool) {
	part := l.around(i)
	beside := func(j int) bool {
		return 0 <= j && j < len(l.verbs) && r.isKey(u, l.verbs[j].operand) && u.text(l.verbs[j].operand) != u.text(l.verbs[i].operand)
	}
	joined := func(from, to int) bool { return from <= to && strings.TrimSpace(l.text[from:to]) == "," }
	return part, beside(i-1) && joined(l.around(i-1).to, part.from) || beside(i+1) && joined(part.to, l.around(i+1).from)
}

// around is the directive of an operand with the quotes around it.
func (l *listing) around(i int) segment {
	part := l.verbs[i].segment
	for part.from > 0 && part.to < len(l.text) && strings.ContainsRune("'\"`", rune(l.text[part.to])) && l.text[part.from-1] == l.text[part.to] {
		part.from--
		part.to++
	}
	return part
}

// isKey reports whether an expression names a constant that holds the key of a flag: something declares it as such, or asks for a flag by it.
func (r *remover) isKey(u *unit, x ast.Expr) bool {
	object, ok := u.referent(unconverted(u, x)).(*types.Const)
	if !ok {
		return false
	}
	if owner, def := r.definition(u, object); def != nil && owner.isDeclared(def) {
		return true
	}
	for _, other := range r.sorted {
		asks := func(ref flagref.Ref) bool {
			return ref.Role == debt.RoleEvaluation && ref.Key != nil && other.referent(unconverted(other, ref.Key)) == types.Object(object)
		}
		if slices.ContainsFunc(other.Refs, asks) {
			return true
		}
	}
	return false
}
