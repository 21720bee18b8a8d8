package flagref

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// readComments reads what the comments beside declarations say: of the flags that are declared here, and of constants that other packages may use as keys.
func (f *finder) readComments(res *Result) {
	for _, spec := range f.consts {
		for _, name := range spec.node.Names {
			if object, ok := f.Info.Defs[name].(*types.Const); ok && isText(object.Type()) {
				if notes := f.notesAt(name); len(notes) > 0 {
					res.Constants[constantName(object)] = notes
				}
			}
		}
	}
	for i := range res.Refs {
		ref := &res.Refs[i]
		if ref.Key == nil || ref.Dynamic != nil || ref.Role == debt.RoleForward {
			continue
		}
		if object := f.keyConstant(ref.Key); object != nil {
			res.Keys[ref.ID] = addName(res.Keys[ref.ID], constantName(object))
		}
		if ref.Role == debt.RoleDeclaration {
			res.Notes[ref.ID] = append(res.Notes[ref.ID], f.notesAt(ref.Node)...)
		}
	}
	for id, notes := range res.Notes {
		res.Notes[id] = SortNotes(append(notes, ConstantNotes(res.Keys[id], res.Constants)...))
	}
	for i := range res.Flags {
		res.Flags[i].Fill(res.Notes[res.Flags[i].ID])
	}
	f.setCurrent() // a comment may tell the newest version
}

// ConstantNotes are the notes on constants that hold one key.
func ConstantNotes(names []string, constants map[string][]debt.Note) []debt.Note {
	var notes []debt.Note
	for _, name := range names {
		notes = append(notes, constants[name]...)
	}
	return notes
}

// SortNotes sorts notes by position, each once.
func SortNotes(notes []debt.Note) []debt.Note {
	slices.SortStableFunc(notes, func(a, b debt.Note) int { return a.Position.Compare(b.Position) })
	return slices.Compact(notes)
}

func addName(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// constantName names a constant beyond one type-check.
func constantName(c *types.Const) string { return c.Pkg().Path() + "." + c.Name() }

// keyConstant is the package constant that a key expression names, also through a conversion, string(features.X), and a variable that is given a value once. It is nil for any other.
func (f *finder) keyConstant(expr ast.Expr) *types.Const { return f.keyConstantDepth(expr, maxFold) }

func (f *finder) keyConstantDepth(expr ast.Expr, depth int) *types.Const {
	if depth == 0 {
		return nil
	}
	var ident *ast.Ident
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		ident = expr
	case *ast.SelectorExpr:
		ident = expr.Sel
	case *ast.CallExpr:
		if tv := f.Info.Types[expr.Fun]; tv.IsType() && len(expr.Args) == 1 {
			return f.keyConstantDepth(expr.Args[0], depth-1)
		}
		return nil
	default:
		return nil
	}
	switch object := f.Info.Uses[ident].(type) {
	case *types.Const:
		if object.Pkg() != nil && object.Parent() == object.Pkg().Scope() {
			return object
		}
	case *types.Var:
		if a := f.assignments(); a.values[object] != nil && !a.changed[object] {
			return f.keyConstantDepth(a.values[object], depth-1)
		}
	}
	return nil
}

// notesAt reads the comments beside a node: the one directly above it, and those that begin on its lines. Of the comment on a group of declarations only the owner holds for each of them.
func (f *finder) notesAt(n ast.Node) []debt.Note {
	file := f.fileAt(n.Pos())
	if file == nil {
		return nil
	}
	var notes []debt.Note
	first, last := f.line(n.Pos()), f.line(n.End())
	at, _ := slices.BinarySearchFunc(file.Comments, n.Pos(), func(group *ast.CommentGroup, pos token.Pos) int { return int(group.Pos() - pos) })
	if at > 0 {
		above := file.Comments[at-1]
		if f.line(above.End()) == first-1 {
			if found := readNotes(f.commentLines(above)); len(found) > 0 && !f.trails(file, above) {
				notes = append(notes, found...)
			}
		}
	}
	for _, group := range file.Comments[at:] {
		if f.line(group.Pos()) > last {
			break
		}
		notes = append(notes, readNotes(f.commentLines(group))...)
	}
	if !slices.ContainsFunc(notes, isOwner) {
		notes = append(notes, f.groupOwner(file, n)...)
	}
	return notes
}

func isOwner(n debt.Note) bool { return n.About == debt.AboutOwner }

// groupOwner is the owner that the comment on a group of declarations names: const ( … ).
func (f *finder) groupOwner(file *ast.File, n ast.Node) []debt.Note {
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || n.Pos() < gen.Pos() || gen.End() <= n.Pos() || !gen.Lparen.IsValid() || gen.Doc == nil {
			continue
		}
		return slices.DeleteFunc(readNotes(f.commentLines(gen.Doc)), func(n debt.Note) bool { return !isOwner(n) })
	}
	return nil
}

func (f *finder) fileAt(pos token.Pos) *ast.File {
	for _, file := range f.Files {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return file
		}
	}
	return nil
}

// trails reports whether code stands before a comment on its line, so that it belongs to that.
func (f *finder) trails(file *ast.File, group *ast.CommentGroup) bool {
	line, found := f.line(group.Pos()), false
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil || found {
			return false
		}
		if _, comment := n.(*ast.CommentGroup); comment {
			return false
		}
		if n.Pos() < group.Pos() && (f.line(n.Pos()) == line || n.End() <= group.Pos() && f.line(n.End()) == line) {
			_, whole := n.(*ast.File)
			found = !whole
		}
		return n.Pos() < group.Pos()
	})
	return found
}

// commentLines are the lines of a comment without its marks. Directives to tools say nothing of flags.
func (f *finder) commentLines(group *ast.CommentGroup) []commentLine {
	var lines []commentLine
	for _, comment := range group.List {
		pos := f.position(comment.Pos())
		text, block := strings.CutPrefix(comment.Text, "/*")
		switch {
		case block:
			text = strings.TrimSuffix(text, "*/")
		case strings.HasPrefix(text, "//go:") || strings.HasPrefix(text, "//nolint"):
			continue
		default:
			text = strings.TrimPrefix(text, "//")
		}
		for line := range strings.SplitSeq(text, "\n") {
			line = strings.TrimSpace(line)
			if block {
				line = strings.TrimSpace(strings.TrimPrefix(line, "*"))
			}
			lines = append(lines, commentLine{line, pos})
			pos.Line, pos.Column = pos.Line+1, 1
		}
	}
	return lines
}
