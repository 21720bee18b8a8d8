// Package version is a stub: the signatures that the corpus needs.
package version

// Version is a parsed version.
type Version struct{ text string }

func MustParse(str string) *Version         { return &Version{text: str} }
func MajorMinor(major, minor uint) *Version { return &Version{} }
