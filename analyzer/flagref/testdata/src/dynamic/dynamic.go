// Package dynamic builds keys at run time.
package dynamic

import (
	"fmt"
	"os"
	"strings"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

const format = "exp-%s"

type experiment struct {
	Key  string
	Arms []string
}

func (e experiment) String() string { return e.Key }

func affixes(c *ld.LDClient, u ldcontext.Context, name, group string, n int) {
	const arm = "arm-"
	_, _ = c.BoolVariation("exp-"+name, u, false)                                 //@ evaluation launchdarkly dynamic prefix=exp- kind=bool default=false
	_, _ = c.BoolVariation(name+"-enabled", u, false)                             //@ evaluation launchdarkly dynamic suffix=-enabled
	_, _ = c.BoolVariation("exp-"+name+"-v2", u, false)                           //@ evaluation launchdarkly dynamic prefix=exp- suffix=-v2
	_, _ = c.BoolVariation("exp-"+arm+name, u, false)                             //@ evaluation launchdarkly dynamic prefix=exp-arm-
	_, _ = c.BoolVariation(("exp-"+name)+"-"+"v"+"3", u, false)                   //@ evaluation launchdarkly dynamic prefix=exp- suffix=-v3
	_, _ = c.BoolVariation(name+"-"+group, u, false)                              //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(fmt.Sprintf("exp-%s-v2", name), u, false)              //@ evaluation launchdarkly dynamic prefix=exp- suffix=-v2
	_, _ = c.BoolVariation(fmt.Sprintf(format, name), u, false)                   //@ evaluation launchdarkly dynamic prefix=exp-
	_, _ = c.BoolVariation(fmt.Sprintf("%s-%d-beta", name, n), u, false)          //@ evaluation launchdarkly dynamic suffix=-beta
	_, _ = c.BoolVariation(fmt.Sprintf("100%%-%v", name), u, false)               //@ evaluation launchdarkly dynamic prefix=100%-
	_, _ = c.BoolVariation(fmt.Sprintf("%[2]s-%[1]s-end", name, group), u, false) //@ evaluation launchdarkly dynamic suffix=-end
	_, _ = c.BoolVariation(fmt.Sprintf("exp-%05.2f", float64(n)), u, false)       //@ evaluation launchdarkly dynamic prefix=exp-
	_, _ = c.BoolVariation(fmt.Sprint("exp-", name), u, false)                    //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(strings.Join([]string{"exp", name}, "-"), u, false)    //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(strings.ToLower("EXP-ONE"), u, false)                  //@ evaluation launchdarkly dynamic
	key := "exp-" + group
	_, _ = c.BoolVariation(key, u, false)         //@ evaluation launchdarkly dynamic prefix=exp-
	_, _ = c.BoolVariation(key+"-late", u, false) //@ evaluation launchdarkly dynamic prefix=exp- suffix=-late
}

func places(c *ld.LDClient, u ldcontext.Context, e *experiment, table map[string]string) {
	_, _ = c.BoolVariation(e.Key, u, false)             //@ forward launchdarkly
	_, _ = c.BoolVariation(e.String(), u, false)        //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(e.Arms[0], u, false)         //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(table["x"], u, false)        //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(os.Getenv("FLAG"), u, false) //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation("sliced-key"[2:], u, false)  //@ evaluation launchdarkly dynamic
}

func loops(c *ld.LDClient, u ldcontext.Context, e *experiment) (on []string) {
	for _, key := range []string{"one", "two"} {
		if ok, _ := c.BoolVariation(key, u, false); ok { //@ evaluation launchdarkly dynamic kind=bool func=loops
			on = append(on, key)
		}
	}
	for i, arm := range e.Arms {
		if ok, _ := c.BoolVariation(fmt.Sprintf("arm-%s-%d", arm, i), u, false); ok { //@ evaluation launchdarkly dynamic prefix=arm-
			on = append(on, arm)
		}
	}
	for key := "a"; key != "c"; key = next(key) {
		_, _ = c.BoolVariation(key, u, false) //@ evaluation launchdarkly dynamic
	}
	return on
}

func next(key string) string { return key + "b" }
