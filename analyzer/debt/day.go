package debt

import (
	"fmt"
	"time"
)

// Day is a UTC calendar day, counted from 0001-01-01 (day 0, which means unknown). Verdicts have the granularity of a day, so that the same input gives the same bytes at any hour.
type Day int

const dayLayout = time.DateOnly

var dayZero = time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)

// DayOf returns the UTC day of t; the zero time gives the unknown day.
func DayOf(t time.Time) Day {
	if t.IsZero() {
		return 0
	}
	// Not t.Sub: a time.Duration overflows after 292 years.
	return Day((t.Unix() - dayZero.Unix()) / (24 * 60 * 60))
}

// ParseDay reads a day in the form 2006-01-02.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(dayLayout, s)
	if err != nil || t.Year() < 1970 {
		return 0, fmt.Errorf("%q is not a date: write it as 2006-01-02", s)
	}
	return DayOf(t), nil
}

// Time returns the midnight at which the day begins.
func (d Day) Time() time.Time { return dayZero.AddDate(0, 0, int(d)) }

// String is the form 2006-01-02, or empty when the day is unknown.
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(dayLayout)
}

// MarshalText writes the form of String.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String; empty text is the unknown day.
func (d *Day) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = 0
		return nil
	}
	day, err := ParseDay(string(text))
	*d = day
	return err
}

// Clock says where a date is known from.
type Clock string

// The clocks, the most trusted first.
const (
	ClockPlatform Clock = "platform" // the flag platform's own record
	ClockMetadata Clock = "metadata" // a field that people maintain beside the flag
	ClockVersion  Clock = "version"  // a release in which the flag changed stage
	ClockGit      Clock = "git"      // the history of the declaration
)

// Date is a day and the clock that told it. The zero Date is unknown, which never reads as old.
type Date struct {
	Day   Day   `json:"day"`
	Clock Clock `json:"clock"`
}

// IsZero reports whether the date is unknown.
func (d Date) IsZero() bool { return d.Day == 0 }
