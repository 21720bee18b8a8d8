package program

import (
	"go/ast"
	"go/build"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithoutBodyText(t *testing.T) {
	for text, want := range map[string]string{
		"func f() { return }\n":                                   "func f() {}\n",
		"func f() {\n\tg()\n}\n\nvar x = 1\n":                     "func f() {}\n\nvar x = 1\n",
		"func f() struct{ x int } { return y }\n":                 "func f() struct{ x int } {}\n",
		"func f(g interface{ M() }) interface{} { return `}` }\n": "func f(g interface{ M() }) interface{} {}\n",
		"func f[T interface{ ~int }](t T) { _ = '}' }\n":          "func f[T interface{ ~int }](t T) {}\n",
		"func f(\n\ta int,\n) {\n\t_ = \"}\\\"\" // }\n}\n":       "func f(\n\ta int,\n) {}\n",
		"func f()\n\nfunc g() { /* } */ }\n":                      "func f()\n\nfunc g() {}\n",
		"var x = `\nfunc f() { a }\n`\n":                          "var x = `\nfunc f() { a }\n`\n",
		"/*\nfunc f() { a }\n*/\nfunc g() { a }\n":                "/*\nfunc f() { a }\n*/\nfunc g() {}\n",
		"var f = func() { a }\n":                                  "var f = func() { a }\n",
		"func f() {\n":                                            "func f() {\n",
		"func f() { \"\n":                                         "func f() { \"\n",
		"func f() /* a */ { b }\n":                                "func f() /* a */ { b }\n",
		"func":                                                    "func",
		"":                                                        "",
		"func (t *T) m() (a, b int) { return 1, 2 } // said\n":    "func (t *T) m() (a, b int) {} // said\n",
	} {
		if got := string(withoutBodyText([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestWithoutBodyTextEverywhere wants files of the standard library to have the same declarations without the text of bodies.
func TestWithoutBodyTextEverywhere(t *testing.T) {
	root := filepath.Join(build.Default.GOROOT, "src", "go")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.Contains(name, "testdata") {
			return err
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		sameDeclarations(t, name, content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// sameDeclarations wants the same of a file with and without the text of bodies, if it has no syntax errors.
func sameDeclarations(t *testing.T, name string, content []byte) {
	declarations := func(content []byte) (string, error) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, content, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				fn.Body = &ast.BlockStmt{}
			}
		}
		var b strings.Builder
		err = format.Node(&b, token.NewFileSet(), file) // without places, so that the layout does not count
		return b.String(), err
	}
	want, err := declarations(content)
	if err != nil {
		return
	}
	got, err := declarations(withoutBodyText(content))
	if err != nil || got != want {
		t.Errorf("%s: %v\n%s", name, err, cmp.Diff(want, got))
	}
}

func FuzzWithoutBodyText(f *testing.F) {
	f.Add("package p\n\nfunc f() struct{ x int } { return `}` }\n\nvar x = \"\\\"\" // {\n")
	f.Add("package p\n\nfunc (t T[int]) f(x interface{ m() }) (y int) {\n\tif '{' == x {\n\t}\n\treturn\n}\n")
	f.Fuzz(func(t *testing.T, text string) { sameDeclarations(t, "f.go", []byte(text)) })
}
