package debt

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Value is what a flag serves, as canonical JSON text: true, "on", 3, {"a":1}. Two values are equal iff their texts are. The empty Value means that there is none.
type Value string

// ParseValue makes the canonical Value of a JSON text.
func ParseValue(text []byte) (Value, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber() // 9007199254740993 must not turn into ...992
	var v any
	if err := decoder.Decode(&v); err != nil {
		return "", fmt.Errorf("reading a flag value: %w", err)
	}
	return ValueOf(v)
}

// ValueOf makes the Value of a decoded JSON or YAML value: bool, number, string, map or slice.
func ValueOf(v any) (Value, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil { // sorts map keys, which makes the text canonical
		return "", fmt.Errorf("writing a flag value: %w", err)
	}
	return Value(bytes.TrimSpace(text.Bytes())), nil
}

// BoolValue is the Value of a boolean flag.
func BoolValue(b bool) Value {
	if b {
		return "true"
	}
	return "false"
}

// IsZero reports whether there is no value.
func (v Value) IsZero() bool { return v == "" }

// MarshalJSON writes the value itself, not a string that holds it.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == "" {
		return []byte("null"), nil
	}
	return []byte(v), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (v *Value) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*v = ""
		return nil
	}
	value, err := ParseValue(text)
	*v = value
	return err
}
