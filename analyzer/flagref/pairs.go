package flagref

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// piece is a part of a text: as it is written, or an expression whose text stands there.
type piece struct {
	text string
	x    ast.Expr
}

// pair is a flag and the value that a text gives it, KEY=VALUE.
type pair struct{ key, value piece }

// byText reports whether a call names flags in a text of pairs.
func (s callShape) byText() bool { return s.api != nil && s.api.Key.Pairs }

// recordPairs adds a reference for each flag in a text. A text that only the run tells has none: it is the configuration of the program.
func (f *finder) recordPairs(s *site, shape callShape) {
	arg := s.arg(shape.Key)
	for _, p := range f.pairs(arg) {
		ref := Ref{Reference: f.reference(s, shape, p.key.text), Node: s.call, Key: arg, Value: p.value.x, API: shape.api}
		ref.Default = f.given(p.value)
		if p.key.x != nil {
			folded := f.fold(p.key.x)
			switch ref.Key = p.key.x; {
			case folded.param != nil && f.forwards(s, folded.param):
				f.addForward(s, shape, p.key.x)
				continue
			case !folded.known:
				ref.Reference.Key, ref.Dynamic = "", &debt.Affix{Text: sourceText(p.key.x)}
			case folded.key == "":
				continue
			default:
				ref.Reference.Key = debt.Key(folded.key)
			}
		}
		f.add(ref, s.scope)
	}
}

// learnPairs makes the function a wrapper whose parameter is a key in a text.
func (f *finder) learnPairs(s *site, shape callShape) types.Object {
	var learned types.Object
	for _, p := range f.pairs(s.arg(shape.Key)) {
		if p.key.x == nil {
			continue
		}
		shape.Fixed = f.given(p.value)
		if owner := f.learnKey(s, shape, p.key.x); owner != nil {
			learned = owner
		}
	}
	return learned
}

// given is the constant that a pair gives the flag: true and false are no texts.
func (f *finder) given(value piece) debt.Value {
	text := value.text
	if value.x != nil {
		v := f.value(value.x)
		if f.Info.Types[value.x].Value == nil || f.Info.Types[value.x].Value.Kind() != constant.String {
			return v
		}
		text = constant.StringVal(f.Info.Types[value.x].Value)
	}
	if on, err := strconv.ParseBool(text); err == nil {
		return debt.BoolValue(on)
	}
	v, err := debt.ValueOf(text)
	if err != nil {
		return "" // not valid UTF-8
	}
	return v
}

// pairs are the flags in a text, with commas between them, as far as the source tells where each begins and ends; else none.
func (f *finder) pairs(x ast.Expr) []pair {
	if x == nil {
		return nil
	}
	pieces, ok := f.pieces(x)
	if !ok {
		return nil
	}
	var pairs []pair
	for _, side := range split(pieces, ",") {
		sides := split(side, "=")
		if len(sides) != 2 || len(sides[0]) != 1 || len(sides[1]) != 1 {
			return nil
		}
		pairs = append(pairs, pair{sides[0][0], sides[1][0]})
	}
	return pairs
}

// split cuts a text at each separator that is written in it. Blanks beside one do not count.
func split(pieces []piece, separator string) [][]piece {
	parts := [][]piece{nil}
	for _, p := range pieces {
		if p.x != nil {
			parts[len(parts)-1] = append(parts[len(parts)-1], p)
			continue
		}
		for i, text := range strings.Split(p.text, separator) {
			if i > 0 {
				parts = append(parts, nil)
			}
			if text = strings.TrimSpace(text); text != "" {
				parts[len(parts)-1] = append(parts[len(parts)-1], piece{text: text})
			}
		}
	}
	return parts
}

// pieces are the parts of a text: of a constant, of several with + between them, and of what fmt.Sprintf makes of a constant format.
func (f *finder) pieces(x ast.Expr) ([]piece, bool) {
	x = ast.Unparen(x)
	switch e := x.(type) {
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return nil, false
		}
		left, okLeft := f.pieces(e.X)
		right, okRight := f.pieces(e.Y)
		return slices.Concat(left, right), okLeft && okRight
	case *ast.CallExpr:
		if fn, ok := calleeOf(f.Info, e).(*types.Func); ok {
			if fn.FullName() != "fmt.Sprintf" {
				return nil, false
			}
			return f.formatted(e)
		}
	}
	if c := f.Info.Types[x].Value; c != nil && c.Kind() == constant.String {
		if text := constant.StringVal(c); strings.ContainsAny(text, "=,") {
			return []piece{{text: text}}, true
		}
	}
	return []piece{{x: x}}, true
}

// formatted are the parts of what fmt.Sprintf makes, where each directive is the plain text of the next operand.
func (f *finder) formatted(call *ast.CallExpr) ([]piece, bool) {
	if len(call.Args) == 0 || call.Ellipsis.IsValid() {
		return nil, false
	}
	c := f.Info.Types[call.Args[0]].Value
	if c == nil || c.Kind() != constant.String {
		return nil, false
	}
	texts := strings.Split(constant.StringVal(c), "%")
	pieces, operands := []piece{{text: texts[0]}}, call.Args[1:]
	for _, text := range texts[1:] {
		if text == "" || !strings.ContainsAny(text[:1], "svtd") || len(operands) == 0 {
			return nil, false
		}
		pieces = append(pieces, piece{x: operands[0]}, piece{text: text[1:]})
		operands = operands[1:]
	}
	return pieces, len(operands) == 0
}
