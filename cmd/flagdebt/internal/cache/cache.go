// Package cache keeps what runs have found in files of a directory, so that later runs need not look again.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

const (
	maxAge   = 5 * 24 * time.Hour // an entry that nobody has asked for in so long goes, as with the go command
	useEvery = time.Hour          // how exactly it is known when somebody last asked
	trimming = 24 * time.Hour     // how often old entries are looked for
)

// Dir is a program.Cache in a directory. Several processes may use it at once: an entry is there whole or not at all, and one that was damaged counts as not there. What cannot be written is found again the next time.
type Dir struct {
	name  string
	build string
	now   func() time.Time
}

// Open returns the cache in a directory, which need not exist yet, for answers of a build of flagdebt, and removes old entries from time to time.
func Open(name, build string) *Dir {
	d := &Dir{name, build, time.Now}
	d.trim()
	return d
}

// Get returns the value of a key, or nil.
func (d *Dir) Get(key program.Digest) []byte {
	name := d.file(key)
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil
	}
	content, err := io.ReadAll(f)
	if err != nil {
		return nil
	}
	if now := d.now(); now.Sub(info.ModTime()) > useEvery {
		_ = os.Chtimes(name, now, now) // at worst the entry goes too early
	}
	return value(content)
}

// mark begins every entry. With its zero byte nobody takes an entry for a text in which a flag could be mentioned, wherever the directory lies.
const mark = "flagdebt\x00"

// entry is what is written for a value.
func entry(value []byte) []byte {
	packed := pack(value)
	sum := sha256.Sum256(packed)
	return slices.Concat([]byte(mark), sum[:], packed)
}

// value is what an entry holds, or nil where it was damaged.
func value(content []byte) []byte {
	packed, ok := bytes.CutPrefix(content, []byte(mark))
	if !ok || len(packed) < sha256.Size {
		return nil
	}
	sum := sha256.Sum256(packed[sha256.Size:])
	if !bytes.Equal(sum[:], packed[:sha256.Size]) {
		return nil
	}
	return unpack(packed[sha256.Size:])
}

// Put keeps a value.
func (d *Dir) Put(key program.Digest, value []byte) {
	name := d.file(key)
	f, err := os.CreateTemp(filepath.Dir(name), "new-*")
	if os.IsNotExist(err) && os.MkdirAll(filepath.Dir(name), 0o700) == nil {
		f, err = os.CreateTemp(filepath.Dir(name), "new-*")
	}
	if err != nil {
		return
	}
	_, err = f.Write(entry(value))
	if closed := f.Close(); err != nil || closed != nil || os.Rename(f.Name(), name) != nil {
		_ = os.Remove(f.Name()) // what stays goes with the old entries
	}
}

// file is the name of an entry's file. There are few directories, since making one takes as long as writing an entry.
func (d *Dir) file(key program.Digest) string {
	sum := sha256.Sum256(append([]byte(d.build), key[:]...))
	name := hex.EncodeToString(sum[:])
	return filepath.Join(d.name, name[:1], name[1:])
}

// trim removes the entries that nobody has asked for in a long time, once a day.
func (d *Dir) trim() {
	stamp := filepath.Join(d.name, "trimmed")
	if info, err := os.Stat(stamp); err == nil && d.now().Sub(info.ModTime()) < trimming {
		return
	}
	names, _ := filepath.Glob(filepath.Join(d.name, "[0-9a-f]*", "*")) // the pattern is right; earlier builds had directories of two letters
	for _, name := range names {
		if info, err := os.Lstat(name); err == nil && info.Mode().IsRegular() && d.now().Sub(info.ModTime()) > maxAge {
			_ = os.Remove(name) // another process may have been faster
		}
	}
	if os.MkdirAll(d.name, 0o700) == nil {
		_ = os.WriteFile(stamp, nil, 0o600) // without it the next run trims again
		_ = os.Chtimes(stamp, d.now(), d.now())
	}
}
