// Package client is a stub: the signatures of the module that the corpus needs.
package client

// TreatmentResult is a treatment with its configuration.
type TreatmentResult struct {
	Treatment string
	Config    *string
}

// SplitClient asks the platform.
type SplitClient struct{}

func (c *SplitClient) Treatment(key interface{}, featureFlagName string, attributes map[string]interface{}) string {
	return "control"
}

func (c *SplitClient) TreatmentWithConfig(key interface{}, featureFlagName string, attributes map[string]interface{}) TreatmentResult {
	return TreatmentResult{}
}

func (c *SplitClient) Treatments(key interface{}, featureFlagNames []string, attributes map[string]interface{}) map[string]string {
	return nil
}

func (c *SplitClient) TreatmentsWithConfig(key interface{}, featureFlagNames []string, attributes map[string]interface{}) map[string]TreatmentResult {
	return nil
}

func (c *SplitClient) TreatmentsByFlagSet(key interface{}, flagSet string, attributes map[string]interface{}) map[string]string {
	return nil
}

func (c *SplitClient) TreatmentsWithConfigByFlagSets(key interface{}, flagSets []string, attributes map[string]interface{}) map[string]TreatmentResult {
	return nil
}
