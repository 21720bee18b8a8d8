package proof

import "go/token"

// AssumptionCode names a kind of assumption.
type AssumptionCode string

// The assumptions that a proof may rest on.
const (
	Evaluation      AssumptionCode = "evaluation"       // an evaluation returns the value, and nothing needs its other effects
	DroppedCall     AssumptionCode = "dropped-call"     // a call that only computed what the evaluation was given is not made any more
	DroppedPanic    AssumptionCode = "dropped-panic"    // an operation that is not made any more would not have panicked
	OtherEvaluation AssumptionCode = "other-evaluation" // an evaluation of another flag, whose value nobody needs any more, is not made
	OtherResult     AssumptionCode = "other-result"     // a result beside the value is its zero value
	Registration    AssumptionCode = "registration"     // nobody needs that the key is declared
	VariableFixed   AssumptionCode = "variable-fixed"   // nothing reads a variable before its initializer ran
	ZeroValue       AssumptionCode = "zero-value"       // nothing outside makes a value whose field is not set as the program sets it
	FieldRemoved    AssumptionCode = "field-removed"    // nothing sees by reflection that a field is gone
	FieldMoved      AssumptionCode = "field-moved"      // nothing sees by reflection that fields stand in another order
	MethodRemoved   AssumptionCode = "method-removed"   // nothing finds by reflection that a method is gone
	ImportDropped   AssumptionCode = "import-dropped"   // nothing needs that a package runs its initialization
	ImportAdded     AssumptionCode = "import-added"     // that a package runs its initialization changes nothing
)

// AssumptionText says what an assumption means, and how a person can tell whether it is true.
type AssumptionText struct {
	Code      AssumptionCode
	Text, Ask string
}

// Assumptions lists every code, in the order in which documentation shows them.
var Assumptions = []AssumptionText{
	{Evaluation, "Every evaluation of the flag gives the value, and nothing needs what else it does.", "Does anybody count the evaluations, as exposure events of an experiment or hooks of the SDK?"},
	{DroppedCall, "A call that only computed what an evaluation was given is not made any more.", "Does the call do something that would be missed, as logging or counting?"},
	{DroppedPanic, "An operation that is not made any more would not have panicked.", "Could what is dereferenced be nil there, and does anybody rely on the panic?"},
	{OtherEvaluation, "An evaluation of another flag, whose value nothing needs any more, is not made.", "Does anybody count the evaluations of that flag?"},
	{OtherResult, "What an evaluation gives beside the value, and the code looked at, is its zero value.", "Does the code look at the variant or the reason?"},
	{Registration, "Nothing needs that the flag is declared, registered or listed.", "Is it set from outside, by a command line, a manifest or an environment variable, which an unknown flag would break?"},
	{VariableFixed, "Nothing reads a package variable before it is initialized.", "Is it read by what initializes another variable?"},
	{ZeroValue, "Nothing outside makes a value of a type on its own, without the field that the flag always set.", "Do other modules write literals of the type, or declare variables of it?"},
	{FieldRemoved, "Nothing sees by reflection that a field of a structure is gone.", "Is the structure encoded, decoded or printed as a whole?"},
	{FieldMoved, "Nothing sees by reflection that the fields of a structure stand in another order.", "Is it encoded or printed in the order of its fields?"},
	{MethodRemoved, "Nothing finds by reflection that a method is gone.", "Is the type used by templates or by name?"},
	{ImportDropped, "Nothing needs that a package is initialized which is not imported any more.", "Does the package register something when it is initialized?"},
	{ImportAdded, "That a package is initialized which was not imported before changes nothing.", "Does the package do something when it is initialized?"},
}

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
