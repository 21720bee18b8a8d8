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

// keyTypes are the types of the constants that hold the keys, by key, where that is a type of its own.
func (r *remover) keyTypes() map[string]string {
	out := map[string]string{}
	for _, u := range r.sorted {
		for i := range u.Refs {
			ref := &u.Refs[i]
			ident, ok := ref.Node.(*ast.Ident)
			if !ok || ref.Role != debt.RoleDeclaration || r.choices[ref.ID] == nil {
				continue
			}
			if object, ok := u.Info.Defs[ident].(*types.Const); ok && typeName(object.Type()) != nil {
				out[string(ref.ID.Key)] = object.Type().String()
			}
		}
	}
	return out
}

// literalUses says where a key still stands as a text that something is called, indexed or listed with. Where keys have a type of their own, a text of another type only reads like one: it is on the checklist.
func (r *remover) literalUses(u *unit, keyTypes map[string]string) {
	keys := map[string]bool{}
	for i := range u.Refs {
		if r.choices[u.Refs[i].ID] != nil && r.choices[u.Refs[i].ID].Scope == Full {
			keys[string(u.Refs[i].ID.Key)] = true
		}
	}
	if len(keys) == 0 {
		return
	}
	for _, l := range u.keyLiterals() {
		if !keys[l.text] || l.test && r.options.KeepTests || u.inReference(l.lit) || keyTypes[l.text] != "" && keyTypes[l.text] != u.typeOf(l.lit).String() {
			continue
		}
		if s := r.scripts[u.decl(l.lit)]; s != nil && !s.live(l.lit.Pos()) {
			continue
		}
		if !slices.ContainsFunc(r.obstacles, func(o debt.Obstacle) bool {
			return o.Code.Leaves() && o.Pos.File == u.position(l.lit.Pos()).File && o.Pos.Line == u.position(l.lit.Pos()).Line
		}) {
			r.refuse(u, l.lit, debt.CodeKeyUsed, "the key is used here for something that is neither evaluation nor declaration")
		}
	}
}

// keyLiteral is a text where something may be looked up by it.
type keyLiteral struct {
	lit  *ast.BasicLit
	text string
	test bool // in a file of tests
}

// keyLiterals are the texts of a package, generated files aside, that stand at a key's place.
func (u *unit) keyLiterals() []keyLiteral {
	if u.literals != nil {
		return u.literals
	}
	u.literals = []keyLiteral{}
	for _, f := range u.files {
		if f.generated {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && u.isKeyPlace(lit) {
				u.literals = append(u.literals, keyLiteral{lit, constantString(u.Info.Types[lit].Value), f.test})
			}
			return true
		})
	}
	return u.literals
}

// constantUses says where the constant by which a flag is asked for still stands, and nothing of it has been said.
func (r *remover) constantUses(u *unit, ref *flagref.Ref) {
	key := u.referent(unconverted(u, exprOr(ref.Key)))
	if named, ok := key.(*types.Const); !ok || r.gone[u.key(named)] {
		return
	}
	for _, use := range r.allUses(u, key) {
		if f := use.unit.file(use.ident); f.generated || f.test && r.options.KeepTests || r.dead(use.unit, use.ident) || use.unit.inReference(use.ident) || r.staysForced(use.unit, use.ident) || r.explains(use) || r.isListed(use.unit, use.ident, ref.ID) {
			continue
		}
		o := r.obstacle(use.unit, use.ident, debt.CodeKeyUsed, "the key is used here for something that is neither evaluation nor declaration")
		o.ID = ref.ID
		r.note(o)
	}
}

// explains reports whether an obstacle is on the line of a use, or in the test that it is in.
func (r *remover) explains(use use) bool {
	from := use.unit.position(use.ident.Pos())
	to := from
	if decl := use.unit.decl(use.ident); use.unit.file(use.ident).test && decl != nil {
		from, to = use.unit.position(decl.Pos()), use.unit.position(decl.End())
	}
	return slices.ContainsFunc(r.obstacles, func(o debt.Obstacle) bool {
		return o.Code.Leaves() && o.Pos.File == from.File && from.Line <= o.Pos.Line && o.Pos.Line <= to.Line
	})
}

// inReference reports whether an expression is the key of a reference, which is accounted for as such.
func (u *unit) inReference(x ast.Expr) bool {
	return slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool {
		return ref.Key != nil && ref.Role != debt.RoleMention && within(x, ref.Key)
	})
}

// isKeyPlace reports whether a text stands where something is looked up by it: as an argument, an index, or in an array. The name of a test, what is printed, and an option of the command line are none.
func (u *unit) isKeyPlace(lit *ast.BasicLit) bool {
	switch parent := u.parent[lit].(type) {
	case *ast.IndexExpr:
		return true
	case *ast.CompositeLit:
		return isArray(u.typeOf(parent))
	case *ast.CallExpr:
		fn := u.callee(parent)
		if fn == nil || fn.Pkg() == nil {
			return false
		}
		switch fn.Pkg().Path() {
		case "testing", "fmt", "log", "log/slog", "errors", "flag":
			return false
		}
		if strings.HasPrefix(fn.Pkg().Path(), "github.com/onsi/ginkgo") {
			return false
		}
		return parent.Fun != ast.Expr(lit)
	}
	return false
}
