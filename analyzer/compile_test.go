package analyzer

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// checkedPass is a pass over files that compile.
func checkedPass(t *testing.T, sources map[string]string) (*analysis.Pass, map[string]*ast.File) {
	t.Helper()
	pass := &analysis.Pass{Fset: token.NewFileSet(), TypesSizes: types.SizesFor("gc", "amd64"), TypesInfo: &types.Info{
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}, Implicits: map[ast.Node]types.Object{},
	}}
	files := map[string]*ast.File{}
	for _, name := range []string{"a.go", "b.go"} {
		file, err := parser.ParseFile(pass.Fset, name, sources[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = file
		pass.Files = append(pass.Files, file)
	}
	config := types.Config{GoVersion: "go1.26", Importer: importer.ForCompiler(pass.Fset, "source", nil)}
	pkg, err := config.Check("p", pass.Fset, pass.Files, pass.TypesInfo)
	if err != nil {
		t.Fatal(err)
	}
	pass.Pkg = pkg
	return pass, files
}

// TestStandsAlone replaces one of two files.
func TestStandsAlone(t *testing.T) {
	pass, files := checkedPass(t, map[string]string{
		"a.go": "package p\n\nimport \"errors\"\n\nvar Count = f(1)\n\nfunc f(n int) int { return n }\n\nfunc unused() error { return errors.New(\"\") }\n",
		"b.go": "package p\n\nimport (\n\t. \"unicode\"\n\t_ \"unsafe\"\n)\n\nfunc g(r rune) int {\n\tif IsDigit(r) {\n\t\treturn Count\n\t}\n\treturn f(2)\n}\n",
	})
	const head, tail = "package p\n\nimport \"errors\"\n\n", "\n\nfunc unused() error { return errors.New(\"\") }\n"
	for name, test := range map[string]struct {
		content string
		want    bool
	}{
		"as it was":                     {head + "var Count = f(1)\n\nfunc f(n int) int { return n }" + tail, true},
		"other bodies":                  {"package p\n\nvar Count = f(2)\n\nfunc f(int) int { return 3 }\n\nfunc unused() error { return nil }\n", false}, // a parameter has lost its name
		"another body and import":       {"package p\n\nvar Count = f(2)\n\nfunc f(n int) int { return 3 }\n\nfunc unused() error { return nil }\n", true},
		"what another file imports":     {"package p\n\nimport \"unicode\"\n\nvar Count = f(2)\n\nfunc f(n int) int { return unicode.MaxRune }\n\nfunc unused() error { return nil }\n", true},
		"what no file imports":          {"package p\n\nimport \"strings\"\n\nvar Count = f(2)\n\nfunc f(n int) int { return len(strings.ToUpper(\"\")) }\n\nfunc unused() error { return nil }\n", false},
		"an import without a use":       {head + "var Count = f(1)\n\nfunc f(n int) int { return n }\n\nfunc unused() error { return nil }\n", false},
		"a variable without a use":      {head + "var Count = f(1)\n\nfunc f(n int) int { m := n; return n }" + tail, false},
		"a missing return":              {head + "var Count = f(1)\n\nfunc f(n int) int { }" + tail, false},
		"no syntax":                     {head + "var Count = f(1)\n\nfunc f(n int) int { return n" + tail, false},
		"a type that others see":        {head + "var Count = int8(1)\n\nfunc f(n int) int { return n }" + tail, false},
		"without what others use":       {head + "func f(n int) int { return n }" + tail, false},
		"without what nobody uses":      {"package p\n\nvar Count = f(1)\n\nfunc f(n int) int { return n }\n", false},
		"with a declaration of its own": {head + "var Count = f(1)\n\nvar Other = 1\n\nfunc f(n int) int { return n }" + tail, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := standsAlone(pass, files["a.go"], []byte(test.content)); got != test.want {
				t.Errorf("stands alone: %t, want %t", got, test.want)
			}
		})
	}
	before := pass.Fset.Base()
	if !standsAlone(pass, files["b.go"], []byte("package p\n\nfunc g(r rune) int { return Count }\n")) || pass.Fset.Base() != before {
		t.Error("the other file does not stand alone, or the file set of the pass has grown")
	}
}
