package cli

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// messageWidth is the width of a line in a commit message.
const messageWidth = 72

// message is what the commit that removes a flag says: what, why, since when, what remains, and how to go back.
func (s *session) message(t *target) string {
	paragraphs := []string{s.because(t), s.did(t)}
	if rest := remains(t); len(rest) > 0 {
		paragraphs = append(paragraphs, "What remains to look at:\n"+strings.Join(rest, "\n"))
	}
	back := "To go back, revert this commit. The switch goes with the code: after the deployment nobody can change the answer from outside any more."
	if next := s.next(t); next != "" {
		back += " Then " + next + "."
	}
	paragraphs = append(paragraphs, back, trusted(t))
	lines := []string{s.subject(t)}
	for _, paragraph := range paragraphs {
		if paragraph == "" {
			continue
		}
		lines = append(lines, "")
		for line := range strings.SplitSeq(paragraph, "\n") {
			lines = append(lines, fold(line)...)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// subject is the first line: as much of it as fits.
func (s *session) subject(t *target) string {
	what := "Remove flag " + plainText(string(t.Key))
	v := s.table.Verdict(t.ID)
	value := "each call's own default"
	if to := t.choices[0].To; !to.IsZero() {
		value = string(to)
	}
	forAll := what + ": " + value + " for everybody"
	told := v.Serving.Mode == debt.ModeConstant && v.Serving.Value == t.choices[0].To || v.Serving.Mode == debt.ModeCallerDefault && t.choices[0].To.IsZero()
	switch t.choices[0].Scope {
	case removal.Unregister:
		forAll, told = what+", which nothing reads", false
	}
	candidates := []string{forAll, what, what[:min(len(what), messageWidth)]}
	if told && v.Basis == debt.BasisConstant {
		candidates = slices.Insert(candidates, 0, forAll+" since "+v.Since.Day.String())
	}
	i := slices.IndexFunc(candidates, func(text string) bool { return utf8.RuneCountInString(text) <= messageWidth })
	return strings.ToValidUTF8(candidates[i], "")
}

// because says why, in the words of the finding.
func (s *session) because(t *target) string {
	for i := range s.findings {
		f := &s.findings[i]
		if f.Key == t.Key && s.table.Resolve(f.ID) == t.ID && (f.Rule == debt.RuleStale || f.Rule == debt.RuleArchived || f.Rule == debt.RuleUnused || f.Rule == debt.RuleExpired) {
			_, text, _ := strings.Cut(plainText(f.Message), ": ") // the rule stands before it
			return upper(text) + "."
		}
	}
	if to := t.choices[0].To; !to.IsZero() {
		return fmt.Sprintf("%s was chosen by hand.", to)
	}
	return ""
}

// did says what the removal does.
func (s *session) did(t *target) string {
	text := fmt.Sprintf("The change replaces %s and takes %d lines out of %s, with %d put in.", counted(len(t.result.Sites), "call"), t.result.Deleted, counted(len(t.result.Files), "file"), t.result.Added)
	var tests, options []string
	for _, d := range t.result.Removed {
		switch d.Kind {
		case "test", "subtest":
			tests = append(tests, plainText(d.Name))
		case "option":
			options = append(options, "-"+plainText(d.Name))
		}
	}
	if len(tests) > 0 {
		text += " Tests of the losing side go with it: " + strings.Join(tests, ", ") + "."
	}
	if len(options) > 0 {
		text += " The command line does not know these options any more: " + strings.Join(options, ", ") + "."
	}
	return text
}

// trusted says how far the removal can be trusted.
func trusted(t *target) string {
	text := "The result compiles in every build that has an edited file, and go vet has nothing new to say"
	p := t.result.Proof
	if t.result.Verdict != program.Proven {
		return text + " (checked, not proven)."
	}
	text += "."
	if p == nil {
		return text
	}
	text += fmt.Sprintf(" It is proven to do what the code before did with the flag at that value (%s compared), provided that every evaluation gives the value and does nothing else", counted(p.Functions, "function"))
	if len(p.Assumptions) == 0 {
		return text + "."
	}
	lines := []string{text + ", and:"}
	for i, a := range p.Assumptions {
		if i == maxRemains {
			lines = append(lines, fmt.Sprintf("- and %d more", len(p.Assumptions)-i))
			break
		}
		line := "- " + a.Text
		if !a.Pos.IsZero() {
			line = "- " + a.Pos.String() + ": " + a.Text
		}
		lines = append(lines, plainText(line))
	}
	return strings.Join(lines, "\n")
}

// maxRemains is how many places a message names.
const maxRemains = 20

// remains lists what is left of the flag, and where it is still spoken of.
func remains(t *target) []string {
	var lines []string
	for _, o := range t.result.Obstacles {
		lines = append(lines, plainText("- "+string(o.Code)+": "+o.Error()))
	}
	for _, m := range t.result.Mentions {
		lines = append(lines, plainText("- "+m.Pos.String()+" names it"))
	}
	if n := len(lines); n > maxRemains {
		lines = append(lines[:maxRemains], fmt.Sprintf("- and %d more", n-maxRemains))
	}
	return lines
}

// fold breaks a line at spaces; what follows an item stands below its text.
func fold(line string) []string {
	indent := ""
	if strings.HasPrefix(line, "- ") {
		indent = "  "
	}
	var lines []string
	for i, word := range strings.Split(line, " ") {
		last := len(lines) - 1
		switch {
		case i == 0:
			lines = []string{word}
		case utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) > messageWidth:
			lines = append(lines, indent+word)
		default:
			lines[last] += " " + word
		}
	}
	return lines
}

// plainText is a foreign text in one line without control characters.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "?"))
}

func upper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
