// Package closures hands the client on in functions.
package closures

import (
	"net/http"
	"sync"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

var client *ld.LDClient

var anybody = ldcontext.New("anybody")

// enabled is a function in a variable.
var enabled = func(key string) bool {
	on, _ := client.BoolVariation(key, anybody, false) //@ forward launchdarkly
	return on
}

// swapped is one that tests replace.
var swapped = func(key string) bool {
	on, _ := client.BoolVariation(key, anybody, false) //@ evaluation launchdarkly dynamic kind=bool default=false func=
	return on
}

// Swap replaces it.
func Swap(f func(string) bool) { swapped = f }

func local(user ldcontext.Context) int {
	on := func(k string) bool {
		v, err := client.BoolVariation(k, user, false) //@ forward launchdarkly
		return err == nil && v
	}
	var text = func(k, fallback string) string {
		v, _ := client.StringVariation(k, user, fallback) //@ forward launchdarkly
		return v
	}
	if on("new-tax") { //@ evaluation launchdarkly new-tax kind=bool default=false via=on func=local
		return 1
	}
	if on("boat") && text("theme", "blue") == "red" { //@ evaluation launchdarkly boat kind=bool via=on ;; evaluation launchdarkly theme kind=string default="blue" via=text
		return 2
	}
	if enabled("package-level") { //@ evaluation launchdarkly package-level kind=bool default=false via=enabled
		return 3
	}
	if swapped("unknowable") {
		return 4
	}
	return 0
}

func outside(user ldcontext.Context, key string) func() bool {
	return func() bool {
		on, _ := client.BoolVariation(key, user, false) //@ forward launchdarkly func=outside
		return on
	}
}

// requireFeature is a middleware: who builds it names the flag.
func requireFeature(c *ld.LDClient, key string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if on, _ := c.BoolVariation(key, anybody, false); !on { //@ forward launchdarkly
				http.NotFound(w, r)
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func routes(mux *http.ServeMux, boats http.Handler) {
	mux.Handle("/boats", requireFeature(client, "boat")(boats)) //@ evaluation launchdarkly boat kind=bool default=false via=closures.requireFeature func=routes
	withTax := requireFeature(client, "new-tax")                //@ evaluation launchdarkly new-tax kind=bool via=closures.requireFeature
	mux.Handle("/tax", withTax(boats))
	if outside(anybody, "outside")() { //@ evaluation launchdarkly outside kind=bool default=false via=closures.outside
		return
	}
	mux.HandleFunc("/theme", func(w http.ResponseWriter, r *http.Request) {
		theme, _ := client.StringVariation("theme", anybody, "blue") //@ evaluation launchdarkly theme kind=string default="blue" func=routes
		_, _ = w.Write([]byte(theme))
	})
}

// shadowed returns a function with a key of its own: the outer one goes nowhere.
func shadowed(key string) func(string) bool {
	return func(key string) bool {
		on, _ := client.BoolVariation(key, anybody, false) //@ evaluation launchdarkly dynamic
		return on
	}
}

// changed captures a parameter, and assigns to it.
func changed(key string) func() bool {
	defer func() { key = "changed" }()
	return func() bool {
		on, _ := client.BoolVariation(key, anybody, false) //@ evaluation launchdarkly dynamic
		return on
	}
}

func callers() bool {
	once := sync.OnceValue(func() bool {
		on, _ := client.BoolVariation("once", anybody, true) //@ evaluation launchdarkly once kind=bool default=true func=callers
		return on
	})
	return shadowed("nowhere")("elsewhere") && changed("unknown")() && once()
}

// each calls f, of which it knows nothing.
func each(keys []string, f func(key string)) {
	for _, key := range keys {
		f(key)
	}
}

func passed(keys []string) {
	each(keys, func(key string) {
		_, _ = client.BoolVariation(key, anybody, false) //@ evaluation launchdarkly dynamic func=passed
	})
}

// holder keeps a function in a field.
type holder struct{ on func(string) bool }

func held() bool {
	h := holder{on: func(key string) bool {
		on, _ := client.BoolVariation(key, anybody, false) //@ forward launchdarkly func=held
		return on
	}}
	return h.on("in-field") //@ evaluation launchdarkly in-field via=on
}

// recursive calls itself by the name of its variable.
func recursive() bool {
	var find func(key string, depth int) bool
	find = func(key string, depth int) bool {
		if depth == 0 {
			return false
		}
		on, _ := client.BoolVariation(key, anybody, false) //@ forward launchdarkly
		return on || find(key, depth-1)                    //@ forward launchdarkly
	}
	return find("recursive", 3) //@ evaluation launchdarkly recursive kind=bool via=find
}
