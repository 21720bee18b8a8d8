package proof_test

import (
	"go/token"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/proof"
	"golang.org/x/tools/go/packages"
)

// std loads a package of the standard library.
func loadStd(t testing.TB, path string) proof.Code {
	t.Helper()
	fset := token.NewFileSet()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedTypes | packages.NeedSyntax | packages.NeedTypesInfo | packages.NeedExportFile,
		Fset: fset,
	}, path)
	if err != nil || len(pkgs) != 1 || len(pkgs[0].Errors) > 0 {
		t.Fatal(err, pkgs)
	}
	return proof.Code{Fset: fset, Packages: []*proof.Package{{Files: pkgs[0].Syntax, Types: pkgs[0].Types, Info: pkgs[0].TypesInfo}}}
}

// A package is the same as itself.
func TestStandardLibraryIsTheSame(t *testing.T) {
	for _, path := range []string{"sort", "strings", "fmt", "bufio", "encoding/json", "text/template", "go/types", "net/http", "regexp", "slices", "iter", "database/sql", "os/exec"} {
		t.Run(path, func(t *testing.T) {
			if testing.Short() && path != "sort" {
				t.Skip("loads packages")
			}
			before, after := loadStd(t, path), loadStd(t, path)
			r := proof.Check(proof.Question{Before: before, After: after})
			for _, d := range r.Differences {
				t.Errorf("%s: %s", d.Func, d.What)
			}
			if len(r.Assumptions) > 0 {
				t.Error(r.Assumptions)
			}
			t.Log(r.Functions, "functions")
		})
	}
}

func BenchmarkStandardLibrary(b *testing.B) {
	for _, path := range []string{"net/http", "go/types"} {
		b.Run(path, func(b *testing.B) {
			before, after := loadStd(b, path), loadStd(b, path)
			b.ReportAllocs()
			for b.Loop() {
				if r := proof.Check(proof.Question{Before: before, After: after}); !r.Proven() {
					b.Fatal(r.Differences)
				}
			}
		})
	}
}
