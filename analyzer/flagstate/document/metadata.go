package document

import (
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// What people call the things that they note beside a flag, the first that is found holds. Names are compared without case, hyphens, underscores and dots.
var (
	ownerNames       = [...]string{"owner", "team", "maintainer"}
	typeNames        = [...]string{"type", "kind", "lifecycle"}
	createdNames     = [...]string{"created", "createdat", "introduced"}
	expiresNames     = [...]string{"expires", "expiry", "expirationdate", "removeby", "sunset"}
	ticketNames      = [...]string{"ticket", "issue", "issuelink", "jira"}
	descriptionNames = [...]string{"description"}
	tagNames         = [...]string{"tags"}
	permanentNames   = [...]string{"permanent"}
)

// Describe fills what the flag does not say yet from free metadata beside it.
func (d *Decoded) Describe(flag *debt.Flag, metadata *Node) {
	if !metadata.Is(Object) {
		return
	}
	byName := make(map[string]*Node, len(metadata.Members))
	for _, m := range metadata.Members {
		if name := plainName(m.Key); byName[name] == nil {
			byName[name] = m.Value
		}
	}
	find := func(names []string) *Node {
		for _, name := range names {
			if n := byName[name]; n.Has() {
				return n
			}
		}
		return nil
	}
	fill(&flag.Owner, find(ownerNames[:]))
	fill(&flag.Ticket, find(ticketNames[:]))
	fill(&flag.Description, find(descriptionNames[:]))
	if flag.Type == debt.TypeUnknown && !flag.Permanent {
		flag.Type, flag.Permanent = ParseType(find(typeNames[:]).Scalar())
	}
	flag.Permanent = flag.Permanent || find(permanentNames[:]).True()
	if flag.Created.IsZero() {
		flag.Created = d.Date(find(createdNames[:]), debt.ClockMetadata)
	}
	if flag.Expires.IsZero() {
		flag.Expires = d.Date(find(expiresNames[:]), debt.ClockMetadata)
	}
	flag.Tags = Tags(append(flag.Tags, words(find(tagNames[:]))...))
}

func fill(field *string, n *Node) {
	if *field == "" {
		*field = strings.Join(words(n), ", ")
		if n.Is(String) {
			*field = strings.TrimSpace(n.Text)
		}
	}
}

// plainName is a name as the lists above have it.
func plainName(name string) string {
	return strings.ToLower(strings.NewReplacer("-", "", "_", "", ".", "", " ", "").Replace(name))
}

// words is a list of texts, or one text with commas.
func words(n *Node) []string {
	var texts []string
	if n.Is(Array) {
		for _, item := range n.Items {
			texts = append(texts, item.Scalar())
		}
	} else {
		texts = strings.Split(n.Scalar(), ",")
	}
	for i := range texts {
		texts[i] = strings.TrimSpace(texts[i])
	}
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}

// Tags are tags in order, each once.
func Tags(tags []string) []string {
	slices.Sort(tags)
	return slices.Clip(slices.Compact(tags))
}

// ParseType reads the words that platforms and people use for a flag's type. Permanent is no type but a promise that the flag stays.
func ParseType(word string) (t debt.Type, permanent bool) {
	switch plainName(word) {
	case "release", "temporary", "rollout":
		return debt.TypeRelease, false
	case "experiment", "abtest":
		return debt.TypeExperiment, false
	case "ops", "operational":
		return debt.TypeOps, false
	case "killswitch":
		return debt.TypeKillSwitch, false
	case "permission", "entitlement":
		return debt.TypePermission, false
	case "migration":
		return debt.TypeMigration, false
	case "permanent":
		return debt.TypeUnknown, true
	}
	return debt.TypeUnknown, false
}
