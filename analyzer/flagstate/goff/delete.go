package goff

import (
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Delete takes a flag's definition out of a flag file.
func Delete(data []byte, key debt.Key) ([]debt.Edit, error) {
	if IsTOML(data) {
		return document.DeleteTOML(data, string(key))
	}
	return document.Delete(data, document.Step{Key: string(key)})
}

// Empty reports whether a flag file defines nothing any more; comments do not count.
func Empty(data []byte) bool {
	if document.Hollow(data) {
		return true
	}
	root, err := parse(data)
	return err == nil && (root.Is(document.Null) || root.Is(document.Object) && len(root.Members) == 0)
}
