package flagref

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// gateOf reads a gate's specification: a struct literal, or a slice of them with one row for each version.
func (f *finder) gateOf(rule *registryRule, spec ast.Expr) *debt.Gate {
	gate := &debt.Gate{}
	lit := f.literal(spec)
	if lit == nil {
		return gate // made by a function: declared, and nothing more is known
	}
	if _, ok := f.typeOf(lit).Underlying().(*types.Slice); !ok {
		gate.Versions = []debt.GateVersion{f.gateVersion(rule, lit)}
	} else {
		for _, element := range lit.Elts {
			if row := f.literal(element); row != nil {
				gate.Versions = append(gate.Versions, f.gateVersion(rule, row))
			}
		}
		slices.SortStableFunc(gate.Versions, func(a, b debt.GateVersion) int { return compareVersions(a.Version, b.Version) })
	}
	if n := len(gate.Versions); n > 0 {
		newest := gate.Versions[n-1]
		gate.Stage, gate.Locked = newest.Stage, newest.Locked
	}
	return gate
}

// gateVersion reads one specification struct. A boolean field that is left out is false, as in Go.
func (f *finder) gateVersion(rule *registryRule, lit *ast.CompositeLit) debt.GateVersion {
	row := debt.GateVersion{Default: debt.BoolValue(false)}
	for _, element := range lit.Elts {
		kv, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return debt.GateVersion{} // positional fields: their order is the registry's own affair
		}
		name, ok := kv.Key.(*ast.Ident)
		if !ok {
			continue
		}
		switch name.Name {
		case rule.Fields.Default:
			row.Default = f.value(kv.Value)
		case rule.Fields.Locked:
			row.Locked = f.value(kv.Value) == debt.BoolValue(true)
		case rule.Fields.Stage:
			row.Stage, _ = f.stage(rule, kv.Value)
		case rule.Fields.Version:
			row.Version = f.versionText(kv.Value)
		}
	}
	return row
}

// keptOptions are what functional options tell about a flag beside its life cycle.
type keptOptions struct{ description, url string }

// constructedGate reads the stage and the options of a constructor's call.
func (f *finder) constructedGate(rule *registryRule, s *site) (*debt.Gate, debt.Value, keptOptions) {
	if rule.Stage == nil {
		return nil, "", keptOptions{}
	}
	gate := &debt.Gate{}
	var stage config.Stage
	if arg := s.arg(*rule.Stage); arg != nil {
		gate.Stage, stage = f.stage(rule, arg)
	}
	gate.Locked = stage.Locked
	row := debt.GateVersion{Stage: gate.Stage, Default: stage.Default, Locked: stage.Locked}
	var kept keptOptions
	for _, arg := range s.call.Args {
		call, ok := ast.Unparen(arg).(*ast.CallExpr)
		if !ok || len(call.Args) == 0 {
			continue
		}
		fn, ok := calleeOf(f.Info, call).(*types.Func)
		if !ok {
			continue
		}
		switch text := f.text(call.Args[0]); fn.Name() {
		case rule.Options.From:
			if !stage.Locked {
				row.Version = text // the version that introduced the gate tells nothing of when it was locked
			}
		case rule.Options.To:
			gate.Until = text
		case rule.Options.Description:
			kept.description = text
		case rule.Options.URL:
			kept.url = text
		}
	}
	gate.Versions = []debt.GateVersion{row}
	return gate, stage.Default, kept
}

// stage is the name of a stage and what the registry says it means. A stage is a constant: its text, or the end of its name (StageAlpha), is compared without case.
func (f *finder) stage(rule *registryRule, expr ast.Expr) (string, config.Stage) {
	name := f.text(expr)
	if name == "" && f.Info.Types[expr].Value != nil {
		name = lastName(expr) // a numeric constant: its name has to do
	}
	var best string
	for stage := range rule.Stages {
		if len(stage) > len(best) && strings.HasSuffix(strings.ToLower(name), strings.ToLower(stage)) {
			best = stage
		}
	}
	if best == "" {
		return name, config.Stage{}
	}
	return best, rule.Stages[best]
}

func lastName(expr ast.Expr) string {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.SelectorExpr:
		return expr.Sel.Name
	}
	return ""
}

// versionText is the version that an expression like version.MustParse("1.30") or "v0.9.0" names.
func (f *finder) versionText(expr ast.Expr) string {
	if call, ok := ast.Unparen(expr).(*ast.CallExpr); ok && len(call.Args) == 1 {
		return f.text(call.Args[0])
	}
	return f.text(expr)
}

// text is the constant string that an expression is, or "".
func (f *finder) text(expr ast.Expr) string {
	tv := f.Info.Types[expr]
	if tv.Value == nil {
		return ""
	}
	return constantText(tv.Value)
}

func constantText(v constant.Value) string {
	if v.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(v)
}

// setCurrent gives every gate the newest version that the package names for its provider: the registry's own idea of now.
func (f *finder) setCurrent() {
	newest := map[string]string{}
	for _, flag := range f.flags {
		if flag.Gate == nil {
			continue
		}
		for _, row := range flag.Gate.Versions {
			if compareVersions(row.Version, newest[flag.Provider]) > 0 {
				newest[flag.Provider] = row.Version
			}
		}
	}
	for i := range f.flags {
		if gate := f.flags[i].Gate; gate != nil {
			gate.Current = newest[f.flags[i].Provider]
		}
	}
}

// compareVersions orders dotted numbers, with or without a leading v; what is no number counts as the smallest.
func compareVersions(a, b string) int {
	return slices.CompareFunc(numbers(a), numbers(b), cmp.Compare[int])
}

func numbers(version string) []int {
	if version == "" {
		return nil
	}
	var out []int
	for part := range strings.SplitSeq(strings.TrimPrefix(version, "v"), ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			n = -1
		}
		out = append(out, n)
	}
	return out
}
