// Package ff is what a company puts in front of its SDK.
package ff

import (
	"context"
	"log"
	"os"
	"strings"
	"testing"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"
	"github.com/open-feature/go-sdk/openfeature"
)

var shared *ld.LDClient

// Key is the type of the keys.
type Key string

// SearchV2 is for typed callers.
const SearchV2 Key = "search-v2"

// On passes its own default.
func On(user ldcontext.Context, key string) bool {
	on, err := shared.BoolVariation(key, user, false) //@ forward launchdarkly
	if err != nil {
		log.Printf("flag %s: %v", key, err)
	}
	return on
}

// OnOr passes the caller's.
func OnOr(user ldcontext.Context, key string, fallback bool) bool {
	on, err := shared.BoolVariation(key, user, fallback) //@ forward launchdarkly
	if err != nil {
		return fallback
	}
	return on
}

// OnInDev passes one that is not constant.
func OnInDev(user ldcontext.Context, key string) bool {
	on, _ := shared.BoolVariation(key, user, os.Getenv("ENV") == "dev") //@ forward launchdarkly
	return on
}

// Deep is a wrapper of a wrapper, Deeper of that.
func Deep(user ldcontext.Context, key string) bool { return On(user, key) } //@ forward launchdarkly

func Deeper(key string, user ldcontext.Context) (bool, error) {
	return Deep(user, key), nil //@ forward launchdarkly
}

// Off turns the answer round.
func Off(user ldcontext.Context, key string) bool {
	return !On(user, key) //@ forward launchdarkly
}

// Text is for strings.
func Text(user ldcontext.Context, key, fallback string) string {
	text, _ := shared.StringVariation(key, user, fallback) //@ forward launchdarkly
	return text
}

// Both asks for two keys.
func Both(user ldcontext.Context, left, right string) bool {
	return On(user, left) && On(user, right) //@ forward launchdarkly ;; forward launchdarkly
}

// Checked looks at the key, and does not change it.
func Checked(user ldcontext.Context, key string) bool {
	if key == "" || strings.Contains(key, " ") {
		return false
	}
	return On(user, key) //@ forward launchdarkly
}

// Copied gives the key another name.
func Copied(user ldcontext.Context, key string) bool {
	name := key
	return On(user, name) //@ forward launchdarkly
}

// Lower changes the key: nobody can tell what it asks for.
func Lower(user ldcontext.Context, key string) bool {
	key = strings.ToLower(key)
	on, _ := shared.BoolVariation(key, user, false) //@ evaluation launchdarkly dynamic kind=bool default=false
	return on
}

// Setting takes the type of the default for the type of the flag.
func Setting(user ldcontext.Context, key string, fallback any) any {
	switch fallback := fallback.(type) {
	case bool:
		on, _ := shared.BoolVariation(key, user, fallback) //@ forward launchdarkly
		return on
	case string:
		text, _ := shared.StringVariation(key, user, fallback) //@ forward launchdarkly
		return text
	}
	return fallback
}

// Parsed assigns to its parameter with :=, since err is the only new name.
func Parsed(user ldcontext.Context, key string) (bool, error) {
	key, err := parse(key)
	return On(user, key), err //@ evaluation launchdarkly dynamic via=ff.On
}

// Pointed lets another function assign.
func Pointed(user ldcontext.Context, key string) bool {
	normalise(&key)
	return On(user, key) //@ evaluation launchdarkly dynamic via=ff.On
}

// Mapped hides its parameter behind another variable of the same name.
func Mapped(user ldcontext.Context, key string, table map[string]string) bool {
	if key, ok := table[key]; ok {
		return On(user, key) //@ evaluation launchdarkly dynamic via=ff.On
	}
	return false
}

func parse(key string) (string, error) { return strings.TrimSpace(key), nil }

func normalise(key *string) { *key = strings.ToLower(*key) }

// Migrating asks two platforms for the time of a move.
func Migrating(ctx context.Context, user ldcontext.Context, key string) bool {
	on, err := shared.BoolVariation(key, user, false) //@ forward launchdarkly
	if err != nil {
		return openfeature.NewDefaultClient().Boolean(ctx, key, true, openfeature.TransactionContext(ctx)) //@ forward openfeature
	}
	return on
}

// Careful passes one of two defaults: there is no single one.
func Careful(user ldcontext.Context, key string, open bool) bool {
	if open {
		on, _ := shared.BoolVariation(key, user, true) //@ forward launchdarkly
		return on
	}
	on, _ := shared.BoolVariation(key, user, false) //@ forward launchdarkly
	return on
}

// Shop adds to the key.
func Shop(user ldcontext.Context, name string) bool {
	return On(user, "shop-"+name) //@ evaluation launchdarkly dynamic prefix=shop- kind=bool default=false via=ff.On
}

// Any takes any number of keys.
func Any(user ldcontext.Context, keys ...string) bool {
	for _, key := range keys {
		if On(user, key) { //@ evaluation launchdarkly dynamic via=ff.On func=Any
			return true
		}
	}
	return false
}

// First takes one of them.
func First(user ldcontext.Context, keys ...string) bool {
	return On(user, keys[0]) //@ evaluation launchdarkly dynamic via=ff.On
}

// Tagged takes any number of something else.
func Tagged(user ldcontext.Context, key string, tags ...string) bool {
	return len(tags) == 0 || On(user, key) //@ forward launchdarkly
}

// Typed takes typed keys.
func Typed(user ldcontext.Context, key Key) bool {
	return On(user, string(key)) //@ forward launchdarkly
}

// NewTax is a flag with a function of its own: the flag is asked for here.
func NewTax(user ldcontext.Context) bool {
	return On(user, "new-tax") //@ evaluation launchdarkly new-tax kind=bool default=false via=ff.On func=NewTax
}

// Flag carries a key.
type Flag struct {
	Key     string
	Default bool
}

// For asks for it.
func (f Flag) For(user ldcontext.Context) bool {
	return OnOr(user, f.Key, f.Default) //@ forward launchdarkly func=Flag.For
}

// Client is a wrapper with methods.
type Client struct {
	ld     *ld.LDClient
	userOf func(context.Context) ldcontext.Context
}

// On is a method with a pointer receiver.
func (c *Client) On(ctx context.Context, key string) bool {
	on, _ := c.ld.BoolVariationCtx(ctx, key, c.userOf(ctx), false) //@ forward launchdarkly
	return on
}

// Off is a method with a value receiver, over the other.
func (c Client) Off(ctx context.Context, key string) bool {
	return !c.On(ctx, key) //@ forward launchdarkly
}

// MustOn is no wrapper of its argument, but of a constant.
func (c *Client) MustOn(ctx context.Context, reason string) {
	if !c.On(ctx, "must-on") { //@ evaluation launchdarkly must-on kind=bool default=false via=ff.Client.On func=(*Client).MustOn
		panic(reason)
	}
}

// Toggle hides the client: its callers need not know this package.
type Toggle interface {
	On(ctx context.Context, key string) bool
}

var _ Toggle = (*Client)(nil)

// Set is for tests.
func Set(tb testing.TB, data *ldtestdata.TestDataSource, key string, on bool) {
	tb.Helper()
	data.Update(data.Flag(key).VariationForAll(on)) //@ forward launchdarkly
}
