package cache

import (
	"bytes"
	"compress/flate"
	"io"
)

// large is the size from which values are compressed: what the go command says of a large module is, and comes again whenever an import changes. For small ones it would take longer than it saves.
const large = 64 << 10

// The first byte of what is packed.
const (
	stored   = 0
	deflated = 1
)

// pack is a value as it is written.
func pack(value []byte) []byte {
	if len(value) < large {
		return append([]byte{stored}, value...)
	}
	var b bytes.Buffer
	b.WriteByte(deflated)
	w, _ := flate.NewWriter(&b, flate.BestSpeed) // the level is one
	_, _ = w.Write(value)                        // into memory
	_ = w.Close()
	return b.Bytes()
}

// unpack is the value of what was packed, or nil.
func unpack(packed []byte) []byte {
	switch {
	case len(packed) == 0:
		return nil
	case packed[0] == stored:
		return packed[1:]
	}
	value, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed[1:])))
	if err != nil {
		return nil
	}
	return value
}
