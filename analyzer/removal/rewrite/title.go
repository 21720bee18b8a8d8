package rewrite

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
)

// title matches a comment of up to three words, the last a plural or with a colon behind it.
var title = regexp.MustCompile(`^//\s*[-=]*\s*([A-Z][\w-]*[a-rt-z] )?([A-Z]?[\w-]*[a-rt-z] )?([A-Z]?[\w-]+[a-rt-z]s|[A-Z]?[\w-]+:)\s*[-=]*$`)

// titled reports whether the comment above a field or spec is the title of the lines that follow it, up to the next blank one: none of the others says anything of itself, and the comment does not name what it stands above.
func (f *File) titled(n ast.Node) bool {
	return f.titleOf(f.together(n)) >= 0
}

// dropTitle takes the title of a group of lines out, when nothing of the group is left.
func (f *File) dropTitle(n ast.Node) {
	group := f.together(n)
	if slices.ContainsFunc(group, func(n ast.Node) bool { return !f.gone[n] }) {
		return
	}
	t := f.tokens[f.titleOf(group)]
	f.cutTidy(t.at, t.end)
}

// titleOf is the comment that is the title of a group, or -1.
func (f *File) titleOf(group []ast.Node) int {
	found := -1
	for i, n := range group {
		from, _, _ := f.ends(n)
		switch above := f.leading(from); {
		case i > 0 && len(above) > 0 || i == 0 && len(above) != 1:
			return -1
		case i == 0:
			found = above[0]
		}
	}
	if len(group) < 2 || !title.MatchString(f.word(found)) || names(group[0], f.word(found)) {
		return -1
	}
	return found
}

// names reports whether a comment names a field or spec.
func names(n ast.Node, comment string) bool {
	var idents []*ast.Ident
	switch n := n.(type) {
	case *ast.Field:
		idents = n.Names
	case *ast.ValueSpec:
		idents = n.Names
	}
	return slices.ContainsFunc(idents, func(ident *ast.Ident) bool {
		return slices.ContainsFunc(strings.Fields(comment), func(word string) bool { return strings.EqualFold(strings.Trim(word, ":/"), ident.Name) })
	})
}

// together are the fields or specs around one that no blank line separates.
func (f *File) together(n ast.Node) []ast.Node {
	all := f.placeOf(n).beside[n]
	at := slices.Index(all, n)
	if at < 0 {
		return nil
	}
	first, last := at, at
	for first > 0 && f.adjoin(all[first-1], all[first]) {
		first--
	}
	for last+1 < len(all) && f.adjoin(all[last], all[last+1]) {
		last++
	}
	return all[first : last+1]
}

// adjoin reports whether no blank line separates two fields or specs, nor their comments.
func (f *File) adjoin(a, b ast.Node) bool {
	_, to, _ := f.ends(a)
	from, _, _ := f.ends(b)
	top := f.line(from)
	for _, i := range f.leading(from) {
		top = min(top, f.line(f.tokens[i].at))
	}
	return top-f.line(to) <= 1
}
