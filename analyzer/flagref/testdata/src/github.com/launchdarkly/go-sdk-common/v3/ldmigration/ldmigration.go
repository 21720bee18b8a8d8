// Package ldmigration is a stub: the signatures that the corpus needs.
package ldmigration

// Stage is a step of a migration.
type Stage string

const (
	Off       Stage = "off"
	DualWrite Stage = "dualwrite"
	Shadow    Stage = "shadow"
	Live      Stage = "live"
	RampDown  Stage = "rampdown"
	Complete  Stage = "complete"
)
