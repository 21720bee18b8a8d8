package configcat

import (
	"testing"

	cc "github.com/configcat/go-sdk/v9"
)

func TestPrint(t *testing.T) {
	client := cc.NewCustomClient(cc.Config{FlagOverrides: &cc.FlagOverrides{
		Values: map[string]interface{}{
			"print": true, //@ test-override configcat print
			"pages": 5,    //@ test-override configcat pages
		},
	}})
	if Print(client, nil) != "" {
		t.Error("want no printer")
	}
	snap, err := cc.NewSnapshot(nil, map[string]interface{}{"printer": "none"}) //@ test-override configcat printer
	if err != nil || snap.GetValue("printer") != "none" {                       //@ evaluation configcat printer
		t.Error(err)
	}
}
