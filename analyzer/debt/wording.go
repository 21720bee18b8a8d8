package debt

import (
	"fmt"
	"strings"
)

// maxValueText is the length in runes from which a value is cut in a message: a line of a terminal holds the rest beside it.
const maxValueText = 40

// short is the value's text, cut if it is long.
func short(v Value) string {
	runes := []rune(string(v))
	if len(runes) <= maxValueText {
		return string(v)
	}
	return string(runes[:maxValueText-1]) + "…"
}

// side names the code that stays when the flag is replaced by the value.
func side(v Value) string {
	if v == "true" || v == "false" {
		return "the " + string(v) + " side"
	}
	return short(v)
}

// on is the date for a message, with its clock unless the platform itself told it.
func (d Date) on() string {
	switch d.Clock {
	case ClockMetadata:
		return d.Day.String() + " by its metadata"
	case ClockVersion:
		return d.Day.String() + " by its version"
	case ClockGit:
		return d.Day.String() + " by git"
	}
	return d.Day.String()
}

// enumerate joins words as prose does: a, b and c. Of more than three it counts the rest.
func enumerate(words []string, conjunction string) string {
	if len(words) > 3 {
		return fmt.Sprintf("%s, %s %s %d more", words[0], words[1], conjunction, len(words)-2)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// count is a number with its noun: 1 mention, 2 mentions.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
