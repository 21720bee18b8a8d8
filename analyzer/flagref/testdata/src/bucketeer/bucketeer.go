// Package bucketeer asks Bucketeer, which takes a user before the feature.
package bucketeer

import (
	"context"

	"github.com/bucketeer-io/go-server-sdk/pkg/bucketeer"
	"github.com/bucketeer-io/go-server-sdk/pkg/bucketeer/user"
)

//@ strict

type limits struct{ Size int }

func Upload(ctx context.Context, sdk bucketeer.SDK, who *user.User) (l limits) {
	if !sdk.BoolVariation(ctx, who, "upload", false) { //@ evaluation bucketeer upload kind=bool default=false func=Upload
		return l
	}
	if sdk.BoolVariationDetails(ctx, who, "large", true).VariationValue { //@ evaluation bucketeer large kind=bool default=true
		l.Size = sdk.IntVariation(ctx, who, "size", 10) //@ evaluation bucketeer size kind=int default=10
	}
	_ = sdk.Int64Variation(ctx, who, "size", 10)                       //@ evaluation bucketeer size kind=int default=10
	_ = sdk.Float64Variation(ctx, who, "rate", 0.5)                    //@ evaluation bucketeer rate kind=float default=0.5
	_ = sdk.StringVariationDetails(ctx, who, "store", "disk")          //@ evaluation bucketeer store kind=string default="disk"
	_ = sdk.ObjectVariation(ctx, who, "rules", nil)                    //@ evaluation bucketeer rules kind=json
	sdk.JSONVariation(ctx, who, "limits", &l)                          //@ evaluation bucketeer limits kind=json default=none
	if sdk.StringVariation(ctx, who, "store-"+who.ID, "") == "cloud" { //@ evaluation bucketeer dynamic prefix=store- kind=string
		return limits{}
	}
	return l
}

// fake is no SDK, though it could stand for one.
type fake struct{}

func (fake) BoolVariation(ctx context.Context, who *user.User, id string, fallback bool) bool {
	return fallback
}

func ours(ctx context.Context, f fake) bool { return f.BoolVariation(ctx, nil, "upload", true) }
