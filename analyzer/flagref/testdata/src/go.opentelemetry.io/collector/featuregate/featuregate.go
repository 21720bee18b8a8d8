// Package featuregate is a stub: the signatures of the collector's registry that the corpus needs.
package featuregate

// Stage is a step in the life of a gate.
type Stage int8

const (
	StageAlpha Stage = iota
	StageBeta
	StageStable
	StageDeprecated
)

func (s Stage) String() string { return "" }

// Gate is one feature.
type Gate struct{ id string }

func (g *Gate) ID() string      { return g.id }
func (g *Gate) IsEnabled() bool { return false }
func (g *Gate) Stage() Stage    { return StageAlpha }

// Registry holds gates.
type Registry struct{}

// RegisterOption describes a gate further.
type RegisterOption interface{ apply(g *Gate) error }

func WithRegisterDescription(description string) RegisterOption   { return nil }
func WithRegisterReferenceURL(referenceURL string) RegisterOption { return nil }
func WithRegisterFromVersion(fromVersion string) RegisterOption   { return nil }
func WithRegisterToVersion(toVersion string) RegisterOption       { return nil }

func GlobalRegistry() *Registry { return nil }
func NewRegistry() *Registry    { return nil }

func (r *Registry) MustRegister(id string, stage Stage, opts ...RegisterOption) *Gate { return nil }

func (r *Registry) Register(id string, stage Stage, opts ...RegisterOption) (*Gate, error) {
	return nil, nil
}

func (r *Registry) Set(id string, enabled bool) error { return nil }
