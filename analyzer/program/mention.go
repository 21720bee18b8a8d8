package program

import (
	"bytes"
	"cmp"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

const (
	maxMentionFile = 1 << 20 // bytes; what is longer is data
	maxMentionText = 120     // runes
)

// mentions finds the keys of the flags in everything that the change leaves: comments and strings of Go, and all other text below the root.
func (r *remover) mentions(change *Change) {
	index := indexKeys(change.Flags)
	changed := map[string]*File{}
	for i := range change.Files {
		changed[change.Files[i].Name] = &change.Files[i]
	}
	for _, name := range textFiles(cmp.Or(r.loader.options.Root, r.src.Dir()), r.src.Dir()) {
		content, err := r.read(name)
		if err != nil || bytes.IndexByte(content[:min(len(content), 8000)], 0) >= 0 {
			continue
		}
		file := File{Name: name, Display: r.display(name), Before: content, After: content}
		if f := changed[name]; f != nil {
			file = *f
		}
		r.mention(change.Flags, index, &file)
	}
	for i := range change.Flags {
		slices.SortFunc(change.Flags[i].Mentions, func(a, b Mention) int { return a.Pos.Compare(b.Pos) })
	}
}

// mention finds the keys in a file as the change leaves it, and places them in the file as it is.
func (r *remover) mention(flags []Removed, index map[string][]indexed, file *File) {
	isGo := strings.HasSuffix(file.Name, ".go")
	found := func(offset int, flag *Removed) {
		if isGo && flag.Verdict == Refused {
			return // the code has all of it still
		}
		pos := file.position(file.origin(offset))
		atPlace := func(o debt.Obstacle) bool { return o.Pos.File == pos.File && o.Pos.Line == pos.Line }
		if n := len(flag.Mentions); n > 0 && flag.Mentions[n-1].Pos == pos || slices.ContainsFunc(flag.Obstacles, atPlace) {
			return
		}
		flag.Mentions = append(flag.Mentions, Mention{Pos: pos, Text: lineAt(file.After, offset)})
	}
	if !isGo {
		findKeys(file.After, flags, index, found)
		return
	}
	tokens(file.After, func(at int, tok token.Token, text string) {
		if tok != token.IDENT {
			findKeys(file.After[at:min(at+len(text), len(file.After))], flags, index, func(offset int, flag *Removed) { found(at+offset, flag) })
		}
	})
}

// indexed is a key by the first of its words.
type indexed struct {
	flag int
	at   int // where the word stands in the key
}

// indexKeys makes one pass over a text find all keys.
func indexKeys(flags []Removed) map[string][]indexed {
	index := map[string][]indexed{}
	for i, flag := range flags {
		key := string(flag.Key)
		start := strings.IndexFunc(key, inKey)
		if start < 0 {
			continue // a key without a letter is not to be told from punctuation
		}
		end := strings.IndexFunc(key[start:], func(r rune) bool { return !inKey(r) })
		if end < 0 {
			end = len(key) - start
		}
		word := key[start : start+end]
		index[word] = append(index[word], indexed{i, start})
	}
	return index
}

// findKeys calls found with every place at which a key stands as a word of its own.
func findKeys(text []byte, flags []Removed, index map[string][]indexed, found func(offset int, flag *Removed)) {
	for start := 0; start < len(text); {
		r, size := utf8.DecodeRune(text[start:])
		if !inKey(r) {
			start += size
			continue
		}
		end := start
		for end < len(text) {
			r, size := utf8.DecodeRune(text[end:])
			if !inKey(r) {
				break
			}
			end += size
		}
		for _, hit := range index[string(text[start:end])] {
			key := string(flags[hit.flag].Key)
			if from := start - hit.at; from >= 0 && isWord(text, from, key) {
				found(from, &flags[hit.flag])
			}
		}
		start = end
	}
}

// isWord reports whether the key stands at the place and is no part of a longer one.
func isWord(text []byte, at int, key string) bool {
	if !bytes.HasPrefix(text[at:], []byte(key)) {
		return false
	}
	before, _ := utf8.DecodeLastRune(text[:at])
	after, _ := utf8.DecodeRune(text[at+len(key):])
	return !inKey(before) && !inKey(after)
}

// lineAt is the line around a place, trimmed and shortened.
func lineAt(text []byte, offset int) string {
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	end := len(text)
	if i := bytes.IndexByte(text[offset:], '\n'); i >= 0 {
		end = offset + i
	}
	line := []rune(strings.TrimSpace(strings.ToValidUTF8(string(text[start:end]), "?")))
	if len(line) > maxMentionText {
		return string(line[:maxMentionText-1]) + "…"
	}
	return string(line)
}

// textFiles are the files below the root that people write, in the order of their names. An unreadable directory has none. The directory that is cleaned counts wherever it lies.
func textFiles(root, cleaned string) []string {
	var names []string
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		name := d.Name()
		switch {
		case !d.IsDir():
			if info, err := d.Info(); err == nil && info.Mode().IsRegular() && info.Size() <= maxMentionFile {
				names = append(names, path)
			}
		case path == root:
		case strings.HasPrefix(name, "."), name == "vendor", name == "node_modules", foreign(path) && !within(cleaned, path):
			return fs.SkipDir
		}
		return nil
	})
	slices.SortFunc(names, cmp.Compare)
	return names
}

// foreign reports whether a directory is a module within testdata, and so no part of the repository's own code.
func foreign(dir string) bool {
	if !strings.Contains(filepath.ToSlash(dir)+"/", "/testdata/") {
		return false
	}
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}
