package funcfields

import "testing"

//@ strict

func TestServe(t *testing.T) {
	s := &server{enabled: func(string) bool { return true }}
	s.on = nil
	if !ask(s, "new-tax") { //@ evaluation launchdarkly new-tax via=funcfields.ask,enabled,ff.On
		t.Error("want true")
	}
}
