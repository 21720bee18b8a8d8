// Package client is a stub: the signatures of the module that the corpus needs.
package client

import "github.com/optimizely/go-sdk/pkg/entities"

// OptimizelyClient asks the platform.
type OptimizelyClient struct{}

func (o *OptimizelyClient) CreateUserContext(userID string, attributes map[string]interface{}) OptimizelyUserContext {
	return OptimizelyUserContext{}
}

func (o *OptimizelyClient) IsFeatureEnabled(featureKey string, userContext entities.UserContext) (bool, error) {
	return false, nil
}

func (o *OptimizelyClient) GetFeatureVariableBoolean(featureKey, variableKey string, userContext entities.UserContext) (bool, error) {
	return false, nil
}

func (o *OptimizelyClient) GetFeatureVariableString(featureKey, variableKey string, userContext entities.UserContext) (string, error) {
	return "", nil
}

func (o *OptimizelyClient) Activate(experimentKey string, userContext entities.UserContext) (string, error) {
	return "", nil
}

func (o *OptimizelyClient) GetVariation(experimentKey string, userContext entities.UserContext) (string, error) {
	return "", nil
}

// OptimizelyDecision is the answer for one flag.
type OptimizelyDecision struct {
	VariationKey string
	Enabled      bool
}

// OptimizelyUserContext asks for one user.
type OptimizelyUserContext struct{}

func (o *OptimizelyUserContext) Decide(key string, options []string) OptimizelyDecision {
	return OptimizelyDecision{}
}

func (o *OptimizelyUserContext) DecideForKeys(keys []string, options []string) map[string]OptimizelyDecision {
	return nil
}

func (o *OptimizelyUserContext) DecideAll(options []string) map[string]OptimizelyDecision { return nil }
