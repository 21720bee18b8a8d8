package cli

import (
	"fmt"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// failOn is the value of --fail-on: a severity, or never.
type failOn string

// code is the exit code for the findings and the completeness of a session.
func (f failOn) code(s *session) error {
	if f == "never" {
		return s.failed()
	}
	if err := s.complete(); err != nil {
		return err
	}
	limit, _ := debt.ParseSeverity(string(f)) // validated when the flag was read
	if slices.ContainsFunc(s.findings, func(finding debt.Finding) bool { return finding.Severity >= limit }) {
		return codeError(exitFindings)
	}
	return nil
}

// String, Set and Type make failOn a flag of cobra.
func (f *failOn) String() string { return string(*f) }

// Set accepts info, warning, error and never.
func (f *failOn) Set(word string) error {
	if severity, err := debt.ParseSeverity(word); word != "never" && (err != nil || severity == debt.SeverityOff) {
		return fmt.Errorf("%q is not a severity: use info, warning, error or never", word)
	}
	*f = failOn(word)
	return nil
}

// Type names the values in --help.
func (f *failOn) Type() string { return "SEVERITY" }
