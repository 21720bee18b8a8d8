package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

func checkCommand(o *options) *cobra.Command {
	fail := failOn("warning")
	cmd := &cobra.Command{
		Use: "check [PATTERNS]", Short: "Judge the flags, one line a finding (the default command)",
		Long: "Judge the flags of the packages that the patterns match (default ./...) and print one line for each finding.\n\n" + exitHelp,
		RunE: func(cmd *cobra.Command, patterns []string) error {
			if err := misspelt(cmd.Root(), patterns); err != nil {
				return err
			}
			return o.render(cmd.Context(), "check", patterns, fail.code)
		},
	}
	cachedCommand(o, cmd)
	cmd.Flags().Var(&fail, "fail-on", "exit with 1 from this severity on: info, warning, error or never")
	return cmd
}

// misspelt refuses a first pattern that is a command with a typing mistake. It could only be a package of the standard library otherwise.
func misspelt(root *cobra.Command, patterns []string) error {
	if len(patterns) == 0 || strings.ContainsAny(patterns[0], "./") {
		return nil
	}
	if meant := root.SuggestionsFor(patterns[0]); len(meant) > 0 {
		return usageError{fmt.Errorf("there is no command %q: did you mean %s?", patterns[0], strings.Join(meant, " or "))}
	}
	return nil
}
