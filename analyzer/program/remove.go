package program

import (
	"context"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// Change is what a removal would do to the files. Nothing has been written.
type Change struct {
	// Files that change, by name.
	Files []File
	// Flags says for each choice, in the order in which they were given, what became of it.
	Flags []Removed
}

// File is a file before and after.
type File struct {
	Name    string // absolute
	Display string // slash path from the root
	Before  []byte // as it was analysed
	After   []byte // nil where the file goes
	Edits   []debt.Edit
}

// Removed is what became of one choice.
type Removed struct {
	removal.Choice
	// Verdict says how far the removal can be trusted.
	Verdict Verdict
	// Complete says that nothing of the flag is left in the code.
	Complete bool
	// The rest is that of the flag's own plan: see removal.Plan.
	Obstacles []debt.Obstacle
	Removed   []removal.Decl
	Sites     []debt.Position
	Dropped   []removal.Dropped
	// Files that the flag's own removal changes, and the lines of Go that it takes out and puts in.
	Files          []string
	Deleted, Added int
	// Mentions are the places that no edit touches: other languages, documents, comments, templates.
	Mentions []Mention
}

// Mention is a place that names the flag and was left alone.
type Mention struct {
	Pos  debt.Position
	Text string // the line, trimmed and shortened
}

// Verdict says how far a removal can be trusted.
type Verdict string

// The verdicts.
const (
	Checked Verdict = "checked" // it type-checks in every build that has an edited file, and go vet has nothing new to say
	Refused Verdict = "refused" // nothing of the flag was removed: see the obstacles
	Nothing Verdict = "nothing" // the code has nothing of the flag
)

// RemoveOptions are those of the removal, and how the result is checked.
type RemoveOptions struct {
	removal.Options
	// Quick leaves out the check of every importer of an edited package: only edited packages and the users of deleted or changed objects are checked. For estimates; never before a write.
	Quick bool
}

// Remove plans the removal of the flags, jointly, and checks the result in memory. A flag whose removal does not pass is reported as refused, and the others go on.
func (p *Program) Remove(ctx context.Context, choices []removal.Choice, options RemoveOptions) (*Change, error) {
	return nil, nil
}
