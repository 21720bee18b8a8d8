package analyzer

import (
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// Name is the name of the analyzer: of its //nolint, its settings and its flags.
const Name = flagref.Linter

// summary is the first line of the analyzer's documentation; the rest is the text of the rules.
const summary = "judge the feature flags that the code still carries"

// New returns the analyzer for the inputs. Analyzers share nothing, so that a program may hold several.
func New(in Inputs) (*analysis.Analyzer, error) {
	rules, err := in.Rules()
	if err != nil {
		return nil, err
	}
	references := flagref.New(rules)
	scope := Scope(in, rules)
	return &analysis.Analyzer{
		Name:     Name,
		Doc:      summary + "\n\n" + Text(),
		URL:      "https://pkg.go.dev/github.com/flagdebt/flagdebt/analyzer",
		Requires: []*analysis.Analyzer{references},
		Run: func(pass *analysis.Pass) (any, error) {
			in.reportProblem(pass)
			in.report(pass, scope, pass.ResultOf[references].(*flagref.Result))
			return nil, nil
		},
	}, nil
}

// report judges one package. What the package alone cannot tell, that a flag is unused, it does not say.
func (in Inputs) report(pass *analysis.Pass, scope debt.Scope, found *flagref.Result) {
	if len(found.Refs) == 0 {
		return // most packages ask for no flag
	}
	references := make([]debt.Reference, len(found.Refs))
	for i, ref := range found.Refs {
		references[i] = ref.Reference
	}
	flags := in.Join(slices.Concat(found.Flags, found.Below))
	for _, finding := range debt.Judge(references, flags, in.Now, in.Config.Policy, scope) {
		if finding.Reference < 0 || finding.Severity < in.Config.MinSeverity {
			continue
		}
		ref := found.Refs[finding.Reference]
		if in.Nolint && ref.Nolint {
			continue
		}
		pass.Report(analysis.Diagnostic{Pos: ref.Node.Pos(), End: ref.Node.End(), Category: string(finding.Rule), Message: finding.Message})
	}
}

// reportProblem says at one place that configuration or state could not be read. An error instead would take the results of every other linter with it.
func (in Inputs) reportProblem(pass *analysis.Pass) {
	if in.Problem == "" {
		return
	}
	for _, file := range pass.Files {
		if pass.Fset.PositionFor(file.Package, false).Filename == in.ProblemFile {
			pass.Report(analysis.Diagnostic{Pos: file.Package, Category: "configuration", Message: "configuration: " + in.Problem})
		}
	}
}
