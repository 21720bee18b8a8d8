package debt

// Kind is the type of a flag's value.
type Kind string

// The kinds. KindVariant is a named variation (Unleash, Flipt), KindStage a step of a migration.
const (
	KindUnknown Kind = ""
	KindBool    Kind = "bool"
	KindString  Kind = "string"
	KindInt     Kind = "int"
	KindFloat   Kind = "float"
	KindJSON    Kind = "json"
	KindVariant Kind = "variant"
	KindStage   Kind = "stage"
)

// Type says what a flag is for, which decides how long it may live.
type Type string

// The types, after Pete Hodgson's and Unleash's vocabulary.
const (
	TypeUnknown    Type = ""
	TypeRelease    Type = "release"
	TypeExperiment Type = "experiment"
	TypeOps        Type = "ops"
	TypeKillSwitch Type = "kill-switch"
	TypePermission Type = "permission"
	TypeMigration  Type = "migration"
)

// Types lists the types that configuration may name.
var Types = []Type{TypeRelease, TypeExperiment, TypeOps, TypeKillSwitch, TypePermission, TypeMigration}

// Mode is how a flag answers in one environment, as far as its definition tells.
type Mode string

// The serving modes.
const (
	ModeUnknown       Mode = "unknown"        // not told, or not understood; never treated as constant
	ModeConstant      Mode = "constant"       // every context gets Value
	ModeCallerDefault Mode = "caller-default" // every call gets the default that it passes
	ModeSplit         Mode = "split"          // several values, by percentage or experiment only
	ModeRules         Mode = "rules"          // several values, by targeting
	ModeTime          Mode = "time"           // a change is scheduled
)

// Serving is the answer of a flag in one environment, or the joint answer of several.
type Serving struct {
	Mode Mode `json:"mode"`
	// Value is set iff Mode is constant.
	Value Value `json:"value,omitzero"`
	// Outcomes is the set of values that some context can get, sorted; it holds Value when Mode is constant.
	Outcomes []Value `json:"outcomes,omitempty"`
	// Experiment says that an experiment is running, even if every context gets the same value.
	Experiment bool `json:"experiment,omitempty"`
	// Note explains an unknown mode in a few words ("prerequisite cycle", "two sources disagree").
	Note string `json:"note,omitempty"`
}

// Environment is the state of a flag in one environment. A source without environments has one, named "*".
type Environment struct {
	Name       string  `json:"name"`
	Production bool    `json:"production"`
	Serving    Serving `json:"serving"`
	// Rules says that there are targeting rules, even if all serve the same value.
	Rules bool `json:"rules,omitempty"`
	// Since is the last change that could have altered the outcomes.
	Since Date `json:"since,omitzero"`
}

// AnyEnvironment is the name of the only environment of a source that has none.
const AnyEnvironment = "*"

// Flag is one flag as its platform, file or registry knows it.
type Flag struct {
	ID
	Kind         Kind          `json:"kind,omitempty"`
	Type         Type          `json:"type,omitempty"`
	Environments []Environment `json:"environments,omitempty"`

	Created   Date `json:"created,omitzero"`
	Modified  Date `json:"modified,omitzero"`
	Evaluated Date `json:"evaluated,omitzero"` // last evaluation that the platform saw
	Expires   Date `json:"expires,omitzero"`

	Owner       string   `json:"owner,omitempty"`
	Ticket      string   `json:"ticket,omitempty"`
	Description string   `json:"description,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	Mark        string   `json:"mark,omitempty"` // the platform's own word on the flag ("stale", "deprecated"), verbatim

	Permanent     bool `json:"permanent,omitempty"`
	Archived      bool `json:"archived,omitempty"` // archived or deleted at the platform
	Prerequisites []ID `json:"prerequisites,omitempty"`
	Dependents    []ID `json:"dependents,omitempty"` // flags that have this one as a prerequisite

	// Gate is set for a flag that is declared in code with a life cycle of stages.
	Gate *Gate `json:"gate,omitempty"`

	// Source names the source that the flag comes from (a file, "code"); Origin is where in it.
	Source string   `json:"source,omitempty"`
	Origin Position `json:"origin,omitzero"`
}

// Gate is the life cycle of a flag that is declared in code: a Kubernetes feature gate, an OpenTelemetry gate.
type Gate struct {
	// Stage is the registry's own word: ALPHA, BETA, GA, stable …
	Stage string `json:"stage,omitempty"`
	// Locked says that nobody can change the value any more.
	Locked bool `json:"locked,omitempty"`
	// Versions are the rows of the registration, oldest first.
	Versions []GateVersion `json:"versions,omitempty"`
	// Until is the version by which the registration itself says that the gate goes.
	Until string `json:"until,omitempty"`
	// Current is the newest version that any gate of the same registry names: the registry's idea of now.
	Current string `json:"current,omitempty"`
}

// GateVersion is one row of a gate's registration: from Version on, this stage and default hold.
type GateVersion struct {
	Version string `json:"version"`
	Stage   string `json:"stage,omitempty"`
	Default Value  `json:"default,omitzero"`
	Locked  bool   `json:"locked,omitempty"`
}
