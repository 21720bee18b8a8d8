package launchdarkly

import (
	"cmp"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// restFlag reads a flag of the REST API.
func restFlag(d *document.Decoded, n *document.Node) {
	id := debt.ID{Provider: Provider, Key: debt.Key(n.Get("key").Scalar())}
	f := debt.Flag{ID: id, Origin: keyPosition(n)}
	f.Created = d.Date(n.Get("creationDate"), debt.ClockPlatform)
	f.Owner = cmp.Or(n.Get("_maintainer").Get("email").Scalar(), n.Get("maintainerTeamKey").Scalar(), n.Get("_maintainerTeam").Get("key").Scalar(), n.Get("_maintainerTeam").Get("name").Scalar())
	f.Ticket = ticket(n.Get("customProperties"))
	f.Description = n.Get("description").Scalar()
	for _, tag := range n.Get("tags").List() {
		f.Tags = append(f.Tags, tag.Scalar())
	}
	f.Tags = document.Tags(f.Tags)
	if n.Get("deprecated").True() {
		f.Mark = "deprecated"
	}
	f.Archived = n.Get("archived").True()
	if temporary, told := n.Get("temporary").Bool(); told {
		f.Permanent = !temporary
		if temporary {
			f.Type = debt.TypeRelease
		}
	}
	var values []*document.Node
	for _, variation := range n.Get("variations").List() {
		values = append(values, variation.Get("value"))
	}
	f.Kind = document.KindOf(values)
	if n.Get("purpose").Scalar() == "migration" {
		f.Type, f.Kind = debt.TypeMigration, debt.KindStage
	}
	r := &reader{Decoded: d, flag: &f}
	r.readVariations(values)
	answers := r.environments(n) // completes the flag
	d.Add(f, answers...)
}

// environments reads the configurations of the environments that were asked for.
func (r *reader) environments(n *document.Node) []document.Answer {
	configurations := n.Get("environments")
	if !configurations.Is(document.Object) {
		return nil
	}
	var answers []document.Answer
	archived := r.Date(n.Get("archivedDate"), debt.ClockPlatform)
	for _, m := range configurations.Members {
		a := r.answer(m.Key, m.Value)
		if experimentsIn(n, m.Key) && m.Value.Get("on").True() {
			a.Met.Outcomes.Experiment = true
		}
		since := r.Date(m.Value.Get("lastModified"), debt.ClockPlatform)
		if r.flag.Archived {
			a = document.Gone(r.flag.Key, m.Key)
			since = latest(since, archived)
		}
		answers = append(answers, a)
		r.flag.Environments = append(r.flag.Environments, debt.Environment{Name: m.Key, Since: since})
		r.flag.Modified = latest(r.flag.Modified, since)
	}
	return answers
}

func latest(a, b debt.Date) debt.Date {
	if b.Day > a.Day {
		return b
	}
	return a
}

// ticketNames are parts of the names under which integrations and people store tickets.
var ticketNames = [...]string{"jira", "ticket", "issue"}

// ticket is the first value of the first custom property that names one.
func ticket(properties *document.Node) string {
	if !properties.Is(document.Object) {
		return ""
	}
	for _, m := range properties.Members {
		name := strings.ToLower(m.Key + " " + m.Value.Get("name").Scalar())
		if !slices.ContainsFunc(ticketNames[:], func(word string) bool { return strings.Contains(name, word) }) {
			continue
		}
		for _, value := range m.Value.Get("value").List() {
			if text := value.Scalar(); text != "" {
				return text
			}
		}
	}
	return ""
}

// experimentsIn reports whether the flag lists an experiment in the environment.
func experimentsIn(n *document.Node, environment string) bool {
	for _, item := range n.Get("experiments").Get("items").List() {
		for _, e := range item.Get("environments").List() {
			if e.Scalar() == environment {
				return true
			}
		}
	}
	return false
}
