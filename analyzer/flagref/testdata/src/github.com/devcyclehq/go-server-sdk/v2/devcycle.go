// Package devcycle is a stub: the signatures of the module that the corpus needs.
package devcycle

// User is whom a variable is asked for.
type User struct{ UserId string }

// Variable is the answer for one variable.
type Variable struct {
	Key   string
	Value interface{}
}

// ReadOnlyVariable is one of all variables.
type ReadOnlyVariable struct {
	Key   string
	Value interface{}
}

// Feature is one of all features.
type Feature struct{ Key string }

// Client asks the platform.
type Client struct{}

func NewClient(sdkKey string) (*Client, error) { return nil, nil }

func (c *Client) Variable(user User, key string, defaultValue interface{}) (Variable, error) {
	return Variable{}, nil
}

func (c *Client) VariableValue(user User, key string, defaultValue interface{}) (interface{}, error) {
	return defaultValue, nil
}

func (c *Client) AllVariables(user User) (map[string]ReadOnlyVariable, error) { return nil, nil }
func (c *Client) AllFeatures(user User) (map[string]Feature, error)           { return nil, nil }
