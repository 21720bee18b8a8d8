package flagref

import (
	"regexp"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// commentLine is a line of a comment, without its marks.
type commentLine struct {
	text string
	pos  debt.Position
}

// labels are the words before a colon that say what follows, in small letters.
var labels = map[string]debt.About{
	"owner": debt.AboutOwner, "owners": debt.AboutOwner, "owned by": debt.AboutOwner, "team": debt.AboutOwner, "maintainer": debt.AboutOwner,
	"ticket": debt.AboutTicket, "issue": debt.AboutTicket, "jira": debt.AboutTicket, "kep": debt.AboutTicket, "rollout": debt.AboutTicket, "rollout issue": debt.AboutTicket, "tracking issue": debt.AboutTicket,
	"created": debt.AboutCreated, "added": debt.AboutCreated, "introduced": debt.AboutCreated, "since": debt.AboutCreated,
	"expires": debt.AboutExpires, "expiry": debt.AboutExpires, "remove by": debt.AboutExpires, "remove after": debt.AboutExpires, "remove on": debt.AboutExpires, "remove in": debt.AboutExpires, "removed in": debt.AboutExpires, "removal": debt.AboutExpires, "until": debt.AboutExpires, "sunset": debt.AboutExpires, "deadline": debt.AboutExpires,
	"alpha": debt.AboutStage, "beta": debt.AboutStage, "ga": debt.AboutStage, "stable": debt.AboutStage, "deprecated": debt.AboutStage,
}

var (
	versionForm = regexp.MustCompile(`^[vV]?\d+\.\d+(?:\.\d+)*`)
	dayForm     = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`)
	todoForm    = regexp.MustCompile(`^(?:TODO|FIXME|XXX)\(([^()]+)\)`)
	ticketForm  = regexp.MustCompile(`^(?:https?://\S+|[A-Z][A-Z0-9]+-\d+|(?:[\w.-]+/[\w.-]+)?#\d+)`)
	trackerForm = regexp.MustCompile(`https?://\S*(?:/issues?/|/browse/|/keps/|kep\.k8s\.io/|/work_items/|linear\.app/)\S+`)
	demandForm  = regexp.MustCompile(`(?i)(?:^|[,;.] +)(?:and +)?(?:(?:(?:to|will|can|should) be +)(?:removed|deleted|dropped|cleaned up)|remove|delete|drop|clean up) `)
	removalForm = regexp.MustCompile(`(?i)\b(?:remov(?:e|ed|al)|delet(?:e|ed)|drop(?:ped)?|clean(?:ed)? up)\s+(?:it\s+|this\s+|the\s+flag\s+|the\s+gate\s+)?(?:in|by|after|with|on|from)\s+(?:version\s+|release\s+|kubernetes\s+|k8s\s+)?([vV]?\d[\w.-]*)`)
)

// readNotes reads what the lines of a comment say of a flag: labels (owner: @team), TODO(name), the links of issue trackers, and by when the flag goes, where the line is about that alone or begins with Deprecated or TODO. All else is prose, which may be about anything.
func readNotes(lines []commentLine) []debt.Note {
	var notes, weak []debt.Note // what a label says comes before what was only met
	for i, line := range lines {
		label, value := cutLabel(line.text)
		todo := todoForm.FindStringSubmatch(line.text)
		switch about := labels[label]; {
		case label == "deprecated" && !versionForm.MatchString(value):
			notes = append(notes, removals(paragraph(lines[i:]), line.pos)...)
		case about != "":
			notes = append(notes, labelled(about, label, value, line.pos)...)
		case todo != nil:
			weak = append(weak, named(todo[1], line.pos)...)
			notes = append(notes, removals(paragraph(lines[i:]), line.pos)...)
		case saysRemoval(line.text, i == 0 || lines[i-1].text == ""):
			notes = append(notes, removals(line.text, line.pos)...)
		}
		if link := trackerForm.FindString(line.text); link != "" {
			weak = append(weak, debt.Note{About: debt.AboutTicket, Text: trimEnd(link), Position: line.pos})
		}
	}
	for _, n := range weak {
		if !slices.ContainsFunc(notes, func(other debt.Note) bool { return other.About == n.About }) {
			notes = append(notes, n)
		}
	}
	return notes
}

// cutLabel cuts a line at its first colon; the label is in small letters.
func cutLabel(text string) (label, value string) {
	label, value, ok := strings.Cut(text, ":")
	if !ok || strings.HasPrefix(value, "//") {
		return "", ""
	}
	return strings.ToLower(strings.TrimSpace(label)), strings.TrimSpace(value)
}

// labelled is what a label and its value say. A value that is not of the label's form says nothing.
func labelled(about debt.About, label, value string, pos debt.Position) []debt.Note {
	note := debt.Note{About: about, Position: pos}
	switch about {
	case debt.AboutOwner:
		note.Text = firstOwner(value)
	case debt.AboutTicket:
		note.Text = trimEnd(ticketForm.FindString(value))
	case debt.AboutStage:
		if version := versionForm.FindString(value); version != "" {
			note.Text = label + " " + version
		}
	case debt.AboutExpires:
		if dayForm.FindString(value) == "" {
			note.About = debt.AboutRemoval
			note.Text = versionForm.FindString(value)
			break
		}
		note.Text = firstDay(value)
	default:
		note.Text = firstDay(value)
	}
	if note.Text == "" {
		return nil
	}
	return []debt.Note{note}
}

// firstOwner is the first of several owners; a sentence is none.
func firstOwner(value string) string {
	if end := strings.IndexAny(value, ",;("); end >= 0 {
		value = value[:end]
	}
	value, _, _ = strings.Cut(value, " / ")
	words := strings.Fields(value)
	switch {
	case len(words) == 0 || len(words) > 4:
		return ""
	case strings.HasPrefix(words[0], "@"):
		return words[0]
	}
	return strings.TrimSuffix(strings.Join(words, " "), ".")
}

// named is what the parentheses of a TODO name: whose it is, or its ticket, and perhaps a day.
func named(inside string, pos debt.Position) []debt.Note {
	var notes []debt.Note
	for part := range strings.SplitSeq(inside, ",") {
		part = strings.TrimSpace(part)
		note := debt.Note{About: debt.AboutOwner, Text: part, Position: pos}
		switch {
		case firstDay(part) != "":
			note.About, note.Text = debt.AboutExpires, firstDay(part)
		case ticketForm.FindString(part) == part:
			note.About = debt.AboutTicket
		case strings.Contains(part, "://"):
			note.About = debt.AboutTicket
		case len(strings.Fields(part)) > 2 || !strings.ContainsFunc(part, isLetter):
			note.Text = ""
		}
		if note.Text != "" {
			notes = append(notes, note)
		}
	}
	return notes
}

func isLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// saysRemoval reports whether a line is about the flag's end: a clause of it demands that ("default and lock to true in 1.29, remove in 1.31"), or its first says so ("removed in 1.30") and does not go on from the line above.
func saysRemoval(text string, first bool) bool {
	if first && strings.HasPrefix(strings.ToLower(text), "remov") {
		return true
	}
	return demandForm.MatchString(text)
}

// removals are the versions and days by which a text says that something is removed.
func removals(text string, pos debt.Position) []debt.Note {
	var notes []debt.Note
	for _, match := range removalForm.FindAllStringSubmatch(text, -1) {
		notes = append(notes, labelled(debt.AboutExpires, "", match[1], pos)...)
	}
	return notes
}

// paragraph is the text of the lines up to the first that is empty or has a label.
func paragraph(lines []commentLine) string {
	text := lines[0].text
	for _, line := range lines[1:] {
		if label, _ := cutLabel(line.text); line.text == "" || labels[label] != "" {
			break
		}
		text += " " + line.text
	}
	return text
}

// firstDay is the first valid day in a text, or "".
func firstDay(text string) string {
	for _, day := range dayForm.FindAllString(text, -1) {
		if _, err := debt.ParseDay(day); err == nil {
			return day
		}
	}
	return ""
}

// trimEnd takes off what ends a sentence after a link.
func trimEnd(text string) string { return strings.TrimRight(text, ".,;:)>]\"'") }
