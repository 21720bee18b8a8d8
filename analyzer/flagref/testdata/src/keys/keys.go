// Package keys writes keys in every way that is constant.
package keys

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
	"keynames"
)

const (
	tax       = "tax"
	newTax    = "new-" + tax
	team      = "team-a"
	separator = "."
)

const typed keynames.Name = "typed"

type local string

const (
	inRow, ofTwo = "in-row", "of-two"

	number = 'n'
	letter = string(number)
)

// boat is a variable, but nobody ever assigns to it.
var boat = "boat"

// sail takes its name from a constant.
var sail string = keynames.Coupon

// moved is assigned in Move.
var moved = "moved"

// lent gives its address away.
var lent = "lent"

// Exported can be assigned by other packages.
var Exported = "exported"

func Move(to string) *string {
	moved = to
	return &lent
}

func constants(c *ld.LDClient, u ldcontext.Context) {
	const inner = "inner"
	_, _ = c.BoolVariation(tax, u, false)                   //@ evaluation launchdarkly tax
	_, _ = c.BoolVariation(newTax, u, false)                //@ evaluation launchdarkly new-tax
	_, _ = c.BoolVariation(inner, u, false)                 //@ evaluation launchdarkly inner
	_, _ = c.BoolVariation(inRow, u, false)                 //@ evaluation launchdarkly in-row
	_, _ = c.BoolVariation(ofTwo, u, false)                 //@ evaluation launchdarkly of-two
	_, _ = c.BoolVariation(letter, u, false)                //@ evaluation launchdarkly n
	_, _ = c.BoolVariation(keynames.Cart, u, false)         //@ evaluation launchdarkly cart
	_, _ = c.BoolVariation(keynames.Coupon, u, false)       //@ evaluation launchdarkly coupon
	_, _ = c.BoolVariation(keynames.Express, u, false)      //@ evaluation launchdarkly shop-express
	_, _ = c.BoolVariation(keynames.Gift, u, false)         //@ evaluation launchdarkly shop-express-gift
	_, _ = c.BoolVariation("a-"+tax, u, false)              //@ evaluation launchdarkly a-tax
	_, _ = c.BoolVariation(team+separator+"cart", u, false) //@ evaluation launchdarkly team-a.cart
	_, _ = c.BoolVariation(`raw-string`, u, false)          //@ evaluation launchdarkly raw-string
	_, _ = c.BoolVariation(("parenthesised"), u, false)     //@ evaluation launchdarkly parenthesised
	_, _ = c.BoolVariation("\x65scaped", u, false)          //@ evaluation launchdarkly escaped
	_, _ = c.BoolVariation("with space", u, false)          //@ evaluation launchdarkly "with space"
	_, _ = c.BoolVariation("größe-neu", u, false)           //@ evaluation launchdarkly größe-neu
	_, _ = c.BoolVariation("新税", u, false)                  //@ evaluation launchdarkly 新税
	_, _ = c.BoolVariation("caf\u00e9 ☕", u, false)         //@ evaluation launchdarkly "café ☕"
	_, _ = c.BoolVariation("dynamic", u, false)             //@ evaluation launchdarkly "dynamic"
	_, _ = c.BoolVariation("tab\tand\"quote\"", u, false)   //@ evaluation launchdarkly "tab\tand\"quote\""
}

func conversions(c *ld.LDClient, u ldcontext.Context) {
	_, _ = c.BoolVariation(string(typed), u, false)              //@ evaluation launchdarkly typed
	_, _ = c.BoolVariation(string(keynames.Vat), u, false)       //@ evaluation launchdarkly vat
	_, _ = c.BoolVariation(string(keynames.Levy), u, false)      //@ evaluation launchdarkly vat-levy
	_, _ = c.BoolVariation(string(local("converted")), u, false) //@ evaluation launchdarkly converted
	name := keynames.Vat
	_, _ = c.BoolVariation(string(name), u, false) //@ evaluation launchdarkly vat
	bytes := []byte("bytes")
	_, _ = c.BoolVariation(string(bytes), u, false) //@ evaluation launchdarkly dynamic
}

