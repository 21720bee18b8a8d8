// Package tagged has flags whose keys are in the tags of fields, which only the user's configuration describes.
package tagged

//@ strict

// Config is filled from the environment.
type Config struct {
	NewTax  bool `env:"FEATURE_NEW_TAX" json:"newTax"` //@ declaration toggles FEATURE_NEW_TAX kind=bool
	Boat    bool `json:"boat" env:"FEATURE_BOAT,true"` //@ declaration toggles FEATURE_BOAT
	Hidden  bool `env:"-"`
	Default bool `env:",required"`
	Plain   bool
	Limit   int `env:"LIMIT"`
	Inner   struct {
		Sail bool `env:"FEATURE_SAIL"` //@ declaration toggles FEATURE_SAIL
	}
}

func pay(c *Config) bool {
	c.Boat = c.Plain                    //@ declaration toggles FEATURE_BOAT
	return c.NewTax && !c.Inner.Sail || //@ evaluation toggles FEATURE_NEW_TAX kind=bool ;; evaluation toggles FEATURE_SAIL
		c.Hidden || c.Default || c.Limit > 1
}
