// Package configcat is a stub: the signatures of the module that the corpus needs.
package configcat

// User is whom a flag is asked for.
type User interface{}

// UserData is a user with attributes.
type UserData struct{ Identifier string }

// Logger gets what the SDK has to say.
type Logger interface{}

// EvaluationDetails is an answer of any type with its explanation.
type EvaluationDetails struct{ Value interface{} }

// BoolEvaluationDetails is an answer with its explanation.
type BoolEvaluationDetails struct{ Value bool }

// StringEvaluationDetails is an answer with its explanation.
type StringEvaluationDetails struct{ Value string }

// FlagOverrides say what flags shall give.
type FlagOverrides struct {
	Behavior int
	Values   map[string]interface{}
	FilePath string
}

// Config of a client.
type Config struct {
	SDKKey        string
	FlagOverrides *FlagOverrides
}

// Client asks the platform.
type Client struct{}

func NewClient(sdkKey string) *Client    { return nil }
func NewCustomClient(cfg Config) *Client { return nil }

func (c *Client) GetBoolValue(key string, defaultValue bool, user User) bool { return defaultValue }
func (c *Client) GetIntValue(key string, defaultValue int, user User) int    { return defaultValue }
func (c *Client) GetFloatValue(key string, defaultValue float64, user User) float64 {
	return defaultValue
}
func (c *Client) GetStringValue(key string, defaultValue string, user User) string {
	return defaultValue
}

func (c *Client) GetBoolValueDetails(key string, defaultValue bool, user User) BoolEvaluationDetails {
	return BoolEvaluationDetails{}
}

func (c *Client) GetStringValueDetails(key string, defaultValue string, user User) StringEvaluationDetails {
	return StringEvaluationDetails{}
}

func (c *Client) Snapshot(user User) *Snapshot { return nil }
func (c *Client) GetAllKeys() []string         { return nil }

// Snapshot is what all flags give one user.
type Snapshot struct{}

func NewSnapshot(logger Logger, values map[string]interface{}) (*Snapshot, error) { return nil, nil }

func (s *Snapshot) GetValue(key string) interface{}              { return nil }
func (s *Snapshot) GetValueDetails(key string) EvaluationDetails { return EvaluationDetails{} }

// Flag is a flag of any type.
type Flag interface {
	Key() string
	GetValue(snap *Snapshot) interface{}
	GetValueDetails(snap *Snapshot) EvaluationDetails
}

// BoolFlag is a flag that is true or false.
type BoolFlag struct{ key string }

func Bool(key string, defaultValue bool) BoolFlag { return BoolFlag{key} }

func (f BoolFlag) Key() string             { return f.key }
func (f BoolFlag) Get(snap *Snapshot) bool { return false }
func (f BoolFlag) GetWithDetails(snap *Snapshot) BoolEvaluationDetails {
	return BoolEvaluationDetails{}
}
func (f BoolFlag) GetValue(snap *Snapshot) interface{}              { return nil }
func (f BoolFlag) GetValueDetails(snap *Snapshot) EvaluationDetails { return EvaluationDetails{} }

// IntFlag is a flag with a number.
type IntFlag struct{ key string }

func Int(key string, defaultValue int) IntFlag { return IntFlag{key} }

func (f IntFlag) Get(snap *Snapshot) int { return 0 }

// FloatFlag is a flag with a number.
type FloatFlag struct{ key string }

func Float(key string, defaultValue float64) FloatFlag { return FloatFlag{key} }

func (f FloatFlag) Get(snap *Snapshot) float64 { return 0 }

// StringFlag is a flag with a text.
type StringFlag struct{ key string }

func String(key string, defaultValue string) StringFlag { return StringFlag{key} }

func (f StringFlag) Get(snap *Snapshot) string { return "" }
