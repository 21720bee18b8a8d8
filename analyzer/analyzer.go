package analyzer

import (
	"go/ast"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// Name is the name of the analyzer: of its //nolint, its settings and its flags.
const Name = flagref.Linter

// summary is the first line of the analyzer's documentation; the rest is the text of the rules.
const summary = "judge the feature flags that the code still carries"

// New returns the analyzer for the inputs. Analyzers share nothing, so that a program may hold several.
func New(in Inputs) (*analysis.Analyzer, error) {
	return NewDeferred(in.Catalogues(), in.ProblemFile, func() Inputs { return in })
}

// NewDeferred is New for a host that starts a process for each package, most of which ask for no flag: inputs is called only for a package that has references, or that holds problemFile.
func NewDeferred(catalogues []config.Catalogue, problemFile string, inputs func() Inputs) (*analysis.Analyzer, error) {
	rules, err := flagref.NewRules(catalogues...)
	if err != nil {
		return nil, err
	}
	return newAnalyzer(func() (*flagref.Rules, error) { return rules, nil }, problemFile, inputs), nil
}

func newAnalyzer(rules func() (*flagref.Rules, error), problemFile string, inputs func() Inputs) *analysis.Analyzer {
	references := flagref.New(rules)
	return &analysis.Analyzer{
		Name:     Name,
		Doc:      summary + "\n\n" + Text(),
		URL:      "https://pkg.go.dev/github.com/flagdebt/flagdebt/analyzer",
		Requires: []*analysis.Analyzer{references},
		Run: func(pass *analysis.Pass) (any, error) {
			found := pass.ResultOf[references].(*flagref.Result)
			place := find(pass, problemFile)
			if len(found.Refs) == 0 && place == nil {
				return nil, nil
			}
			in := inputs()
			if in.Problem != "" && place != nil {
				// An error instead would take the results of every other linter with it.
				pass.Report(analysis.Diagnostic{Pos: place.Package, Category: "configuration", Message: "configuration: " + in.Problem})
			}
			rules, err := rules()
			if err != nil {
				return nil, err
			}
			in.report(pass, rules, found)
			return nil, nil
		},
	}
}

// find is the file of the package with an absolute name, or nil.
func find(pass *analysis.Pass, name string) *ast.File {
	for _, file := range pass.Files {
		if name != "" && pass.Fset.PositionFor(file.Package, false).Filename == name {
			return file
		}
	}
	return nil
}

// report judges one package. What the package alone cannot tell, that a flag is unused, it does not say.
func (in Inputs) report(pass *analysis.Pass, rules *flagref.Rules, found *flagref.Result) {
	references := make([]debt.Reference, len(found.Refs))
	for i, ref := range found.Refs {
		references[i] = ref.Reference
	}
	flags := in.Join(slices.Concat(found.Flags, found.Below))
	table := debt.NewTable(flags, in.Now, in.Config.Policy, Scope(in, rules))
	reported := slices.DeleteFunc(table.Judge(references), func(finding debt.Finding) bool {
		return finding.Reference < 0 || finding.Severity < in.Config.MinSeverity || in.Nolint && found.Refs[finding.Reference].Nolint
	})
	fixes := fixes(pass, rules, table, found.Refs, reported)
	for _, finding := range reported {
		ref := found.Refs[finding.Reference]
		pass.Report(analysis.Diagnostic{Pos: ref.Node.Pos(), End: ref.Node.End(), Category: string(finding.Rule), Message: finding.Message, SuggestedFixes: fixes[ref.Pos]})
	}
}
