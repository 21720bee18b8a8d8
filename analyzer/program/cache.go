package program

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"hash"
	"reflect"
)

// Cache keeps what was found, by the digest of everything that it was found from but for our own build. It is safe for concurrent use.
type Cache interface {
	// Get returns what was put, or nil: nothing may be relied on to be there.
	Get(Digest) []byte
	Put(Digest, []byte)
}

// Digest stands for everything that it was computed from. The zero digest stands for what is not known.
type Digest [sha256.Size]byte

// digester computes a digest, such that no two lists of parts give the same.
type digester struct{ hash.Hash }

func newDigester(kind string) digester {
	d := digester{sha256.New()}
	d.text(kind)
	return d
}

func (d digester) text(parts ...string) {
	for _, part := range parts {
		d.bytes([]byte(part))
	}
}

func (d digester) bytes(part []byte) {
	d.count(len(part))
	d.Write(part)
}

func (d digester) count(n int) {
	var length [8]byte
	binary.LittleEndian.PutUint64(length[:], uint64(n))
	d.Write(length[:])
}

func (d digester) flags(flags ...bool) {
	for _, flag := range flags {
		d.count(map[bool]int{true: 1}[flag])
	}
}

// value adds plain data.
func (d digester) value(v any) {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // it is all names, numbers and lists of them
	}
	d.bytes(text)
}

func (d digester) digest() Digest { return Digest(d.Sum(nil)) }

// recall is what was kept by a key. What cannot be read any more counts as not there.
func recall[T any](c Cache, key Digest) (value T, ok bool) {
	if c == nil || key == (Digest{}) {
		return value, false
	}
	content := c.Get(key)
	if content == nil || json.Unmarshal(content, &value) != nil {
		var none T
		return none, false
	}
	return value, true
}

// keep keeps a value that would come back as it is: not all texts can be written as JSON.
func keep[T any](c Cache, key Digest, value T) {
	if c == nil || key == (Digest{}) {
		return
	}
	content, err := json.Marshal(value)
	var again T
	if err == nil && json.Unmarshal(content, &again) == nil && reflect.DeepEqual(value, again) {
		c.Put(key, content)
	}
}
