// Package report is the versioned JSON contract of flagdebt's results and what people read of it: one file per format.
//
// # The contract
//
// A Report is one JSON document, the same for the commands check, list, report, why and clean; schema.json describes it. Every renderer works from a Report alone, so that a saved document renders to the same bytes as the run that made it (but for file names that are not UTF-8, which JSON cannot hold). [New] builds one, [Read] reads one back.
//
//   - Lists are never null and always sorted: flags by key and provider, findings and references by position, the rest by name.
//   - Paths are slash paths from the repository root; lines and columns count from 1, columns in bytes. Line 0 means the whole file, an empty file that there is no place.
//   - Days are UTC days in the form 2006-01-02, or empty where unknown. A date is a day together with the clock that told it; an unknown date is left out.
//   - Flag values are the JSON values themselves, null where there is none. The strings and objects that a flag serves appear only if the code reads the flag.
//   - A reader ignores fields and words that it does not know.
//
// # What may change
//
// Without a new schema version: fields may be added, and words to open lists (rule, verdict, role, kind, type, mode, clock, format, status, code); messages, hints and notes may be worded anew, since a finding is identified by its fingerprint; the order of fields may change. With a new schema version only: a field is removed or renamed, its type or meaning changes, a field that is always there may be missing, or the parts of a fingerprint change. A newer flagdebt reads older documents.
package report

