package program

import (
	"cmp"
	"go/token"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/mention"
)

// mentions finds the keys of the flags, and the options of the command line that went with them, in everything that the change leaves: comments and strings of Go, and all other text below the root.
func (r *remover) mentions(change *Change) {
	var keys []debt.Key
	for i := range change.Flags {
		keys = append(keys, change.Flags[i].names()...)
	}
	slices.Sort(keys)
	finder := mention.New(slices.Compact(keys))
	changed := map[string]*File{}
	for i := range change.Files {
		changed[change.Files[i].Name] = &change.Files[i]
	}
	for _, name := range r.texts() {
		content := r.text(name)
		if len(content) == 0 {
			continue
		}
		file := File{Name: name, Display: r.display(name), Before: content, After: content}
		if f := changed[name]; f != nil {
			file = *f
		}
		r.mention(change.Flags, finder, &file)
	}
	for i := range change.Flags {
		slices.SortFunc(change.Flags[i].Mentions, func(a, b Mention) int { return a.Pos.Compare(b.Pos) })
	}
}

// names are the words that may stand for the flag where no edit reaches.
func (f *Removed) names() []debt.Key {
	names := []debt.Key{f.Key}
	for _, d := range f.Removed {
		if d.Kind == "option" {
			names = append(names, debt.Key(d.Name))
		}
	}
	return names
}

// texts are the files that people write, in the order of their names.
func (r *remover) texts() []string {
	root := cmp.Or(r.loader.options.Root, r.src.Dir())
	files := r.options.Texts
	if files == nil {
		files = mention.Walk(root)
	}
	return mention.Written(root, r.src.Dir(), files)
}

// text is the content of a file, empty where it is none that people write.
func (r *remover) text(name string) []byte {
	if !strings.HasSuffix(name, ".go") {
		return mention.Read(name, nil)
	}
	content, _ := r.read(name) // one that cannot be read names nothing
	return content
}

// mention finds the keys in a file as the change leaves it, and places them in the file as it is.
func (r *remover) mention(flags []Removed, finder *mention.Finder, file *File) {
	spoken := func(int) bool { return true }
	isGo := strings.HasSuffix(file.Name, ".go")
	if isGo {
		spoken = speech(file.After)
	}
	finder.In(file.Name, file.After, func(p mention.Place) {
		pos := file.position(file.origin(p.Offset))
		for i := range flags {
			flag := &flags[i]
			atPlace := func(o debt.Obstacle) bool { return o.Pos.File == pos.File && o.Pos.Line == pos.Line }
			switch {
			case !slices.Contains(flag.names(), p.Key) || !spoken(p.Offset) || slices.ContainsFunc(flag.Obstacles, atPlace) || slices.ContainsFunc(flag.Mentions, func(m Mention) bool { return m.Pos.File == pos.File && m.Pos.Line == pos.Line }):
			case isGo && flag.Verdict == Refused: // the code has all of it still
			default:
				flag.Mentions = append(flag.Mentions, Mention{Pos: pos, Medium: p.Medium, Text: mention.Excerpt(file.After, p.Offset)})
			}
		}
	})
}

// speech tells which places of a Go file stand in a comment or a string.
func speech(content []byte) func(int) bool {
	type span struct{ start, end int }
	var spans []span // in order
	tokens(content, func(at int, tok token.Token, text string) {
		if tok == token.STRING || tok == token.COMMENT {
			spans = append(spans, span{at, at + len(text)})
		}
	})
	return func(at int) bool {
		_, in := slices.BinarySearchFunc(spans, at, func(s span, at int) int {
			switch {
			case at < s.start:
				return 1
			case at >= s.end:
				return -1
			}
			return 0
		})
		return in
	}
}
