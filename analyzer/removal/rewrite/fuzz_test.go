package rewrite_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// seeds are real files with much in them.
var seeds = []string{
	"go/printer/nodes.go", "go/parser/parser.go", "net/http/transport.go", "net/http/server.go", "text/template/exec.go", "encoding/json/decode.go",
	"os/file.go", "fmt/print.go", "strconv/quote.go", "database/sql/sql.go", "reflect/type.go", "net/net.go", "runtime/cgo/callbacks.go", "testing/testing.go",
}

// encodings are how a seed is written: as it is, with other line ends, and not formatted.
var encodings = []func(string) string{
	func(s string) string { return s },
	func(s string) string {
		return "\ufeff" + strings.TrimSuffix(strings.ReplaceAll(s, "\n", "\r\n"), "\r\n")
	},
	func(s string) string { return strings.ReplaceAll(s, "\t", "   ") },
}

// goroot is where the standard library is, whose files are seeds.
var goroot = sync.OnceValue(func() string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
})

func FuzzFile(f *testing.F) {
	for i := range 42 {
		f.Add(uint64(i), i%len(seeds), i%len(encodings))
	}
	f.Fuzz(func(t *testing.T, seed uint64, file, encoding int) {
		if file < 0 || file >= len(seeds) || encoding < 0 || encoding >= len(encodings) {
			t.Skip()
		}
		src, err := os.ReadFile(filepath.Join(goroot(), "src", filepath.FromSlash(seeds[file])))
		if err != nil {
			t.Skip(err)
		}
		random := &changer{editor: parse(t, encodings[encoding](string(src))), Rand: rand.New(rand.NewPCG(seed, 1))}
		random.touched = map[ast.Decl]bool{}
		random.change(1 + random.IntN(40))
		random.check()
	})
}

// changer makes random changes.
type changer struct {
	*editor
	*rand.Rand
	touched map[ast.Decl]bool
	log     []string
}

func (c *changer) change(n int) {
	var nodes []ast.Node
	var decls []ast.Decl
	fixed := map[ast.Stmt]bool{} // what cannot go alone
	for _, decl := range c.syntax.Decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			if n != nil {
				nodes, decls = append(nodes, n), append(decls, decl)
			}
			if s, ok := n.(*ast.IfStmt); ok && s.Else != nil {
				fixed[s.Else] = true
			}
			if clause, ok := n.(*ast.CommClause); ok && clause.Comm != nil {
				fixed[clause.Comm] = true
			}
			return true
		})
	}
	used := map[ast.Node]bool{}
	for tries := 0; n > 0 && tries < 100*len(nodes); tries++ {
		i := c.IntN(len(nodes))
		if stmt, ok := nodes[i].(ast.Stmt); ok && fixed[stmt] {
			continue
		}
		if !used[nodes[i]] && c.one(nodes[i]) {
			used[nodes[i]] = true
			c.log = append(c.log, c.fset.PositionFor(nodes[i].Pos(), false).String())
			c.touched[decls[i]] = true
			n--
		}
	}
}

