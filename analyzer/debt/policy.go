package debt

import "regexp"

// Policy is what a team expects of its flags. The zero Policy is usable: see DefaultPolicy for the numbers.
type Policy struct {
	// MaxAge is the number of days for which a flag of a type may stay constant in production before it is stale. A type without an entry never gets stale by age.
	MaxAge map[Type]int
	// Grace is the number of days after which a stale flag is no longer information but a warning.
	Grace int
	// MaxStateAge is the age in days from which a snapshot is called old.
	MaxStateAge int
	// GateMinors is the number of minor versions for which a locked gate may stay after it was locked.
	GateMinors int
	// Types gives a type to the flags that match, the first match wins over what the source says.
	Types []TypeRule
	// Rules overrides severities.
	Rules map[Rule]Severity
	// Keep lists flags that are kept although a rule says otherwise.
	Keep []Keep
	// Naming says how keys look. Without a pattern nothing is checked.
	Naming Naming
}

// TypeRule gives Type to flags by a glob over the key, a tag, or both. In a glob * stands for any text and ? for one character.
type TypeRule struct {
	Key  string
	Tag  string
	Type Type
}

// Keep is a reasoned exception for the flags whose keys match a glob.
type Keep struct {
	Key      string
	Provider string // empty: any
	Reason   string
	Until    Day // zero: for good
	By       string
	Pos      Position
}

// Naming is the expected form of keys: by type, else Default.
type Naming struct {
	Default *Pattern
	Types   map[Type]*Pattern
}

// Pattern is one expected form of a key: a named style, or a regular expression that must match the whole key.
type Pattern struct {
	Style       Style
	Regexp      *regexp.Regexp
	Example     string
	Description string
}

// Style is a named way to write keys.
type Style string

// The styles, shown on one key: new-tax, new_tax, newTax, NewTax, NEW_TAX, new.tax.
const (
	StyleKebab          Style = "kebab"
	StyleSnake          Style = "snake"
	StyleCamel          Style = "camel"
	StylePascal         Style = "pascal"
	StyleScreamingSnake Style = "screaming-snake"
	StyleDotSeparated   Style = "dot-separated"
)

// Styles lists the named styles.
var Styles = []Style{StyleKebab, StyleSnake, StyleCamel, StylePascal, StyleScreamingSnake, StyleDotSeparated}

// DefaultPolicy has the numbers that the field agrees on: 40 days for releases and experiments are Unleash's default lifetimes, 90 days for operational flags and migrations its "sunset"; three minor versions are Kubernetes' rule for removing a locked gate.
func DefaultPolicy() Policy {
	return Policy{
		MaxAge:      map[Type]int{TypeUnknown: 40, TypeRelease: 40, TypeExperiment: 40, TypeOps: 90, TypeMigration: 90},
		Grace:       30,
		MaxStateAge: 7,
		GateMinors:  3,
	}
}

// Source is what is known about one place that state came from.
type Source struct {
	// Name is the path of the file, relative to the repository root, or the platform's name and project.
	Name     string `json:"name"`
	Format   string `json:"format"`
	Provider string `json:"provider"`
	// Complete says that a key which the source does not hold does not exist at the provider.
	Complete bool `json:"complete"`
	// Exclusive says that no other repository reads these flags, so that a flag without a reference here is unused.
	Exclusive bool `json:"exclusive"`
	Flags     int  `json:"flags"`
	// Problem is why the source could not be read, or only in part.
	Problem string `json:"problem,omitempty"`
}

// Scope is how much of the world a judgement may rely on.
type Scope struct {
	// Whole says that the references are those of the whole program; without it nothing is called unused.
	Whole bool
	// Sources are the sources that state came from.
	Sources []Source
	// Providers maps a provider of the code that is only an interface (OpenFeature, an in-house toggle) to the providers that answer it, in the order in which they are asked.
	Providers map[string][]string
}
