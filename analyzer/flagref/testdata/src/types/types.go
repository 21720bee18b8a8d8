// Package types holds clients in every way in which Go can hold them.
package types

import (
	"log"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/interfaces"
	"k8s.io/component-base/featuregate"
)

type (
	// C is the client by another name, P a pointer to it, E an interface by another name.
	C = ld.LDClient
	P = *C
	E = interfaces.LDClientEvaluations

	// Embedded promotes the client's methods, Nested promotes them twice.
	Embedded struct{ *ld.LDClient }
	Nested   struct {
		Embedded
		name string
	}

	// Flags is an interface of our own that embeds the SDK's.
	Flags interface {
		interfaces.LDClientInterface
		Name() string
	}
	// Wide embeds ours.
	Wide interface {
		Flags
		Close() error
	}

	// Bare is the client's struct without its methods.
	Bare ld.LDClient
)

func aliases(c *C, p P, e E, user ldcontext.Context) {
	_, _ = c.BoolVariation("alias", user, false)          //@ evaluation launchdarkly alias kind=bool default=false
	_, _ = p.BoolVariation("pointer-alias", user, false)  //@ evaluation launchdarkly pointer-alias kind=bool default=false
	_, _ = e.BoolVariation("interface-alias", user, true) //@ evaluation launchdarkly interface-alias kind=bool default=true
}

func embedded(e Embedded, n *Nested, user ldcontext.Context) {
	_, _ = e.BoolVariation("embedded", user, false)         //@ evaluation launchdarkly embedded kind=bool default=false
	_, _ = e.LDClient.BoolVariation("through", user, false) //@ evaluation launchdarkly through kind=bool default=false
	_, _ = n.BoolVariation("nested", user, false)           //@ evaluation launchdarkly nested kind=bool default=false
	_, _ = n.Embedded.StringVariation("half", user, n.name) //@ evaluation launchdarkly half kind=string default=none
}

func interfaced(f Flags, w Wide, user ldcontext.Context) {
	_, _ = f.BoolVariation("own-interface", user, false) //@ evaluation launchdarkly own-interface kind=bool default=false
	_, _ = w.IntVariation("wide-interface", user, 1)     //@ evaluation launchdarkly wide-interface kind=int default=1
	_ = w.Name()
}

func anywhere(user ldcontext.Context, clients map[string]*ld.LDClient, list []Embedded, get func() P, c chan interfaces.LDClientInterface) {
	var local struct {
		inner struct{ flags *C }
	}
	_, _ = clients["eu"].BoolVariation("from-map", user, false)       //@ evaluation launchdarkly from-map
	_, _ = list[0].BoolVariation("from-slice", user, false)           //@ evaluation launchdarkly from-slice
	_, _ = get().BoolVariation("from-func", user, false)              //@ evaluation launchdarkly from-func
	_, _ = (<-c).BoolVariation("from-chan", user, false)              //@ evaluation launchdarkly from-chan
	_, _ = local.inner.flags.BoolVariation("deep", user, false)       //@ evaluation launchdarkly deep
	_, _ = (&Nested{}).BoolVariation("literal", user, false)          //@ evaluation launchdarkly literal
	_, _ = (*ld.LDClient)(&Bare{}).BoolVariation("bare", user, false) //@ evaluation launchdarkly bare
	if flags, ok := any(list[0]).(Flags); ok {
		_, _ = flags.BoolVariation("asserted", user, false) //@ evaluation launchdarkly asserted
	}
	switch flags := any(get()).(type) {
	case interfaces.LDClientInterface:
		_, _ = flags.BoolVariation("switched", user, false) //@ evaluation launchdarkly switched
	case *Nested:
		_, _ = flags.BoolVariation("switched-nested", user, false) //@ evaluation launchdarkly switched-nested
	}
}

// Audited shadows one of the promoted methods, which makes it a wrapper.
type Audited struct{ *ld.LDClient }

func (a Audited) BoolVariation(key string, user ldcontext.Context, fallback bool) (bool, error) {
	log.Print(key)
	return a.LDClient.BoolVariation(key, user, fallback) //@ forward launchdarkly
}

func audited(a Audited, user ldcontext.Context) {
	_, _ = a.BoolVariation("audited", user, true)   //@ evaluation launchdarkly audited kind=bool default=true via=types.Audited.BoolVariation
	_, _ = a.StringVariation("unaudited", user, "") //@ evaluation launchdarkly unaudited kind=string default=""
}

// Gates embeds an interface of interfaces.
type Gates struct {
	featuregate.MutableVersionedFeatureGate
}

func gates(g Gates, m featuregate.MutableFeatureGate) bool {
	own := featuregate.NewFeatureGate()
	return g.Enabled("Embedded") && //@ evaluation k8s-featuregate Embedded kind=bool
		m.Enabled("Mutable") && //@ evaluation k8s-featuregate Mutable kind=bool
		own.Enabled("Concrete") && //@ evaluation k8s-featuregate Concrete kind=bool
		own.DeepCopy().Enabled("Copied") //@ evaluation k8s-featuregate Copied kind=bool
}
