// Package server is a stub: the signatures of the module that the corpus needs.
package server

import "github.com/rollout/rox-go/v6/core/model"

// RoxFlag is a flag that is on or off.
type RoxFlag = model.Flag

// RoxString is a flag with a text.
type RoxString = model.RoxString

// RoxInt is a flag with a number.
type RoxInt = model.RoxInt

// RoxDouble is a flag with a number.
type RoxDouble = model.RoxDouble

func NewRoxFlag(defaultValue bool) RoxFlag                           { return nil }
func NewRoxString(defaultValue string, options []string) RoxString   { return nil }
func NewRoxInt(defaultValue int, options []int) RoxInt               { return nil }
func NewRoxDouble(defaultValue float64, options []float64) RoxDouble { return nil }

// Rox is the client.
type Rox struct{}

func NewRox() *Rox { return nil }

func (r *Rox) Register(namespace string, roxContainer interface{}) {}
func (r *Rox) RegisterWithEmptyNamespace(roxContainer interface{}) {}
func (r *Rox) DynamicAPI() model.DynamicAPI                        { return nil }
