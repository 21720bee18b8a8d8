// Package flagstate reads what platforms and files know about flags into one dated snapshot, and has the list of formats.
package flagstate

import (
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// SnapshotSchema is the version of the snapshot's JSON that this package writes; it reads this one and older ones.
const SnapshotSchema = 1

// Snapshot is everything that is not source code, read at one time: the only way in which state reaches the analysis.
type Snapshot struct {
	Schema int `json:"schema"`
	// Date is the day on which the state held.
	Date debt.Day `json:"date"`
	// Digest is the SHA-256 of the rest, "sha256:<hex>": two snapshots with the same digest give the same verdicts on the same day.
	Digest  string        `json:"digest"`
	Sources []debt.Source `json:"sources"`
	// APIs are interface methods that wrappers implement, found by a run over the whole program: what one package cannot see. They stand before the flags, so that who needs nothing else can stop there.
	APIs  []config.API `json:"apis,omitempty"`
	Flags []debt.Flag  `json:"flags"`
}
