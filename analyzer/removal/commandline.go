package removal

import (
	"go/ast"
	"strings"
)

// commandOption is a call that declares an option of the command line for a field.
type commandOption struct {
	unit  *unit
	call  *ast.CallExpr
	field objectKey
}

// isCommandOption reports whether a call declares an option of the command line that writes to an address: BoolVar(&c.X, "x", …), StringVarP.
func (u *unit) isCommandOption(call *ast.CallExpr) bool {
	fn := u.callee(call)
	if fn == nil || len(call.Args) < 2 {
		return false
	}
	path := pathOf(fn)
	return (path == "flag" || path == "github.com/spf13/pflag") && (strings.HasSuffix(fn.Name(), "Var") || strings.HasSuffix(fn.Name(), "VarP"))
}

// onlyFinds reports whether the options that a function declares one for are found without doing anything: those of the program, in a variable, or of a command of cobra.
func (r *remover) onlyFinds(u *unit, fn ast.Expr) bool {
	selector, ok := ast.Unparen(fn).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	if of, ok := ast.Unparen(selector.X).(*ast.CallExpr); ok && u.calls(of, "github.com/spf13/cobra") {
		return true
	}
	return r.effect(u, selector.X) <= panics
}

// finishCommandLine lists the options of the command line that went with their fields.
func (r *remover) finishCommandLine() {
	for _, o := range r.commandLine {
		if r.gone[o.field] {
			r.removed = append(r.removed, Decl{Kind: "option", Name: constantString(o.unit.Info.Types[o.call.Args[1]].Value), Pos: o.unit.position(o.call.Pos())})
		}
	}
}
