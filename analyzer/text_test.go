package analyzer_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestRuleTexts wants of every rule what readers look for in it.
func TestRuleTexts(t *testing.T) {
	for _, rule := range debt.Rules {
		text, summary := analyzer.RuleText(rule), analyzer.RuleSummary(rule)
		if summary == "" || !strings.HasSuffix(summary, ".") || strings.Contains(summary, "\n") {
			t.Errorf("%s: summary %q, want one sentence in one line", rule, summary)
		}
		if !strings.HasPrefix(strings.Join(strings.Fields(text), " "), summary) {
			t.Errorf("%s: the text does not begin with its summary %q", rule, summary)
		}
		rest := text
		for _, part := range []string{"\nSeverity: ", "\nBad:\n\n\t", "\nGood:\n\n\t", "\nTo silence it: "} {
			_, after, ok := strings.Cut(rest, part)
			if !ok {
				t.Errorf("%s: has no %q, or not at its place", rule, part)
				break
			}
			rest = after
		}
		if strings.Contains(text, "# Rule") {
			t.Errorf("%s: the text runs into the next section", rule)
		}
	}
}

// TestRuleSeverities wants the documented severity to be the one that holds: stale is info within its grace, which a flag alone cannot tell.
func TestRuleSeverities(t *testing.T) {
	for _, rule := range debt.Rules {
		_, severity, _ := strings.Cut(analyzer.RuleText(rule), "\nSeverity: ")
		severity, _, _ = strings.Cut(severity, ".\n")
		want := rule.DefaultSeverity().String()
		if rule == debt.RuleStale {
			want = fmt.Sprintf("info for %d days (policy.grace), then %s", debt.DefaultPolicy().Grace, want)
		}
		if first, _, _ := strings.Cut(severity, ". "); first != want && !strings.HasPrefix(severity, want+";") {
			t.Errorf("%s: documented as %q, want %q", rule, severity, want)
		}
	}
}

// TestStaleNumbers wants the documented limits to be those of the policy.
func TestStaleNumbers(t *testing.T) {
	policy := debt.DefaultPolicy()
	text := analyzer.RuleText(debt.RuleStale)
	minors := []string{"no", "one", "two", "three", "four"}[policy.GateMinors]
	for _, want := range []string{
		fmt.Sprintf("Release flags and experiments may stay for %d days, operational flags and migrations for %d (policy.max-age)", policy.MaxAge[debt.TypeRelease], policy.MaxAge[debt.TypeOps]),
		fmt.Sprintf("is stale %s minor versions after it was locked (policy.gate-minors)", minors),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	if policy.MaxAge[debt.TypeExperiment] != policy.MaxAge[debt.TypeRelease] || policy.MaxAge[debt.TypeMigration] != policy.MaxAge[debt.TypeOps] {
		t.Error("types that the text names together have different limits")
	}
}

func TestUnknownRule(t *testing.T) {
	for _, rule := range []debt.Rule{"", "stal", "stale ", "Stale", "nonsense", "# Rule stale"} {
		if text := analyzer.RuleText(rule); text != "" {
			t.Errorf("%q has the text %q", rule, text)
		}
		if summary := analyzer.RuleSummary(rule); summary != "" {
			t.Errorf("%q has the summary %q", rule, summary)
		}
	}
}

// TestText wants the text to be the package's documentation, with one section for each rule and no other; and its Go examples to be Go.
func TestText(t *testing.T) {
	if got, want := strings.Count(analyzer.Text(), "\n# Rule "), len(debt.Rules); got != want {
		t.Errorf("%d sections, want %d", got, want)
	}
	if !strings.HasPrefix(analyzer.Text(), "Package analyzer ") {
		t.Error("does not begin as documentation of a package does")
	}
	for _, rule := range debt.Rules {
		text := analyzer.RuleText(rule)
		for _, name := range []string{"Bad", "Good"} {
			_, example, _ := strings.Cut(text, "\n"+name+":\n\n")
			example, _, _ = strings.Cut(example, "\n\n"+map[string]string{"Bad": "Good:", "Good": "To silence it:"}[name])
			if !strings.Contains(example, "(") {
				continue // YAML
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, "package p\nfunc _() any {\n"+example+"\n}", 0)
			if err != nil {
				t.Errorf("%s, %s: %v", rule, name, err)
			} else if body := file.Decls[0].(*ast.FuncDecl).Body; len(body.List) == 0 {
				t.Errorf("%s, %s: the example is empty", rule, name)
			}
		}
	}
}

// TestDoc wants what go vet and golangci-lint show to begin with a line that says what the analyzer is for.
func TestDoc(t *testing.T) {
	a := newAnalyzer(t, inputs(t))
	if first, rest, _ := strings.Cut(a.Doc, "\n"); first == "" || strings.HasSuffix(first, ".") || !strings.Contains(rest, "# Rule stale") {
		t.Errorf("documentation %q", a.Doc)
	}
}
