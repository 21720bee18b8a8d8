// Package featuregate is a stub: the signatures of the registry that the corpus needs.
package featuregate

import "k8s.io/apimachinery/pkg/util/version"

// Feature is the name of a gate.
type Feature string

// FeatureSpec is one row of a gate's registration.
type FeatureSpec struct {
	Default                 bool
	LockToDefault           bool
	PreRelease              prerelease
	Version                 *version.Version
	MinCompatibilityVersion *version.Version
}

// VersionedSpecs are the rows of a gate, oldest first.
type VersionedSpecs []FeatureSpec

type prerelease string

const (
	PreAlpha   = prerelease("PRE-ALPHA")
	Alpha      = prerelease("ALPHA")
	Beta       = prerelease("BETA")
	GA         = prerelease("")
	Deprecated = prerelease("DEPRECATED")
)

const allAlphaGate Feature = "AllAlpha"

// FeatureGate answers whether a feature is on.
type FeatureGate interface {
	Enabled(key Feature) bool
	KnownFeatures() []string
	DeepCopy() MutableVersionedFeatureGate
}

// MutableFeatureGate can be told features.
type MutableFeatureGate interface {
	FeatureGate
	Set(value string) error
	SetFromMap(m map[string]bool) error
	Add(features map[Feature]FeatureSpec) error
	GetAll() map[Feature]FeatureSpec
	OverrideDefault(name Feature, override bool) error
}

// MutableVersionedFeatureGate can be told features by version.
type MutableVersionedFeatureGate interface {
	MutableFeatureGate
	AddVersioned(features map[Feature]VersionedSpecs) error
	AddDependencies(features map[Feature][]Feature) error
	GetAllVersioned() map[Feature]VersionedSpecs
}

type featureGate struct{}

func NewFeatureGate() *featureGate                                           { return &featureGate{} }
func NewVersionedFeatureGate(emulationVersion *version.Version) *featureGate { return &featureGate{} }

func (f *featureGate) Enabled(key Feature) bool                               { return false }
func (f *featureGate) KnownFeatures() []string                                { return nil }
func (f *featureGate) DeepCopy() MutableVersionedFeatureGate                  { return f }
func (f *featureGate) Set(value string) error                                 { return nil }
func (f *featureGate) SetFromMap(m map[string]bool) error                     { return nil }
func (f *featureGate) Add(features map[Feature]FeatureSpec) error             { return nil }
func (f *featureGate) GetAll() map[Feature]FeatureSpec                        { return nil }
func (f *featureGate) OverrideDefault(name Feature, override bool) error      { return nil }
func (f *featureGate) AddVersioned(features map[Feature]VersionedSpecs) error { return nil }
func (f *featureGate) AddDependencies(features map[Feature][]Feature) error   { return nil }
func (f *featureGate) GetAllVersioned() map[Feature]VersionedSpecs            { return nil }
