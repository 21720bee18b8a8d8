package document

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Time reads a moment: RFC 3339, a day, a day and a time without a zone (taken as UTC), or seconds, milliseconds or microseconds since 1970, told apart by their size.
func (n *Node) Time() (time.Time, error) {
	switch {
	case n.Is(Number) || n.Is(String):
		t, err := ParseTime(n.Text)
		if err != nil {
			return time.Time{}, n.Errorf("write it as 2006-01-02 or 2006-01-02T15:04:05Z", "%s is not a date", Quote(n.Text))
		}
		return t, nil
	case n == nil:
		return time.Time{}, &debt.InputError{What: "a date is missing", Do: "add it"}
	}
	return time.Time{}, n.Errorf("write it as 2006-01-02 or 2006-01-02T15:04:05Z", "%s stands where a date must", n.Kind)
}

// Date is the UTC day of Time by the clock. The unknown date stands for a node that is missing, null or empty; LaunchDarkly writes 0 for it.
func (d *Decoded) Date(n *Node, clock debt.Clock) debt.Date {
	if !n.Has() || n.Kind < Array && (n.Text == "" || n.Kind == Number && n.Text == "0") {
		return debt.Date{}
	}
	t, err := n.Time()
	if err != nil {
		d.Problem(AsProblem(err))
		return debt.Date{}
	}
	return debt.Date{Day: debt.DayOf(t), Clock: clock}
}

var timeLayouts = [...]string{time.RFC3339Nano, time.DateOnly, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04:05.999999999-0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04"}

// ParseTime is Node.Time of a text.
func ParseTime(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	for _, layout := range timeLayouts {
		if t, err := time.Parse(layout, text); err == nil && plausible(t) {
			return t.UTC(), nil
		}
	}
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		return epoch(number)
	}
	return time.Time{}, fmt.Errorf("%s is not a date", Quote(text))
}

// The first and the last second of the years in which a flag's date can lie. A number such as 20250210 or 1.79e18 is none.
const (
	firstSecond = 946_684_800    // 2000-01-01
	lastSecond  = 32_503_680_000 // 3000-01-01
)

func plausible(t time.Time) bool { return t.Unix() >= firstSecond && t.Unix() < lastSecond }

func epoch(number float64) (time.Time, error) {
	for _, unit := range [...]float64{1, 1e3, 1e6} { // s, ms, µs; the ranges do not overlap between 2000 and 3000
		if seconds := number / unit; seconds >= firstSecond && seconds < lastSecond {
			return time.UnixMilli(int64(seconds * 1000)).UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%v is not a date", number)
}

// AsProblem is err as the mistake that it is about.
func AsProblem(err error) *debt.InputError {
	if problem := new(debt.InputError); errors.As(err, &problem) {
		return problem
	}
	return &debt.InputError{What: err.Error()}
}
