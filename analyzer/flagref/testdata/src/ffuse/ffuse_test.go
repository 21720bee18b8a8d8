package ffuse

import (
	"testing"

	"ff"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"
)

func TestHandle(t *testing.T) {
	data := ldtestdata.DataSource()
	ff.Set(t, data, "new-tax", true) //@ test-override launchdarkly new-tax via=ff.Set func=TestHandle
	on(t, data, boat)                //@ test-override launchdarkly boat via=ffuse.on,ff.Set
	if !On("new-tax") {              //@ evaluation launchdarkly new-tax via=ffuse.On,ff.Deep,ff.On
		t.Error("new-tax is off")
	}
}

func on(t *testing.T, data *ldtestdata.TestDataSource, key string) {
	t.Helper()
	ff.Set(t, data, key, true) //@ forward launchdarkly
}
