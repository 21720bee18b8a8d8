package debt

import (
	"slices"
	"strings"
)

// Note is what a comment beside the declaration of a flag, or of the constant that holds its key, says about the flag.
type Note struct {
	About About  `json:"about"`
	Text  string `json:"text"`
	Position
}

// About is what a note tells.
type About string

// What notes tell. A stage is the stage and its version, "beta v1.27"; a removal is the version by which the flag goes.
const (
	AboutOwner   About = "owner"
	AboutTicket  About = "ticket"
	AboutCreated About = "created"
	AboutExpires About = "expires"
	AboutRemoval About = "removal"
	AboutStage   About = "stage"
)

// Fill enters what the notes tell where the flag itself has nothing: whoever answers for a flag at run time knows better than the comments in one of the programs that ask for it. Of several notes the first counts, but of removals the last, since it stands beside the newest stage.
func (f *Flag) Fill(notes []Note) {
	for _, n := range notes {
		day, _ := ParseDay(n.Text) // of what is no date, no day
		switch {
		case n.About == AboutOwner && f.Owner == "":
			f.Owner = n.Text
		case n.About == AboutTicket && f.Ticket == "":
			f.Ticket = n.Text
		case n.About == AboutCreated && f.Created.IsZero() && day != 0:
			f.Created = Date{day, ClockMetadata}
		case n.About == AboutExpires && f.Expires.IsZero() && day != 0:
			f.Expires = Date{day, ClockMetadata}
		}
	}
	if f.Gate != nil {
		f.Gate = f.Gate.filled(notes)
	}
}

// filled is the gate with the versions that the notes tell and its registration does not.
func (g *Gate) filled(notes []Note) *Gate {
	filled := *g
	filled.Versions = slices.Clone(g.Versions)
	for _, n := range notes {
		switch {
		case n.About == AboutRemoval && g.Until == "":
			filled.Until = n.Text
		case n.About == AboutStage:
			stage, version, _ := strings.Cut(n.Text, " ")
			for i := range filled.Versions {
				if row := &filled.Versions[i]; row.Version == "" && strings.EqualFold(row.Stage, stage) {
					row.Version = version
				}
			}
		}
	}
	return &filled
}

// Annotate fills the flags with the notes on the identities by which the code calls them.
func Annotate(flags []Flag, notes map[ID][]Note, s Scope) []Flag {
	flags = slices.Clone(flags)
	for i := range flags {
		f := &flags[i]
		var told []Note
		for provider := range s.callers(f.Provider) {
			told = append(told, notes[ID{provider, f.Key}]...)
		}
		slices.SortStableFunc(told, func(a, b Note) int { return a.Position.Compare(b.Position) })
		f.Fill(told)
	}
	return flags
}

// callers are the providers of the code for which a provider may answer: itself, and those that are only an interface.
func (s Scope) callers(provider string) map[string]bool {
	callers := map[string]bool{provider: true}
	for abstract, answers := range s.Providers {
		if slices.Contains(answers, provider) {
			callers[abstract] = true
		}
	}
	return callers
}
