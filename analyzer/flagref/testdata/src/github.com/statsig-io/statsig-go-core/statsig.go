// Package statsig_go_core is a stub: the signatures of the module that the corpus needs.
package statsig_go_core

// StatsigUser is whom a gate is asked for.
type StatsigUser struct{}

// FeatureGate is the answer for one gate.
type FeatureGate struct{ Value bool }

// FeatureGateOptions say how a gate is asked for.
type FeatureGateOptions struct{}

// DynamicConfig is the answer for one configuration.
type DynamicConfig struct{}

func (c DynamicConfig) GetBool(key string, fallback bool) bool { return fallback }

// Statsig asks the platform.
type Statsig struct{}

func (s *Statsig) CheckGate(user *StatsigUser, gateName string) bool { return false }
func (s *Statsig) GetFeatureGate(user *StatsigUser, gateName string) FeatureGate {
	return FeatureGate{}
}
func (s *Statsig) GetDynamicConfig(user *StatsigUser, configName string) DynamicConfig {
	return DynamicConfig{}
}
func (s *Statsig) GetExperiment(user *StatsigUser, name string) DynamicConfig { return DynamicConfig{} }

func (s *Statsig) CheckGateWithOptions(user *StatsigUser, gateName string, options *FeatureGateOptions) bool {
	return false
}
