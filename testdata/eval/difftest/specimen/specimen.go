// Package specimen makes Go packages that use a feature flag in every kind of statement and expression. A string of bytes makes the choices, so that a specimen can be made again, and shrunk by whatever shrinks strings of bytes.
package specimen

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"strings"
)

// Kind is what a flag serves.
type Kind int

// The kinds of flags.
const (
	Bool Kind = iota
	String
	Int
)

// Kinds are all of them.
var Kinds = []Kind{Bool, String, Int}

// Values are those that flags of a kind are removed with, as Go and JSON write them.
func (k Kind) Values() [2]string {
	return [...][2]string{Bool: {"true", "false"}, String: {`"blue"`, `"red"`}, Int: {"1", "7"}}[k]
}

// Package is a package with one flag.
type Package struct {
	Name  string
	Key   string
	Kind  Kind
	Units []Unit
}

// Unit is a file that can stand alone beside the common one: a function Run and what that needs.
type Unit struct {
	Name    string // of the file without its extension
	Run     string // the name of the function
	Source  string
	Choices []byte
}

// Common is the file that the units of a package have in common.
func (p *Package) Common() string {
	return fmt.Sprintf("package %s\n\nimport \"example.com/difftest/flag\"\n\nconst key = %q\n\nvar client = &flag.Client{}\n\nvar api flag.API = client\n", p.Name, p.Key)
}

// New makes a package without units.
func New(n int, kind Kind) *Package {
	return &Package{Name: fmt.Sprintf("p%03d", n), Key: fmt.Sprintf("key-p%03d", n), Kind: kind}
}

// Add adds the unit that a string of bytes chooses.
func (p *Package) Add(n int, choices []byte) {
	g := &generator{kind: p.Kind, key: p.Key, id: fmt.Sprintf("%03d", n), choices: choices, helpers: map[string]bool{}, budget: 12}
	body := g.unit()
	source := "package " + p.Name + "\n\n" + imports(body) + body
	text, err := format.Source([]byte(source))
	if err != nil {
		text = []byte(source + "\n// " + err.Error()) // for the type check to report
	}
	p.Units = append(p.Units, Unit{Name: "u" + g.id, Run: "Run" + g.id, Source: string(text), Choices: choices})
}

// imports are those that a text needs.
func imports(body string) string {
	out := ""
	for _, name := range []string{"flag", "tr"} {
		if strings.Contains(body, name+".") {
			out += fmt.Sprintf("\t\"example.com/difftest/%s\"\n", name)
		}
	}
	return "import (\n" + out + ")\n\n"
}

// Random are choices of chance.
func Random(seed, n uint64) []byte {
	random := rand.New(rand.NewPCG(seed, n))
	out := make([]byte, 30+random.IntN(220))
	for i := range out {
		out[i] = byte(random.Uint32())
	}
	return out
}

// generator makes one unit.
type generator struct {
	kind    Kind
	key, id string
	choices []byte

	decls   strings.Builder // what the unit has besides its functions
	helpers map[string]bool // what is there of it
	scopes  []*scope
	fn      *function
	budget  int // of statements
	marks   int
	labels  int
}

// n chooses a number below k; when the choices have run out it is 0, which everywhere is the simplest.
func (g *generator) n(k int) int {
	if len(g.choices) == 0 {
		return 0
	}
	b := g.choices[0]
	g.choices = g.choices[1:]
	return int(b) % k
}

// maybe is true once in k times.
func (g *generator) maybe(k int) bool { return g.n(k) == k-1 }

// mark is the number of a place that leaves a trace.
func (g *generator) mark() int {
	g.marks++
	return g.marks
}

// name makes a name of the package that no other unit has.
func (g *generator) name(stem string) string { return stem + g.id }

// declare adds a declaration, once, and gives its name.
func (g *generator) declare(stem, format string, args ...any) string {
	name := g.name(stem)
	if !g.helpers[stem] {
		g.helpers[stem] = true
		fmt.Fprintf(&g.decls, strings.ReplaceAll(format, "NAME", name)+"\n\n", args...)
	}
	return name
}

// typ is a type of a variable.
type typ int

const (
	boolean typ = iota
	integer
	text
	named   // a type of its own whose kind is bool
	pointer // to a record; may be nil
	fault   // an error
	closure // func() bool
	dynamic // any
	typs
)

// text is the type as Go writes it.
func (g *generator) typeText(t typ) string {
	switch t {
	case integer:
		return "int"
	case text:
		return "string"
	case named:
		return g.switchType()
	case pointer:
		return "*" + g.record()
	case fault:
		return "error"
	case closure:
		return "func() bool"
	case dynamic:
		return "any"
	}
	return "bool"
}

// switchType is a type of its own whose kind is bool.
func (g *generator) switchType() string {
	return g.declare("onoff", "// NAME says on or off.\ntype NAME bool")
}

// record is a type that has a field for the flag.
func (g *generator) record() string {
	return g.declare("record", "type NAME struct {\n\ton bool\n\tn int // how many\n}")
}

// variable is one of a function.
type variable struct {
	name  string
	typ   typ
	used  bool
	fixed bool // is not assigned to
}

// scope is a block.
type scope struct {
	vars   []*variable
	closed bool // nothing more is declared, since a goto jumps over it
}

// target is what a break or continue may leave.
type target struct {
	label  string
	loop   bool
	wanted bool // by its label
}

// function is what is around a statement.
type function struct {
	results []typ
	names   []string // of results
	targets []*target
	bottom  int // the first scope of it
	noBare  bool
}

func (g *generator) open() *scope {
	s := &scope{}
	g.scopes = append(g.scopes, s)
	return s
}

func (g *generator) close() { g.scopes = g.scopes[:len(g.scopes)-1] }

// lookup is the variable that a name means.
func (g *generator) lookup(name string) *variable {
	for i := len(g.scopes) - 1; i >= 0; i-- {
		for j := len(g.scopes[i].vars) - 1; j >= 0; j-- {
			if v := g.scopes[i].vars[j]; v.name == name {
				return v
			}
		}
	}
	return nil
}

// visible are the variables of a type that no other hides.
func (g *generator) visible(fits func(*variable) bool) []*variable {
	var out []*variable
	for _, s := range g.scopes {
		for _, v := range s.vars {
			if fits(v) && g.lookup(v.name) == v {
				out = append(out, v)
			}
		}
	}
	return out
}

// pick is a variable of a type, to be read; nil where there is none.
func (g *generator) pick(t typ) *variable {
	list := g.visible(func(v *variable) bool { return v.typ == t })
	if len(list) == 0 {
		return nil
	}
	v := list[len(list)-1-g.n(len(list))]
	v.used = true
	return v
}

// stems are the few names of variables, so that they hide each other.
var stems = []string{"a", "b", "c", "n", "on", "ok", "x"}

// fresh declares a variable in the innermost scope, under a name that the scope does not have.
func (g *generator) fresh(t typ) *variable {
	s := g.scopes[len(g.scopes)-1]
	first := g.n(len(stems))
	for i := range stems {
		name := stems[(first+i)%len(stems)]
		if !s.has(name) {
			return g.add(name, t)
		}
	}
	return g.add(fmt.Sprintf("v%d", g.mark()), t)
}

func (g *generator) add(name string, t typ) *variable {
	s := g.scopes[len(g.scopes)-1]
	v := &variable{name: name, typ: t}
	s.vars = append(s.vars, v)
	return v
}

func (s *scope) has(name string) bool {
	for _, v := range s.vars {
		if v.name == name {
			return true
		}
	}
	return false
}
