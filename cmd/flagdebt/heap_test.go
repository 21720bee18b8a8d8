package main

import "testing"

// TestPercent wants the next collection at the roomy heap as long as less than half of it is in use, and at twice of what is in use from there on.
func TestPercent(t *testing.T) {
	for live, want := range map[uint64]uint64{
		4 << 20: roomyHeap, 100 << 20: roomyHeap, 199 << 20: roomyHeap, 200 << 20: roomyHeap, 300 << 20: 600 << 20, 2 << 30: 4 << 30,
	} {
		next := live + live*uint64(percent(live))/100
		if slack := live / 50; next > want || next+slack < want {
			t.Errorf("%d MB in use: the next collection is at %d MB, want %d", live>>20, next>>20, want>>20)
		}
	}
	if got := percent(0); got <= 0 {
		t.Errorf("nothing in use: %d %%", got)
	}
}