// one changes a node in one of the ways that there are for it.
func (c *changer) one(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ExprStmt, *ast.ReturnStmt, *ast.IncDecStmt, *ast.DeferStmt, *ast.LabeledStmt, *ast.CaseClause, *ast.CommClause, *ast.ValueSpec, *ast.TypeSpec, *ast.ImportSpec, *ast.FuncDecl, *ast.DeclStmt:
		if _, whole := n.(*ast.FuncDecl); whole && c.IntN(4) > 0 {
			return false
		}
		c.Delete(n)
	case *ast.IfStmt:
		switch branch, _ := n.Else.(*ast.BlockStmt); {
		case c.IntN(3) == 0:
			c.Delete(n)
		case branch != nil && c.IntN(2) == 0:
			c.Unwrap(n, rewrite.Inside(branch))
		case n.Else != nil && c.IntN(2) == 0:
			c.Unwrap(n, rewrite.Whole(n.Else))
		case n.Init != nil:
			c.Unwrap(n, rewrite.Whole(n.Init), rewrite.Text("text()"), rewrite.Inside(n.Body))
		default:
			c.Unwrap(n, rewrite.Inside(n.Body))
		}
	case *ast.RangeStmt:
		c.Unwrap(n, rewrite.Inside(n.Body))
	case *ast.SwitchStmt:
		if len(n.Body.List) == 0 {
			return false
		}
		c.Unwrap(n, rewrite.Body(n.Body.List[c.IntN(len(n.Body.List))]))
	case *ast.BinaryExpr:
		c.Narrow(n, []ast.Expr{n.X, n.Y}[c.IntN(2)])
	case *ast.CallExpr:
		if n.Ellipsis.IsValid() || len(n.Args) == 0 {
			return false
		}
		c.some(n.Lparen, n.Rparen, nodes(n.Args))
	case *ast.CompositeLit:
		c.some(n.Lbrace, n.Rbrace, nodes(n.Elts))
	case *ast.FuncType:
		c.some(n.Params.Opening, n.Params.Closing, nodes(n.Params.List))
	case *ast.StructType:
		if len(n.Fields.List) == 0 {
			return false
		}
		c.Delete(n.Fields.List[c.IntN(len(n.Fields.List))])
	case *ast.BasicLit:
		if n.Kind != token.INT {
			return false
		}
		c.Replace(n, "1234567")
	default:
		return false
	}
	return true
}

// some deletes every third element or so.
func (c *changer) some(open, end token.Pos, elems []ast.Node) {
	dead := make([]bool, len(elems))
	for i := range dead {
		dead[i] = c.IntN(3) == 0
	}
	c.DeleteElements(open, end, elems, func(i int) bool { return dead[i] })
}

func (c *changer) check() {
	t := c.t
	after, edits, err := c.Result()
	if err != nil {
		t.Fatalf("%v\n%s", err, strings.Join(c.log, "\n"))
	}
	if got := applied(t, c.src, edits); got != string(after) {
		t.Error("the edits do not make the result")
	}
	checkFormat(t, c.src, string(after))
	c.checkUntouched(string(after))
	c.checkComments(string(after))
	c.checkBlankLines(string(after))
	if strings.Count(c.src, "\n") == strings.Count(c.src, "\r\n") && strings.Count(string(after), "\n") != strings.Count(string(after), "\r\n") {
		t.Error("line ends changed")
	}
	if strings.HasPrefix(c.src, "\ufeff") != strings.HasPrefix(string(after), "\ufeff") || strings.HasSuffix(c.src, "\n") != strings.HasSuffix(string(after), "\n") {
		t.Error("the beginning or the end changed")
	}
	if t.Failed() {
		t.Log(strings.Join(c.log, "\n"))
	}
}

// checkUntouched looks for the declarations that nothing touched. Those of one line are aligned with their neighbours.
func (c *changer) checkUntouched(after string) {
	loose := strings.Join(strings.Fields(after), " ")
	for _, decl := range c.syntax.Decls {
		text := c.src[c.at(decl.Pos()):c.at(decl.End())]
		line := !strings.Contains(text, "\n") && strings.Contains(loose, strings.Join(strings.Fields(text), " "))
		if !c.touched[decl] && !line && !strings.Contains(after, text) {
			c.t.Errorf("untouched and changed:\n%s", text)
		}
	}
}

// checkComments compares the comments that are left with those that are not said to have gone.
func (c *changer) checkComments(after string) {
	gone := map[*ast.Comment]bool{}
	for _, comment := range c.Comments() {
		gone[comment] = true
	}
	count := map[string]int{}
	for _, group := range c.syntax.Comments {
		for _, comment := range group.List {
			if !gone[comment] {
				count[bare(comment.Text)]++
			}
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "", after, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			count[bare(comment.Text)]--
		}
	}
	delete(count, "")
	for text, n := range count {
		moved := n < 0 && slices.ContainsFunc(c.Comments(), func(c *ast.Comment) bool { return bare(c.Text) == text })
		if n != 0 && !moved {
			c.t.Errorf("comment %q: %d too few", text, n)
		}
	}
}

