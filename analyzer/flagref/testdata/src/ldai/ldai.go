// Package ldai asks LaunchDarkly for the configurations of models, by the present client and by the one before.
package ldai

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-server-sdk-ai/ldai"
	old "github.com/launchdarkly/go-server-sdk/ldai"
)

//@ strict

func Chat(client *ldai.Client, before *old.Client, who ldcontext.Context) bool {
	config := client.CompletionConfig("chat", who, ldai.Config{}, nil) //@ evaluation launchdarkly-ai chat kind=json default=none func=Chat
	judge := client.JudgeConfig("judge", who, ldai.Config{}, nil)      //@ evaluation launchdarkly-ai judge kind=json
	was, _ := before.Config("chat", who, old.Config{}, nil)            //@ evaluation launchdarkly-ai chat kind=json
	return config.Enabled() && judge.Enabled() && was.Enabled()
}

// client is ours.
type client struct{}

func (client) Config(key string, who ldcontext.Context) bool { return key == "chat" }

func ours(c client, who ldcontext.Context) bool { return c.Config("chat", who) }
