// Package configcat is a stub: the signatures of the module that the corpus needs.
package configcat

// User is whom a flag is asked for.
type User struct{}

// Client asks the platform.
type Client struct{}

func (client *Client) GetValue(key string, defaultValue interface{}) interface{} { return defaultValue }

func (client *Client) GetValueForUser(key string, defaultValue interface{}, user *User) interface{} {
	return defaultValue
}

func (client *Client) GetValueAsync(key string, defaultValue interface{}, completion func(result interface{})) {
}

func (client *Client) GetValueAsyncForUser(key string, defaultValue interface{}, user *User, completion func(result interface{})) {
}
