package proposal

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

// Rules are the rules as the part of a configuration that describes toggles, line by line. Comments hold the evidence.
func Rules(proposals []Proposal) []string {
	lines := []string{"flags:"}
	for _, section := range []string{apis, registries} {
		first := true
		for i := range proposals {
			p := &proposals[i]
			if p.Section() != section {
				continue
			}
			if first {
				lines, first = append(lines, "  "+section+":"), false
			}
			lines = append(lines, p.comment()...)
			lines = append(lines, "  - "+p.Entry())
		}
	}
	return lines
}

const (
	apis       = "apis"
	registries = "registries"
)

// Section is the list of the configuration that the rule is for.
func (p *Proposal) Section() string {
	if p.API != nil {
		return apis
	}
	return registries
}

// maxKeys is how many keys a comment shows.
const maxKeys = 5

// comment says what speaks for a proposal.
func (p *Proposal) comment() []string {
	keys := strings.Join(p.Keys[:min(len(p.Keys), maxKeys)], ", ")
	if len(p.Keys) > maxKeys {
		keys += ", …"
	}
	lines := []string{fmt.Sprintf("  # %s: %s of %s: %s", p.Looks, count(p.Uses, "use"), count(len(p.Keys), "key"), keys)}
	for _, at := range p.Places {
		lines = append(lines, "  #   "+onLine(at.String()))
	}
	return lines
}

// onLine is a text without what would end a comment.
func onLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '?'
	}, text)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// Entry is the rule as it stands in a configuration, on one line.
func (p *Proposal) Entry() string {
	var m entry
	if p.API != nil {
		m.api(p.API)
	} else {
		m.registry(p.Registry)
	}
	return "{" + strings.Join(m, ", ") + "}"
}

// entry are the fields of an entry, as YAML writes them.
type entry []string

func (m *entry) api(a *config.API) {
	m.list("package", a.Packages, false)
	m.list("receiver", a.Receivers, false)
	m.list("methods", a.Methods, true)
	if len(a.Keys) > 0 {
		m.list("keys", a.Keys, true)
	}
	m.add("key", "{arg: "+strconv.Itoa(a.Key.Arg)+"}")
	if a.Default.Arg != nil {
		m.add("default", "{arg: "+strconv.Itoa(*a.Default.Arg)+"}")
	}
	var result entry
	if a.Result.Error != nil {
		result.add("error", strconv.Itoa(*a.Result.Error))
	}
	if a.Result.Field != "" {
		result.add("field", scalar(a.Result.Field))
	}
	if len(result) > 0 {
		m.add("result", "{"+strings.Join(result, ", ")+"}")
	}
	if a.Value != "" {
		m.add("value", string(a.Value))
	}
	if a.Negated {
		m.add("negated", "true")
	}
}

func (m *entry) registry(r *config.Registry) {
	m.add("kind", string(r.Kind))
	m.list("package", r.Packages, false)
	m.list("type", r.Types, false)
	m.list("variables", r.Variables, true)
	m.list("receiver", r.Receivers, false)
	m.list("constructors", r.Constructors, true)
	m.list("evaluations", r.Evaluations, true)
	m.list("defaults", r.Defaults, true)
	m.list("fields", r.Fields.Names, true)
	if r.Kind == config.FlagObject {
		m.add("key", "{arg: "+strconv.Itoa(r.Key.Arg)+"}")
		if r.Default.Arg != nil {
			m.add("default", "{arg: "+strconv.Itoa(*r.Default.Arg)+"}")
		}
	}
}

func (m *entry) add(name, value string) { *m = append(*m, name+": "+value) }

// list adds names, as a list where there are several or where always one is written.
func (m *entry) list(name string, values config.Strings, always bool) {
	if len(values) == 0 {
		return
	}
	written := make([]string, len(values))
	for i, value := range values {
		written[i] = scalar(value)
	}
	if len(written) == 1 && !always {
		m.add(name, written[0])
		return
	}
	m.add(name, "["+strings.Join(written, ", ")+"]")
}

// plain are the texts that YAML reads as what they are. Words that it takes for something else, as on, are none of ours but in names of Go, which are quoted then.
var plain = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*$`)

func scalar(text string) string {
	switch strings.ToLower(text) {
	case "on", "off", "yes", "no", "true", "false", "null", "y", "n":
		return strconv.Quote(text)
	}
	if plain.MatchString(text) {
		return text
	}
	return strconv.Quote(text)
}
