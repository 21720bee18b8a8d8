package program

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Overlay writes what the go command takes by -overlay into a directory, so that it sees the files as the change leaves them, and returns the name of that file. What the files are on the disk does not change.
func (c *Change) Overlay(dir string) (string, error) {
	replace := map[string]string{}
	for i, file := range c.Files {
		replace[file.Name] = "" // which says that the file is gone
		if file.After == nil {
			continue
		}
		name := filepath.Join(dir, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(name, file.After, 0o600); err != nil {
			return "", fmt.Errorf("writing an overlay for the go command: %w", err)
		}
		replace[file.Name] = name
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		return "", fmt.Errorf("writing an overlay for the go command: %w", err)
	}
	return name, nil
}
