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
	return cachedCommand(o, &cobra.Command{
		Use: "why KEY [PATTERNS]", Short: "Show everything that is known of one flag, and where it is known from",
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.why(cmd.Context(), debt.Key(args[0]), args[1:])
		},
	})
}

func (o *options) why(ctx context.Context, key debt.Key, patterns []string) error {
	s, err := o.look(ctx, patterns)
	if err != nil {
		return err
	}
	return o.renderPart(s, report.CommandWhy, (*session).complete, func(in *report.Input) error {
		all := keys(in)
		if all[key] {
			narrowTo(in, func(id debt.ID) bool { return id.Key == key })
			return s.estimate(ctx, o, in, debtOf)
		}
		if similar := similarKeys(all, key); len(similar) > 0 {
			return usageError{fmt.Errorf("no code and no source has a flag %q: there is %s", key, strings.Join(similar, ", "))}
		}
		return usageError{fmt.Errorf("no code and no source has a flag %q: flagdebt list shows them all", key)}
	})
}

// keys are those that a list would show.
func keys(in *report.Input) map[debt.Key]bool {
	all := map[debt.Key]bool{}
	for _, id := range in.Flags {
		all[id.Key] = true
	}
	for i := range in.References {
		if ref := &in.References[i]; ref.Dynamic == nil && ref.Key != "" && ref.Role != debt.RoleForward {
			all[ref.Key] = true
		}
	}
	return all
}

// similarKeys are those that hold the key, without regard to case.
func similarKeys(all map[debt.Key]bool, key debt.Key) []string {
	var similar []string
	for other := range all {
		if strings.Contains(strings.ToLower(string(other)), strings.ToLower(string(key))) {
			similar = append(similar, string(other))
		}
	}
	slices.Sort(similar)
	return similar
}

// narrowTo leaves only what is about some flags.
func narrowTo(in *report.Input, wanted func(debt.ID) bool) {
	in.Flags = slices.DeleteFunc(in.Flags, func(id debt.ID) bool { return !wanted(id) })
	moved := map[int]int{-1: -1}
	var references []debt.Reference
	for i, ref := range in.References {
		if ref.Dynamic == nil && wanted(ref.ID) {
			moved[i] = len(references)
			references = append(references, ref)
		}
	}
	in.References = references
	var findings []debt.Finding
	for _, finding := range in.Findings {
		if wanted(finding.ID) {
			finding.Reference = moved[finding.Reference]
			findings = append(findings, finding)
		}
	}
	in.Findings = findings
}
