package cli

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/cache"
)

// cacheVariable names the directory of the cache; off is none.
const cacheVariable = "FLAGDEBT_CACHE"

// cachedCommand gives a command the flag to do without the cache.
func cachedCommand(o *options, cmd *cobra.Command) *cobra.Command {
	cmd.Flags().BoolVar(&o.noCache, "no-cache", false, "look at everything anew, and keep nothing for the next run ("+cacheVariable+" names the directory of what is kept)")
	return cmd
}

// cache is what earlier runs have found, or nil where nothing is kept.
func (o *options) cache() program.Cache {
	dir := os.Getenv(cacheVariable)
	if o.noCache || o.removes || dir == "off" {
		return nil
	}
	if dir == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return nil // no home, as in a sandbox
		}
		dir = filepath.Join(user, "flagdebt", "found")
	}
	return cache.Open(dir, analyzer.Build())
}
