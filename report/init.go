package report

import (
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// CommandInit is the command that proposes a configuration.
const CommandInit = "init"

// Proposal is a rule for the configuration, and what speaks for it. The configuration with all of them is Report.Hint.
type Proposal struct {
	// Looks says what the code looks like.
	Looks string `json:"looks"`
	// Section is the list below flags: of the configuration, and Entry the rule in it, as YAML.
	Section string `json:"section"`
	Entry   string `json:"entry"`
	// Uses is how many places outside of tests the rule is about, Keys are the keys in them, and Places the first of them.
	Uses   int             `json:"uses"`
	Keys   []string        `json:"keys"`
	Places []debt.Position `json:"places"`
}

// initPage is the configuration, to be copied as it is: whatever else there is to say is a comment in it.
func initPage(r *Report) page {
	if len(r.Hint) == 0 {
		return append(page{note{words("Nothing was proposed.")}}, incompleteNote(r)...)
	}
	lines := slices.Clone(r.Hint)
	if len(r.Incomplete) > 0 {
		lines = append(lines, "# Incomplete: not everything could be read, so there may be more.")
		shown, more := first(r.Incomplete, noteLimit)
		for _, part := range shown {
			lines = append(lines, strings.TrimRight("#   "+strings.TrimPrefix(part.Place+": "+part.What, ": "), " "))
		}
		if more > 0 {
			lines = append(lines, "#   and "+number(more)+" more")
		}
	}
	return page{snippet{language: "yaml", text: lines, whole: true}}
}
