package experiment

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
)

// Mutation is a mistake that a removal may make. It is made in the text that the real removal left.
type Mutation struct {
	Name string
	What string
	// sites are the ways to make it in a text.
	sites func(m *mutable) []replacement
}

// replacement is some edits of a text, in order.
type replacement []edit

type edit struct {
	from, to int
	text     string
}

// Mutations are the mistakes.
var Mutations = []Mutation{
	{"swap", "the branch of the other value stays", func(m *mutable) []replacement {
		if m.other == m.text || m.other == "" {
			return nil
		}
		return []replacement{{{0, len(m.text), m.other}}}
	}},
	{"effects", "a call goes that did something", each(func(m *mutable, s *ast.ExprStmt) replacement {
		return m.drop(s)
	})},
	{"scope", "a block loses its braces", inLists(func(m *mutable, s *ast.BlockStmt) replacement {
		if !strings.Contains(m.between(s), ":=") {
			return nil
		}
		return replacement{m.at(s.Lbrace, s.Lbrace+1, ""), m.at(s.Rbrace, s.Rbrace+1, "")}
	})},
	{"noterm", "what ends a branch goes", inLists(func(m *mutable, s *ast.ReturnStmt) replacement { return m.drop(s) })},
	{"init", "an init statement goes", each(func(m *mutable, s *ast.IfStmt) replacement {
		if s.Init == nil {
			return nil
		}
		return replacement{m.at(s.Init.Pos(), s.Cond.Pos(), "")}
	})},
	{"switchbreak", "a switch goes, and its breaks stay", each(func(m *mutable, s *ast.SwitchStmt) replacement {
		if len(s.Body.List) != 1 || s.Init != nil || s.Tag != nil || !strings.Contains(m.between(s), "break") {
			return nil
		}
		return replacement{m.at(s.Pos(), s.Body.Lbrace, ""), m.at(s.Body.List[0].Pos(), s.Body.List[0].(*ast.CaseClause).Colon+1, "")}
	})},
	{"precedence", "parentheses go that were needed", func(m *mutable) (all []replacement) {
		ast.Inspect(m.file, func(n ast.Node) bool {
			var operands []ast.Expr
			above := token.HighestPrec
			switch n := n.(type) {
			case *ast.BinaryExpr:
				operands, above = []ast.Expr{n.X, n.Y}, n.Op.Precedence()
			case *ast.UnaryExpr:
				operands = []ast.Expr{n.X}
			}
			for _, x := range operands {
				p, ok := x.(*ast.ParenExpr)
				if !ok {
					continue
				}
				if inner, ok := p.X.(*ast.BinaryExpr); ok && inner.Op.Precedence() < above {
					all = append(all, replacement{m.at(p.Lparen, p.Lparen+1, ""), m.at(p.Rparen, p.Rparen+1, "")})
				}
			}
			return true
		})
		return all
	}},
	{"label", "a jump loses its label", each(func(m *mutable, s *ast.BranchStmt) replacement {
		if s.Label == nil || s.Tok == token.GOTO {
			return nil
		}
		return replacement{m.at(s.Label.Pos(), s.Label.End(), "")}
	})},
	{"defer", "a deferred call is made at once", each(func(m *mutable, s *ast.DeferStmt) replacement {
		return replacement{m.at(s.Defer, s.Call.Pos(), "")}
	})},
	{"late", "the arguments of a deferred call are evaluated late", each(func(m *mutable, s *ast.DeferStmt) replacement {
		if _, ok := s.Call.Fun.(*ast.FuncLit); ok {
			return nil
		}
		return replacement{m.at(s.Call.Pos(), s.Call.Pos(), "func() { "), m.at(s.Call.End(), s.Call.End(), " }()")}
	})},
	{"type-lost", "a conversion goes", each(func(m *mutable, x *ast.CallExpr) replacement {
		if fun, ok := x.Fun.(*ast.Ident); !ok || !strings.HasPrefix(fun.Name, "onoff") {
			return nil
		}
		return replacement{m.at(x.Pos(), x.Lparen+1, ""), m.at(x.Rparen, x.Rparen+1, "")}
	})},
	{"wrong-key", "another flag goes, too", each(func(m *mutable, x *ast.CallExpr) replacement {
		if m.between(x) != `flag.Bool("other")` {
			return nil
		}
		return replacement{m.at(x.Pos(), x.End(), "true")}
	})},
	{"comment-lost", "a comment goes whose statement stays", func(m *mutable) (all []replacement) {
		for _, at := range remark.FindAllStringIndex(m.text, -1) {
			all = append(all, replacement{{at[0], at[1] - 1, ""}})
		}
		return all
	}},
	{"negation", "a ! goes", each(func(m *mutable, x *ast.UnaryExpr) replacement {
		if x.Op != token.NOT {
			return nil
		}
		return replacement{m.at(x.OpPos, x.OpPos+1, "")}
	})},
	{"operand", "the right operand goes, too", each(func(m *mutable, x *ast.BinaryExpr) replacement {
		if x.Op != token.LAND && x.Op != token.LOR {
			return nil
		}
		return replacement{m.at(x.X.End(), x.End(), "")}
	})},
	{"and-or", "&& becomes ||, or the other way around", each(func(m *mutable, x *ast.BinaryExpr) replacement {
		other := map[token.Token]string{token.LAND: "||", token.LOR: "&&"}[x.Op]
		if other == "" {
			return nil
		}
		return replacement{m.at(x.OpPos, x.OpPos+2, other)}
	})},
	{"order", "two statements change places", func(m *mutable) (all []replacement) {
		m.lists(func(list []ast.Stmt) {
			for i := range len(list) - 1 {
				a, b := list[i], list[i+1]
				if calls(a) && calls(b) {
					all = append(all, replacement{m.at(a.Pos(), a.End(), m.between(b)), m.at(b.Pos(), b.End(), m.between(a))})
				}
			}
		})
		return all
	}},
	{"fallthrough", "a fallthrough goes", each(func(m *mutable, s *ast.BranchStmt) replacement {
		if s.Tok != token.FALLTHROUGH {
			return nil
		}
		return m.drop(s)
	})},
	{"continue", "a continue becomes a break", each(func(m *mutable, s *ast.BranchStmt) replacement {
		if s.Tok != token.CONTINUE {
			return nil
		}
		return replacement{m.at(s.Pos(), s.Pos()+8, "break")}
	})},
	{"else", "an else goes, and its branch always runs", each(func(m *mutable, s *ast.IfStmt) replacement {
		if _, ok := s.Else.(*ast.BlockStmt); !ok {
			return nil
		}
		return replacement{m.at(s.Body.End(), s.Else.Pos(), "\n")}
	})},
	{"shadow", "an assignment declares a new variable", inLists(func(m *mutable, s *ast.AssignStmt) replacement {
		if _, ok := s.Lhs[0].(*ast.Ident); !ok || s.Tok != token.ASSIGN {
			return nil
		}
		return replacement{m.at(s.TokPos, s.TokPos+1, ":=")}
	})},
	{"capture", "a declaration assigns to the outer variable", inLists(func(m *mutable, s *ast.AssignStmt) replacement {
		if s.Tok != token.DEFINE {
			return nil
		}
		return replacement{m.at(s.TokPos, s.TokPos+2, "=")}
	})},
	{"loop", "a loop runs once", each(func(m *mutable, s *ast.ForStmt) replacement {
		if s.Init != nil || s.Cond == nil {
			return nil
		}
		return replacement{m.at(s.For, s.For+3, "if")}
	})},
	{"clause", "a clause of a switch goes", each(func(m *mutable, s *ast.CaseClause) replacement { return m.drop(s) })},
	{"orphan", "a function goes that is still called", func(m *mutable) (all []replacement) {
		for _, decl := range m.file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && !fn.Name.IsExported() {
				all = append(all, m.drop(fn))
			}
		}
		return all
	}},
	{"import", "an import goes that is still used", each(func(m *mutable, s *ast.ImportSpec) replacement { return m.drop(s) })},
}

