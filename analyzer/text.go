package analyzer

import (
	_ "embed"
	"go/parser"
	"go/token"
	"strings"
	"sync"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

//go:embed doc.go
var docSource []byte

// Text is the documentation of the package: what pkg.go.dev, --help, `flagdebt explain` and the README show, from one source.
func Text() string { return text() }

var text = sync.OnceValue(func() string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", docSource, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil || file.Doc == nil {
		return "" // a test holds that this cannot be
	}
	return file.Doc.Text()
})

// ruleHeading begins the section of a rule in Text.
const ruleHeading = "# Rule "

// RuleText is the section of a rule without its heading, or "" for a rule that does not exist.
func RuleText(rule debt.Rule) string {
	_, section, ok := strings.Cut(Text(), ruleHeading+string(rule)+"\n")
	if !ok {
		return ""
	}
	section, _, _ = strings.Cut(section, "\n# ")
	return strings.TrimSpace(section)
}

// RuleSummary is the first paragraph of a rule's text in one line.
func RuleSummary(rule debt.Rule) string {
	paragraph, _, _ := strings.Cut(RuleText(rule), "\n\n")
	return strings.Join(strings.Fields(paragraph), " ")
}
