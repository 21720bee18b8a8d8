package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// roomyHeap is the size up to which the heap may grow between two collections, however little of it is in use: collecting a small heap again and again costs more than the memory is worth.
const roomyHeap = 400 << 20

// makeRoom keeps the collector from work as long as the heap is small, unless the user has set GOGC or GOMEMLIMIT. A large heap is collected as usual. What the heap does not use any more goes back to the system once it is more than an eighth, as it soon is where many collections leave gaps.
func makeRoom() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	const smallest = 4 << 20 // bytes of a heap before the first collection, at 100 %
	debug.SetGCPercent(100 * (roomyHeap / smallest))
	afterCollection(func() {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		next := room(live[0].Value.Uint64())
		debug.SetMemoryLimit(int64(next + next/8))
		debug.SetGCPercent(percent(live[0].Value.Uint64()))
	})
}

// room is the size of the heap, in bytes, at which the next collection begins.
func room(live uint64) uint64 { return max(roomyHeap, 2*live) }

// percent is how much a heap may grow beyond what is in use before the next collection.
func percent(live uint64) int {
	return int((room(live) - live) * 100 / max(live, 1<<20))
}

// afterCollection calls a function after each garbage collection.
func afterCollection(do func()) {
	runtime.AddCleanup(new([64]byte), func(do func()) {
		do()
		afterCollection(do)
	}, do)
}
