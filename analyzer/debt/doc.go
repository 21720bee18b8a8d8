// Package debt is the vocabulary of feature-flag debt and the rules that judge it: pure values and functions, without source code, files, network or clock.
package debt
