// Package statsig is a stub: the signatures of the module that the corpus needs.
package statsig

// User is whom a gate is asked for.
type User struct{ UserID string }

// FeatureGate is the answer for one gate.
type FeatureGate struct {
	Name  string
	Value bool
}

type configBase struct{ Name string }

func (d *configBase) GetBool(key string, fallback bool) bool       { return fallback }
func (d *configBase) GetString(key string, fallback string) string { return fallback }

// DynamicConfig is the answer for one configuration or experiment.
type DynamicConfig struct{ configBase }

// Layer is the answer for one layer.
type Layer struct{ configBase }

func (d *Layer) GetBool(key string, fallback bool) bool { return fallback }

// GetExperimentOptions say how an experiment is asked for.
type GetExperimentOptions struct{}

// GetLayerOptions say how a layer is asked for.
type GetLayerOptions struct{}

// Client asks the platform.
type Client struct{}

func NewClient(sdkKey string) *Client { return nil }

func (c *Client) CheckGate(user User, gate string) bool                            { return false }
func (c *Client) CheckGateWithExposureLoggingDisabled(user User, gate string) bool { return false }
func (c *Client) GetGate(user User, gate string) FeatureGate                       { return FeatureGate{} }
func (c *Client) GetConfig(user User, config string) DynamicConfig                 { return DynamicConfig{} }
func (c *Client) GetExperiment(user User, experiment string) DynamicConfig         { return DynamicConfig{} }
func (c *Client) GetLayer(user User, layer string) Layer                           { return Layer{} }
func (c *Client) OverrideGate(gate string, val bool)                               {}
func (c *Client) OverrideConfig(config string, val map[string]interface{})         {}
func (c *Client) ManuallyLogGateExposure(user User, gate string)                   {}

func (c *Client) GetExperimentWithOptions(user User, experiment string, options *GetExperimentOptions) DynamicConfig {
	return DynamicConfig{}
}

func (c *Client) GetLayerWithOptions(user User, layer string, options *GetLayerOptions) Layer {
	return Layer{}
}

func CheckGate(user User, gate string) bool      { return false }
func GetGate(user User, gate string) FeatureGate { return FeatureGate{} }

func GetGateWithExposureLoggingDisabled(user User, gate string) FeatureGate { return FeatureGate{} }

func GetConfig(user User, config string) DynamicConfig         { return DynamicConfig{} }
func GetExperiment(user User, experiment string) DynamicConfig { return DynamicConfig{} }
func GetLayer(user User, layer string) Layer                   { return Layer{} }
func OverrideGate(gate string, val bool)                       {}
func OverrideLayer(layer string, val map[string]interface{})   {}
