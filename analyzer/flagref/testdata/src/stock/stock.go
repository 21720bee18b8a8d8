// Package stock asks go-feature-flag, as a package and as an instance.
package stock

import (
	ffclient "github.com/thomaspoignant/go-feature-flag"
	"github.com/thomaspoignant/go-feature-flag/ffcontext"
)

func Reserve(sku string) (bool, error) {
	who := ffcontext.NewEvaluationContext(sku)
	_, _ = ffclient.IntVariation("reserve-minutes", who, 30)        //@ evaluation go-feature-flag reserve-minutes kind=int default=30
	_, _ = ffclient.Float64Variation("safety", who, 0.1)            //@ evaluation go-feature-flag safety kind=float default=0.1
	_, _ = ffclient.StringVariation("warehouse", who, "north")      //@ evaluation go-feature-flag warehouse kind=string default="north"
	_, _ = ffclient.JSONVariation("limits", who, nil)               //@ evaluation go-feature-flag limits kind=json
	_, _ = ffclient.JSONArrayVariation("regions", who, []any{"eu"}) //@ evaluation go-feature-flag regions kind=json default=none
	_, _ = ffclient.BoolVariationDetails("reserve", who, true)      //@ evaluation go-feature-flag reserve kind=bool default=true
	_, _ = ffclient.JSONArrayVariationDetails("regions", who, nil)  //@ evaluation go-feature-flag regions kind=json
	return ffclient.BoolVariation("reserve", who, false)            //@ evaluation go-feature-flag reserve kind=bool default=false func=Reserve
}

type Store struct{ *ffclient.GoFeatureFlag }

func (s *Store) Count(who ffcontext.Context) string {
	if on, err := s.BoolVariation("recount", who, false); err == nil && on { //@ evaluation go-feature-flag recount kind=bool default=false func=(*Store).Count
		return "again"
	}
	details, _ := s.StringVariationDetails("method", who, "scan")        //@ evaluation go-feature-flag method kind=string default="scan"
	_, _ = s.GoFeatureFlag.IntVariationDetails("batch", who, 100)        //@ evaluation go-feature-flag batch kind=int default=100
	_, _ = s.Float64VariationDetails("tolerance", who, 0)                //@ evaluation go-feature-flag tolerance kind=float default=0
	_, _ = s.JSONVariation("rules", who, map[string]any{"strict": true}) //@ evaluation go-feature-flag rules kind=json default=none
	return details.Value
}

// Bootstrap hands all flags on.
func (s *Store) Bootstrap(who ffcontext.Context) []any {
	some := s.GetFlagStates(who, []string{"reserve", "recount"}) //@ evaluation go-feature-flag reserve ;; evaluation go-feature-flag recount
	return []any{some, ffclient.AllFlagsState(who)}              //@ evaluation go-feature-flag dynamic
}
