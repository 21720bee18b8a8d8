package cli

import (
	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

func configCommand(o *options) *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Help with the configuration", Args: usage(cobra.NoArgs)}
	cmd.AddCommand(&cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of .flagdebt.yml, for editors", Args: usage(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, err := o.streams.Out.Write(config.Schema())
			return err
		},
	})
	return cmd
}
