package proof_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/proof"
	"golang.org/x/tools/txtar"
)

// prelude is what every case can use; what has no body is known by its type alone. Calls of on, off, mode and level are the flag, and of what asker gives, and those of flagged with the key k. Those of another and flagged with other keys are evaluations of other flags, and those whose names begin with look only look.
const prelude = `package p

func on() bool
func off() bool
func mode() string
func level() int
func onErr() (bool, error)
func onFor(u any) bool
func asker() func(u any) bool
func flagged(key string) bool
func another() bool
func anotherErr(u any) (bool, error)
func look() int
func (t *T) looks() bool
func answer() (Answer, error)

type Answer struct { Match bool; Why string }

type Client struct{ addr string }
func (c *Client) On(key string) bool
type API interface { On(key string) bool }
func override(key string) func()

type T struct { n int; on bool; next *T }
func a()
func b()
func c() bool
func d() bool
func f(x int) int
func g() int
func mk(x any) any
func use(x ...any)
func str() string
func ptr() *T
func open() error
func fail() error
func ch() chan int
`

var fixed = map[string]constant.Value{
	"on": constant.MakeBool(true), "off": constant.MakeBool(false), "mode": constant.MakeString("blue"), "level": constant.MakeInt64(3),
	"onErr": constant.MakeBool(true), "onFor": constant.MakeBool(true), "On": constant.MakeBool(true), "answer": constant.MakeBool(true), "asker": constant.MakeBool(true),
}

var std = sync.OnceValue(func() types.Importer { return importer.ForCompiler(token.NewFileSet(), "source", nil) })

// side type-checks one version of a case.
func side(t testing.TB, text string) proof.Code {
	t.Helper()
	code, err := check(text)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func newInfo() *types.Info {
	return &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{}, FileVersions: map[*ast.File]string{},
	}
}

// tryside is side of what may not compile.
func tryside(text string) (proof.Code, bool) {
	code, err := check(text)
	return code, err == nil
}

func check(text string) (proof.Code, error) {
	code := proof.Code{Fset: token.NewFileSet(), Looks: func(fn *types.Func) bool { return strings.HasPrefix(fn.Name(), "look") }}
	p := &proof.Package{Info: newInfo()}
	head := "package p\n"
	if i := strings.LastIndex(text, "import "); i >= 0 {
		end := i + strings.Index(text[i:], "\n") + 1
		head, text = head+text[:end], text[end:]
	}
	for name, content := range map[string]string{"prelude.go": prelude, "x.go": head + text} {
		file, err := parser.ParseFile(code.Fset, name, content, parser.SkipObjectResolution)
		if err != nil {
			return code, err
		}
		p.Files = append(p.Files, file)
	}
	slices.SortFunc(p.Files, func(a, b *ast.File) int {
		return strings.Compare(code.Fset.Position(a.Pos()).Filename, code.Fset.Position(b.Pos()).Filename)
	})
	conf := types.Config{Importer: std(), GoVersion: "go1.26"}
	var err error
	if p.Types, err = conf.Check("p", code.Fset, p.Files, p.Info); err != nil {
		return code, err
	}
	code.Packages = []*proof.Package{p}
	return code, nil
}

// tell says what is known of a version: the calls of the flag, those of override, and those of other flags.
func tell(code *proof.Code) {
	code.Forced, code.Ignored, code.Pure = forced(*code)
}

// forced are the calls of the flag, ignored the calls of override, and pure those of other flags.
func forced(code proof.Code) (list []proof.Forced, ignored []ast.Node, pure []ast.Expr) {
	for _, p := range code.Packages {
		for _, file := range p.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				name := ""
				switch fun := call.Fun.(type) {
				case *ast.Ident:
					name = fun.Name
				case *ast.SelectorExpr:
					name = fun.Sel.Name
				}
				if name == "another" || name == "anotherErr" || name == "flagged" {
					pure = append(pure, call)
				}
				if name == "override" {
					ignored = append(ignored, call)
				}
				if k := map[string]int{"flagged": 0, "flaggedOr": 1}; strings.HasPrefix(name, "flagged") {
					list = append(list, proof.Forced{Expr: call, Key: call.Args[k[name]], If: "k", Value: constant.MakeBool(true)})
				}
				if v := fixed[name]; v != nil {
					e := proof.Forced{Expr: call, Value: v}
					if name == "answer" {
						e.Field = "Match"
					}
					list = append(list, e)
				}
				return true
			})
		}
	}
	return list, ignored, pure
}

// verdict is a result as the cases write it.
func verdict(r *proof.Result) string {
	var out []string
	for _, d := range r.Differences {
		out = append(out, d.Func+": "+d.What)
	}
	if len(out) == 0 {
		out = append(out, "proven")
	}
	for _, a := range r.Assumptions {
		if a.Code != proof.Evaluation {
			out = append(out, fmt.Sprintf("if %s:%d %s", a.Code, a.Pos.Line, a.Text))
		}
	}
	return strings.Join(out, "\n")
}

var accept = flag.Bool("accept", false, "write what is said of the cases into their files, to be read")

// Each case is NAME/before.go, NAME/after.go and NAME/want.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("../../testdata/proof/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if *accept {
			t.Cleanup(func() {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Error(err)
				}
			})
		}
		parts := map[string]map[string]string{}
		for _, f := range archive.Files {
			name, part, _ := strings.Cut(f.Name, "/")
			if parts[name] == nil {
				parts[name] = map[string]string{}
			}
			parts[name][part] = string(f.Data)
		}
		for name, part := range parts {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+name, func(t *testing.T) {
				q := proof.Question{Before: side(t, part["before.go"]), After: side(t, part["after.go"])}
				tell(&q.Before)
				_, _, q.After.Pure = forced(q.After)
				if strings.HasPrefix(part["before.go"], "// closed") {
					q.External = func(types.Object) bool { return false }
				}
				got, want := verdict(proof.Check(q)), strings.TrimSpace(part["want"])
				if *accept {
					for i := range archive.Files {
						if archive.Files[i].Name == name+"/want" {
							archive.Files[i].Data = []byte(got + "\n")
						}
					}
					return
				}
				if got != want {
					t.Errorf("got\n%s\nwant\n%s", got, want)
				}
				if wrong := strings.Contains(file, "wrong"); wrong == strings.HasPrefix(got, "proven") {
					t.Errorf("a wrong removal has to be refused, and a right one proven")
				}
			})
		}
	}
}
