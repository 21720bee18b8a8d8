// Package recursion has wrappers that call one another.
package recursion

import (
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

// direct calls itself.
func direct(c *ld.LDClient, key string, n int) bool {
	if n > 0 {
		return direct(c, key, n-1) //@ forward launchdarkly
	}
	on, _ := c.BoolVariation(key, ldcontext.New("x"), false) //@ forward launchdarkly
	return on
}

// even and odd call each other, and odd asks in the end.
func even(c *ld.LDClient, key string, n int) bool {
	if n == 0 {
		return false
	}
	return odd(c, key, n-1) //@ forward launchdarkly
}

func odd(c *ld.LDClient, key string, n int) bool {
	if n > 0 {
		return even(c, key, n-1) //@ forward launchdarkly
	}
	on, _ := c.BoolVariation(key, ldcontext.New("x"), false) //@ forward launchdarkly
	return on
}

// ping and pong never ask anybody.
func ping(key string, n int) bool {
	return n > 0 && pong(key, n-1)
}

func pong(key string, n int) bool {
	return n > 0 && ping(key, n-1)
}

// swap exchanges its two keys on every turn: both are asked for.
func swap(c *ld.LDClient, a, b string, n int) bool {
	if n > 0 {
		return swap(c, b, a, n-1) //@ forward launchdarkly ;; forward launchdarkly
	}
	on, _ := c.BoolVariation(a, ldcontext.New("x"), false) //@ forward launchdarkly
	return on
}

// grow asks for something else every time.
func grow(c *ld.LDClient, key string, n int) bool {
	if n > 0 {
		return grow(c, key+"-x", n-1) //@ evaluation launchdarkly dynamic suffix=-x via=recursion.grow
	}
	on, _ := c.BoolVariation(key, ldcontext.New("x"), false) //@ forward launchdarkly
	return on
}

type node struct {
	next *node
	c    *ld.LDClient
}

func (n *node) ask(key string) bool {
	if n.next != nil {
		return n.next.ask(key) //@ forward launchdarkly
	}
	on, _ := n.c.BoolVariation(key, ldcontext.New("x"), false) //@ forward launchdarkly
	return on
}

func Use(c *ld.LDClient, n *node) bool {
	return direct(c, "direct", 3) && //@ evaluation launchdarkly direct kind=bool default=false via=recursion.direct
		odd(c, "odd", 3) && //@ evaluation launchdarkly odd kind=bool via=recursion.odd
		even(c, "even", 4) && //@ evaluation launchdarkly even kind=bool via=recursion.even,recursion.odd
		ping("ping", 5) &&
		pong("pong", 6) &&
		grow(c, "grow", 2) && //@ evaluation launchdarkly grow kind=bool via=recursion.grow
		swap(c, "left", "right", 1) && //@ evaluation launchdarkly left kind=bool via=recursion.swap ;; evaluation launchdarkly right kind=bool via=recursion.swap,recursion.swap
		n.ask("node") //@ evaluation launchdarkly node kind=bool via=recursion.node.ask
}
