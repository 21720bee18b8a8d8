package flagstate

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Write writes the snapshot as indented JSON with its digest. The same state gives the same bytes. Texts that only some contexts get are left out: a snapshot holds no targeting, and of texts only the answers that everybody gets.
func (s *Snapshot) Write(w io.Writer) error {
	public := s.public()
	digest, err := public.digest()
	if err != nil {
		return err
	}
	public.Digest = digest
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(public); err != nil {
		return fmt.Errorf("writing a snapshot: %w", err)
	}
	return nil
}

// public is the part of the snapshot that may be written down.
func (s *Snapshot) public() *Snapshot {
	public := *s
	public.Schema = SnapshotSchema
	public.Sources = append([]debt.Source{}, s.Sources...)
	public.Flags = append([]debt.Flag{}, s.Flags...)
	for i := range public.Flags {
		f := &public.Flags[i]
		f.Environments = slices.Clone(f.Environments)
		for e := range f.Environments {
			serving := &f.Environments[e].Serving
			if serving.Mode != debt.ModeConstant {
				serving.Value = ""
				serving.Outcomes = slices.DeleteFunc(slices.Clone(serving.Outcomes), isText)
			}
		}
	}
	return &public
}

// isText reports whether a value is, or can hold, a text.
func isText(v debt.Value) bool {
	return v == "" || v[0] == '"' || v[0] == '[' || v[0] == '{'
}

// digest is the SHA-256 of everything but the date, so that the same state on another day has the same digest.
func (s *Snapshot) digest() (string, error) {
	rest := *s
	rest.Date, rest.Digest = 0, ""
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(&rest); err != nil {
		return "", fmt.Errorf("computing the digest of a snapshot: %w", err)
	}
	sum := sha256.Sum256(text.Bytes())
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}