// bare is a comment without what formatting may change.
func bare(text string) string {
	if strings.HasPrefix(text, "/*") {
		text = strings.Trim(text, "/*")
	}
	return strings.Join(strings.Fields(strings.TrimLeft(text, "/")), "")
}

// checkBlankLines counts blank lines that should not be there: the changes must not add any.
func (c *changer) checkBlankLines(after string) {
	before, after := squeezed(c.src), squeezed(after)
	for _, bad := range []string{"\n\n\n", "{\n\n", "\n\n}", "(\n\n", "\n\n)"} {
		if was, is := strings.Count(before, bad), strings.Count(after, bad); is > was {
			c.t.Errorf("%q: %d times, and %d before", bad, is, was)
		}
	}
}

// squeezed is a text without indentation and carriage returns.
func squeezed(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimSpace(line) + "\n")
	}
	return b.String()
}

// FuzzUnchanged gives any Go to New and takes it back.
func FuzzUnchanged(f *testing.F) {
	f.Add("package p\n")
	f.Add("\ufeffpackage p\r\nvar s = `a\r\nb`\r\n//line x.go:1\n/* \r\n */")
	f.Add("package p; func f() { x: ; if a {} else {} }")
	f.Fuzz(func(t *testing.T, src string) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "in.go", src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Skip()
		}
		w := rewrite.New(fset, file, rewrite.NewLayout([]byte(src)))
		after, edits, err := w.Result()
		if err != nil || len(edits) > 0 || string(after) != src {
			t.Fatalf("%q, %v, %v", after, edits, err)
		}
		for _, decl := range file.Decls {
			w.Delete(decl)
		}
		after, edits, err = w.Result()
		if err != nil {
			t.Skip(err) // such as a text that looks different without its line ends
		}
		if got := applied(t, src, edits); got != string(after) {
			t.Fatalf("the edits make %q, not %q", got, after)
		}
		left, err := parser.ParseFile(token.NewFileSet(), "", after, parser.SkipObjectResolution)
		if err != nil || len(left.Decls) > 0 {
			t.Fatalf("%v: %q", err, after)
		}
	})
}

// TestMistakes makes sure that mistakes of the caller are errors.
func TestMistakes(t *testing.T) {
	src := "package p\n\nfunc f() {\n\ta(b, c)\n\td()\n}\n"
	for name, change := range map[string]func(e *editor){
		"does not parse":         func(e *editor) { e.Insert(e.pos("d()"), "if {") },
		"lost to a comment":      func(e *editor) { e.Insert(e.pos("d()"), "a /* "); e.Insert(e.pos("@}"), "*/") },
		"outside of the file":    func(e *editor) { e.Cut(token.NoPos, token.Pos(100000)) },
		"not inside":             func(e *editor) { e.Narrow(e.node("a("), e.node("d()")) },
		"parts not in order":     func(e *editor) { e.Unwrap(e.node("a("), rewrite.Whole(e.node("=c")), rewrite.Whole(e.node("=b"))) },
		"part of something else": func(e *editor) { e.Unwrap(e.node("a("), rewrite.Whole(e.node("d()"))) },
		"tokens that become one": func(e *editor) {
			e.Cut(e.pos("(b"), e.pos("b,"))
			e.Cut(e.pos(", c"), e.pos("c)"))
			e.Cut(e.pos("@)\n"), e.pos(")@\n"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := parse(t, src)
			change(e)
			if after, edits, err := e.Result(); err == nil || after != nil || edits != nil {
				t.Errorf("no error: %s", after)
			}
		})
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "in.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := rewrite.New(fset, file, rewrite.NewLayout([]byte(src+"//"))).Result(); err == nil {
		t.Error("no error for another source")
	}
	if _, _, err := rewrite.New(token.NewFileSet(), file, rewrite.NewLayout([]byte(src))).Result(); err == nil {
		t.Error("no error for another file set")
	}
}
