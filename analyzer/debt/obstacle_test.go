package debt_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestCodes wants every code that is declared to be explained, in sentences, and in the order of the declarations.
func TestCodes(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "obstacle.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var declared, explained []debt.Code
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if typ, ok := spec.Type.(*ast.Ident); ok && typ.Name == "Code" {
			code, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			declared = append(declared, debt.Code(code))
		}
		return false
	})
	for _, code := range debt.Codes {
		explained = append(explained, code.Code)
		for _, text := range []string{code.Text, code.Do} {
			if !strings.HasSuffix(text, ".") || strings.Contains(text, "\n") || strings.Contains(text, "|") {
				t.Errorf("%s: %q is no sentence for a line, or a cell of a table", code.Code, text)
			}
		}
	}
	if len(declared) < 20 || !slices.Equal(declared, explained) {
		t.Errorf("declared: %q\nexplained: %q", declared, explained)
	}
}
