package config

import (
	"fmt"
	"regexp"
	"strconv"
)

// span is a number of days, written as 40d or 6w. Hours have no place here: verdicts have the granularity of a day.
type span int

// spanForm has five digits at most: more than 270 years are a mistake.
var spanForm = regexp.MustCompile(`^([0-9]{1,5})([dw])$`)

// UnmarshalText reads the form of a span.
func (s *span) UnmarshalText(text []byte) error {
	match := spanForm.FindSubmatch(text)
	if match == nil {
		return fmt.Errorf("%q is not a duration: write a number of days or weeks, as in 90d or 6w", text)
	}
	days, _ := strconv.Atoi(string(match[1])) // five digits always fit
	if string(match[2]) == "w" {
		days *= 7
	}
	*s = span(days)
	return nil
}

// limit is a span, or never.
type limit int

// never is the limit that is not reached.
const never limit = -1

// UnmarshalText reads a span or the word never.
func (l *limit) UnmarshalText(text []byte) error {
	if string(text) == "never" {
		*l = never
		return nil
	}
	var s span
	if err := s.UnmarshalText(text); err != nil {
		return fmt.Errorf("%w, or never", err)
	}
	*l = limit(s)
	return nil
}
