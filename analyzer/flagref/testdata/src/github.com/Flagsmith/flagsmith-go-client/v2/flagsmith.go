// Package flagsmith is a stub: the signatures of the module that the corpus needs.
package flagsmith

// Flag is one flag with its state.
type Flag struct {
	Enabled     bool
	Value       interface{}
	FeatureName string
}

// Flags are those of an environment or of an identity.
type Flags struct{}

func (f *Flags) IsFeatureEnabled(featureName string) (bool, error)       { return false, nil }
func (f *Flags) GetFeatureValue(featureName string) (interface{}, error) { return nil, nil }
func (f *Flags) GetFlag(featureName string) (Flag, error)                { return Flag{}, nil }

// Client asks the platform.
type Client struct{}

func NewClient(apiKey string) *Client { return nil }

func (c *Client) GetEnvironmentFlags() (Flags, error) { return Flags{}, nil }
