package growthbook

import (
	"testing"

	gb "github.com/growthbook/growthbook-golang"
)

func TestOld(t *testing.T) {
	b := new(gb.GrowthBook).WithForcedFeatures(map[string]interface{}{
		"banner": true, //@ test-override growthbook banner
		"size":   4,    //@ test-override growthbook size
	})
	if Old(b) != nil {
		t.Error("want no size")
	}
}
