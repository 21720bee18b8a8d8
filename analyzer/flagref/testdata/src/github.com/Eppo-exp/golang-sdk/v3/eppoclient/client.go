// Package eppoclient is a stub: the signatures of the module that the corpus needs. The subject comes first.
package eppoclient

// Attributes are those of a subject.
type Attributes map[string]interface{}

// EppoClient asks the platform.
type EppoClient struct{}

func (ec *EppoClient) GetBoolAssignment(subjectKey string, flagKey string, subjectAttributes Attributes, defaultValue bool) (bool, error) {
	return defaultValue, nil
}

func (ec *EppoClient) GetNumericAssignment(subjectKey string, flagKey string, subjectAttributes Attributes, defaultValue float64) (float64, error) {
	return defaultValue, nil
}

func (ec *EppoClient) GetIntegerAssignment(subjectKey string, flagKey string, subjectAttributes Attributes, defaultValue int64) (int64, error) {
	return defaultValue, nil
}

func (ec *EppoClient) GetStringAssignment(subjectKey string, flagKey string, subjectAttributes Attributes, defaultValue string) (string, error) {
	return defaultValue, nil
}

func (ec *EppoClient) GetJSONAssignment(subjectKey string, flagKey string, subjectAttributes Attributes, defaultValue interface{}) (interface{}, error) {
	return defaultValue, nil
}
