// Package firebase asks Firebase Remote Config, whose defaults stand in one map.
package firebase

import (
	"context"

	"firebase.google.com/go/v4/remoteconfig"
)

//@ strict

func Level(ctx context.Context, client *remoteconfig.Client, user string) (int, error) {
	template, err := client.GetServerTemplate(ctx, map[string]any{
		"bonus":  true, //@ declaration firebase-remote-config bonus
		"points": 10,   //@ declaration firebase-remote-config points
	})
	if err != nil {
		return 0, err
	}
	config, err := template.Evaluate(map[string]any{"user": user})
	if err != nil {
		return 0, err
	}
	if config.GetBoolean("bonus") { //@ evaluation firebase-remote-config bonus kind=bool default=none func=Level
		return config.GetInt("points"), nil //@ evaluation firebase-remote-config points kind=int
	}
	if config.GetFloat("factor") > 1 { //@ evaluation firebase-remote-config factor kind=float
		return 1, nil
	}
	return len(config.GetString("exp_" + user)), nil //@ evaluation firebase-remote-config dynamic prefix=exp_ kind=string
}

func Offline(client *remoteconfig.Client) (*remoteconfig.ServerTemplate, error) {
	return client.InitServerTemplate(map[string]any{"bonus": false}, "{}") //@ declaration firebase-remote-config bonus
}

// config is ours.
type config map[string]bool

func (c config) GetBoolean(key string) bool { return c[key] }

func ours(c config) bool { return c.GetBoolean("bonus") }
