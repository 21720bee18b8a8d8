package cli

import "github.com/spf13/cobra"

func listCommand(o *options) *cobra.Command {
	return cachedCommand(o, &cobra.Command{
		Use: "list [PATTERNS]", Short: "List every flag in code or state, with its references",
		RunE: func(cmd *cobra.Command, patterns []string) error {
			// An inventory judges nothing: only that it is incomplete shows in the exit code.
			return o.render(cmd.Context(), "list", patterns, (*session).complete)
		},
	})
}
