package cli

import "github.com/spf13/cobra"

func reportCommand(o *options) *cobra.Command {
	fail := failOn("never")
	cmd := &cobra.Command{
		Use: "report [PATTERNS]", Short: "Show how much debt there is, whose it is, and what to do first",
		Long: "Show how much debt there is, whose it is, and what to do first.\n\n" + exitHelp,
		RunE: func(cmd *cobra.Command, patterns []string) error {
			return o.render(cmd.Context(), "report", patterns, fail.code)
		},
	}
	cmd.Flags().Var(&fail, "fail-on", "exit with 1 from this severity on: info, warning, error or never")
	return cmd
}
