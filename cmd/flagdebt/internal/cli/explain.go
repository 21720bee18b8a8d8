package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func explainCommand(o *options) *cobra.Command {
	words := make([]string, len(debt.Rules))
	for i, rule := range debt.Rules {
		words[i] = string(rule)
	}
	return &cobra.Command{
		Use: "explain [RULE]", Short: "Explain a rule, or list the rules",
		Args: usage(cobra.MaximumNArgs(1)), ValidArgs: words,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return explainAll(o)
			}
			text := analyzer.RuleText(debt.Rule(args[0]))
			if text == "" {
				return usageError{fmt.Errorf("there is no rule %q: use %s", args[0], strings.Join(words, ", "))}
			}
			_, err := fmt.Fprintf(o.streams.Out, "%s\n\n%s\n", args[0], text)
			return err
		},
	}
}

func explainAll(o *options) error {
	for _, rule := range debt.Rules {
		if _, err := fmt.Fprintf(o.streams.Out, "%-12s %s\n", rule, analyzer.RuleSummary(rule)); err != nil {
			return err
		}
	}
	return nil
}
