package proof_test

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/proof"
	"golang.org/x/tools/txtar"
)

// mutants are versions of a file that do something else: with a call less, two calls swapped, a condition negated, a result or number changed.
func mutants(t *testing.T, text string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for i := 0; ; i++ {
		fset := token.NewFileSet()
		head := ""
		if !strings.Contains(text, "\npackage ") && !strings.HasPrefix(text, "package ") {
			head = "package p\n"
		}
		file, err := parser.ParseFile(fset, "x.go", head+text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		what := mutate(file, i)
		if what == "" {
			return out
		}
		var b strings.Builder
		if err := format.Node(&b, fset, file); err != nil {
			continue
		}
		out[what+" #"+string(rune('a'+i%26))+string(rune('a'+i/26))] = strings.TrimPrefix(b.String(), head)
	}
}

// mutate changes the i-th thing that can be changed, and says what it was.
func mutate(file *ast.File, i int) string {
	what := ""
	hit := func(name string) bool {
		i--
		if i == -1 {
			what = name
			return true
		}
		return false
	}
	block := func(list []ast.Stmt) []ast.Stmt {
		for k, s := range list {
			if !isCall(s) {
				continue
			}
			if hit("call dropped") {
				return append(append([]ast.Stmt{}, list[:k]...), list[k+1:]...)
			}
			if k+1 < len(list) && isCall(list[k+1]) && types.ExprString(s.(*ast.ExprStmt).X) != types.ExprString(list[k+1].(*ast.ExprStmt).X) && hit("calls swapped") {
				list[k], list[k+1] = list[k+1], list[k]
				return list
			}
			if hit("call twice") {
				return append(append(append([]ast.Stmt{}, list[:k]...), s), list[k:]...)
			}
		}
		return list
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if what != "" {
			return false
		}
		switch n := n.(type) {
		case *ast.BlockStmt:
			n.List = block(n.List)
		case *ast.CaseClause:
			n.Body = block(n.Body)
		case *ast.IfStmt:
			if hit("condition negated") {
				n.Cond = &ast.UnaryExpr{Op: token.NOT, X: &ast.ParenExpr{X: n.Cond}}
			}
		case *ast.BasicLit:
			if n.Kind == token.INT && hit("number changed") {
				n.Value = "77"
			}
		case *ast.ReturnStmt:
			for k, r := range n.Results {
				if id, ok := r.(*ast.Ident); ok && (id.Name == "true" || id.Name == "false") && hit("result changed") {
					n.Results[k] = &ast.UnaryExpr{Op: token.NOT, X: id}
				}
			}
		}
		return what == ""
	})
	return what
}

func isCall(s ast.Stmt) bool {
	e, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	_, ok = e.X.(*ast.CallExpr)
	return ok
}

// equivalent are mutants that do the same after all.
var equivalent = map[string]bool{
	"call-of-what-looks: condition negated #aa": true, // nothing follows either way
	"call-of-what-looks: call dropped #ba":      true, // what is called does nothing but look
	"never-back: call twice #ba":                true, // nothing comes to the second one
	"never-back: call twice #ea":                true,
	"never-back-some: call twice #ga":           true,
}

// No mutant of a right removal is proven.
func TestMutantsAreRefused(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("../../testdata/proof/right.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	before, tried := map[string]string{}, 0
	for _, f := range archive.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		switch part {
		case "before.go":
			before[name] = string(f.Data)
		case "after.go":
			for what, text := range mutants(t, string(f.Data)) {
				after, ok := tryside(text)
				if !ok {
					continue
				}
				tried++
				was := side(t, before[name])
				q := proof.Question{Before: was, After: after}
				tell(&q.Before)
				if strings.HasPrefix(before[name], "// closed") {
					q.External = func(types.Object) bool { return false }
				}
				if proof.Check(q).Proven() && !equivalent[name+": "+what] {
					t.Errorf("%s: %s: proven:\n%s", name, what, text)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d mutants", tried)
	}
	t.Log(tried, "mutants")
}
