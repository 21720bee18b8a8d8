package flagstate

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Load reads the sources of a configuration into one snapshot, and says what is wrong with them. root is the repository, from which paths are shown and which no file may leave; dir is the directory of the configuration, from which its paths are counted. A source that cannot be read leaves a record with the reason, and its provider incomplete: what is missing must never look deleted.
func Load(root, dir string, sources []config.Source, now debt.Day) (*Snapshot, []*debt.InputError) {
	l := &loader{tree: newTree(root, dir), now: now}
	for _, source := range sources {
		paths, problem := l.tree.files(source.File)
		if problem != nil {
			l.fail(&part{source: source, name: source.File}, problem)
		}
		for _, path := range paths {
			l.file(source, path)
		}
	}
	l.preferFiles()
	l.unite()
	return l.snapshot(), l.problems
}

// preferFiles takes out of snapshots what was made of files that are read themselves: a snapshot beside them is there for what only a look at the whole program tells, and its older state must not contradict them.
func (l *loader) preferFiles() {
	read := map[string]bool{}
	for _, p := range l.parts {
		if p.snapshot == nil {
			read[p.name] = true
		}
	}
	for _, p := range l.parts {
		if p.snapshot == nil {
			continue
		}
		p.decoded.Flags = slices.DeleteFunc(p.decoded.Flags, func(f debt.Flag) bool { return read[f.Source] })
		p.snapshot.Sources = slices.DeleteFunc(p.snapshot.Sources, func(s debt.Source) bool { return read[s.Name] })
	}
}

// LoadAPIs reads only the inferred rules of the snapshots among the sources. What is wrong with a file, Load says.
func LoadAPIs(root, dir string, sources []config.Source) []config.API {
	tree := newTree(root, dir)
	var apis []config.API
	for _, source := range sources {
		paths, _ := tree.files(source.File)
		for _, path := range paths {
			data, problem := tree.read(path)
			if problem != nil {
				continue
			}
			if format, problem := findFormat(source.Format, tree.name(path), data); problem != nil || format.Name != snapshotFormat {
				continue
			}
			apis = append(apis, readAPIs(data)...)
		}
	}
	return apis
}

type loader struct {
	tree     tree
	now      debt.Day
	parts    []*part
	problems []*debt.InputError
}

// part is one file that was read, or could not be.
type part struct {
	source   config.Source
	name     string
	format   Format
	decoded  *document.Decoded
	snapshot *Snapshot // of a file that is a snapshot
	problem  *debt.InputError
}

// provider of the part's flags, empty if it is not known.
func (p *part) provider() string { return cmp.Or(p.source.Provider, p.format.Provider) }

// fail records a source that cannot be read. A mistake without a place in the file is shown where the file is named.
func (l *loader) fail(p *part, problem *debt.InputError) {
	if p.format.Name == "" {
		for _, format := range Formats() {
			if format.Name == p.source.Format {
				p.format = format
			}
		}
	}
	p.problem = problem
	p.decoded = &document.Decoded{}
	if problem.Pos.IsZero() {
		shown := *problem
		shown.Pos = p.source.Pos
		if shown.Pos.IsZero() {
			shown.Pos.File = p.name
		} else {
			shown.What = p.name + ": " + shown.What
		}
		problem = &shown
	} else {
		problem.Pos.File = p.name
	}
	l.problems = append(l.problems, problem)
	l.parts = append(l.parts, p)
}

// file reads one file.
func (l *loader) file(source config.Source, path string) {
	p := &part{source: source, name: l.tree.name(path)}
	data, problem := l.tree.read(path)
	if problem != nil {
		l.fail(p, problem)
		return
	}
	if p.format, problem = findFormat(source.Format, p.name, data); problem != nil {
		l.fail(p, problem)
		return
	}
	var err error
	if p.format.Name == snapshotFormat {
		p.snapshot, err = Read(bytes.NewReader(data))
	} else {
		p.decoded, err = p.format.Decode(data, l.now)
	}
	if err != nil {
		l.fail(p, document.AsProblem(err))
		return
	}
	l.take(p)
}

// take gives the flags of a file their provider, names and positions.
func (l *loader) take(p *part) {
	if p.snapshot != nil { // has all of these
		p.decoded = &document.Decoded{Flags: p.snapshot.Flags}
		l.parts = append(l.parts, p)
		return
	}
	p.decoded.File(p.name)
	if len(p.decoded.Problems) > 0 {
		p.problem = p.decoded.Problems[0]
		l.problems = append(l.problems, p.decoded.Problems...)
	}
	for i := range p.decoded.Flags {
		f := &p.decoded.Flags[i]
		f.ID = p.rename(f.ID)
		for j, id := range f.Prerequisites {
			f.Prerequisites[j] = p.rename(id)
		}
		if f.Created.Day > l.now && l.now > 0 {
			l.problems = append(l.problems, &debt.InputError{Pos: f.Origin, What: fmt.Sprintf("the flag %s was created on %s, which is after %s", document.Quote(string(f.Key)), f.Created.Day, l.now), Do: "correct the date, or the day with --now"})
		}
	}
	l.parts = append(l.parts, p)
}

