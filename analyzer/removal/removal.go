// Package removal computes how the code reads without a flag whose value is known.
package removal

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// Choice is a flag to remove.
type Choice struct {
	debt.ID
	// To is the value that every evaluation gets; empty where each call gets the default that it passes itself.
	To debt.Value
	// Scope says how far the removal goes.
	Scope Scope
	// Force goes on where a key that is built at run time may be this one.
	Force bool
}

// Scope says how far a removal goes.
type Scope string

// The scopes.
const (
	Full       Scope = ""           // evaluations and declarations
	FoldOnly   Scope = "fold-only"  // the evaluations; the registration stays, as in the first step of a life cycle
	Unregister Scope = "unregister" // the registration, which nothing reads any more
)

// Effects says what becomes of operands that the removal would leave without a use and that may do something.
type Effects string

// The levels, from careful to careless.
const (
	KeepEffects Effects = ""           // they stay, as statements of their own
	DropKnown   Effects = "drop-known" // calls go whose results are of a kind that is made for evaluations, by the names of their types: contexts, users, targets, keys
	DropEffects Effects = "drop"       // they all go
)

// Options are the same for all flags of a removal.
type Options struct {
	Effects Effects
	// Closed says that no other module uses these packages, so that exported objects count as used only where these packages use them.
	Closed bool
	// KeepTests leaves tests that force the losing value.
	KeepTests bool
	// Local keeps to the bodies of the functions that evaluate the flags: what is declared at package level stays, and the edits of each file stand alone. It is for linters.
	Local bool
}

// Package is one type-checked package with its syntax, in the variant that has its tests in it, if there are any.
type Package struct {
	Path  string // import path without the suffix of a test variant
	Fset  *token.FileSet
	Files []*ast.File
	Types *types.Package
	Info  *types.Info
	// Source is the content of a file, by the name that Fset has for it.
	Source func(file string) []byte
	// Layout is that of the same content.
	Layout func(file string) *rewrite.Layout
	// Display maps the name of a file to the one that positions and edits carry.
	Display func(file string) string
	// Refs are the references of the package.
	Refs []flagref.Ref

	index *unit // made when the package is first looked at, and the same for all removals
}

// World is the code around a removal. Packages that it returns are the same for the same path.
type World interface {
	// Package returns our package with an import path, or nil for one of a dependency.
	Package(path string) *Package
	// Users returns the packages of ours, besides the one that declares it, that may name the object: they import its package and name it there; a field or a method they may also have from elsewhere, if they import the package at any depth. The external tests of the declaring package are among them.
	Users(object types.Object) []*Package
	// Importers returns the packages of ours that import a package, at any depth, and directly one whose path is of a kind.
	Importers(path string, kind func(path string) bool) []*Package
	// Holding returns the packages of ours whose text holds a name.
	Holding(name string) []*Package
	// Saying returns the import paths of our packages that have a text in a file which is no test.
	Saying(text string) []string
	// Demanding returns the interfaces that our packages and those below them declare with a method of a name.
	Demanding(method string) []*types.Interface
	// Makes reports whether a function does nothing but make what evaluations are told.
	Makes(fn *types.Func) bool
	// Outside reports whether code that the World does not have may use the exported objects of a package: it belongs to no internal directory and no command.
	Outside(path string) bool
}

// Plan is a removal of one or more flags.
type Plan struct {
	// Edits by file, in the order of names and positions.
	Edits []debt.Edit
	// Files that nothing is left of; they have no edits.
	Deleted []string
	// Obstacles in the order of their positions.
	Obstacles []debt.Obstacle
	// Removed are the declarations that went: of the flag itself, and what only it had used.
	Removed []Decl
	// Sites are the evaluations that were replaced.
	Sites []debt.Position
	// Dropped are the calls that only fed an evaluation and are not made any more.
	Dropped []Dropped
}

// Decl is a declaration that went.
type Decl struct {
	Kind string // func, method, type, const, var, field, param, result, import, test, subtest, flag, option (of the command line)
	Name string
	Pos  debt.Position
}

// Dropped is something that was computed before the removal and is not any more.
type Dropped struct {
	Pos  debt.Position
	Text string // as source
	// Panic says that it had no effect but may have panicked.
	Panic bool
}
