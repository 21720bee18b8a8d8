// Package posthog is a stub: the signatures of the module that the corpus needs.
package posthog

// FeatureFlagPayload asks for one flag.
type FeatureFlagPayload struct {
	Key, DistinctId       string
	SendFeatureFlagEvents *bool
}

// FeatureFlagPayloadNoKey asks for all.
type FeatureFlagPayloadNoKey struct{ DistinctId string }

// EvaluateFlagsPayload asks for several.
type EvaluateFlagsPayload struct {
	DistinctId string
	FlagKeys   []string
}

// FeatureFlagResult is the answer for one flag.
type FeatureFlagResult struct {
	Key     string
	Enabled bool
	Variant *string
}

// FeatureFlagEvaluations are the answers for several.
type FeatureFlagEvaluations struct{}

func (e *FeatureFlagEvaluations) IsEnabled(key string) bool                  { return false }
func (e *FeatureFlagEvaluations) GetFlag(key string) interface{}             { return nil }
func (e *FeatureFlagEvaluations) GetFlagPayload(key string) string           { return "" }
func (e *FeatureFlagEvaluations) Only(keys []string) *FeatureFlagEvaluations { return e }

// Client asks the platform.
type Client interface {
	IsFeatureEnabled(FeatureFlagPayload) (interface{}, error)
	GetFeatureFlag(FeatureFlagPayload) (interface{}, error)
	GetFeatureFlagResult(FeatureFlagPayload) (*FeatureFlagResult, error)
	GetFeatureFlagPayload(FeatureFlagPayload) (string, error)
	GetAllFlags(FeatureFlagPayloadNoKey) (map[string]interface{}, error)
	EvaluateFlags(EvaluateFlagsPayload) (*FeatureFlagEvaluations, error)
}

func New(apiKey string) Client { return nil }
