// Package devcycle asks DevCycle, whose values have no type.
package devcycle

import devcycle "github.com/devcyclehq/go-server-sdk/v2"

//@ strict

func Theme(client *devcycle.Client, id string) string {
	user := devcycle.User{UserId: id}
	dark, err := client.Variable(user, "dark", false) //@ evaluation devcycle dark default=false func=Theme
	if err == nil && dark.Value.(bool) {
		return "dark"
	}
	value, err := client.VariableValue(user, "theme", "light") //@ evaluation devcycle theme default="light"
	if err != nil {
		return "light"
	}
	_, _ = client.VariableValue(user, id, nil) //@ forward devcycle
	return value.(string)
}

func All(client *devcycle.Client, user devcycle.User) bool {
	all, err := client.AllVariables(user)
	if err != nil || all["dark"].Value != true { //@ evaluation devcycle dark
		return false
	}
	features, _ := client.AllFeatures(user)
	_, ok := features["themes"] //@ evaluation devcycle themes
	return ok
}

// settings are ours.
type settings struct{}

func (settings) VariableValue(user devcycle.User, key string, fallback interface{}) (interface{}, error) {
	return fallback, nil
}

func ours(s settings) { _, _ = s.VariableValue(devcycle.User{}, "dark", true) }
