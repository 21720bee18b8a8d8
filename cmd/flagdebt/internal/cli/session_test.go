package cli

import (
	"errors"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// TestExitCodes holds the order of the codes: a bug, what is incomplete, findings. Only the second and third can be asked away. It is fault 40.
func TestExitCodes(t *testing.T) {
	warning := []debt.Finding{{Severity: debt.SeverityWarning}}
	part := []program.Incomplete{{What: "undefined: x"}}
	bug := []program.Incomplete{{What: "undefined: x"}, {What: "internal error", Bug: true}}
	for _, tt := range []struct {
		name       string
		fail       failOn
		findings   []debt.Finding
		incomplete []program.Incomplete
		want       error
	}{
		{"nothing", "info", nil, nil, nil},
		{"below", "error", warning, nil, nil},
		{"at", "warning", warning, nil, codeError(exitFindings)},
		{"above", "info", warning, nil, codeError(exitFindings)},
		{"incomplete before findings", "warning", warning, part, codeError(exitIncomplete)},
		{"never covers both", "never", warning, part, nil},
		{"a bug before what is incomplete", "warning", warning, bug, codeError(exitInternal)},
		{"never covers no bug", "never", nil, bug, codeError(exitInternal)},
	} {
		s := &session{program: &program.Result{Incomplete: tt.incomplete}, findings: tt.findings}
		if got := tt.fail.code(s); !errors.Is(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
