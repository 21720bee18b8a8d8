// Package catalog asks through OpenFeature.
package catalog

import (
	"context"
	"net/http"

	"github.com/open-feature/go-sdk/openfeature"
)

type Catalog struct {
	flags openfeature.IClient
	hook  openfeature.Hook
}

var everybody = openfeature.NewTargetlessEvaluationContext(nil)

func (c *Catalog) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	if c.flags.Boolean(ctx, "new-search", false, everybody) { //@ evaluation openfeature new-search kind=bool default=false func=(*Catalog).ServeHTTP
		w.WriteHeader(http.StatusNoContent)
		return
	}
	_ = c.flags.String(ctx, "sort-order", "price", everybody)                      //@ evaluation openfeature sort-order kind=string default="price"
	_ = c.flags.Int(ctx, "page-size", 20, everybody)                               //@ evaluation openfeature page-size kind=int default=20
	_ = c.flags.Float(ctx, "boost", 1.5, everybody)                                //@ evaluation openfeature boost kind=float default=1.5
	_ = c.flags.Object(ctx, "facets", map[string]any{"size": true}, everybody)     //@ evaluation openfeature facets kind=json default=none
	_, _ = c.flags.BooleanValue(ctx, "new-search", true, everybody)                //@ evaluation openfeature new-search kind=bool default=true
	_, _ = c.flags.StringValue(ctx, "sort-order", "", everybody)                   //@ evaluation openfeature sort-order kind=string default=""
	details, _ := c.flags.BooleanValueDetails(ctx, "new-search", false, everybody) //@ evaluation openfeature new-search kind=bool default=false
	_ = details.Value && details.Variant == "on"
}

func direct(ctx context.Context, hook openfeature.Hook) {
	client := openfeature.NewClient("catalog")
	_ = client.Boolean(ctx, "new-search", false, everybody, openfeature.WithHooks(hook))                                //@ evaluation openfeature new-search kind=bool default=false func=direct
	_, _ = client.IntValue(ctx, "page-size", 50, everybody)                                                             //@ evaluation openfeature page-size kind=int default=50
	_, _ = client.FloatValue(ctx, "boost", 2, everybody)                                                                //@ evaluation openfeature boost kind=float default=2
	_, _ = client.ObjectValue(ctx, "facets", nil, everybody)                                                            //@ evaluation openfeature facets kind=json
	_, _ = client.StringValueDetails(ctx, "sort-order", "name", everybody)                                              //@ evaluation openfeature sort-order kind=string default="name"
	_, _ = client.IntValueDetails(ctx, "page-size", 10, everybody)                                                      //@ evaluation openfeature page-size kind=int default=10
	_, _ = client.FloatValueDetails(ctx, "boost", 0, everybody)                                                         //@ evaluation openfeature boost kind=float default=0
	_, _ = client.ObjectValueDetails(ctx, "facets", nil, everybody)                                                     //@ evaluation openfeature facets kind=json
	if openfeature.NewDefaultClient().Boolean(ctx, "dark-mode", false, openfeature.NewEvaluationContext("anna", nil)) { //@ evaluation openfeature dark-mode kind=bool default=false
		return
	}
}

// options are passed on as they came: the key is still plain.
func spread(ctx context.Context, client *openfeature.Client, options ...openfeature.Option) bool {
	return client.Boolean(ctx, "spread-options", true, everybody, options...) //@ evaluation openfeature spread-options kind=bool default=true
}

// provider has no methods that evaluate.
func provider(api openfeature.IEvaluation, p openfeature.FeatureProvider) openfeature.IClient {
	_ = api.SetProvider(p)
	return api.GetNamedClient("new-search")
}
