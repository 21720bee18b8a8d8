package rewrite_test

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// TestGolden runs the cases of testdata: the comment of an archive is a list of commands, in.go the source, and out.go what is left of it; comments.txt lists the comments that go, if it is there. An archive may hold several cases, each a folder.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(file), ".txtar")
		for name, c := range cases(archive) {
			t.Run(group+"/"+name, func(t *testing.T) { c.run(t, nil) })
			t.Run(group+"/"+name+"/crlf", func(t *testing.T) {
				c.run(t, func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") })
			})
			t.Run(group+"/"+name+"/bom-open", func(t *testing.T) {
				c.run(t, func(s string) string { return "\ufeff" + strings.TrimSuffix(s, "\n") })
			})
		}
	}
}

type golden struct{ script, in, out, comments string }

func cases(archive *txtar.Archive) map[string]*golden {
	out := map[string]*golden{}
	for _, file := range archive.Files {
		name, part, _ := strings.Cut(file.Name, "/")
		if out[name] == nil {
			out[name] = &golden{}
		}
		c := out[name]
		*map[string]*string{"do": &c.script, "in.go": &c.in, "out.go": &c.out, "comments": &c.comments}[part] = string(file.Data)
	}
	return out
}

// run checks a case, with its texts encoded in some way.
func (c *golden) run(t *testing.T, encode func(string) string) {
	if encode == nil {
		encode = func(s string) string { return s }
	}
	in, want := encode(c.in), encode(c.out)
	e := parse(t, in)
	for line := range strings.Lines(c.script) {
		e.do(strings.TrimSpace(line))
	}
	after, edits, err := e.Result()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(after)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := applied(t, in, edits); got != string(after) {
		t.Errorf("the edits make:\n%s", got)
	}
	if c.comments != "" {
		var b strings.Builder
		for _, comment := range e.Comments() {
			b.WriteString(comment.Text + "\n")
		}
		if diff := cmp.Diff(c.comments, b.String()); diff != "" {
			t.Errorf("comments: -want +got:\n%s", diff)
		}
	}
	checkFormat(t, in, string(after))
}

// checkFormat makes sure that a formatted file is formatted afterwards.
func checkFormat(t *testing.T, before, after string) {
	t.Helper()
	plain := func(s string) string {
		return strings.TrimRight(strings.ReplaceAll(strings.TrimPrefix(s, "\ufeff"), "\r\n", "\n"), "\n") + "\n"
	}
	formatted, err := format.Source([]byte(plain(after)))
	if err != nil {
		t.Fatalf("%v in\n%s", err, after)
	}
	was, err := format.Source([]byte(plain(before)))
	if err == nil && string(was) == plain(before) && string(formatted) != plain(after) {
		t.Errorf("not formatted any more: %s", cmp.Diff(string(formatted), plain(after)))
	}
}

// applied is a text after edits, which must be in order and apart from each other.
func applied(t *testing.T, src string, edits []debt.Edit) string {
	t.Helper()
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(src) {
			t.Fatalf("edits are not in order: %+v", edits)
		}
		b.WriteString(src[at:e.Start] + e.New)
		at = e.End
	}
	return b.String() + src[at:]
}

// editor drives a File by commands.
type editor struct {
	*rewrite.File
	t      *testing.T
	src    string
	fset   *token.FileSet
	syntax *ast.File
}

func parse(t *testing.T, src string) *editor {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "in.go", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return &editor{rewrite.New(fset, file, rewrite.NewLayout([]byte(src))), t, src, fset, file}
}

// do runs one command. Nodes are named by how their source begins: the outermost one that is a statement, declaration, spec, field or expression, or the innermost one after "in ".
func (e *editor) do(line string) {
	words := split(e.t, line)
	if len(words) == 0 {
		return
	}
	args := words[1:]
	switch words[0] {
	case "delete":
		e.Delete(e.node(args[0]))
	case "replace":
		e.Replace(e.node(args[0]), args[1])
	case "narrow":
		e.Narrow(e.node(args[0]), e.node(args[1]))
	case "drop-leading":
		e.DropLeading(e.node(args[0]))
	case "insert":
		e.Insert(e.pos(args[0]), args[1])
	case "cut":
		e.Cut(e.pos(args[0]), e.pos(args[1]))
	case "elements":
		e.elements(args[0], args[1:])
	case "unwrap":
		e.Unwrap(e.node(args[0]), e.parts(args[1:])...)
	default:
		e.t.Fatalf("no command %q", words[0])
	}
}

