package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// remover is the state of one removal. Marks are only ever added: what is known of objects, which of them are gone, and which declarations have to be written anew for it.
type remover struct {
	world   World
	options Options
	choices map[debt.ID]*Choice
	units   map[*Package]*unit
	sorted  []*unit          // the same, by path
	homes   map[string]*unit // the same, by file

	// What earlier attempts found: flags whose registration something needs that stays, and where that stands, evaluations that cannot be replaced, and objects that keep a use.
	registered map[debt.ID]debt.Position
	stays      map[*ast.CallExpr]debt.Obstacle
	spared     map[objectKey]bool

	// What the flags are.
	seeds    map[*ast.CallExpr]*seed        // evaluations, and what gives a declared default
	forwards map[*ast.CallExpr]*flagref.Ref // inner calls of wrappers
	flags    map[objectKey]bool             // objects that declare a flag
	fields   map[objectKey]debt.ID          // fields that are flags
	reads    []debt.Position                // of such fields
	public   []use                          // exported constants that hold a key and may be used elsewhere
	lone     []use                          // declarations of flags

	// What is known of values.
	facts                    map[objectKey]value         // variables, fields and parameters that have one value
	constant                 map[objectKey][]value       // functions that return the same in every case
	methods                  map[objectKey][]use         // methods of interfaces that return the same in every case, with those that implement them
	implementing             map[objectKey]bool          // methods whose interfaces do not ask for them any more
	literals, literalsBefore map[*ast.FuncLit][]returned // what function literals return
	told                     map[*ast.FuncLit]bool       // constant function literals whose users are touched
	known, was               map[*ast.Ident]value        // what variables hold where they are read, afterwards and before

	// What goes.
	gone        map[objectKey]bool         // objects
	kept        map[objectKey]bool         // objects that something needs, as long as nothing else goes
	empty       map[objectKey]bool         // functions of whose bodies nothing is left
	spent       map[objectKey]bool         // options that have nothing left to do
	doomed      map[ast.Stmt]bool          // statements that go for a reason of their own
	fills       map[ast.Stmt]objectKey     // statements that only give a value to a field that is a flag, and go with it
	commandLine []commandOption            // what declares options of the command line for such fields
	elements    map[ast.Expr]bool          // elements of lists
	listings    map[*ast.BasicLit]*listing // texts that list flags
	unrolled    map[*ast.RangeStmt]bool    // loops over the values of a flag
	suite       *suite                     // what becomes of tests

	// How declarations are written anew.
	touched       []place // in the order of discovery
	scripts       map[ast.Decl]*script
	bodies        map[ast.Decl]*script // the same, of a function that is gone as it was before: its calls do what they did, and may get it back
	baseline      map[ast.Decl]bool    // those where the value stands in the place of the evaluation, and nothing else
	declares      map[*ast.Ident]*unit // variables on the left of assignments that have to declare them
	cannotDeclare map[*ast.Ident]bool  // those of which that turned out to be impossible
	changed       bool                 // something was learned in this round

	// What somebody asked already.
	used    map[objectKey][]use     // all uses of objects
	judging map[*ast.BlockStmt]bool // bodies whose effects are being looked at
	makers  map[*types.Func]int     // see makerOf: the code as it was decides

	// What the plan says.
	obstacles []debt.Obstacle
	removed   []Decl
	fed       []Dropped // calls that only made something ready for evaluations
}

// newRemover is a removal at its beginning.
func newRemover(world World, choices []Choice, options Options) *remover {
	r := &remover{
		world:   world,
		options: options,
		choices: map[debt.ID]*Choice{},
		units:   map[*Package]*unit{},
		homes:   map[string]*unit{},

		seeds:    map[*ast.CallExpr]*seed{},
		forwards: map[*ast.CallExpr]*flagref.Ref{},
		flags:    map[objectKey]bool{},
		fields:   map[objectKey]debt.ID{},

		facts:          map[objectKey]value{},
		constant:       map[objectKey][]value{},
		methods:        map[objectKey][]use{},
		implementing:   map[objectKey]bool{},
		literals:       map[*ast.FuncLit][]returned{},
		literalsBefore: map[*ast.FuncLit][]returned{},
		told:           map[*ast.FuncLit]bool{},
		known:          map[*ast.Ident]value{},
		was:            map[*ast.Ident]value{},

		gone:     map[objectKey]bool{},
		kept:     map[objectKey]bool{},
		empty:    map[objectKey]bool{},
		spent:    map[objectKey]bool{},
		doomed:   map[ast.Stmt]bool{},
		fills:    map[ast.Stmt]objectKey{},
		elements: map[ast.Expr]bool{},
		listings: map[*ast.BasicLit]*listing{},
		unrolled: map[*ast.RangeStmt]bool{},
		suite:    newSuite(),

		scripts:       map[ast.Decl]*script{},
		bodies:        map[ast.Decl]*script{},
		baseline:      map[ast.Decl]bool{},
		declares:      map[*ast.Ident]*unit{},
		cannotDeclare: map[*ast.Ident]bool{},

		used:    map[objectKey][]use{},
		judging: map[*ast.BlockStmt]bool{},
		makers:  map[*types.Func]int{},
	}
	for i := range choices {
		r.choices[choices[i].ID] = &choices[i]
	}
	return r
}

// place is a declaration that the removal concerns.
type place struct {
	unit *unit
	file *file
	decl ast.Decl
	// returns of a function, as the last round saw them, and as they were.
	now, before []returned
	looked      bool // as it was, which no round changes
	swings      bool // the last script leaves other source than the one before
}

// seed is an evaluation of one of the flags.
type seed struct {
	unit    *unit
	ref     *flagref.Ref
	results []value
}

// home is the unit that declares an object, if it is known.
func (r *remover) home(key objectKey) *unit {
	return r.homes[key.name()]
}

// unit is a package with its index.
func (r *remover) unit(p *Package) *unit {
	u := r.units[p]
	if u == nil {
		if p.index == nil {
			p.index = newUnit(p)
		}
		u = p.index
		r.units[p] = u
		at, _ := slices.BinarySearchFunc(r.sorted, p.Path, func(u *unit, path string) int { return strings.Compare(u.Path, path) })
		r.sorted = slices.Concat(r.sorted[:at], []*unit{u}, r.sorted[at:]) // somebody may be on the way through the old list
		for _, f := range u.files {
			r.homes[f.name] = u
		}
		for i := range p.Refs {
			if call, ok := p.Refs[i].Node.(*ast.CallExpr); ok && p.Refs[i].Role == debt.RoleForward {
				r.forwards[call] = &p.Refs[i]
			}
		}
	}
	return u
}