func defaults(c *ld.LDClient, u ldcontext.Context, fallback bool) {
	const on, many = true, 1 << 3
	_, _ = c.BoolVariation("constant", u, on)            //@ evaluation launchdarkly constant default=true
	_, _ = c.BoolVariation("negated", u, !on)            //@ evaluation launchdarkly negated default=false
	_, _ = c.BoolVariation("compared", u, many > 7)      //@ evaluation launchdarkly compared default=true
	_, _ = c.IntVariation("shifted", u, many)            //@ evaluation launchdarkly shifted kind=int default=8
	_, _ = c.IntVariation("rune", u, 'a')                //@ evaluation launchdarkly rune kind=int default=97
	_, _ = c.Float64Variation("third", u, 1.0/4)         //@ evaluation launchdarkly third kind=float default=0.25
	_, _ = c.StringVariation("joined", u, "a"+separator) //@ evaluation launchdarkly joined kind=string default="a."
	_, _ = c.StringVariation("escaped", u, "<\"é\">")    //@ evaluation launchdarkly escaped kind=string default="<\"é\">"
	_, _ = c.BoolVariation("variable", u, fallback)      //@ evaluation launchdarkly variable default=none
	_, _ = c.BoolVariation("computed", u, boat == "x")   //@ evaluation launchdarkly computed default=none
}

func variables(c *ld.LDClient, u ldcontext.Context) {
	_, _ = c.BoolVariation(boat, u, false)              //@ evaluation launchdarkly boat
	_, _ = c.BoolVariation(sail, u, false)              //@ evaluation launchdarkly coupon
	_, _ = c.BoolVariation(moved, u, false)             //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(lent, u, false)              //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(Exported, u, false)          //@ evaluation launchdarkly dynamic
	_, _ = c.BoolVariation(keynames.Changing, u, false) //@ evaluation launchdarkly dynamic

	name := "canoe"
	_, _ = c.BoolVariation(name, u, false) //@ evaluation launchdarkly canoe
	var raft = name
	_, _ = c.BoolVariation(raft, u, false) //@ evaluation launchdarkly canoe
	var a, b = "kayak", "dinghy"
	_, _ = c.BoolVariation(a, u, false) //@ evaluation launchdarkly kayak
	_, _ = c.BoolVariation(b, u, false) //@ evaluation launchdarkly dinghy
	later := func() bool {
		on, _ := c.BoolVariation(name, u, false) //@ evaluation launchdarkly canoe func=variables
		return on
	}
	_ = later()
	if name := "inner-scope"; len(name) > 3 {
		_, _ = c.BoolVariation(name, u, false) //@ evaluation launchdarkly inner-scope
	}
}

func assigned(c *ld.LDClient, u ldcontext.Context, big bool) {
	twice := "small"
	if big {
		twice = "big"
	}
	_, _ = c.BoolVariation(twice, u, false) //@ evaluation launchdarkly dynamic

	appended := "exp"
	appended += "-x"
	_, _ = c.BoolVariation(appended, u, false) //@ evaluation launchdarkly dynamic

	pointed := "pointed"
	change(&pointed)
	_, _ = c.BoolVariation(pointed, u, false) //@ evaluation launchdarkly dynamic

	captured := "captured"
	func() { captured = "changed" }()
	_, _ = c.BoolVariation(captured, u, false) //@ evaluation launchdarkly dynamic

	first, err := split("first")
	_, _ = c.BoolVariation(first, u, err) //@ evaluation launchdarkly dynamic

	redeclared := "once"
	redeclared, more := split(redeclared)
	_, _ = c.BoolVariation(redeclared, u, more) //@ evaluation launchdarkly dynamic

	var ranged string
	for _, ranged = range []string{"x", "y"} {
		_, _ = c.BoolVariation(ranged, u, false) //@ evaluation launchdarkly dynamic
	}

	_, _ = c.BoolVariation("", u, false) //@ evaluation launchdarkly dynamic
}

func change(s *string) { *s = "other" }

func split(s string) (string, bool) { return s, true }
