package flagref_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/google/go-cmp/cmp"
)

// expectation is one reference that a comment asks for.
type expectation struct {
	place, text string
	role        debt.Role
	id          debt.ID
	dynamic     bool
	affix       debt.Affix
	via         []string
	given       map[string]bool
	kind        debt.Kind
	fallback    debt.Value
	function    string
}

func (e expectation) matches(ref flagref.Ref) bool {
	if ref.Role != e.role || ref.Provider != e.id.Provider || e.given["func"] && ref.Func != e.function {
		return false
	}
	if e.role == debt.RoleForward { // the key is that of the callers
		return true
	}
	if e.dynamic != (ref.Dynamic != nil) || ref.ID.Key != e.id.Key || !slices.Equal(ref.Via, e.via) {
		return false
	}
	if e.dynamic && (ref.Dynamic.Prefix != e.affix.Prefix || ref.Dynamic.Suffix != e.affix.Suffix) {
		return false
	}
	return (!e.given["kind"] || ref.Kind == e.kind) &&
		(!e.given["default"] || ref.Default == e.fallback)
}

// expectations reads the comments of a file and notes whether it is strict.
func expectations(t *testing.T, fset *token.FileSet, file *ast.File, strict map[string]bool) []expectation {
	t.Helper()
	var wants []expectation
	for _, group := range file.Comments {
		for _, comment := range group.List {
			text, ok := strings.CutPrefix(comment.Text, "//@ ")
			if !ok {
				continue
			}
			pos := fset.Position(comment.Pos())
			name := filepath.Base(pos.Filename)
			if text == "strict" {
				strict[name] = true
				continue
			}
			for part := range strings.SplitSeq(text, " ;; ") {
				want, err := parseExpectation(part)
				if err != nil {
					t.Fatalf("%s: %v", pos, err)
				}
				want.place = fmt.Sprintf("%s:%d", name, pos.Line)
				wants = append(wants, want)
			}
		}
	}
	return wants
}

var roles = []debt.Role{debt.RoleEvaluation, debt.RoleDeclaration, debt.RoleTestOverride, debt.RoleForward, debt.RoleUse, debt.RoleMention}

// word is a run of text without spaces outside quotes.
var word = regexp.MustCompile(`(?:"(?:[^"\\]|\\.)*"|[^\s"])+`)

func parseExpectation(text string) (expectation, error) {
	e := expectation{text: text, given: map[string]bool{}}
	words := word.FindAllString(text, -1)
	if len(words) < 2 {
		return e, fmt.Errorf("%q: want a role and a provider", text)
	}
	e.role, e.id.Provider, words = debt.Role(words[0]), words[1], words[2:]
	if !slices.Contains(roles, e.role) {
		return e, fmt.Errorf("%q: %q is not a role", text, e.role)
	}
	if e.role != debt.RoleForward {
		if len(words) == 0 {
			return e, fmt.Errorf("%q: want a key or dynamic", text)
		}
		e.dynamic = words[0] == "dynamic"
		if !e.dynamic {
			e.id.Key = debt.Key(unquote(words[0]))
		}
		words = words[1:]
	}
	for _, w := range words {
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return e, fmt.Errorf("%q: %q is not name=value", text, w)
		}
		e.given[name] = true
		switch name {
		case "kind":
			e.kind = debt.Kind(value)
		case "default":
			if value != "none" {
				v, err := debt.ParseValue([]byte(value))
				if err != nil {
					return e, fmt.Errorf("%q: %w", text, err)
				}
				e.fallback = v
			}
		case "via":
			e.via = strings.Split(value, ",")
		case "func":
			e.function = value
		case "prefix":
			e.affix.Prefix = unquote(value)
		case "suffix":
			e.affix.Suffix = unquote(value)
		default:
			return e, fmt.Errorf("%q: unknown name %q", text, name)
		}
	}
	return e, nil
}

func unquote(text string) string {
	if plain, err := strconv.Unquote(text); err == nil {
		return plain
	}
	return text
}

// TestParseExpectation keeps the comments of the corpus from meaning less than they say.
func TestParseExpectation(t *testing.T) {
	for text, want := range map[string]expectation{
		`evaluation launchdarkly new-tax`: {id: debt.ID{Provider: "launchdarkly", Key: "new-tax"}},
		`evaluation p "a \"b\" c" default="x y" kind=string`: {
			id: debt.ID{Provider: "p", Key: `a "b" c`}, fallback: `"x y"`, kind: debt.KindString, given: map[string]bool{"default": true, "kind": true},
		},
		`evaluation p dynamic prefix=exp- suffix="-v 2" via=a.B,c.D`: {
			id: debt.ID{Provider: "p"}, dynamic: true, affix: debt.Affix{Prefix: "exp-", Suffix: "-v 2"}, via: []string{"a.B", "c.D"}, given: map[string]bool{"prefix": true, "suffix": true, "via": true},
		},
		`evaluation p "dynamic" default=none func=`: {
			id: debt.ID{Provider: "p", Key: "dynamic"}, given: map[string]bool{"default": true, "func": true},
		},
	} {
		want.text, want.role = text, debt.RoleEvaluation
		if want.given == nil {
			want.given = map[string]bool{}
		}
		got, err := parseExpectation(text)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(expectation{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
	for _, text := range []string{"", "evaluation", "evaluation p", "evaluation p key word", "evaluation p key color=red", "evaluation p key default=blue", "evaluatoin p key"} {
		if e, err := parseExpectation(text); err == nil {
			t.Errorf("%q: no error, but %+v", text, e)
		}
	}
}
