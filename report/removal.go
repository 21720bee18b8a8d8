package report

import (
	"cmp"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Removal is what it means to take a flag out of the code: what it would do, or has done. Only clean, why and report look, report at the flags that are to be done first.
type Removal struct {
	// To is the value that stays, null where each call keeps its own default.
	To debt.Value `json:"to"`
	// Verdict says how far the removal can be trusted.
	Verdict string `json:"verdict"`
	Status  Status `json:"status"`
	// Complete says that nothing of the flag is left in the code.
	Complete bool `json:"complete"`
	// Deleted and Added count the lines of this flag's removal alone; those of several flags together may differ.
	Deleted int      `json:"deleted"`
	Added   int      `json:"added"`
	Files   []string `json:"files"`
	// Sites are the evaluations that are replaced.
	Sites []debt.Position `json:"sites"`
	// Obstacles are why nothing of the flag is removed, or what stays of it.
	Obstacles []Obstacle `json:"obstacles"`
	// Declarations are those that go with it, tests among them.
	Declarations []Declaration `json:"declarations"`
	// Dropped are calls that are not made any more.
	Dropped []Dropped `json:"dropped"`
	// Checklist are the places that name the flag and are left to a person.
	Checklist []Mention `json:"checklist"`
	Commit    string    `json:"commit,omitempty"`
	// Proof is what the comparison with the code before says; absent where none was made, as for an estimate.
	Proof *Proof `json:"proof,omitempty"`
	// Next is what is left to do when the removal is deployed.
	Next string `json:"next,omitempty"`
}

// Status says what became of a removal.
type Status string

// The statuses.
const (
	StatusEstimated Status = "estimated" // computed for a report
	StatusPlanned   Status = "planned"   // what clean would do
	StatusApplied   Status = "applied"   // written
	StatusSkipped   Status = "skipped"   // not written, since it is trusted less than was asked for
	StatusDeclined  Status = "declined"  // not written, since a person said no
	StatusRefused   Status = "refused"   // nothing of the flag can be removed: see the obstacles
)

// Obstacle is why a removal, or a part of it, is not done.
type Obstacle struct {
	Code debt.Code `json:"code"`
	debt.Position
	What string `json:"what"`
	Do   string `json:"do"`
}

// Declaration is one that goes.
type Declaration struct {
	Kind string `json:"kind"`
	Name string `json:"name"`
	debt.Position
}

// Dropped is a call that only fed the flag.
type Dropped struct {
	debt.Position
	Text string `json:"text"`
	// Panic says that it had no effect but may have panicked.
	Panic bool `json:"panic"`
}

// Mention is a place that names the flag.
type Mention struct {
	debt.Position
	Medium debt.Medium `json:"medium"`
	Text   string      `json:"text"` // the line, shortened
}

// Change is what clean does to the files for all its flags together.
type Change struct {
	Written bool `json:"written"`
	// Files are sorted by name.
	Files []ChangedFile `json:"files"`
	// Edits count in the files as they were read, by file and place.
	Edits []debt.Edit `json:"edits"`
	// Branch was created for it.
	Branch string `json:"branch,omitempty"`
	// Tests were run before and after; absent where nobody asked for that.
	Tests *Tests `json:"tests,omitempty"`
}

// Tests is what the tests of the packages concerned say before and after a change.
type Tests struct {
	Packages []string `json:"packages"`
	// Passed is the number of tests that pass before and after, subtests included.
	Passed int `json:"passed"`
	// Different are those that end otherwise than before. Those that the change deletes are not among them.
	Different []DifferentTest `json:"different"`
}

// DifferentTest is a test that ends otherwise after a change: pass, fail or skip. A package that does not build any more, or ends before its tests do, has no test.
type DifferentTest struct {
	Package string `json:"package"`
	Test    string `json:"test"`
	Before  string `json:"before"`
	After   string `json:"after"`
}

// ChangedFile is a file that changes.
type ChangedFile struct {
	File    string `json:"file"`
	Before  string `json:"before"` // "sha256:<hex>"
	After   string `json:"after"`  // empty where the file goes
	Deleted int    `json:"deleted"`
	Added   int    `json:"added"`
	Diff    string `json:"diff"` // unified, as git and patch read it
}

// Urgent lists the flags that a report says to do something about first.
func (r *Report) Urgent() []debt.ID {
	shown, _ := first(r.urgent(), doLimit)
	ids := make([]debt.ID, len(shown))
	for i, f := range shown {
		ids[i] = f.ID
	}
	return ids
}

// arrange sorts what belongs to a removal.
func (r *Removal) arrange() {
	if r == nil {
		return
	}
	r.Files = ordered(r.Files, cmp.Compare[string])
	r.Sites = ordered(r.Sites, debt.Position.Compare)
	r.Obstacles = ordered(r.Obstacles, func(a, b Obstacle) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Code, b.Code), cmp.Compare(a.What, b.What), cmp.Compare(a.Do, b.Do))
	})
	r.Declarations = ordered(r.Declarations, func(a, b Declaration) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	r.Dropped = ordered(r.Dropped, func(a, b Dropped) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Text, b.Text), compareBool(a.Panic, b.Panic))
	})
	r.Checklist = ordered(r.Checklist, compareMentions)
	r.Proof.arrange()
}

// arrange sorts what belongs to a change.
func (c *Change) arrange() {
	if c == nil {
		return
	}
	c.Files = filled(c.Files)
	slices.SortStableFunc(c.Files, func(a, b ChangedFile) int { return cmp.Compare(a.File, b.File) })
	c.Edits = filled(c.Edits)
	slices.SortStableFunc(c.Edits, func(a, b debt.Edit) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start))
	})
	if t := c.Tests; t != nil {
		t.Packages = ordered(t.Packages, cmp.Compare[string])
		t.Different = ordered(t.Different, func(a, b DifferentTest) int {
			return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Test, b.Test))
		})
	}
}

// declared are the declarations of some kinds.
func (r *Removal) declared(kinds ...string) []Declaration {
	return slices.DeleteFunc(slices.Clone(r.Declarations), func(d Declaration) bool { return !slices.Contains(kinds, d.Kind) })
}
