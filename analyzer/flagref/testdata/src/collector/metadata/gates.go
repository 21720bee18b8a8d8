// Code generated for the collector. DO NOT EDIT.

// Package metadata holds what is generated from metadata.yaml.
package metadata

import "go.opentelemetry.io/collector/featuregate"

var ExporterBatchFeatureGate = featuregate.GlobalRegistry().MustRegister( //@ declaration otel-featuregate exporter.batch kind=bool func=
	"exporter.batch",
	featuregate.StageBeta,
	featuregate.WithRegisterDescription("Batches in the exporter instead of the processor."),
	featuregate.WithRegisterReferenceURL("https://collector.example/issues/1"),
	featuregate.WithRegisterFromVersion("v0.94.0"),
)

var ReceiverNewUnitsFeatureGate = featuregate.GlobalRegistry().MustRegister( //@ declaration otel-featuregate receiver.newUnits
	"receiver.newUnits",
	featuregate.StageStable,
	featuregate.WithRegisterFromVersion("v0.80.0"),
	featuregate.WithRegisterToVersion("v0.110.0"),
)

var ScraperOldNamesFeatureGate = featuregate.GlobalRegistry().MustRegister( //@ declaration otel-featuregate scraper.oldNames
	"scraper.oldNames",
	featuregate.StageDeprecated,
	featuregate.WithRegisterToVersion("v0.96.0"),
)
