package config

import (
	"fmt"
	"reflect"
	"strconv"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// schemaVersion is the version of the schema that this package reads.
const schemaVersion = 1

// document is the file as it is written. The parts that differ in form from a Config are read beside it.
type document struct {
	Config `yaml:",inline"`
	Policy policy      `yaml:"policy"`
	Keep   []keep      `yaml:"keep"`
	Naming conventions `yaml:"naming"`
	// MinSeverity is the Config's, which cannot be off: nothing would be reported.
	MinSeverity threshold `yaml:"min-severity"`
}

// threshold is a debt.Severity but for off.
type threshold debt.Severity

// UnmarshalText reads the severity's word.
func (t *threshold) UnmarshalText(text []byte) error { return (*debt.Severity)(t).UnmarshalText(text) }

// policy is the part policy of a file.
type policy struct {
	// MaxAge changes single entries of the default. A flag of unknown type is treated as a release.
	MaxAge      map[debt.Type]limit         `yaml:"max-age"`
	Grace       *span                       `yaml:"grace"`
	MaxStateAge *span                       `yaml:"max-state-age"`
	GateMinors  *int                        `yaml:"gate-minors"`
	Types       []typeRule                  `yaml:"types"`
	Rules       map[debt.Rule]debt.Severity `yaml:"rules"`
}

// typeRule is a debt.TypeRule of a file.
type typeRule struct {
	Key  string        `yaml:"key"`
	Tag  string        `yaml:"tag"`
	Type debt.Type     `yaml:"type" required:"say which type the flags have"`
	Pos  debt.Position `yaml:"-"`
}

// keep is a debt.Keep of a file.
type keep struct {
	Key      string        `yaml:"key" required:"name the flag, or several by a glob"`
	Provider string        `yaml:"provider"`
	Reason   string        `yaml:"reason" required:"say why the flag stays"`
	Until    debt.Day      `yaml:"until"`
	By       string        `yaml:"by"`
	Pos      debt.Position `yaml:"-"`
}

// conventions is the part naming of a file: one convention for all keys, and others for some types.
type conventions struct {
	convention `yaml:",inline"`
	Types      map[debt.Type]*convention `yaml:"types"`
}

// convention is a debt.Pattern of a file.
type convention struct {
	Style       debt.Style    `yaml:"style"`
	Pattern     string        `yaml:"pattern"`
	Example     string        `yaml:"example"`
	Description string        `yaml:"description"`
	Pos         debt.Position `yaml:"-"`
}

// Parse reads a configuration file; file is the path that positions show. A mistake does not hide the next one: the error is of type Errors.
func Parse(file string, data []byte) (*Config, error) {
	src, root, err := parse(file, data)
	if err != nil {
		return nil, err
	}
	d := newDecoder(src.at)
	if mistake := checkVersion(root, src.at); mistake != nil {
		return nil, Errors{mistake}
	}
	doc := new(document)
	d.decode(root, reflect.ValueOf(doc).Elem(), "the configuration")
	d.requireVersion(root)
	d.finish(doc)
	if err := d.errors.sorted(); err != nil {
		return nil, err
	}
	doc.File = file
	return &doc.Config, nil
}

// finish checks a document that has been decoded, and fills in the defaults.
func (d *decoder) finish(doc *document) {
	doc.Config.MinSeverity = debt.SeverityWarning
	if d.given(&doc.MinSeverity) {
		doc.Config.MinSeverity = debt.Severity(doc.MinSeverity)
	}
	d.checkCatalogue(&doc.Flags)
	d.checkProviders(&doc.Providers)
	d.checkSources(doc.Sources)
	doc.Config.Policy = d.policy(doc)
}

// checkVersion looks at the version before anything else: a file of a newer schema would be full of mistakes that are none. A version that is missing or no number is left to the decoder.
func checkVersion(root *yaml.Node, at func(*yaml.Node) debt.Position) *debt.InputError {
	value := lookUp(root, "version")
	if value == nil || value.Tag != "!!int" {
		return nil
	}
	switch n, err := strconv.Atoi(value.Value); {
	case err != nil || n > schemaVersion:
		return mistakef(at(value), fmt.Sprintf("use a newer flagdebt (this one reads version %d)", schemaVersion), "version %s of the schema is not known", printable(value.Value))
	case n < schemaVersion:
		return mistakef(at(value), fmt.Sprintf("write version: %d", schemaVersion), "there is no version %s of the schema", value.Value)
	}
	return nil
}

// requireVersion adds a mistake if a file has no version.
func (d *decoder) requireVersion(root *yaml.Node) {
	if root.Kind == yaml.MappingNode && lookUp(root, "version") == nil {
		d.fail(d.place(root), fmt.Sprintf(`add "version: %d"`, schemaVersion), `"version" is missing`)
	}
}
