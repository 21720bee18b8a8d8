package config

import (
	"reflect"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// vocabulary is the words that a type can have, and how people call the type. Most texts are free and have none.
func vocabulary(t reflect.Type) (noun string, words []string) {
	switch t {
	case reflect.TypeFor[debt.Type]():
		return "flag type", texts(debt.Types)
	case reflect.TypeFor[debt.Rule]():
		return "rule", texts(debt.Rules)
	case reflect.TypeFor[debt.Style]():
		return "style", texts(debt.Styles)
	case reflect.TypeFor[debt.Severity]():
		return "severity", []string{"off", "info", "warning", "error"}
	case reflect.TypeFor[threshold]():
		return "severity", []string{"info", "warning", "error"}
	case reflect.TypeFor[debt.Kind]():
		return "kind of value", texts([]debt.Kind{debt.KindBool, debt.KindString, debt.KindInt, debt.KindFloat, debt.KindJSON, debt.KindVariant, debt.KindStage})
	case reflect.TypeFor[debt.Role]():
		return "role", texts([]debt.Role{debt.RoleEvaluation, debt.RoleDeclaration, debt.RoleTestOverride, debt.RoleForward, debt.RoleMention})
	case reflect.TypeFor[RegistryKind]():
		return "kind of registry", texts(RegistryKinds)
	}
	return "", nil
}

func texts[T ~string](words []T) []string {
	out := make([]string, len(words))
	for i, word := range words {
		out[i] = string(word)
	}
	return out
}
