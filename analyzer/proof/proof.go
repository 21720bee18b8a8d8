// Package proof shows that a removal changed nothing but the flag: the code before, with the flag fixed to its value, and the code after have the same SSA form once both went through the same normalisation.
//
// It does not know how the removal was made, and trusts nothing that made it.
// Each step of the normalisation keeps what a function does, so that it is right to take it on either side, whatever the other one looks like; what cannot be shown to be the same is a difference. Reflection, unsafe, assembly, linkname, run-time stack traces and timing are outside.
package proof

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"path"
)

// Package is a package with its syntax, type-checked. What it imports and is not in Code.Packages is known by its types alone.
type Package struct {
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
}

// Code is one version of the code: packages that import each other share their types. Packages of one path (one with its tests, one without) are told apart by whether they have test files, then by their order.
type Code struct {
	Fset     *token.FileSet
	Packages []*Package // dependencies first
	// Forced are the evaluations of the flag that this version has; all of them have the value.
	Forced []Forced
	// Pure are calls that only ask something of the outside, such as evaluations of other flags: one whose answer nobody needs any more may go, and is listed then. None is moved past a step, made twice or added. Both versions name theirs.
	Pure []ast.Expr
	// Looks says of a function whose body is not in these packages whether it only looks at what there is: a call of it whose result nobody needs may go. Nil: of none is that known.
	Looks func(*types.Func) bool
	// Ignored are calls and statements that do nothing once the flag is fixed, and the rows and calls that declare its key.
	Ignored []ast.Node
}

// Forced is an expression whose value is fixed: a call, static or through an interface, or a read of a field or variable. If the expression gives a function, whatever that is asked has the value.
type Forced struct {
	Expr ast.Expr
	// Key is the argument of a call that holds the key of the flag, where only a call with the key If has the value: that in a wrapper, which passes on what it is given. It is nil where the call has the value always.
	Key    ast.Expr
	If     string
	Result int            // of a call with several results, the one that is the value; an error among the others is nil, anything else its zero value
	Field  string         // the field of the result that is the value, if the result is a structure
	Value  constant.Value // the value
	Pure   bool           // what only computes the arguments may go without being listed
}

// Question is what is to be proven.
type Question struct {
	Before, After Code
	Test          func(file string) bool // whether a file, as it is named in the file sets, belongs to tests; nil: by its name
	// Partial says that functions are left without their bodies in both versions, since they are the same, and nothing that they name is another thing: External says yes to whatever else they name. What has to be known of all of the program is not, then.
	Partial  bool
	External func(types.Object) bool // whether a function, method, field or variable may be used from outside of these packages; nil: what is exported may
}

// Result is what a comparison gave: proven are the functions that differ in nothing, under the assumptions.
type Result struct {
	Functions   int // compared: those with a name and literals
	Assumptions []Assumption
	Differences []Difference
	Deleted     []Deleted
	Unseen      []string // the paths of packages that are not among those compared, of functions that are called where something differs: more might be proven with their bodies
}

// Proven says whether nothing differs outside of tests.
func (r *Result) Proven() bool {
	for _, d := range r.Differences {
		if !d.Test {
			return false
		}
	}
	return true
}

// Deleted is a function that is gone.
type Deleted struct {
	Func string
	Pos  token.Position
	Test bool
}

// Check compares the two versions. While it builds their SSA, the rows that are ignored are taken out of the literals of the original, and put back: nothing else may look at its syntax meanwhile.
func Check(q Question) *Result {
	if q.Test == nil {
		q.Test = func(file string) bool { ok, _ := path.Match("*_test.go", path.Base(file)); return ok }
	}
	if q.External == nil {
		q.External = func(o types.Object) bool { return o.Exported() }
	}
	c := &check{Question: q, result: &Result{}, said: map[string]bool{}}
	if why := recovered(c.run); why != "" {
		c.difference(Difference{What: "the comparison failed: " + why})
	}
	c.sort()
	return c.result
}
