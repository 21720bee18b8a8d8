package config

import (
	"encoding/json"
	"reflect"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// object is a JSON object, written with sorted fields.
type object = map[string]any

// Schema is the JSON Schema (draft 2020-12) of the configuration file, for editors. It describes the form; what needs a second look, such as an example that has to match its pattern, is for Parse alone.
func Schema() []byte {
	root := structSchema(reflect.TypeFor[document]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "Configuration of flagdebt (" + FileName + ")"
	root["type"] = "object"
	root["properties"].(object)["version"] = object{"const": schemaVersion}
	root["required"] = []string{"version"}
	text, _ := json.MarshalIndent(root, "", "  ") // strings, lists and objects of them always encode
	return append(text, '\n')
}

// schemaOf mirrors decoder.decode, type by type.
func schemaOf(t reflect.Type) object {
	_, words := vocabulary(t)
	switch {
	case t == reflect.TypeFor[debt.Value]():
		return object{} // anything
	case t == reflect.TypeFor[DefaultPos]():
		return object{"anyOf": []object{structSchema(t), {"const": "none"}}}
	case t == reflect.TypeFor[SpecFields]():
		return object{"anyOf": []object{structSchema(t), schemaOf(reflect.TypeFor[Strings]())}}
	case words != nil:
		return object{"enum": words}
	case t == reflect.TypeFor[debt.Day]():
		return object{"type": "string", "pattern": `^[0-9]{4}-[0-9]{2}-[0-9]{2}(T00:00:00Z)?$`}
	case t == reflect.TypeFor[span]():
		return object{"type": "string", "pattern": spanForm.String()}
	case t == reflect.TypeFor[limit]():
		return object{"anyOf": []object{schemaOf(reflect.TypeFor[span]()), {"const": "never"}}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Struct:
		return structSchema(t)
	case reflect.Map:
		return object{"type": []string{"object", "null"}, "propertyNames": schemaOf(t.Key()), "additionalProperties": schemaOf(t.Elem())}
	case reflect.Slice:
		list := object{"type": []string{"array", "null"}, "items": schemaOf(t.Elem())}
		if t.Elem().Kind() == reflect.String {
			return object{"anyOf": []object{list, schemaOf(t.Elem())}}
		}
		return list
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int:
		return object{"type": "integer"}
	}
	return object{"type": []string{"string", "number", "boolean"}} // a text is taken as it is written: a flag may be called true
}

// structSchema lists the fields of a struct.
func structSchema(t reflect.Type) object {
	properties, required := object{}, []string{}
	for name, f := range fieldsOf(reflect.New(t).Elem()) {
		properties[name] = schemaOf(f.value.Type())
		if f.required != "" {
			required = append(required, name)
		}
	}
	slices.Sort(required)
	return object{"type": []string{"object", "null"}, "properties": properties, "required": required, "additionalProperties": false}
}
