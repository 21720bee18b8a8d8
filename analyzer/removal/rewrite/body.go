package rewrite

import (
	"go/ast"
	"go/format"
	"go/token"
	"slices"
	"strings"
)

// body is what stands between the braces of a composite literal or of a block, and the braces, over several lines and without comments.
//
// What gofmt makes of it depends on nothing but its indentation: it starts to align anew behind the opening brace and before the closing one, and counts the depth of expressions from the brace. And what it makes of the rest depends only on there being several lines. So where a formatted file has a body, and another text with a shorter one in its place is formatted, the text with the body is formatted, too.
type body struct {
	text  string
	block bool
}

// hole is where a known body stands in a text.
type hole struct {
	at   int
	body body
}

// bodyOf is the body of a node; not ok where it has none.
func bodyOf(n ast.Node, text string, offset func(token.Pos) int) (at int, b body, ok bool) {
	var from, to token.Pos
	switch n := n.(type) {
	case *ast.CompositeLit:
		from, to = n.Lbrace, n.Rbrace
	case *ast.BlockStmt:
		if len(n.List) > 0 && isClause(n.List[0]) {
			return 0, body{}, false // not a list of statements
		}
		from, to, b.block = n.Lbrace, n.Rbrace, true
	default:
		return 0, body{}, false
	}
	if !from.IsValid() || !to.IsValid() {
		return 0, body{}, false
	}
	at = offset(from)
	b.text = text[at : offset(to)+1]
	return at, b, strings.HasPrefix(b.text, "{\n")
}

// bodies are those of a formatted file.
func bodies(file *ast.File, text string) map[body]bool {
	offset := func(pos token.Pos) int { return int(pos - file.FileStart) }
	found := map[body]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		at, b, ok := bodyOf(n, text, offset)
		if !ok {
			return true
		}
		last := b.text[strings.LastIndexByte(b.text, '\n')+1:]
		comment, _ := slices.BinarySearchFunc(file.Comments, at, func(c *ast.CommentGroup, at int) int { return offset(c.Pos()) - at })
		commented := comment < len(file.Comments) && offset(file.Comments[comment].Pos()) < at+len(b.text)
		if strings.Trim(last, "\t") == "}" && !commented && len(b.text) > len(b.short()) {
			found[b] = true
		}
		return true
	})
	return found
}

// short is a shorter body of the same kind and with the same indentation.
func (b body) short() string {
	indent := strings.TrimSuffix(b.text[strings.LastIndexByte(b.text, '\n')+1:], "}")
	if b.block {
		return "{\n" + indent + "\tf()\n" + indent + "}"
	}
	return "{\n" + indent + "\t0,\n" + indent + "}"
}

// holes are the known bodies in a range of a text, but for those within others.
func (l *Layout) holes(file *ast.File, text string, from, to int) []hole {
	offset := func(pos token.Pos) int { return int(pos - file.FileStart) }
	var found []hole
	for _, decl := range file.Decls {
		if offset(decl.Pos()) < from || to < offset(decl.End()) {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			at, b, ok := bodyOf(n, text, offset)
			if ok && l.bodies[b] {
				found = append(found, hole{at - from, b})
				return false
			}
			return true
		})
	}
	return found
}

// unchanged reports whether gofmt has nothing to say about a section, as far as it can tell without looking at the bodies that are known: few removals leave anything to format, and a table may be as long as a book.
func unchanged(head, section string, holes []hole) bool {
	if len(holes) == 0 {
		return false
	}
	var short strings.Builder
	short.WriteString(head)
	at := 0
	for _, h := range holes {
		short.WriteString(section[at:h.at])
		short.WriteString(h.body.short())
		at = h.at + len(h.body.text)
	}
	short.WriteString(section[at:])
	short.WriteString("\n")
	formatted, err := format.Source([]byte(short.String()))
	return err == nil && string(formatted) == short.String()
}
