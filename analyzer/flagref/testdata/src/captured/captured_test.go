package captured

import "testing"

//@ strict

// What a test gives a field says nothing of the program.
func TestServe(t *testing.T) {
	s := &server{newTax: true, beta: false}
	s.again = true
	if s.serve() != 2 || !s.newTax { //@ use launchdarkly new-tax via=captured.server.newTax
		t.Error("want 2")
	}
}
