// Package eppoclient is a stub: the signatures of the module that the corpus needs. The flag comes first.
package eppoclient

import "context"

// Attributes are those of a subject.
type Attributes map[string]interface{}

// ContextAttributes are those of a subject or an action of a bandit.
type ContextAttributes struct{}

// BanditResult is what a bandit chose.
type BanditResult struct {
	Variation string
	Action    *string
}

// EppoClient asks the platform.
type EppoClient struct{}

func (e *EppoClient) GetBoolAssignment(flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue bool) (bool, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetBoolAssignmentContext(ctx context.Context, flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue bool) (bool, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetNumericAssignment(flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue float64) (float64, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetIntegerAssignment(flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue int64) (int64, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetStringAssignment(flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue string) (string, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetStringAssignmentContext(ctx context.Context, flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue string) (string, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetJSONAssignment(flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue interface{}) (interface{}, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetJSONBytesAssignment(flagKey string, subjectKey string, subjectAttributes Attributes, defaultValue []byte) ([]byte, error) {
	return defaultValue, nil
}

func (e *EppoClient) GetBanditAction(flagKey string, subjectKey string, subjectAttributes ContextAttributes, actions map[string]ContextAttributes, defaultVariation string) BanditResult {
	return BanditResult{Variation: defaultVariation}
}
