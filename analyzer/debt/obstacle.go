package debt

// Obstacle is why a removal, or a part of it, was not done. It is an answer, not an error.
type Obstacle struct {
	Code Code
	ID   ID
	// Pos is where it stands in the way; zero where it is the flag's state.
	Pos Position
	// What says what is in the way, Do the next step for a person.
	What, Do string
}

// Error has the form path:line:col: what is in the way: what to do.
func (o *Obstacle) Error() string { return (&InputError{Pos: o.Pos, What: o.What, Do: o.Do}).Error() }

// Code names a kind of obstacle. Codes are stable: scripts may count them.
type Code string

// The codes of obstacles that the state of a flag makes. Nothing of the flag is removed; a person who knows better may force it.
const (
	CodeKillSwitch   Code = "kill-switch"   // constant on purpose: by its type, marked as permanent, or kept by the policy
	CodePrerequisite Code = "prerequisite"  // another living flag depends on it
	CodeMixedServing Code = "mixed-serving" // contexts or environments get different values
	CodeNoValue      Code = "no-value"      // the state does not tell what everybody gets
	CodeDynamicKey   Code = "dynamic-key"   // a key that is built at run time may be this one
	CodeNotFound     Code = "not-found"     // neither code nor state knows the key
	CodeAmbiguous    Code = "ambiguous-key" // several providers have the key
	CodeValueKind    Code = "value-kind"    // a call asks for another kind of value than the flag gets
)

// The codes of obstacles in code. Where the code is partial, what depends on the place stays as it is, and the rest of the flag is removed if it compiles and means the same without.
const (
	CodeGenerated     Code = "generated"      // the place is in a generated file
	CodeUnbuilt       Code = "unbuilt"        // a file that no loaded build configuration builds has the key, or needs what would change
	CodeBroken        Code = "broken-package" // the package does not compile as it is
	CodeFunctionValue Code = "function-value" // the evaluation is used as a function value
	CodeDetailUsed    Code = "detail-used"    // the explanation of the evaluation is used
	CodeJSONValue     Code = "json-value"     // the value is a structure
	CodeOpaque        Code = "opaque-wrapper" // a wrapper does more than pass the answer on, or is not ours
	CodeEffect        Code = "effect"         // an operand that would go has an effect that cannot be kept in order
	CodeJump          Code = "jump"           // fallthrough, goto or break ties the statement to others
	CodeMissingReturn Code = "missing-return" // the function would end without a return
	CodeEndless       Code = "endless-loop"   // the loop waits for the flag to change
	CodeKeyUsed       Code = "key-used"       // the key is used for something that is neither evaluation nor declaration
	CodeDeclaration   Code = "declaration"    // the declaration cannot be taken out: positional, computed, exported or still needed
	CodeTest          Code = "test"           // a test depends on the flag in a way that a person has to decide on
	CodeRetest        Code = "retest"         // tests that stay ran with another value; nothing of the flag is left there
	CodeExposed       Code = "exposed"        // what carries the value can be reached from outside: exported, tagged, reflected on
	CodeBuilds        Code = "builds-differ"  // build configurations need different edits of one file
)

// The codes of removals that were computed and did not pass the gate. Nothing of the flag is removed.
const (
	CodeDoesNotCompile Code = "does-not-compile"
	CodeVet            Code = "vet" // go vet would have a new complaint
)

// Partial reports whether a removal may go on around an obstacle with the code.
func (c Code) Partial() bool {
	switch c {
	case CodeKillSwitch, CodePrerequisite, CodeMixedServing, CodeNoValue, CodeDynamicKey, CodeNotFound, CodeAmbiguous, CodeValueKind, CodeDoesNotCompile, CodeVet, CodeUnbuilt, CodeBroken, CodeBuilds:
		return false
	}
	return true
}

// Leaves reports whether something of the flag is left where a removal meets the code.
func (c Code) Leaves() bool { return c != CodeRetest }

// Codes lists every code with what it means, in the order in which documentation shows them.
var Codes = []CodeText{
	{CodeKillSwitch, "The flag is constant on purpose: by its type, because it is marked as permanent, or by policy.keep.", "Remove it only if nobody needs the switch any more: --force."},
	{CodePrerequisite, "Another living flag has this one as a prerequisite.", "Remove the dependent flag, or its prerequisite, first."},
	{CodeMixedServing, "Different contexts or environments get different values, or everybody gets another one than --to says.", "Finish the rollout, or name the value with --to and --force."},
	{CodeNoValue, "The state of the flag does not tell which value everybody gets.", "Name the value with --to."},
	{CodeDynamicKey, "A key that is built at run time may be this flag's.", "Look at the place; --force removes the flag all the same."},
	{CodeNotFound, "Neither the code nor the state of the flags has the key.", "Check the spelling: flagdebt list."},
	{CodeAmbiguous, "Several providers have a flag with the key.", "Name one as PROVIDER:KEY."},
	{CodeValueKind, "A call asks for another kind of value than the flag would give.", "Give a value of the right kind with --to."},
	{CodeGenerated, "The place is in a generated file, which is never edited.", "Change the generator's input, generate again, and run the removal again."},
	{CodeUnbuilt, "A file that no loaded build configuration builds has the key, or needs what would change.", "Run with the --tags that build the file, or edit it by hand."},
	{CodeBroken, "The package does not compile as it is.", "Make it compile first."},
	{CodeFunctionValue, "The evaluation is used as a function value, so that the key of its calls is not known.", "Call it in place, or replace the value by hand."},
	{CodeDetailUsed, "The explanation of the evaluation (reason, variant, details) is used.", "Decide by hand what stands for the explanation."},
	{CodeJSONValue, "The value is a structure.", "Write the structure in place of the call by hand."},
	{CodeOpaque, "A wrapper does more than pass the answer of the flag on, or is declared in another module.", "Simplify the wrapper, describe it under flags.apis, or replace its call by hand."},
	{CodeEffect, "An operand that would go has an effect that cannot be kept in order.", "Move the operand into a statement of its own, or choose --effects drop."},
	{CodeJump, "A fallthrough, goto or break ties the statement to others.", "Untie the jump by hand."},
	{CodeMissingReturn, "The function would end without a return.", "Say by hand what the function returns there."},
	{CodeEndless, "The loop waits for the flag to change, and would never end.", "Remove the loop by hand."},
	{CodeKeyUsed, "The key is used for something that is neither evaluation nor declaration.", "Look at the place and remove the use by hand."},
	{CodeDeclaration, "The declaration cannot be taken out: its place is significant, computed, or exported, or something that stays needs it.", "Take it out by hand."},
	{CodeTest, "A test depends on the flag in a way that a person has to decide on.", "Change or delete the test."},
	{CodeRetest, "Tests that stay ran with the losing value, and run with the winning one now. Nothing of the flag is left in them.", "Run them: --with-tests does, before and after."},
	{CodeExposed, "What carries the value can be reached from outside: it is exported, has a struct tag, or is reflected on.", "Choose --closed if it is only exported and no other module uses it; else remove it by hand."},
	{CodeBuilds, "Two build configurations need different edits of one file.", "Remove the flag by hand in that file."},
	{CodeDoesNotCompile, "The result would not compile, which is a mistake of flagdebt.", "Please report it; the flag was left alone."},
	{CodeVet, "go vet would complain about the result.", "Look at the place; the flag was left alone."},
}

// CodeText is what documentation says about a code.
type CodeText struct {
	Code     Code
	Text, Do string
}
