// Package flagsmith asks Flagsmith, with four majors of its client.
package flagsmith

import (
	"context"

	fs2 "github.com/Flagsmith/flagsmith-go-client/v2"
	fs3 "github.com/Flagsmith/flagsmith-go-client/v3"
	fs4 "github.com/Flagsmith/flagsmith-go-client/v4"
	fs "github.com/Flagsmith/flagsmith-go-client/v5"
)

//@ strict

func Search(ctx context.Context, client *fs.Client, word string) (string, error) {
	flags, err := client.GetEnvironmentFlags(ctx)
	if err != nil {
		return "", err
	}
	on, err := flags.IsFeatureEnabled("fuzzy") //@ evaluation flagsmith fuzzy kind=bool default=none func=Search
	if err != nil || !on {
		return word, err
	}
	if flag, err := flags.GetFlag("prefix"); err == nil && flag.Enabled { //@ evaluation flagsmith prefix kind=bool
		word += "*"
	}
	if on, _ := flags.IsFeatureEnabled(word); on { //@ evaluation flagsmith dynamic
		return word, nil
	}
	value, err := flags.GetFeatureValue("ranking") //@ evaluation flagsmith ranking
	if ranking, ok := value.(string); ok {
		return word + ranking, err
	}
	return word, err
}

func older(ctx context.Context, c2 *fs2.Client, c3 *fs3.Client, c4 *fs4.Client) {
	f2, _ := c2.GetEnvironmentFlags()
	_, _ = f2.IsFeatureEnabled("fuzzy") //@ evaluation flagsmith fuzzy kind=bool
	f3, _ := c3.GetEnvironmentFlags(ctx)
	_, _ = f3.GetFeatureValue("ranking") //@ evaluation flagsmith ranking
	f4, _ := c4.GetEnvironmentFlags(ctx)
	_, _ = f4.GetFlag("prefix") //@ evaluation flagsmith prefix kind=bool
}

// flags is a set of ours.
type flags map[string]bool

func (f flags) IsFeatureEnabled(name string) (bool, error) { return f[name], nil }

func ours(f flags) (bool, error) { return f.IsFeatureEnabled("fuzzy") }
