package mention

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

const (
	maxFile    = 1 << 20 // bytes; what is longer is data that nobody wrote
	maxInFile  = 20      // places of one key in one file: more say nothing new
	sniffed    = 8000    // bytes in which a NUL tells that the file is no text
	maxExcerpt = 120     // runes
)

// Mention is a place in a file.
type Mention struct {
	Key    debt.Key
	Pos    debt.Position
	Medium debt.Medium
	Text   string // the line, trimmed and shortened
}

// Files finds the keys in files, once for each key and line, in the order of the files. Display maps the name of a file to the one that positions carry. What cannot be read holds nothing. It reads one file a processor at a time.
func (f *Finder) Files(ctx context.Context, names []string, display func(string) string) ([]Mention, error) {
	if len(f.entries) == 0 {
		return nil, nil
	}
	found := make([][]Mention, len(names))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		group.Go(func() {
			var buffer []byte
			for i := next.Add(1) - 1; i < int64(len(names)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				if buffer = Read(names[i], buffer); len(buffer) > 0 {
					found[i] = f.inFile(names[i], display(names[i]), buffer)
				}
			}
		})
	}
	group.Wait()
	return slices.Concat(found...), ctx.Err()
}

// inFile finds the keys in a file.
func (f *Finder) inFile(name, display string, text []byte) []Mention {
	var found []Mention
	type seen struct{ places, line int }
	keys := map[debt.Key]seen{}
	line, counted := 1, 0
	f.In(name, text, func(p Place) {
		if p.Offset > counted {
			line += bytes.Count(text[counted:p.Offset], []byte("\n"))
			counted = p.Offset
		}
		k := keys[p.Key]
		if k.line == line || k.places == maxInFile {
			return
		}
		keys[p.Key] = seen{k.places + 1, line}
		column := p.Offset - bytes.LastIndexByte(text[:p.Offset], '\n')
		found = append(found, Mention{p.Key, debt.Position{File: display, Line: line, Column: column}, p.Medium, Excerpt(text, p.Offset)})
	})
	return found
}

// Read reads a file into a buffer, which may be nil. It is empty where the name is that of no regular file, and where the file is too large for one that people write, cannot be read or is no text, or is one that flagdebt itself has written.
func Read(name string, buffer []byte) []byte {
	buffer = buffer[:0]
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > maxFile {
		return buffer
	}
	file, err := os.Open(name)
	if err != nil {
		return buffer
	}
	defer func() { _ = file.Close() }() // was only read
	buffer = slices.Grow(buffer, maxFile/16)
	for {
		n, err := file.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		switch {
		case err == io.EOF && !isBinary(buffer) && !isOurs(buffer):
			return buffer
		case err != nil || isBinary(buffer):
			return buffer[:0]
		case len(buffer) == cap(buffer):
			buffer = slices.Grow(buffer, len(buffer))
		}
	}
}

// isOurs reports whether a content is a report or a snapshot that flagdebt has written, which names every flag.
func isOurs(content []byte) bool {
	rest, ok := bytes.CutPrefix(content, []byte("{\n  \"schema\": "))
	rest = bytes.TrimLeft(rest, "0123456789")
	return ok && (bytes.HasPrefix(rest, []byte(",\n  \"command\":")) || bytes.HasPrefix(rest, []byte(",\n  \"date\":")))
}

// isBinary reports whether a content is no text.
func isBinary(content []byte) bool {
	return bytes.IndexByte(content[:min(len(content), sniffed)], 0) >= 0
}

// Excerpt is the line around a place, trimmed and shortened.
func Excerpt(text []byte, offset int) string {
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	end := len(text)
	if i := bytes.IndexByte(text[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	line := []rune(strings.TrimSpace(strings.ToValidUTF8(string(text[start:end]), "?")))
	if len(line) > maxExcerpt {
		return string(line[:maxExcerpt-1]) + "…"
	}
	return string(line)
}

// Written are those of the files, absolute names, that people write: below the root, and neither hidden nor somebody else's code nor made by a tool. A module within testdata is no part of the repository's own code; where the directory that is looked at lies in one, only that module counts.
func Written(root, dir string, files []string) []string {
	if own := foreignModule(root, dir); own != "" {
		root = own
	}
	foreign := map[string]bool{}
	written := slices.DeleteFunc(slices.Clone(files), func(name string) bool {
		rel, err := filepath.Rel(root, name)
		if err != nil || !filepath.IsLocal(rel) || isMade(rel) {
			return true
		}
		parent := filepath.Dir(name)
		skipped, known := foreign[parent]
		if !known {
			skipped = foreignModule(root, parent) != ""
			foreign[parent] = skipped
		}
		return skipped
	})
	slices.SortFunc(written, cmp.Compare)
	return slices.Compact(written)
}

// foreignModule is the outermost directory of a module that lies in a directory testdata below the root, at or above dir; "" where there is none.
func foreignModule(root, dir string) string {
	rel, err := filepath.Rel(root, dir)
	if err != nil {
		return ""
	}
	inData := false
	at := root
	for _, part := range strings.Split(filepath.ToSlash(rel), "/") {
		at = filepath.Join(at, part)
		if inData {
			if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
				return at
			}
		}
		inData = inData || part == "testdata"
	}
	return ""
}

// isMade reports whether a file, by its name relative to the root, is one that no person of this repository writes.
func isMade(rel string) bool {
	dirs := strings.Split(filepath.ToSlash(rel), "/")
	name := dirs[len(dirs)-1]
	for _, dir := range dirs[:len(dirs)-1] {
		if isForeign(dir) {
			return true
		}
	}
	if slices.Contains([]string{"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "go.sum", "go.work.sum", "bun.lockb"}, name) {
		return true
	}
	for _, end := range []string{".lock", ".min.js", ".min.css", ".map", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".svg", ".webp", ".pdf", ".woff", ".woff2", ".ttf", ".eot", ".zip", ".gz", ".jar", ".wasm"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// isForeign reports whether a directory of that name holds what others wrote, or what tools keep.
func isForeign(dir string) bool {
	return dir == "vendor" || dir == "node_modules" || strings.HasPrefix(dir, ".") && dir != ".github"
}

// Walk are the files in and below a directory that no .gitignore leaves out, for where git does not tell which it tracks. An unreadable directory has none.
func Walk(root string) []string {
	var files []string
	ignored := map[string]ignore{}
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		switch {
		case path != root && ignored[filepath.Dir(path)].leavesOut(path, d.IsDir()):
			if d.IsDir() {
				return fs.SkipDir
			}
		case d.IsDir():
			if path != root && isForeign(d.Name()) {
				return fs.SkipDir
			}
			ignored[path] = ignored[filepath.Dir(path)].with(path)
		case d.Type().IsRegular():
			files = append(files, path)
		}
		return nil
	})
	return files
}
