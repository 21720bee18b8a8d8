package debt

// InputError is a mistake in a file that a person can correct.
type InputError struct {
	Pos  Position
	What string // what is wrong
	Do   string // what to do about it
}

// Error has the form path:line:col: what is wrong: what to do.
func (e *InputError) Error() string {
	text := e.What
	if e.Do != "" {
		text += ": " + e.Do
	}
	if e.Pos.IsZero() {
		return text
	}
	return e.Pos.String() + ": " + text
}
