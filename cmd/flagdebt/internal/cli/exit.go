package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/report"
)

// The exit codes. Where several apply, the higher precedence wins: internal, user, incomplete, findings.
const (
	exitOK         = 0
	exitFindings   = 1 // findings at or above --fail-on
	exitUser       = 2 // the user must change something
	exitIncomplete = 3 // something could not be read; what could is reported
	exitInternal   = 4 // a bug of flagdebt

	exitInterrupted = 130 // by a signal, as shells have it
)

// exitHelp documents the codes in --help.
const exitHelp = `Exit codes:
  0  nothing to report
  1  findings at or above --fail-on
  2  something is wrong with the command line, the configuration or the module
  3  part of the code or of the state could not be read; the rest is reported
  4  a bug in flagdebt
  130  stopped by a signal`

// codeError is an exit code that has been explained already, or needs no words.
type codeError int

func (c codeError) Error() string { return fmt.Sprintf("exit code %d", int(c)) }

// usageError is a mistake on the command line.
type usageError struct{ error }

// exitCode prints an error as a person needs it and returns the code that it stands for.
func exitCode(w io.Writer, err error) int {
	var code codeError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, syscall.EPIPE):
		return exitOK // whoever read the output had enough
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w, "interrupted")
		return exitInterrupted
	}
	fmt.Fprint(w, report.Escape(err.Error())) // names of files, and what other programs said, go to a terminal
	var input *debt.InputError
	var usage usageError
	if errors.As(err, &input) || errors.As(err, &usage) {
		return exitUser
	}
	return exitInternal
}

// usage marks the errors of a check of arguments as mistakes of the user.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usageError{fmt.Errorf("%w: see flagdebt %s --help", err, cmd.Name())}
		}
		return nil
	}
}
