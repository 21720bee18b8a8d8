package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// listing is a text that lists flags with commas between them: a constant, or the format of a call with an operand for each directive. What goes is kept as ranges of the text.
type listing struct {
	text  string
	verbs []verb
	gone  []segment
}

// verb is a directive of a format.
type verb struct {
	segment
	operand ast.Expr
}

// segment is a range of a text.
type segment struct{ from, to int }

// listingOf is the listing of a literal, the same one for all flags that it lists; nil where its source cannot be written anew as it was, or where it is a format of more than plain directives.
func (r *remover) listingOf(u *unit, lit *ast.BasicLit) *listing {
	if known := r.listings[lit]; known != nil {
		return known
	}
	text := constantString(u.Info.Types[lit].Value)
	if quoted(lit, text) != lit.Value {
		return nil
	}
	l := &listing{text: text}
	if call, operands := u.formats(lit); call != nil {
		if l.verbs = verbsOf(text, operands); l.verbs == nil {
			return nil
		}
	}
	return l
}

// quoted is a text in the quotes of a literal.
func quoted(lit *ast.BasicLit, text string) string {
	if strings.HasPrefix(lit.Value, "`") && !strings.ContainsAny(text, "`\r") {
		return "`" + text + "`"
	}
	return strconv.Quote(text)
}

// formats is the call whose format a literal is, with the operands behind it; or nil.
func (u *unit) formats(lit *ast.BasicLit) (*ast.CallExpr, []ast.Expr) {
	call, ok := u.parent[lit].(*ast.CallExpr)
	if !ok || call.Ellipsis.IsValid() {
		return nil, nil
	}
	at := slices.Index(call.Args, ast.Expr(lit))
	signature, ok := u.typeOf(call.Fun).Underlying().(*types.Signature)
	name := lastName(call.Fun)
	if !ok || name == nil || !strings.HasSuffix(name.Name, "f") || !signature.Variadic() || at != signature.Params().Len()-2 {
		return nil, nil
	}
	return call, call.Args[at+1:]
}

// verbsOf are the directives of a format, if each is plain and has one of the operands.
func verbsOf(format string, operands []ast.Expr) []verb {
	var verbs []verb
	for at := strings.IndexByte(format, '%'); at >= 0; {
		if at+1 == len(format) || !strings.ContainsRune("svqtd", rune(format[at+1])) || len(verbs) == len(operands) {
			return nil
		}
		verbs = append(verbs, verb{segment{at, at + 2}, operands[len(verbs)]})
		next := strings.IndexByte(format[at+2:], '%')
		if next < 0 {
			break
		}
		at += 2 + next
	}
	if len(verbs) < len(operands) {
		return nil
	}
	return verbs
}

// items are the parts of the text between commas.
func (l *listing) items() []segment {
	var items []segment
	from := 0
	for _, part := range strings.SplitAfter(l.text, ",") {
		items = append(items, segment{from, from + len(strings.TrimSuffix(part, ","))})
		from += len(part)
	}
	return items
}

// drop takes a part out with the operands of its directives.
func (r *remover) drop(u *unit, lit *ast.BasicLit, l *listing, part segment) {
	l.gone = append(l.gone, part)
	r.listings[lit] = l
	for _, v := range l.verbs {
		if part.from <= v.from && v.to <= part.to {
			r.elements[v.operand] = true
		}
	}
	r.touch(u, lit)
}

// left is the text without what goes: each part with the comma behind it, the last one with that before it.
func (l *listing) left() string {
	gone := slices.Clone(l.gone)
	slices.SortFunc(gone, func(a, b segment) int { return b.from - a.from })
	text, end := l.text, false
	for _, part := range gone {
		before, after := text[:part.from], text[part.to:]
		if next, ok := strings.CutPrefix(after, ","); ok && !end {
			text = before + strings.TrimLeft(next, " ")
			continue
		}
		end = true
		text = strings.TrimSuffix(strings.TrimRight(before, " "), ",") + after
	}
	return text
}

// onlyListed is the text that is left where fmt.Sprintf only listed flags: X for fmt.Sprintf("%s", X), if the removal made it that; or nil.
func (v *view) onlyListed(call *ast.CallExpr) ast.Expr {
	if len(call.Args) == 0 {
		return nil
	}
	lit, _ := call.Args[0].(*ast.BasicLit)
	if l := v.r.listings[lit]; l == nil || l.left() != "%s" {
		return nil
	}
	if fn := v.u.callee(call); fn == nil || fn.FullName() != "fmt.Sprintf" {
		return nil
	}
	i := slices.IndexFunc(call.Args[1:], func(x ast.Expr) bool { return !v.r.elements[x] })
	if x := call.Args[1+i]; i >= 0 && lastName(x) != nil && types.Identical(types.Default(v.u.typeOf(x)), types.Typ[types.String]) {
		return x
	}
	return nil
}
