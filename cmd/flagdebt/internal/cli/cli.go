// Package cli is the command line of flagdebt, one file a command.
package cli

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"time"

	"github.com/spf13/cobra"
)

// Streams are what a run reads and writes, so that tests run it in-process.
type Streams struct {
	Args []string
	In   io.Reader // asked only by clean --interactive
	Out  io.Writer
	Err  io.Writer
}

// Run runs the command line and returns the exit code.
func Run(ctx context.Context, s Streams) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(s.Err, "flagdebt: internal error: %v\n%s\nPlease report it with the lines above.\n", r, debug.Stack())
			code = exitInternal
		}
	}()
	o := &options{streams: s, today: time.Now}
	root := rootCommand(o)
	root.SetArgs(withDefaultCommand(root, s.Args))
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	code = exitCode(s.Err, root.ExecuteContext(ctx))
	if ctx.Err() != nil {
		return exitInterrupted // though what was being written is whole
	}
	return code
}

const long = `flagdebt finds the feature flags that Go code still carries, joins them with what
the flag platform or the flag files say, and judges which of them are debt.

Without a command it checks: flagdebt ./... is flagdebt check ./...
Without a configuration it finds the known SDKs and lists their flags.`

func rootCommand(o *options) *cobra.Command {
	root := &cobra.Command{
		Use: "flagdebt", Short: "Find the feature flags that are debt", Long: long + "\n\n" + exitHelp,
		SilenceErrors: true, SilenceUsage: true, Args: cobra.NoArgs, SuggestionsMinimumDistance: 2,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&o.dir, "chdir", "C", ".", "work as if started in `DIR`")
	flags.StringVar(&o.config, "config", "", "configuration `FILE` (default: .flagdebt.yml here or in a directory above)")
	flags.StringVar(&o.now, "now", "", "judge as of this `DATE`, 2006-01-02 (default: the snapshot's date, or today)")
	flags.StringVar(&o.format, "format", "text", "output `FORMAT`: text, json or markdown")
	flags.StringArrayVar(&o.tags, "tags", nil, "build `TAGS`, separated by commas; once more for another build configuration, empty for one without")
	flags.StringSliceVar(&o.goos, "goos", nil, "operating `SYSTEMS` to look at the builds for, all in one run (default: that of the go command)")
	flags.StringSliceVar(&o.goarch, "goarch", nil, "`ARCHITECTURES` to look at the builds for, with each of the systems that Go has there")
	flags.BoolVar(&o.tests, "tests", true, "look at the files of tests too")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(checkCommand(o), listCommand(o), whyCommand(o), reportCommand(o), cleanCommand(o), verifyCommand(o), initCommand(o), snapshotCommand(o), explainCommand(o), configCommand(o), versionCommand(o))
	return root
}

// withDefaultCommand makes flagdebt ./... mean flagdebt check ./...: the first word that is neither a flag nor its value decides.
func withDefaultCommand(root *cobra.Command, args []string) []string {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd(args...)
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case slices.Contains([]string{"-h", "--help"}, arg):
			return args
		case arg == "--":
			return slices.Insert(slices.Clone(args), 0, "check")
		case len(arg) > 1 && arg[0] == '-':
			if takesValue(root, arg) {
				i++
			}
		default:
			if isCommand(root, arg) {
				return args
			}
			return slices.Insert(slices.Clone(args), 0, "check")
		}
	}
	return slices.Insert(slices.Clone(args), 0, "check")
}

// takesValue reports whether the next argument belongs to the flag.
func takesValue(root *cobra.Command, arg string) bool {
	flags := root.PersistentFlags()
	if len(arg) == 2 {
		flag := flags.ShorthandLookup(arg[1:])
		return flag != nil && flag.NoOptDefVal == ""
	}
	flag := flags.Lookup(trimDashes(arg))
	if flag == nil {
		return arg == "--fail-on" || arg == "--output"
	}
	return flag.NoOptDefVal == ""
}

func trimDashes(arg string) string {
	for len(arg) > 0 && arg[0] == '-' {
		arg = arg[1:]
	}
	return arg
}

// isCommand reports whether a word names a command; cobra adds hidden ones for completion.
func isCommand(root *cobra.Command, word string) bool {
	if word == cobra.ShellCompRequestCmd || word == cobra.ShellCompNoDescRequestCmd {
		return true
	}
	return slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == word || c.HasAlias(word) })
}
