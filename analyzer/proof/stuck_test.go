package proof_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/proof"
)

// What a package leaves half made, since it could not be translated, holds up none of the others that need it, too.
func TestPackageThatCannotBeTranslated(t *testing.T) {
	side := func() proof.Code {
		code := proof.Code{Fset: token.NewFileSet()}
		known := map[string]*types.Package{}
		for _, text := range []string{
			"package list\n\nfunc First[T any](all []T) T { return all[0] }\n",
			"package broken\n\nimport \"list\"\n\nfunc A() int { return list.First([]int{1}) }\n\nfunc B(x int) int { return x + 1 }\n",
			"package whole\n\nimport \"list\"\n\nfunc C() int { return list.First([]int{1}) }\n",
		} {
			file, err := parser.ParseFile(code.Fset, "x.go", text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			p := &proof.Package{Files: []*ast.File{file}, Info: newInfo()}
			conf := types.Config{Importer: importing(known)}
			if p.Types, err = conf.Check(file.Name.Name, code.Fset, p.Files, p.Info); err != nil {
				t.Fatal(err)
			}
			if file.Name.Name == "broken" {
				for x := range p.Info.Types {
					if _, ok := x.(*ast.BinaryExpr); ok {
						delete(p.Info.Types, x)
					}
				}
			}
			known[file.Name.Name] = p.Types
			code.Packages = append(code.Packages, p)
		}
		return code
	}
	r := proof.Check(proof.Question{Before: side(), After: side()})
	var failed []string
	for _, d := range r.Differences {
		failed = append(failed, d.Func)
		if !strings.Contains(d.What, "could not be translated") {
			t.Error(d.What)
		}
	}
	if !slices.Contains(failed, "broken") || slices.Contains(failed, "list") {
		t.Errorf("%v could not be translated", failed)
	}
}

// importing gives packages that were checked before.
type importing map[string]*types.Package

func (i importing) Import(path string) (*types.Package, error) { return i[path], nil }