import (
	"io"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Schema is the version of the document that this package writes.
const Schema = 1

// The commands that a document can come from. They decide what the renderers for people show of it.
const (
	CommandCheck  = "check"
	CommandList   = "list"
	CommandReport = "report"
	CommandWhy    = "why" // a list with the flags of one key only
)

// Report is the document. See the package comment for what holds for all of its fields.
type Report struct {
	Schema   int       `json:"schema"`
	Command  string    `json:"command"`
	Module   string    `json:"module"` // path of the main module, or the name of the workspace
	Snapshot Snapshot  `json:"snapshot"`
	Now      debt.Day  `json:"now"` // the day of the verdicts
	Totals   Totals    `json:"totals"`
	Flags    []Flag    `json:"flags"`
	Findings []Finding `json:"findings"`
	// Dynamic are the references whose key is built at run time: each may concern any flag that matches.
	Dynamic        []DynamicReference `json:"dynamic"`
	Sources        []debt.Source      `json:"sources"`
	Modules        []Module           `json:"modules"`
	Configurations []Configuration    `json:"configurations"`
	Rules          []Rule             `json:"rules"`
	// Incomplete is what could not be read: where it is not empty, every number may be too low.
	Incomplete []Incomplete `json:"incomplete"`
	// Hint is a minimal configuration to start from, line by line; the renderers show it where there are no sources.
	Hint []string `json:"hint"`
	// Change is what clean does to the files.
	Change *Change `json:"change,omitempty"`
	// Verification is what verify says of two versions.
	Verification *Verification `json:"verification,omitempty"`
	// Proposals are what init proposes for the configuration, what has most keys first.
	Proposals []Proposal `json:"proposals,omitempty"`
}

// Snapshot says which state of the flags the verdicts rest on.
type Snapshot struct {
	Date   debt.Day `json:"date"`   // unknown where there are no sources
	Digest string   `json:"digest"` // "sha256:<hex>", or empty
	Old    bool     `json:"old"`    // older than policy.max-state-age
}

// Totals counts what the lists hold.
type Totals struct {
	Flags int `json:"flags"`
	// References are those to flags outside of test files. Mentions and dynamic references are not among them.
	References     int `json:"references"`
	TestReferences int `json:"test-references"` // the same inside of test files
	Dynamic        int `json:"dynamic"`
	Packages       int `json:"packages"` // that hold a reference counted in References
	Findings       int `json:"findings"`

	// Findings by severity.
	Error   int `json:"error"`
	Warning int `json:"warning"`
	Info    int `json:"info"`

	// Flags by verdict.
	Archived     int `json:"archived"`
	Kept         int `json:"kept"`
	Stale        int `json:"stale"`
	Expired      int `json:"expired"`
	Unknown      int `json:"unknown"`
	Unused       int `json:"unused"`
	Undated      int `json:"undated"`
	UnknownState int `json:"unknown-state"`
	Healthy      int `json:"healthy"`
	Active       int `json:"active"`

	// Debt is the number of flags that this code should be rid of: see Flag.Debt.
	Debt int `json:"debt"`
	// FlagDays is the debt in flag-days over the limit: the days since each stale flag became stale, added up. It grows by itself if nobody acts, and falls at once on a removal.
	FlagDays int `json:"flag-days"`
}

// Flag is one flag: what is known about it, the verdict, and every reference to it.
type Flag struct {
	debt.ID
	Kind         debt.Kind     `json:"kind"`
	Type         debt.Type     `json:"type"` // the effective type: the policy's, else the source's
	Owner        string        `json:"owner"`
	Ticket       string        `json:"ticket"`
	Description  string        `json:"description,omitempty"`
	Serving      Serving       `json:"serving"` // the joint answer in production
	Environments []Environment `json:"environments"`
	Created      debt.Date     `json:"created,omitzero"`
	Since        debt.Date     `json:"since,omitzero"` // the date that the age is counted from
	Expires      debt.Date     `json:"expires,omitzero"`
	Verdict      debt.Word     `json:"verdict"`
	// Reason says in a few words why the verdict is none that asks for a removal.
	Reason string `json:"reason,omitempty"`
	// StaleSince is the first day on which the flag is stale, which may be in the future.
	StaleSince debt.Day `json:"stale-since,omitzero"`
	// Forward is the value that stays when the flag goes, null where it is not one value at every call.
	Forward debt.Value    `json:"forward"`
	Gate    *debt.Gate    `json:"gate,omitempty"`
	Source  string        `json:"source,omitempty"` // name of the source that decides
	Origin  debt.Position `json:"origin,omitzero"`  // where the flag is defined
	// Debt says that this code should be rid of the flag: it is stale, archived, expired or unknown and still referenced here (or a finding says so), or it is unused.
	Debt       bool        `json:"debt"`
	References []Reference `json:"references"`
	// Notes are what comments in the code say of the flag. They count where its source has nothing.
	Notes []debt.Note `json:"notes"`
	// Mentions are the places outside of Go that name the flag.
	Mentions []Mention `json:"mentions"`
	// Removal is what it means to take the flag out of the code, where that was looked at.
	Removal *Removal `json:"removal,omitempty"`
}

// Serving is the answer of a flag. The values that some contexts might get are left out on purpose: they can identify people.
type Serving struct {
	Mode       debt.Mode  `json:"mode"`
	Value      debt.Value `json:"value"`
	Experiment bool       `json:"experiment,omitempty"`
	Note       string     `json:"note,omitempty"`
}

// Environment is the state of a flag in one environment.
type Environment struct {
	Name       string    `json:"name"`
	Production bool      `json:"production"`
	Serving    Serving   `json:"serving"`
	Since      debt.Date `json:"since,omitzero"`
}

// Reference is one place in the code that concerns a flag.
type Reference struct {
	debt.Position
	Package  string     `json:"package"`
	Function string     `json:"function"` // empty at package level
	Role     debt.Role  `json:"role"`
	Kind     debt.Kind  `json:"kind"`
	Default  debt.Value `json:"default"`
	Via      []string   `json:"via"` // the wrappers in between, outermost first
	// Builds are the build configurations that have it; left out where all have.
	Builds []string `json:"builds,omitempty"`
}

// DynamicReference is a place whose key is built at run time.
type DynamicReference struct {
	Provider string `json:"provider"`
	Reference
	Prefix string `json:"prefix"`
	Suffix string `json:"suffix"`
	Text   string `json:"text"` // the source of the key expression, shortened
}

// Finding is one violation of a rule.
type Finding struct {
	Rule debt.Rule `json:"rule"`
	debt.ID
	Severity debt.Severity `json:"severity"`
	debt.Position
	Message string     `json:"message"`
	Fixable bool       `json:"fixable"`
	Forward debt.Value `json:"forward,omitzero"`
	// Fingerprint identifies the finding over time: debt.Finding.Fingerprint, with -2, -3 … in the order of positions where several are equal.
	Fingerprint string `json:"fingerprint"`
}

// Module is one module that was analysed.
type Module struct {
	Path string `json:"path"`
	Dir  string `json:"dir"` // from the repository root, "." at it
}

// Configuration is one build configuration that was analysed; references are the union over all.
type Configuration struct {
	GOOS   string   `json:"goos"`
	GOARCH string   `json:"goarch"`
	Tags   []string `json:"tags"`
	Tests  bool     `json:"tests"`
}

// Rule is one rule that was applied.
type Rule struct {
	Name     debt.Rule     `json:"name"`
	Severity debt.Severity `json:"severity"`
	Summary  string        `json:"summary"`
}

// Incomplete is one thing that could not be read.
type Incomplete struct {
	Place string `json:"place,omitempty"` // a package, a file, a source
	What  string `json:"what"`
}

// Renderer writes a report in one format. It writes nothing if it fails before the first byte, and changes nothing of the report.
type Renderer func(io.Writer, *Report) error

// Renderers are the formats of this package by name.
func Renderers() map[string]Renderer {
	return map[string]Renderer{"text": Text, "json": JSON, "markdown": Markdown}
}

// inTest reports whether the reference stands in a test file.
func (r *Reference) inTest() bool { return strings.HasSuffix(r.File, "_test.go") }

// counts reports whether the reference is counted: a mention does nothing with the flag, and a use gets its value from what is counted.
func (r *Reference) counts() bool { return r.Role != debt.RoleMention && r.Role != debt.RoleUse }

// uses counts the references outside of tests, and the packages that they stand in.
func (f *Flag) uses() (references, packages int) {
	seen := map[string]bool{}
	for i := range f.References {
		if r := &f.References[i]; r.counts() && !r.inTest() {
			references++
			seen[r.Package] = true
		}
	}
	return references, len(seen)
}

// elsewhere counts the places outside of Go that may do something with the flag, and do not only talk about it.
func (f *Flag) elsewhere() int {
	n := 0
	for _, m := range f.Mentions {
		if m.Medium != debt.MediumProse {
			n++
		}
	}
	return n
}

// overdue is the number of days that the flag has been stale on the day now; 0 for a flag that is no debt, and for a gate, which is counted in versions.
func (f *Flag) overdue(now debt.Day) int {
	if !f.Debt || f.Verdict != debt.WordStale || f.StaleSince == 0 {
		return 0
	}
	return max(0, int(now-f.StaleSince))
}
