package flagref

import (
	"go/types"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// New returns the analyzer that finds references by the rules, which are asked for when the first package is analysed. Its result is a *Result; it reports nothing itself.
func New(rules func() (*Rules, error)) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "flagref",
		Doc:  "find the references to feature flags\n\nOther analyzers build on its result.",
		Run: func(pass *analysis.Pass) (any, error) {
			rules, err := rules()
			if err != nil {
				return nil, err
			}
			return run(pass, rules), nil
		},
		ResultType: reflect.TypeFor[*Result](),
		FactTypes:  []analysis.Fact{new(Wrapper), new(Object), new(Declared)},
	}
}

func run(pass *analysis.Pass, rules *Rules) *Result {
	res := Find(Package{
		Path: ImportPath(pass.Pkg.Path()), Fset: pass.Fset, Files: pass.Files, Types: pass.Pkg, Info: pass.TypesInfo,
	}, rules, passFacts{pass})
	for fn, wrapper := range res.Wrappers {
		pass.ExportObjectFact(fn, wrapper)
	}
	for v, object := range res.Objects {
		if v.Pkg() == pass.Pkg && (v.Parent() == pass.Pkg.Scope() || v.IsField()) {
			pass.ExportObjectFact(v, object)
		}
	}
	if len(res.Flags) > 0 {
		pass.ExportPackageFact(&Declared{Flags: res.Flags})
	}
	return res
}

// ImportPath is the path of a package without the suffix of a test variant: "p [p.test]" is p.
func ImportPath(path string) string {
	path, _, _ = strings.Cut(path, " ")
	return path
}

type passFacts struct{ pass *analysis.Pass }

func (p passFacts) Wrapper(fn *types.Func) *Wrapper {
	fact := new(Wrapper)
	if !p.pass.ImportObjectFact(fn, fact) {
		return nil
	}
	return fact
}

func (p passFacts) Object(v *types.Var) *Object {
	fact := new(Object)
	if !p.pass.ImportObjectFact(v, fact) {
		return nil
	}
	return fact
}

func (p passFacts) Declared() []debt.Flag {
	var flags []debt.Flag
	for _, fact := range p.pass.AllPackageFacts() {
		if declared, ok := fact.Fact.(*Declared); ok && fact.Package != p.pass.Pkg {
			flags = append(flags, declared.Flags...)
		}
	}
	return flags
}
