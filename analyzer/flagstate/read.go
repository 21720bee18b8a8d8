package flagstate

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// rewrite is what to do about a snapshot that cannot be trusted.
const rewrite = "write it again with flagdebt snapshot"

// Read reads a snapshot and verifies its digest. Mistakes in the file are *debt.InputError without a file name.
func Read(r io.Reader) (*Snapshot, error) {
	data, err := io.ReadAll(io.LimitReader(r, document.MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading a snapshot: %w", err)
	}
	root, err := document.JSON(data)
	if err != nil {
		return nil, err
	}
	schema, ok := root.Get("schema").Int()
	switch {
	case !ok || schema < 1:
		return nil, root.Errorf(rewrite, "the file is not a snapshot of flagdebt")
	case schema > SnapshotSchema:
		return nil, root.Get("schema").Errorf("update flagdebt, or "+rewrite, "the snapshot has schema %d, and this version reads up to %d", schema, SnapshotSchema)
	}
	s, err := unmarshal(document.Trim(data))
	if err != nil {
		return nil, err
	}
	digest, err := s.digest()
	if err != nil {
		return nil, err
	}
	if digest != s.Digest {
		return nil, digestPosition(root).Errorf(rewrite, "the snapshot was edited by hand: its digest does not fit")
	}
	return s, s.check(root)
}

// readAPIs reads the inferred rules of a snapshot, which stand before its flags, and nothing that follows. It gives none where the file is not as Write makes it.
func readAPIs(data []byte) []config.API {
	decoder := json.NewDecoder(bytes.NewReader(document.Trim(data)))
	if _, err := decoder.Token(); err != nil { // the opening brace
		return nil
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil || name == "flags" {
			return nil
		}
		if name == "apis" {
			var apis []config.API
			if decoder.Decode(&apis) != nil {
				return nil
			}
			return apis
		}
		var skipped json.RawMessage
		if decoder.Decode(&skipped) != nil {
			return nil
		}
	}
	return nil
}

func digestPosition(root *document.Node) *document.Node {
	if digest := root.Get("digest"); digest != nil {
		return digest
	}
	return root
}

// unmarshal reads the JSON, whose syntax is known to be right.
func unmarshal(data []byte) (*Snapshot, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	s := &Snapshot{}
	if err := decoder.Decode(s); err != nil {
		problem := &debt.InputError{What: "the snapshot was edited by hand (" + document.Printable(err.Error()) + ")", Do: rewrite}
		if mismatch := new(json.UnmarshalTypeError); errors.As(err, &mismatch) {
			problem.Pos.Line = bytes.Count(data[:min(int(mismatch.Offset), len(data))], []byte("\n")) + 1
		}
		return nil, problem
	}
	return s, nil
}

// check refuses keys that no format lets through.
func (s *Snapshot) check(root *document.Node) error {
	for i := range s.Flags {
		if problem := document.CheckKey(string(s.Flags[i].Key), root.Get("flags").Pos()); problem != nil {
			return problem
		}
	}
	return nil
}

// decodeSnapshot reads the flags of a snapshot. Load reads the rest too.
func decodeSnapshot(data []byte, _ debt.Day) (*document.Decoded, error) {
	s, err := Read(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return &document.Decoded{Flags: s.Flags, Complete: true}, nil
}
