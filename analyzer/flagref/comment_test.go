package flagref_test

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// TestComments wants each comment to speak of the declaration that it stands beside, and of no other.
func TestComments(t *testing.T) {
	results := analyse(t, newRules(t), "noted", "noted/keys")
	noted, keys := found(results["noted"][0]), found(results["noted/keys"][0])

	var notes []string
	for _, id := range slices.SortedFunc(maps.Keys(noted.Notes), debt.ID.Compare) {
		for _, n := range noted.Notes[id] {
			notes = append(notes, fmt.Sprintf("%s:%d %s %s %s", path.Base(n.File), n.Line, id.Key, n.About, n.Text))
		}
	}
	if diff := cmp.Diff([]string{
		"noted.go:13 Locked owner @anna",
		"noted.go:14 Locked ticket https://kep.k8s.io/1",
		"noted.go:15 Locked stage alpha v1.20",
		"noted.go:16 Locked stage beta v1.22",
		"noted.go:17 Locked stage ga v1.25",
		"noted.go:37 Locked removal 1.28",
		"noted.go:27 Planned removal 1.31",
		"noted.go:39 Planned owner @dora",
		"noted.go:20 Young owner @carl",
		"noted.go:21 Young stage alpha v1.30",
	}, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}

	var constants []string
	for _, name := range slices.Sorted(maps.Keys(keys.Constants)) {
		for _, n := range keys.Constants[name] {
			constants = append(constants, fmt.Sprintf("%s:%d %s %s %s", path.Base(n.File), n.Line, name, n.About, n.Text))
		}
	}
	if diff := cmp.Diff([]string{
		"keys.go:11 noted/keys.Cart expires 2026-03-31",
		"keys.go:12 noted/keys.Cart ticket SHOP-2",
		"keys.go:6 noted/keys.Cart owner @checkout",
		"keys.go:14 noted/keys.Coupon owner @sales",
		"keys.go:6 noted/keys.Express owner @checkout",
		"keys.go:18 noted/keys.Gift expires 2026-01-31",
		"keys.go:18 noted/keys.Gift owner ada",
	}, constants); diff != "" {
		t.Errorf("constants (-want +got):\n%s", diff)
	}

	ld := func(key string) debt.ID { return debt.ID{Provider: "launchdarkly", Key: debt.Key(key)} }
	for id, want := range map[debt.ID][]string{ld("cart"): {"noted/keys.Cart"}, ld("gift"): {"noted/keys.Gift"}, ld("express"): {"noted/keys.Express"}} {
		if diff := cmp.Diff(want, noted.Keys[id]); diff != "" {
			t.Errorf("constants of %s (-want +got):\n%s", id.Key, diff)
		}
	}
	compareFlags(t, "noted", noted.Flags)
}
