package removal

import (
	"go/ast"
	"regexp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// gatePath is the package of the gates that read a flag and its value from a text.
const gatePath = "k8s.io/component-base/featuregate"

// gateText is the format of such a text: the key, and the value as the next argument or as it stands.
var gateText = regexp.MustCompile(`^%[sv]=(?:%[vt]|(true|false))$`)

// textSetter is the setter of a gate that gets a flag, which an identifier names, and its value in a text: gate.Set(fmt.Sprintf("%s=%v", features.X, true)). It is nil for other uses of the identifier.
func (u *unit) textSetter(ident *ast.Ident) *flagref.Ref {
	key := u.unparened(u.target(ident))
	if conversion, ok := u.parent[key].(*ast.CallExpr); ok && u.Info.Types[conversion.Fun].IsType() {
		key = conversion
	}
	text, ok := u.parent[key].(*ast.CallExpr)
	if !ok || u.printed(text, key) == nil {
		return nil
	}
	set, ok := u.parent[u.unparened(text)].(*ast.CallExpr)
	if !ok || len(set.Args) != 1 || !u.calls(set, gatePath) || !isHook(set, "Set") {
		return nil
	}
	ref := &flagref.Ref{Node: set, Key: key}
	ref.Role, ref.Kind, ref.Pos = debt.RoleTestOverride, debt.KindBool, u.position(set.Pos())
	if fixed := u.printed(text, key); fixed[1] != "" {
		ref.Default = debt.Value(fixed[1])
	}
	return ref
}

// printed is what gateText finds in the format of a call that prints a key, or nil.
func (u *unit) printed(text *ast.CallExpr, key ast.Expr) []string {
	fn := u.callee(text)
	if fn == nil || fn.FullName() != "fmt.Sprintf" || len(text.Args) < 2 || text.Args[1] != key {
		return nil
	}
	found := gateText.FindStringSubmatch(constantString(u.Info.Types[text.Args[0]].Value))
	if found == nil || (found[1] == "") != (len(text.Args) == 3) {
		return nil
	}
	return found
}

// printedValue is the value that a setter of a gate gets behind the key in a text, or nil.
func (u *unit) printedValue(key ast.Expr) ast.Expr {
	text, ok := u.parent[key].(*ast.CallExpr)
	if !ok || u.printed(text, key) == nil || len(text.Args) < 3 {
		return nil
	}
	return text.Args[2]
}
