package ff_test

import (
	"testing"

	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"

	"shop.example/api/internal/ff"
	"shop.example/api/internal/ff/fftest"
	"shop.example/api/internal/session"
)

func TestOnFollowsTargeting(t *testing.T) {
	data := ldtestdata.DataSource()
	data.Update(data.Flag(ff.BetaDashboard).IfMatch("staff", ldvalue.Bool(true)).ThenReturn(true).FallthroughVariation(false))
	flags := fftest.New(t, data)

	for _, staff := range []bool{true, false} {
		ctx := session.With(t.Context(), session.Customer{ID: "c-1", Staff: staff})
		if got := flags.On(ctx, ff.BetaDashboard, false); got != staff {
			t.Errorf("staff %v: got %v", staff, got)
		}
	}
}

func TestFallback(t *testing.T) {
	flags := fftest.New(t, ldtestdata.DataSource())

	if !flags.On(t.Context(), ff.SearchKill, true) {
		t.Error("a flag without an answer must be its fallback")
	}
	if got := flags.Text(t.Context(), ff.SearchRanker, "matches"); got != "matches" {
		t.Errorf("got %q, want the fallback", got)
	}
}