// calls reports whether a statement is a call.
func calls(s ast.Stmt) bool {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	_, ok = x.X.(*ast.CallExpr)
	return ok
}

// mutable is a text that mistakes are made in.
type mutable struct {
	text, other string // other is what is left with the other value
	file        *ast.File
	base        int
}

func newMutable(text, other string) *mutable {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return nil // is for the type check to report
	}
	return &mutable{text, other, file, fset.File(file.FileStart).Base()}
}

func (m *mutable) at(from, to token.Pos, text string) edit {
	return edit{int(from) - m.base, int(to) - m.base, text}
}

func (m *mutable) drop(n ast.Node) replacement { return replacement{m.at(n.Pos(), n.End(), "")} }

func (m *mutable) between(n ast.Node) string {
	return m.text[int(n.Pos())-m.base : int(n.End())-m.base]
}

// apply makes a replacement.
func (m *mutable) apply(r replacement) string {
	out, at := "", 0
	for _, e := range r {
		out += m.text[at:e.from] + e.text
		at = e.to
	}
	return out + m.text[at:]
}

// lists visits all lists of statements.
func (m *mutable) lists(visit func(list []ast.Stmt)) {
	ast.Inspect(m.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			visit(n.List)
		case *ast.CaseClause:
			visit(n.Body)
		case *ast.CommClause:
			visit(n.Body)
		}
		return true
	})
}

// each makes a mistake at every node of a kind.
func each[N ast.Node](make func(m *mutable, n N) replacement) func(m *mutable) []replacement {
	return func(m *mutable) (all []replacement) {
		ast.Inspect(m.file, func(n ast.Node) bool {
			if n, ok := n.(N); ok {
				if r := make(m, n); r != nil {
					all = append(all, r)
				}
			}
			return true
		})
		return all
	}
}

// inLists makes a mistake at every statement of a kind that stands in a list within a function.
func inLists[S ast.Stmt](make func(m *mutable, s S) replacement) func(m *mutable) []replacement {
	return func(m *mutable) (all []replacement) {
		m.lists(func(list []ast.Stmt) {
			for _, s := range list {
				if s, ok := s.(S); ok {
					if r := make(m, s); r != nil {
						all = append(all, r)
					}
				}
			}
		})
		return all
	}
}

// placeless is a complaint of go vet without its place.
var placeless = regexp.MustCompile(`^(?:vet: )?(?:\./)?(before|v0|v1)/(p\d+/u\d+)\.go:\d+:\d+: (.*)$`)
