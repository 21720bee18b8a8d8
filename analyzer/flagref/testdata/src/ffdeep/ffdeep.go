// Package ffdeep knows neither the SDK nor the company's wrapper of it, only a wrapper of that.
package ffdeep

import "ffuse"

// Ready asks three packages up.
func Ready(key string) bool {
	return ffuse.On("third-hand") || //@ evaluation launchdarkly third-hand kind=bool default=false via=ffuse.On,ff.Deep,ff.On func=Ready
		ffuse.On(key) //@ forward launchdarkly
}

var started = Ready("fourth-hand") //@ evaluation launchdarkly fourth-hand via=ffdeep.Ready,ffuse.On,ff.Deep,ff.On func=
