package cli

import (
	"github.com/spf13/cobra"
)

func checkCommand(o *options) *cobra.Command {
	fail := failOn("warning")
	cmd := &cobra.Command{
		Use: "check [PATTERNS]", Short: "Judge the flags, one line a finding (the default command)",
		Long: "Judge the flags of the packages that the patterns match (default ./...) and print one line for each finding.\n\n" + exitHelp,
		RunE: func(cmd *cobra.Command, patterns []string) error {
			return o.render(cmd.Context(), "check", patterns, fail.code)
		},
	}
	cmd.Flags().Var(&fail, "fail-on", "exit with 1 from this severity on: info, warning, error or never")
	return cmd
}
