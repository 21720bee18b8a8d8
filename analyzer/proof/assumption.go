package proof

import "go/token"

// AssumptionCode names a kind of assumption.
type AssumptionCode string

// The assumptions that a proof may rest on.
const (
	Evaluation    AssumptionCode = "evaluation"     // an evaluation returns the value, and nothing needs its other effects
	DroppedCall   AssumptionCode = "dropped-call"   // a call that only computed what the evaluation was given is not made any more
	DroppedPanic  AssumptionCode = "dropped-panic"  // an operation that is not made any more would not have panicked
	OtherResult   AssumptionCode = "other-result"   // a result beside the value is its zero value
	Registration  AssumptionCode = "registration"   // nobody needs that the key is declared
	VariableFixed AssumptionCode = "variable-fixed" // nothing reads a variable before its initializer ran
	FieldRemoved  AssumptionCode = "field-removed"  // nothing sees by reflection that a field is gone
	FieldMoved    AssumptionCode = "field-moved"    // nothing sees by reflection that fields stand in another order
	MethodRemoved AssumptionCode = "method-removed" // nothing finds by reflection that a method is gone
	ImportDropped AssumptionCode = "import-dropped" // nothing needs that a package runs its initialization
	ImportAdded   AssumptionCode = "import-added"   // that a package runs its initialization changes nothing
)

// Assumption is something that has to be true for a proof to hold.
type Assumption struct {
	Code AssumptionCode
	Pos  token.Position // in the original
	Text string
	Test bool
}

// Difference is a function, or a declaration, that is not proven to be the same.
type Difference struct {
	Func string
	Pos  token.Position // in the original; invalid for what is new
	Now  token.Position // in the new code; invalid for what is gone
	What string         // for people
	Test bool
}
