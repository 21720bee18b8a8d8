package debt

import (
	"fmt"
	"slices"
)

// Rule is the name of a rule, the first word of its messages.
type Rule string

// The rules. The text of each, with a bad and a good example, is in package analyzer's doc.go.
const (
	RuleStale      Rule = "stale"
	RuleArchived   Rule = "archived"
	RuleUnknown    Rule = "unknown"
	RuleUnused     Rule = "unused"
	RuleExpired    Rule = "expired"
	RuleNaming     Rule = "naming"
	RuleDynamicKey Rule = "dynamic-key"
)

// Rules lists every rule in the order in which reports show them.
var Rules = []Rule{RuleArchived, RuleStale, RuleExpired, RuleUnknown, RuleUnused, RuleNaming, RuleDynamicKey}

// Severity of a finding. SeverityOff silences a rule.
type Severity int

// The severities, in rising order.
const (
	SeverityOff Severity = iota
	SeverityInfo
	SeverityWarning
	SeverityError
)

var severityNames = [...]string{"off", "info", "warning", "error"}

// String is the severity's word: off, info, warning or error.
func (s Severity) String() string { return severityNames[s] }

// MarshalText writes the severity's word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the severity's word.
func (s *Severity) UnmarshalText(text []byte) error {
	severity, err := ParseSeverity(string(text))
	*s = severity
	return err
}

// Finding is one violation of a rule. Its message carries dates, never ages: an age changes every day, and with it baselines and caches.
type Finding struct {
	Rule     Rule
	ID       // Key is empty for a dynamic key
	Severity Severity
	// Message begins with the rule's word and needs no other context than the position.
	Message string
	Pos     Position
	// Reference is the index in Judge's references that the finding stands at, or -1.
	Reference int
	// Forward is the value that everybody gets, if one value holds at every place.
	Forward Value
	// Fixable says that a removal may be tried.
	Fixable bool
}

// ParseSeverity reads off, info, warning or error.
func ParseSeverity(word string) (Severity, error) {
	if i := slices.Index(severityNames[:], word); i >= 0 {
		return Severity(i), nil
	}
	return SeverityOff, fmt.Errorf("%q is not a severity: use off, info, warning or error", word)
}