// rename gives a flag the provider of the source, unless the file itself names one.
func (p *part) rename(id debt.ID) debt.ID {
	if id.Provider == p.format.Provider {
		id.Provider = p.provider()
	}
	return id
}

// unite resolves prerequisites across the files of one provider, and tells whether pages of one list are all there.
func (l *loader) unite() {
	type group struct{ provider, format, environment string }
	groups := map[group][]*document.Decoded{}
	for _, p := range l.parts {
		if p.snapshot == nil {
			g := group{p.provider(), p.format.Name, p.source.Environment}
			groups[g] = append(groups[g], p.decoded)
		}
	}
	for _, decoded := range groups { // independent of one another, so that the order does not matter
		if len(decoded) > 1 {
			document.Resolve(decoded...)
			document.Unite(decoded...)
		}
	}
	for _, p := range l.parts {
		if p.problem != nil && len(p.decoded.Flags) == 0 && !p.decoded.Complete {
			l.taint(p.provider())
		}
	}
}

// taint marks every file of a provider as incomplete, since one of its files is missing; if not even the provider is known, it can be any.
func (l *loader) taint(provider string) {
	for _, p := range l.parts {
		if provider == "" || p.provider() == provider {
			p.decoded.Complete = false
		}
		if p.snapshot == nil {
			continue
		}
		for i := range p.snapshot.Sources {
			if source := &p.snapshot.Sources[i]; provider == "" || source.Provider == provider {
				source.Complete = false
			}
		}
	}
}

// snapshot puts the parts together.
func (l *loader) snapshot() *Snapshot {
	s := &Snapshot{Schema: SnapshotSchema, Date: l.now, Sources: []debt.Source{}}
	m := newMerger()
	where := map[string]debt.Position{}
	var dated debt.Day
	for _, p := range l.parts {
		selected := newSelection(p.source, p.snapshot != nil)
		if problem := selected.named(p.decoded.Flags); problem != nil {
			problem.Pos = cmp.Or(p.source.Pos, debt.Position{File: p.name})
			l.problems = append(l.problems, problem)
		}
		selected.apply(p.decoded.Flags)
		for _, f := range p.decoded.Flags {
			if _, ok := where[f.Provider]; !ok {
				where[f.Provider] = cmp.Or(p.source.Pos, debt.Position{File: p.name})
			}
			m.add(f)
		}
		s.Sources = append(s.Sources, p.records()...)
		if p.snapshot != nil {
			s.APIs = append(s.APIs, p.snapshot.APIs...)
			if dated == 0 || p.snapshot.Date < dated {
				dated = p.snapshot.Date
			}
		}
	}
	if dated > 0 {
		s.Date = dated
	}
	s.Flags = m.result()
	l.problems = append(l.problems, m.problems...)
	l.problems = append(l.problems, withoutProduction(s.Flags, where)...)
	if s.Flags == nil {
		s.Flags = []debt.Flag{}
	}
	if digest, err := s.public().digest(); err == nil {
		s.Digest = digest
	}
	return s
}

// records is what the snapshot says about the part: one source, or those of a snapshot. Configuration has the last word on whether they are exclusive and complete.
func (p *part) records() []debt.Source {
	records := []debt.Source{{
		Name:      p.name,
		Format:    cmp.Or(p.format.Name, p.source.Format),
		Provider:  p.provider(),
		Complete:  p.decoded.Complete,
		Exclusive: p.source.Exclusive,
		Flags:     len(p.decoded.Flags),
	}}
	if p.snapshot != nil && p.problem == nil {
		records = p.snapshot.Sources
		for i := range records {
			records[i].Exclusive = records[i].Exclusive || p.source.Exclusive
		}
	}
	for i := range records {
		if p.source.Complete != nil && (p.problem == nil || len(p.decoded.Flags) > 0) {
			records[i].Complete = *p.source.Complete
		}
		if p.problem != nil {
			records[i].Problem = p.problem.Error()
			if more := len(p.decoded.Problems) - 1; more > 0 {
				records[i].Problem += fmt.Sprintf(" (and %d more)", more)
			}
		}
	}
	return records
}
