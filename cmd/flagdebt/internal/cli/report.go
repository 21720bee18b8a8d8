package cli

import (
	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/report"
)

func reportCommand(o *options) *cobra.Command {
	fail := failOn("never")
	cmd := &cobra.Command{
		Use: "report [PATTERNS]", Short: "Show how much debt there is, whose it is, and what to do first",
		Long: "Show how much debt there is, whose it is, and what to do first.\n\n" + exitHelp,
		RunE: func(cmd *cobra.Command, patterns []string) error {
			s, err := o.look(cmd.Context(), patterns)
			if err != nil {
				return err
			}
			return o.renderPart(s, report.CommandReport, fail.code, func(in *report.Input) error {
				return s.estimate(cmd.Context(), o, in, (*report.Report).Urgent)
			})
		},
	}
	cachedCommand(o, cmd)
	cmd.Flags().Var(&fail, "fail-on", "exit with 1 from this severity on: info, warning, error or never")
	return cmd
}
