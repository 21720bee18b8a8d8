package flagstate

import (
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/csv"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/flagd"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/goff"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/launchdarkly"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/unleash"
)

// Format is one form in which files hold flag state.
type Format struct {
	// Name is what configuration calls the format: that of its provider, where there is one.
	Name string
	// Provider is the provider of the flags unless configuration names another; a snapshot has several.
	Provider string
	// Detect tells the format by the file's name and by the keys at the beginning of the file, without reading it whole.
	Detect func(name string, data []byte) bool
	// Decode reads a file; now decides which scheduled changes are due.
	Decode func(data []byte, now debt.Day) (*document.Decoded, error)
	// Delete takes a flag out of a file, and Empty tells whether a file defines nothing any more; both are nil for formats whose files are copies of what a platform knows.
	Delete func(data []byte, key debt.Key) ([]debt.Edit, error)
	Empty  func(data []byte) bool
}

// snapshotFormat is the name of our own format.
const snapshotFormat = "snapshot"

// Formats lists the formats in the order in which they are detected.
func Formats() []Format {
	return []Format{
		{snapshotFormat, "", detectSnapshot, decodeSnapshot, nil, nil},
		{unleash.Provider, unleash.Provider, detectUnleash, unleash.Decode, nil, nil},
		{launchdarkly.Provider, launchdarkly.Provider, detectLaunchDarkly, launchdarkly.Decode, nil, nil},
		{flagd.Provider, flagd.Provider, detectFlagd, flagd.Decode, flagd.Delete, flagd.Empty},
		{goff.Provider, goff.Provider, detectGoff, goff.Decode, goff.Delete, goff.Empty},
		{"csv", csv.Provider, detectCSV, csv.Decode, nil, nil},
	}
}

// FormatNames lists the names for messages and help.
func FormatNames() []string {
	var names []string
	for _, format := range Formats() {
		names = append(names, format.Name)
	}
	return names
}

// findFormat is the format that configuration names, or the first that recognises the file.
func findFormat(name, file string, data []byte) (Format, *debt.InputError) {
	for _, format := range Formats() {
		if name == format.Name || name == "" && format.Detect(file, data) {
			return format, nil
		}
	}
	list := strings.Join(FormatNames(), ", ")
	if name != "" {
		return Format{}, &debt.InputError{What: document.Quote(name) + " is not a format", Do: "use " + list}
	}
	return Format{}, &debt.InputError{What: "the format of the file is not recognised", Do: "name it in the source with format: " + list}
}
