package program

import (
	"bytes"
	"path/filepath"

	"golang.org/x/mod/modfile"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// godebugs are the declarations of go.work, or of the go.mod of a module in none, that give settings of GODEBUG other values for all programs. Of a file that is broken the go command says so.
func (l *loader) godebugs() []Reference {
	file := workFile(l.src.Dir())
	isWork := file != ""
	if root := findUp(l.src.Dir(), "go.mod"); !isWork && root != "" {
		file = filepath.Join(root, "go.mod")
	}
	if file == "" {
		return nil
	}
	content, err := l.read(file)
	if err != nil {
		return nil
	}
	var given []*modfile.Godebug
	module := ""
	if isWork {
		if work, err := modfile.ParseWork(file, content, nil); err == nil {
			given = work.Godebug
		}
	} else if mod, err := modfile.Parse(file, content, nil); err == nil {
		given = mod.Godebug
		if mod.Module != nil {
			module = mod.Module.Mod.Path
		}
	}
	var refs []Reference
	for _, setting := range given {
		ref, ok := flagref.GoDebugSetting(setting.Key + "=" + setting.Value)
		if !ok {
			continue
		}
		ref.Package = module
		ref.Pos = l.settingAt(file, content, setting)
		refs = append(refs, Reference{Reference: ref})
	}
	return refs
}

// settingAt is where a line names its setting, behind the word godebug or in a block of them.
func (l *loader) settingAt(file string, content []byte, setting *modfile.Godebug) debt.Position {
	start := setting.Syntax.Start
	at := debt.Position{File: l.display(file), Line: start.Line, Column: start.LineRune}
	if i := bytes.Index(content[start.Byte:], []byte(setting.Key+"=")); i >= 0 {
		at.Column += i
	}
	return at
}
