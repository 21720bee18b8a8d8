package rewrite

import (
	"go/ast"
	"go/token"
	"strings"
)

// Part is what Unwrap leaves of a statement. Parts are made by Inside, Body, Whole and Text.
type Part struct {
	node  ast.Node
	open  token.Pos // behind what opens the contents, if only they remain
	close token.Pos
	text  string
}

// Inside is the contents of a block with its first and last comments, without the braces.
func Inside(block *ast.BlockStmt) Part {
	return Part{node: block, open: block.Lbrace + 1, close: block.Rbrace}
}

// Body is the statements of a clause of a switch or select, likewise.
func Body(clause ast.Stmt) Part {
	switch c := clause.(type) {
	case *ast.CaseClause:
		return Part{node: c, open: c.Colon + 1}
	case *ast.CommClause:
		return Part{node: c, open: c.Colon + 1}
	}
	return Whole(clause)
}

// Whole is a node as it is: a block with its braces, an else-if as an if of its own, an expression as a statement, an init statement.
func Whole(n ast.Node) Part { return Part{node: n} }

// Text is new text.
func Text(s string) Part { return Part{text: s} }

// unwrapping is what Result looks at to find out whether anything is left of a statement.
type unwrapping struct {
	change   int
	node     ast.Node
	from, to int
}

// Unwrap puts parts in the place of a statement, in the order of the source, each on lines of its own with the indentation of the statement. Comments above it stay, if anything of it does. A comment behind the opening brace of what remains stays as its first line, unless it is a directive; the one behind the closing brace goes with it.
func (f *File) Unwrap(stmt ast.Node, parts ...Part) {
	from, to, ok := f.ends(stmt)
	if !ok {
		return
	}
	if len(parts) == 0 {
		f.Delete(stmt)
		return
	}
	f.change()
	f.unwraps = append(f.unwraps, unwrapping{f.current, stmt, from, to})
	u := unwrapper{File: f, from: from, to: to, at: from}
	_, known := stmt.(ast.Stmt)
	u.spread = (len(parts) > 1 || f.line(from) != f.line(to)) && (!known || f.placeOf(stmt).listed[stmt] || f.isElse(stmt))
	for _, p := range parts {
		if p.node == nil {
			u.write(p.text)
		} else if !u.keep(p) {
			return
		}
	}
	u.end()
}

// unwrapper puts the parts of one statement into its place.
type unwrapper struct {
	*File
	from, to int
	at       int  // the end of what remains so far
	spread   bool // the parts get lines of their own
	wrote    bool // the last part is a text
}

// mark begins a line, or puts a text.
func (u *unwrapper) mark(at, rank int, text string) {
	u.inserts = append(u.inserts, insert{change: u.current, at: at, lo: u.from, hi: u.to, rank: rank, text: text, fresh: u.spread})
}

func (u *unwrapper) write(text string) {
	rank := trail
	if u.at == u.from {
		rank = plain
	}
	u.mark(u.at, rank, text)
	u.wrote = true
}

func (u *unwrapper) keep(p Part) bool {
	from, to, ok := u.part(p)
	if !ok {
		return false
	}
	if from < u.at || to > u.to {
		u.fail("the parts that remain are not in the order of the source")
		return false
	}
	u.cut(u.at, from)
	u.mark(from, lead, "")
	u.dedent(from, to, p.open.IsValid())
	u.at, u.wrote = to, false
	return true
}

// part is the range of a part.
func (f *File) part(p Part) (from, to int, ok bool) {
	from, to, ok = f.ends(p.node)
	if !ok || !p.open.IsValid() {
		return from, to, ok
	}
	start := from
	if from, ok = f.offset(p.open); !ok {
		return 0, 0, false
	}
	if isClause(p.node) {
		to = max(f.clauseEnd(start, to), from)
	} else if to, ok = f.offset(p.close); !ok {
		return 0, 0, false
	}
	for i := f.next(from); f.sameLine(from, i) && f.tokens[i].isComment() && isDirective(f.word(i)); i++ {
		from = f.tokens[i].end
	}
	if first := f.next(from); first < len(f.tokens) && f.tokens[first].at < to {
		last := f.next(to) - 1
		return f.tokens[first].at, f.tokens[last].end, true
	}
	return to, to, true
}

// dedent moves the lines of a part to the indentation of the statement.
func (u *unwrapper) dedent(from, to int, contents bool) {
	outer, inner := u.indent(u.from), u.indent(from)
	if contents && !u.startsLine(from) {
		inner = outer
		for line := u.line(from) + 1; line < len(u.lines) && u.lines[line] < to; line++ {
			if at := u.lines[line]; !u.inToken(at) && strings.TrimSpace(u.text[at:u.lineEnd(at)]) != "" {
				inner = u.indent(at)
				break
			}
		}
	}
	if strings.HasPrefix(inner, outer) && inner != outer {
		u.shifts = append(u.shifts, shift{from, to, outer, inner})
	}
}

// end takes out what follows the last part.
func (u *unwrapper) end() {
	to := u.to
	braced := u.line(u.from) != u.line(to) && (u.wrote || u.line(u.at) != u.line(to))
	if braced {
		to = u.trailing(to)
	}
	if i := u.next(to); u.spread && u.sameLine(to, i) && u.tokens[i].tok == token.SEMICOLON {
		to = u.tokens[i].end
	}
	u.cut(u.at, to)
	if u.spread {
		u.mark(u.to, trail, "")
	}
}
