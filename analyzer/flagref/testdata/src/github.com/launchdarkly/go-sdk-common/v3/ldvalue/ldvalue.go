// Package ldvalue is a stub: the signatures that the corpus needs.
package ldvalue

// Value is any JSON value.
type Value struct{ text string }

func Null() Value               { return Value{} }
func Bool(value bool) Value     { return Value{} }
func String(value string) Value { return Value{text: value} }
func Int(value int) Value       { return Value{} }
func Parse(text []byte) Value   { return Value{text: string(text)} }

func (v Value) BoolValue() bool     { return false }
func (v Value) StringValue() string { return v.text }
func (v Value) IsNull() bool        { return true }
