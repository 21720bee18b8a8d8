package flag

import (
	"encoding/json"
	"os"
	"reflect"
)

// init has the flags serve what the environment says.
func init() {
	if err := json.Unmarshal([]byte(os.Getenv("GOLDEN_VALUES")), &Values); err != nil {
		panic(err)
	}
}

// get converts what the flags serve, as JSON knows one kind of numbers only.
func get[T any](key string, def T) T {
	served, ok := Values[key]
	if !ok {
		return def
	}
	if v, ok := served.(T); ok {
		return v
	}
	return reflect.ValueOf(served).Convert(reflect.TypeFor[T]()).Interface().(T)
}
