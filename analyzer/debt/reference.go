package debt

// Role says what a place in the code does with a flag.
type Role string

// The roles.
const (
	RoleEvaluation   Role = "evaluation"    // asks for the flag's value
	RoleDeclaration  Role = "declaration"   // registers the flag, or defines its typed constant
	RoleTestOverride Role = "test-override" // forces a value in a test
	RoleForward      Role = "forward"       // the inner call of a wrapper: its callers count, it does not
	RoleUse          Role = "use"           // gets the flag's value from what asked for it: a helper, or a variable that holds it
	RoleMention      Role = "mention"       // names the flag without any of these
)

// Affix is what is constant of a key that is built at run time.
type Affix struct {
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	// Text is the source of the key expression, shortened.
	Text string `json:"text,omitempty"`
}

// Reference is one place in the code that concerns a flag.
type Reference struct {
	ID      // Key is empty where the key is not constant
	Pos     Position
	Package string // import path, without the suffix of a test variant
	Func    string // enclosing function: Name, Type.Name or (*Type).Name; empty at package level
	Role    Role
	Kind    Kind
	Default Value    // the constant default passed at this call, if any; of a test override what it forces by itself, as Enable does
	Dynamic *Affix   // set where the key is not constant
	Via     []string // the wrappers between this call and the SDK, outermost first
	Medium  Medium   // set where it is a mention outside of Go code
	Text    string   // the line of such a mention, shortened
	Builds  []string // of several build configurations those that have it, where others have not
}

// Medium is the kind of text outside of Go code in which a mention stands.
type Medium string

// The media. Only in code does anybody ask for a flag.
const (
	MediumCode  Medium = "code"  // of another language, or a template
	MediumData  Medium = "data"  // configuration, manifests, scripts, fixtures
	MediumProse Medium = "prose" // documents, and comments
)
