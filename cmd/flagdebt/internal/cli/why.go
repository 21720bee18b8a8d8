package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/report"
)

func whyCommand(o *options) *cobra.Command {
	return &cobra.Command{
		Use: "why KEY [PATTERNS]", Short: "Show everything that is known of one flag, and where it is known from",
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.why(cmd.Context(), debt.Key(args[0]), args[1:])
		},
	}
}

func (o *options) why(ctx context.Context, key debt.Key, patterns []string) error {
	return o.renderReport(ctx, report.CommandWhy, patterns, (*session).complete, func(r *report.Report) error {
		var similar []string
		for _, f := range r.Flags {
			if strings.Contains(strings.ToLower(string(f.Key)), strings.ToLower(string(key))) {
				similar = append(similar, string(f.Key))
			}
		}
		r.Flags = slices.DeleteFunc(r.Flags, func(f report.Flag) bool { return f.Key != key })
		r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return f.Key != key })
		r.Dynamic = []report.DynamicReference{}
		if len(r.Flags) > 0 {
			return nil
		}
		if len(similar) > 0 {
			return usageError{fmt.Errorf("no code and no source has a flag %q: there is %s", key, strings.Join(similar, ", "))}
		}
		return usageError{fmt.Errorf("no code and no source has a flag %q: flagdebt list shows them all", key)}
	})
}
