package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/proof"
)

func explainCommand(o *options) *cobra.Command {
	var words []string
	for _, rule := range debt.Rules {
		words = append(words, string(rule))
	}
	for _, code := range debt.Codes {
		words = append(words, string(code.Code))
	}
	for _, a := range proof.Assumptions {
		words = append(words, string(a.Code))
	}
	slices.Sort(words)
	return &cobra.Command{
		Use: "explain [RULE|CODE]", Short: "Explain a rule, what stands in the way of a removal, or what a proof takes for granted; or list them",
		Args: usage(cobra.MaximumNArgs(1)), ValidArgs: slices.Compact(words),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return explainAll(o)
			}
			texts := explanations(args[0])
			if len(texts) == 0 {
				return usageError{fmt.Errorf("there is no rule, no obstacle and no assumption %q: see what there is with flagdebt explain", args[0])}
			}
			_, err := fmt.Fprint(o.streams.Out, strings.Join(texts, "\n"))
			return err
		},
	}
}

// explanations are what there is to say of a word, which may be that of a rule, of an obstacle and of an assumption.
func explanations(word string) []string {
	var texts []string
	if text := analyzer.RuleText(debt.Rule(word)); text != "" {
		texts = append(texts, fmt.Sprintf("%s\n\n%s\n", word, text))
	}
	for _, code := range debt.Codes {
		if string(code.Code) != word {
			continue
		}
		rest := "Nothing of the flag is removed then."
		if code.Code.Partial() {
			rest = "What depends on the place stays then, and the rest of the flag goes."
		}
		texts = append(texts, fmt.Sprintf("%s, in the way of a removal\n\n%s %s\n\nTo go on: %s\n", word, code.Text, rest, code.Do))
	}
	for _, a := range proof.Assumptions {
		if string(a.Code) == word {
			texts = append(texts, fmt.Sprintf("%s, taken for granted by a proof\n\n%s\n\nTo make sure: %s\n", word, a.Text, a.Ask))
		}
	}
	return texts
}

func explainAll(o *options) error {
	width := 0
	for _, code := range debt.Codes {
		width = max(width, len(code.Code))
	}
	var all strings.Builder
	all.WriteString("Rules\n")
	for _, rule := range debt.Rules {
		fmt.Fprintf(&all, "  %-*s  %s\n", width, rule, analyzer.RuleSummary(rule))
	}
	all.WriteString("\nIn the way of a removal\n")
	for _, code := range debt.Codes {
		fmt.Fprintf(&all, "  %-*s  %s\n", width, code.Code, code.Text)
	}
	all.WriteString("\nTaken for granted by a proof\n")
	for _, a := range proof.Assumptions {
		fmt.Fprintf(&all, "  %-*s  %s\n", width, a.Code, a.Text)
	}
	_, err := fmt.Fprint(o.streams.Out, all.String())
	return err
}