// split splits a command into words, of which some are quoted.
func split(t *testing.T, line string) []string {
	var words []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if quoted, err := strconv.QuotedPrefix(line); err == nil {
			text, err := strconv.Unquote(quoted)
			if err != nil {
				t.Fatal(err)
			}
			words, line = append(words, text), line[len(quoted):]
			continue
		}
		word, rest, _ := strings.Cut(line, " ")
		words, line = append(words, word), rest
	}
	return words
}

// find is the first node that accept takes, from the outside in, whose source begins or is like the text; "=" asks for the whole source.
func (e *editor) find(text string, accept func(ast.Node) bool) ast.Node {
	e.t.Helper()
	var found ast.Node
	text, exact := strings.CutPrefix(text, "=")
	ast.Inspect(e.syntax, func(n ast.Node) bool {
		if n == nil || found != nil || !accept(n) {
			return found == nil
		}
		source := strings.ReplaceAll(e.src[e.at(n.Pos()):e.at(n.End())], "\r\n", "\n")
		if exact && source == text || !exact && strings.HasPrefix(source, text) {
			found = n
		}
		return true
	})
	if found == nil {
		e.t.Fatalf("nothing begins with %q", text)
	}
	return found
}

func (e *editor) at(pos token.Pos) int { return e.fset.PositionFor(pos, false).Offset }

func (e *editor) node(text string) ast.Node {
	e.t.Helper()
	return e.find(text, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.File, *ast.FieldList, *ast.Comment, *ast.CommentGroup:
			return false
		}
		return true
	})
}

// pos is the place of a text; behind an "@", it is within it.
func (e *editor) pos(text string) token.Pos {
	before, after, inside := strings.Cut(text, "@")
	if !inside {
		before, after = "", text
	}
	at := strings.Index(e.src, strings.ReplaceAll(before+after, "\n", e.eol()))
	if at < 0 {
		e.t.Fatalf("no %q", before+after)
	}
	return e.fset.File(e.syntax.Package).Pos(at + len(before))
}

func (e *editor) eol() string {
	if strings.Contains(e.src, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// elements deletes the elements of the list of a node: call, literal, or the parameters of a function.
func (e *editor) elements(text string, dead []string) {
	var open, end token.Pos
	var elems []ast.Node
	switch n := e.find(text, isList).(type) {
	case *ast.CallExpr:
		open, end, elems = n.Lparen, n.Rparen, nodes(n.Args)
	case *ast.CompositeLit:
		open, end, elems = n.Lbrace, n.Rbrace, nodes(n.Elts)
	case *ast.FuncDecl:
		open, end, elems = n.Type.Params.Opening, n.Type.Params.Closing, nodes(n.Type.Params.List)
	case *ast.AssignStmt:
		elems = nodes(n.Lhs)
	case *ast.CaseClause:
		elems = nodes(n.List)
	}
	e.DeleteElements(open, end, elems, func(i int) bool {
		source := e.src[e.at(elems[i].Pos()):e.at(elems[i].End())]
		for _, d := range dead {
			if strings.HasPrefix(source, d) {
				return true
			}
		}
		return false
	})
}

func isList(n ast.Node) bool {
	switch n.(type) {
	case *ast.CallExpr, *ast.CompositeLit, *ast.FuncDecl, *ast.AssignStmt, *ast.CaseClause:
		return true
	}
	return false
}

func nodes[N ast.Node](list []N) []ast.Node {
	var out []ast.Node
	for _, n := range list {
		out = append(out, n)
	}
	return out
}

// parts reads the parts of an unwrap: then:, else: and body: name a statement or clause, whole: a node, text: is new.
func (e *editor) parts(args []string) []rewrite.Part {
	var parts []rewrite.Part
	for _, arg := range args {
		kind, text, _ := strings.Cut(arg, ":")
		switch kind {
		case "then":
			parts = append(parts, rewrite.Inside(e.node(text).(*ast.IfStmt).Body))
		case "else":
			parts = append(parts, rewrite.Inside(e.node(text).(*ast.IfStmt).Else.(*ast.BlockStmt)))
		case "else-whole":
			parts = append(parts, rewrite.Whole(e.node(text).(*ast.IfStmt).Else))
		case "then-whole":
			parts = append(parts, rewrite.Whole(e.node(text).(*ast.IfStmt).Body))
		case "body":
			parts = append(parts, rewrite.Body(e.node(text).(ast.Stmt)))
		case "whole":
			parts = append(parts, rewrite.Whole(e.node(text)))
		case "text":
			parts = append(parts, rewrite.Text(text))
		default:
			e.t.Fatalf("no part %q", arg)
		}
	}
	return parts
}
