package cache

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

func TestGetPut(t *testing.T) {
	name := filepath.Join(t.TempDir(), "not", "yet")
	d := Open(name, "build")
	key := program.Digest{1}
	if got := d.Get(key); got != nil {
		t.Errorf("an empty cache has %q", got)
	}
	for _, value := range []string{"one", "two", "", strings.Repeat("long ", large)} {
		d.Put(key, []byte(value))
		if got := d.Get(key); got == nil || string(got) != value {
			t.Errorf("%q, want %q", got, value)
		}
	}
	if got := d.Get(program.Digest{2}); got != nil {
		t.Errorf("another key has %q", got)
	}
	if got := Open(name, "other build").Get(key); got != nil {
		t.Errorf("another build has %q", got)
	}
}

// TestDamaged wants an entry that lost or changed a byte to be none.
func TestDamaged(t *testing.T) {
	d := Open(t.TempDir(), "build")
	key := program.Digest{1}
	d.Put(key, []byte("value"))
	name := d.file(key)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		changed := bytes.Clone(whole)
		changed[i] ^= 1
		for _, content := range [][]byte{whole[:i], changed} {
			if err := os.WriteFile(name, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if got := d.Get(key); got != nil {
				t.Errorf("%q from %q", got, content)
			}
		}
	}
	d.Put(key, []byte("value"))
	if got := d.Get(key); string(got) != "value" {
		t.Errorf("%q after the damage", got)
	}
}

// TestUnusable wants a cache that cannot be written or read to be an empty one.
func TestUnusable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	d := Open(file, "build")
	d.Put(program.Digest{1}, []byte("value"))
	if got := d.Get(program.Digest{1}); got != nil {
		t.Errorf("%q", got)
	}
}

// TestTrim wants entries to go that nobody asked for in five days, and no others.
func TestTrim(t *testing.T) {
	name := t.TempDir()
	now := time.Now()
	at := func(age time.Duration) *Dir {
		d := &Dir{name, "build", func() time.Time { return now.Add(age) }}
		d.trim()
		return d
	}
	d := at(0)
	for i := range byte(3) {
		d.Put(program.Digest{i}, []byte("value"))
	}
	if got := at(4 * 24 * time.Hour).Get(program.Digest{1}); got == nil {
		t.Fatal("an entry went too early")
	}
	d = at(6 * 24 * time.Hour)
	for i, want := range []bool{false, true, false} {
		if got := d.Get(program.Digest{byte(i)}) != nil; got != want {
			t.Errorf("entry %d is there: %t, want %t", i, got, want)
		}
	}
}

// TestConcurrent has several processes' worth of readers and writers of the same keys: who finds something finds all of it.
func TestConcurrent(t *testing.T) {
	name := t.TempDir()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			d := Open(name, "build")
			for i := range 200 {
				key := program.Digest{byte(i % 5)}
				value := bytes.Repeat([]byte{byte(i % 5)}, 10_000)
				if got := d.Get(key); got != nil && !bytes.Equal(got, value) {
					t.Errorf("%d bytes of %v", len(got), got[:min(len(got), 10)])
				}
				d.Put(key, value)
			}
		})
	}
	group.Wait()
	if left, _ := filepath.Glob(filepath.Join(name, "*", "new-*")); len(left) > 0 {
		t.Errorf("files are left: %v", left)
	}
}

// FuzzValue wants nothing from an entry but what was written.
func FuzzValue(f *testing.F) {
	f.Add(entry([]byte("value")))
	f.Add([]byte("short"))
	f.Add(entry(bytes.Repeat([]byte("long"), large)))
	f.Fuzz(func(t *testing.T, content []byte) {
		if got := value(content); got != nil && !bytes.Equal(content, entry(got)) {
			t.Errorf("%q", got)
		}
	})
}
