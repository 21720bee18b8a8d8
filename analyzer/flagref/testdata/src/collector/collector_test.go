package collector

import (
	"testing"

	"go.opentelemetry.io/collector/featuregate"
)

func TestStart(t *testing.T) {
	set(t, "collector.strict", true)                                                  //@ test-override otel-featuregate collector.strict via=collector.set
	if err := featuregate.GlobalRegistry().Set("exporter.batch", false); err != nil { //@ test-override otel-featuregate exporter.batch func=TestStart
		t.Fatal(err)
	}
	if err := featuregate.GlobalRegistry().Set(own.ID(), false); err != nil { //@ test-override otel-featuregate collector.own
		t.Fatal(err)
	}
	if (&component{gate: own}).start() { //@ mention otel-featuregate collector.own
		t.Error("started")
	}
}

func set(t *testing.T, id string, on bool) {
	t.Helper()
	if err := featuregate.GlobalRegistry().Set(id, on); err != nil { //@ forward otel-featuregate
		t.Fatal(err)
	}
}
