package proposal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// setting is the environment variables that somebody takes for booleans by way of a function: os.Getenv, or one of the team's own.
type setting struct {
	evidence
	api   config.API
	other map[string]bool // that are asked for and not taken for one
}

var (
	// switched are the words in the names of environment variables that switch something.
	switched = words("feature features flag ff enable enabled disable disabled experiment experimental experiments toggle")
	// truth are the texts that mean yes or no.
	truth = words("true false 1 0 on off yes no y n t f enabled disabled")
)

// variable is an environment variable, and the call that reads it.
type variable struct {
	name string
	call *ast.CallExpr
}

// environ is the environment variable with a constant name whose text an expression is, or nil.
func (l *look) environ(x ast.Expr) *variable {
	switch x := ast.Unparen(x).(type) {
	case *ast.Ident:
		if v, ok := l.Info.Uses[x].(*types.Var); ok {
			return l.held[v]
		}
	case *ast.CallExpr:
		fn := l.callee(x)
		if fn == nil || len(x.Args) == 0 {
			return nil
		}
		switch fn.FullName() {
		case "os.Getenv", "os.LookupEnv":
			if name, ok := l.constant(x.Args[0]); ok && !l.Known(fn) {
				return &variable{name, x}
			}
		case "strings.ToLower", "strings.ToUpper", "strings.TrimSpace":
			return l.environ(x.Args[0])
		}
	}
	return nil
}

// hold notes v := os.Getenv("X"), and v, ok := os.LookupEnv("X").
func (l *look) hold(assign *ast.AssignStmt) {
	if assign.Tok != token.DEFINE || len(assign.Rhs) != 1 {
		return
	}
	ident, ok := assign.Lhs[0].(*ast.Ident)
	if !ok {
		return
	}
	if v, ok := l.Info.Defs[ident].(*types.Var); ok {
		if read := l.environ(assign.Rhs[0]); read != nil {
			l.held[v] = read
		}
	}
}

// compare looks at os.Getenv("X") == "true", and at what is compared with an element of a list.
func (l *look) compare(x *ast.BinaryExpr) {
	if x.Op != token.EQL && x.Op != token.NEQ {
		return
	}
	for _, sides := range [][2]ast.Expr{{x.X, x.Y}, {x.Y, x.X}} {
		l.switches(l.environ(sides[0]), sides[1])
		l.equals(l.elementOf(sides[0]), sides[1])
	}
}

// parsed looks at strconv.ParseBool(os.Getenv("X")), at strings.EqualFold(os.Getenv("X"), "true"), and at the team's own envBool("X").
func (l *look) parsed(fn *types.Func, call *ast.CallExpr) {
	switch fn.FullName() {
	case "strconv.ParseBool":
		l.switches(l.environ(call.Args[0]), nil)
		return
	case "strings.EqualFold":
		l.switches(l.environ(call.Args[0]), call.Args[1])
		return
	case "os.Getenv", "os.LookupEnv":
		if name, ok := l.constant(call.Args[0]); ok {
			l.getenv().other[name] = true
		}
		return
	}
	results := fn.Signature().Results()
	if results.Len() == 0 || !isBool(results.At(0).Type()) || !environmental.in(fn.Name(), fn.Pkg().Name()) || !l.Ours(fn.Pkg().Path()) || l.Known(fn) {
		return
	}
	for i, arg := range call.Args {
		if name, ok := l.constant(arg); ok && isText(l.Info.TypeOf(arg)) && strings.ToUpper(name) == name {
			api := config.API{Packages: config.Strings{fn.Pkg().Path()}, Methods: config.Strings{fn.Name()}, Key: config.KeyPos{Arg: i}}
			if on := receiver(fn); on != "" {
				api.Receivers = config.Strings{on}
			}
			s := l.setting(fn.FullName(), api)
			if switched.in(name) {
				s.see(name, l.Position(call.Pos()))
			} else {
				s.other[name] = true
			}
			return
		}
	}
}

var environmental = words("env environ environment getenv lookupenv envbool")

// switches notes a variable that is taken for a boolean: it is parsed as one, or compared with a text that means yes or no.
func (l *look) switches(read *variable, with ast.Expr) {
	if read == nil || !switched.in(read.name) {
		return
	}
	if with != nil {
		if text, ok := textOf(l.Info, with); !ok || !truth[strings.ToLower(text)] {
			return
		}
	}
	l.getenv().see(read.name, l.Position(read.call.Pos()))
}

// getenv is the setting of os.Getenv and its like.
func (l *look) getenv() *setting {
	return l.setting("os.Getenv", config.API{Packages: config.Strings{"os"}, Methods: config.Strings{"Getenv", "LookupEnv"}})
}

func (l *look) setting(name string, api config.API) *setting {
	s := l.settings[name]
	if s == nil {
		s = &setting{api: api, other: map[string]bool{}}
		l.settings[name] = s
	}
	return s
}

// environment proposes the environment variables that are taken for booleans.
func (c *Collector) environment() []Proposal {
	var out []Proposal
	for _, s := range c.settings {
		if len(s.keys) == 0 {
			continue
		}
		p := s.proposal("environment variables that switch something")
		api := s.api
		api.Keys = patterns(p.Keys, s.other)
		p.API = &api
		out = append(out, p)
	}
	return out
}

// patterns are globs for names that begin alike, where no others do, and the names of the rest.
func patterns(names []string, others map[string]bool) config.Strings {
	alike := map[string][]string{}
	for _, name := range names {
		alike[prefix(name)] = append(alike[prefix(name)], name)
	}
	var out config.Strings
	for first, names := range alike {
		taken := false
		for other := range others {
			taken = taken || strings.HasPrefix(other, first) && !slices.Contains(names, other)
		}
		if len(names) > 1 && switched.in(first) && !taken {
			out = append(out, first+"*")
		} else {
			out = append(out, names...)
		}
	}
	slices.Sort(out)
	return out
}

// prefix is the first part of a name, with what parts it from the next; the whole where there is none.
func prefix(name string) string {
	if i := strings.IndexAny(name, "_.-:"); i > 0 {
		return name[:i+1]
	}
	return name
}
