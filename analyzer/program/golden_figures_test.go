package program_test

import "testing"

type figures struct{}

func (f *figures) add(t *testing.T, r goldenResult, complaints []string, different bool) {}
func (f *figures) hold(t *testing.T)                                                     {}
func broken(string) bool                                                                 { return false }
func (tr *trial) vet(t *testing.T) map[string][]string                                   { return nil }
