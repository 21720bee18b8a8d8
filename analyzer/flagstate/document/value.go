package document

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Value is the node as a flag value. Numbers that are equal have equal values, however they are written; integers keep all their digits.
func (n *Node) Value() (debt.Value, error) {
	if n == nil {
		return "", &debt.InputError{What: "a value is missing", Do: "add it"}
	}
	plain, err := n.plain()
	if err != nil {
		return "", err
	}
	value, err := debt.ValueOf(plain)
	if err != nil {
		return "", n.Errorf("correct it", "not a flag value")
	}
	return value, nil
}

// plain is the node as encoding/json knows values.
func (n *Node) plain() (any, error) {
	switch n.Kind {
	case Null:
		return nil, nil
	case Bool:
		value, ok := n.Bool()
		if !ok {
			return nil, n.Errorf("write true or false", "%s is not a boolean", Quote(n.Text))
		}
		return value, nil
	case Number:
		text, err := canonicalNumber(n.Text)
		if err != nil {
			return nil, n.Errorf("write a finite number", "%s is not a number", Quote(n.Text))
		}
		return json.Number(text), nil
	case String:
		return n.Text, nil
	case Array:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			plain, err := item.plain()
			if err != nil {
				return nil, err
			}
			items[i] = plain
		}
		return items, nil
	}
	members := make(map[string]any, len(n.Members))
	for _, m := range n.Members {
		plain, err := m.Value.plain()
		if err != nil {
			return nil, err
		}
		members[m.Key] = plain
	}
	return members, nil
}

// Float is the value of a number; ok is false for anything else, and for infinities.
func (n *Node) Float() (value float64, ok bool) {
	if !n.Is(Number) {
		return 0, false
	}
	text, err := canonicalNumber(n.Text)
	if err != nil {
		return 0, false
	}
	value, err = strconv.ParseFloat(text, 64)
	return value, err == nil
}

// Int is the value of a whole number; ok is false for anything else.
func (n *Node) Int() (value int, ok bool) {
	if !n.Is(Number) {
		return 0, false
	}
	text, err := canonicalNumber(n.Text)
	if err != nil {
		return 0, false
	}
	value, err = strconv.Atoi(text)
	return value, err == nil
}

// maxExact is the power of two up to which every whole number is a float64.
const maxExact = 1 << 53

// canonicalNumber writes a JSON, YAML or TOML number in the one form that JSON allows: 0x10 and 16.0 are 16.
func canonicalNumber(text string) (string, error) {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "_", ""), "+")
	if isDecimal(text) {
		if text == "-0" {
			return "0", nil
		}
		return text, nil
	}
	if i, err := strconv.ParseInt(text, 0, 64); err == nil { // the prefixes 0x, 0o, 0b, and 0 for octal
		return strconv.FormatInt(i, 10), nil
	}
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.IsInf(f, 0) || math.IsNaN(f):
		return "", fmt.Errorf("reading a number: %s", Quote(text))
	case f == math.Trunc(f) && math.Abs(f) <= maxExact:
		return strconv.FormatInt(int64(f), 10), nil
	}
	return strconv.FormatFloat(f, 'g', -1, 64), nil
}

// isDecimal reports whether text is an integer in JSON's form, of any length.
func isDecimal(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(digits) > 1 && digits[0] == '0' {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}

// KindOf is the kind of a flag that serves the values: the one that they share, float if some are written as fractions, unknown if they differ.
func KindOf(values []*Node) debt.Kind {
	kind := debt.KindUnknown
	for i, value := range values {
		k := value.valueKind()
		switch {
		case i == 0 || k == kind:
			kind = k
		case isNumeric(k) && isNumeric(kind):
			kind = debt.KindFloat
		default:
			return debt.KindUnknown
		}
	}
	return kind
}

func isNumeric(k debt.Kind) bool { return k == debt.KindInt || k == debt.KindFloat }

func (n *Node) valueKind() debt.Kind {
	if n == nil {
		return debt.KindUnknown
	}
	switch n.Kind {
	case Bool:
		return debt.KindBool
	case String:
		return debt.KindString
	case Array, Object:
		return debt.KindJSON
	case Number:
		if _, err := strconv.ParseInt(strings.ReplaceAll(n.Text, "_", ""), 0, 64); err == nil {
			return debt.KindInt
		}
		return debt.KindFloat
	}
	return debt.KindUnknown
}
