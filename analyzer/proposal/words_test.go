package proposal

import (
	"slices"
	"testing"
)

func TestWordsOf(t *testing.T) {
	for name, want := range map[string][]string{
		"IsFeatureEnabled": {"is", "feature", "enabled"},
		"HTTPFlagOn":       {"http", "flag", "on"},
		"FEATURE_X2":       {"feature", "x2"},
		"features.new-tax": {"features", "new", "tax"},
		"ID":               {"id"},
		"":                 nil,
		"__":               nil,
	} {
		if got := wordsOf(name); !slices.Equal(got, want) {
			t.Errorf("wordsOf(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestIsKey(t *testing.T) {
	for text, want := range map[string]bool{
		"new-tax": true, "new_tax": true, "newTax2": true, "a.b:c": true, "FEATURE_X": true,
		"": false, "x": false, "new tax": false, "/path": false, "%s-x": false, "9lives": false, "-x": false, "a\nb": false,
	} {
		if got := isKey(text); got != want {
			t.Errorf("isKey(%q) = %t", text, got)
		}
	}
}

// TestPatterns wants a glob only for what begins with a word that switches something, and where nothing else begins so.
func TestPatterns(t *testing.T) {
	for _, test := range []struct{ names, others, want []string }{
		{[]string{"FEATURE_A", "FEATURE_B", "ENABLE_C"}, nil, []string{"ENABLE_C", "FEATURE_*"}},
		{[]string{"FEATURE_A", "FEATURE_B"}, []string{"FEATURE_A", "FEATURE_URL"}, []string{"FEATURE_A", "FEATURE_B"}},
		{[]string{"SHOP_FEATURE_A", "SHOP_FEATURE_B"}, nil, []string{"SHOP_FEATURE_A", "SHOP_FEATURE_B"}},
		{[]string{"features.a", "features.b"}, nil, []string{"features.*"}},
		{[]string{"FEATURE"}, nil, []string{"FEATURE"}},
	} {
		others := map[string]bool{}
		for _, name := range test.others {
			others[name] = true
		}
		if got := patterns(test.names, others); !slices.Equal(got, test.want) {
			t.Errorf("patterns(%q, %q) = %q, want %q", test.names, test.others, got, test.want)
		}
	}
}
