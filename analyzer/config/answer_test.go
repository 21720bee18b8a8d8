package config_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestAnswer(t *testing.T) {
	words := config.API{On: config.Strings{"on"}, Off: config.Strings{"off"}}
	for _, test := range []struct {
		name     string
		api      config.API
		to, want debt.Value
	}{
		{"no words", config.API{}, "true", "true"},
		{"on", words, "true", `"on"`},
		{"off", words, "false", `"off"`},
		{"a text is itself", words, `"blue"`, `"blue"`},
		{"a word is itself", words, `"on"`, `"on"`},
		{"the text true may mean on, or be a text like others", words, `"true"`, ""},
		{"unless it is one of the words", config.API{On: config.Strings{"true"}, Off: config.Strings{"false"}}, `"true"`, `"true"`},
		{"several words", config.API{On: config.Strings{"on", "treatment"}}, "true", ""},
		{"no word for it", config.API{On: config.Strings{"on"}}, "false", ""},
		{"no value", words, "", ""},
	} {
		if got := test.api.Answer(test.to); got != test.want {
			t.Errorf("%s: %s gives %s, want %s", test.name, test.to, got, test.want)
		}
	}
}
