package report

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func readSchema(t *testing.T) map[string]any {
	t.Helper()
	text, err := os.ReadFile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return document.(map[string]any)
}

func compile(t *testing.T, document any) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// closed forbids fields that the schema does not name, which the published schema allows for the sake of its readers.
func closed(node any) any {
	switch node := node.(type) {
	case map[string]any:
		for _, child := range node {
			closed(child)
		}
		if node["type"] == "object" {
			node["additionalProperties"] = false
		}
	case []any:
		for _, child := range node {
			closed(child)
		}
	}
	return node
}

func validate(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}

func TestSchema(t *testing.T) {
	schema := compile(t, closed(readSchema(t)))
	for name, in := range inputs(t) {
		if err := validate(t, schema, render(t, JSON, New(in))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := validate(t, schema, render(t, JSON, full(t))); err != nil {
		t.Errorf("a report with everything set: %v", err)
	}
	if err := validate(t, schema, render(t, JSON, New(Input{Command: CommandCheck}))); err != nil {
		t.Errorf("a report with nothing set: %v", err)
	}
}

// full is a report in which no field is left out.
func full(t *testing.T) *Report {
	date := debt.Date{Day: day(t, "2026-01-02"), Clock: debt.ClockGit}
	serving := Serving{Mode: debt.ModeConstant, Value: `"on"`, Experiment: true, Note: "note"}
	place := debt.Position{File: "a.go", Line: 1, Column: 2}
	reference := Reference{Position: place, Package: "p", Function: "F", Role: debt.RoleEvaluation, Kind: debt.KindString, Default: `"off"`, Via: []string{"w"}}
	r := New(shop(t))
	r.Flags = append(r.Flags, Flag{
		ID: debt.ID{Provider: "p", Key: "zz"}, Description: "d", Serving: serving, Environments: []Environment{{Name: "*", Production: true, Serving: serving, Since: date}},
		Created: date, Since: date, Expires: date, Verdict: debt.WordStale, Reason: "why", StaleSince: date.Day, Forward: `"on"`, Source: "s", Origin: place, Debt: true, References: []Reference{reference}, Notes: []debt.Note{{About: debt.AboutOwner, Text: "@a", Position: place}}, Mentions: []Mention{{place, debt.MediumData, "text"}},
		Removal: &Removal{
			To: `"on"`, Verdict: "checked", Status: StatusApplied, Complete: true, Deleted: 2, Added: 1, Files: []string{"a.go"}, Sites: []debt.Position{place},
			Obstacles: []Obstacle{{debt.CodeTest, place, "what", "do"}}, Declarations: []Declaration{{"func", "F", place}}, Dropped: []Dropped{{place, "f()", true}},
			Checklist: []Mention{{place, debt.MediumCode, "text"}}, Commit: "0123", Next: "archive it",
		},
		Gate: &debt.Gate{Stage: "GA", Locked: true, Versions: []debt.GateVersion{{Version: "1.30", Stage: "GA", Default: "true", Locked: true}}, Until: "1.40", Current: "1.35"},
	})
	hash := "sha256:" + strings.Repeat("0", 64)
	r.Change = &Change{Written: true, Files: []ChangedFile{{"a.go", hash, hash, 2, 1, "--- a/a.go\n"}}, Edits: []debt.Edit{{File: "a.go", Start: 1, End: 2, New: "x"}}, Branch: "tidy"}
	return r
}

// TestSchemaNamesEveryField compares the schema with the Go types: neither may have a field that the other lacks.
func TestSchemaNamesEveryField(t *testing.T) {
	document := readSchema(t)
	defs := document["$defs"].(map[string]any)
	at := func(node any, path ...string) any {
		for _, step := range path {
			node = node.(map[string]any)[step]
		}
		return node
	}
	for name, c := range map[string]struct {
		node  any
		value any
	}{
		"report":            {document, Report{}},
		"snapshot":          {at(document, "properties", "snapshot"), Snapshot{}},
		"module":            {at(document, "properties", "modules", "items"), Module{}},
		"configuration":     {at(document, "properties", "configurations", "items"), Configuration{}},
		"rule":              {at(document, "properties", "rules", "items"), Rule{}},
		"incomplete":        {at(document, "properties", "incomplete", "items"), Incomplete{}},
		"totals":            {defs["totals"], Totals{}},
		"flag":              {defs["flag"], Flag{}},
		"serving":           {defs["serving"], Serving{}},
		"environment":       {at(defs, "flag", "properties", "environments", "items"), Environment{}},
		"gate":              {at(defs, "flag", "properties", "gate"), debt.Gate{}},
		"gate version":      {at(defs, "flag", "properties", "gate", "properties", "versions", "items"), debt.GateVersion{}},
		"reference":         {defs["reference"], Reference{}},
		"dynamic reference": {defs["dynamic-reference"], DynamicReference{}},
		"finding":           {defs["finding"], Finding{}},
		"source":            {defs["source"], debt.Source{}},
		"date":              {defs["date"], debt.Date{}},
		"position":          {defs["position"], debt.Position{}},
		"change":            {at(document, "properties", "change"), Change{}},
		"changed file":      {at(document, "properties", "change", "properties", "files", "items"), ChangedFile{}},
		"edit":              {at(document, "properties", "change", "properties", "edits", "items"), debt.Edit{}},
		"removal":           {defs["removal"], Removal{}},
		"obstacle":          {at(defs, "removal", "properties", "obstacles", "items"), Obstacle{}},
		"declaration":       {at(defs, "removal", "properties", "declarations", "items"), Declaration{}},
		"dropped":           {at(defs, "removal", "properties", "dropped", "items"), Dropped{}},
		"note":              {defs["note"], debt.Note{}},
		"mention":           {defs["mention"], Mention{}},
	} {
		all, always := fields(reflect.TypeOf(c.value))
		properties := slices.Sorted(maps.Keys(at(c.node, "properties").(map[string]any)))
		if diff := cmp.Diff(all, properties); diff != "" {
			t.Errorf("%s (-Go +schema):\n%s", name, diff)
		}
		var required []string
		list, _ := c.node.(map[string]any)["required"].([]any)
		for _, field := range list {
			required = append(required, field.(string))
		}
		slices.Sort(required)
		if diff := cmp.Diff(always, required); diff != "" {
			t.Errorf("%s, fields that are always there (-Go +schema):\n%s", name, diff)
		}
	}
}

// fields lists the JSON names of a struct, and those that are never left out.
func fields(t reflect.Type) (all, always []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, tagged := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			moreAll, moreAlways := fields(f.Type)
			all, always = append(all, moreAll...), append(always, moreAlways...)
			continue
		}
		all = append(all, name)
		if !tagged || options == "" {
			always = append(always, name)
		}
	}
	slices.Sort(all)
	slices.Sort(always)
	return all, always
}

// TestNoNullList holds the document to empty lists, even for a report made by hand.
func TestNoNullList(t *testing.T) {
	r, err := Read(strings.NewReader(`{"schema":1,"flags":[{"key":"a"}],"dynamic":[{}],"configurations":[{}]}`))
	if err != nil {
		t.Fatal(err)
	}
	var document map[string]any
	if err := json.Unmarshal(render(t, JSON, r), &document); err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"flags", "findings", "dynamic", "sources", "modules", "configurations", "rules", "incomplete", "hint"} {
		if _, ok := document[list].([]any); !ok {
			t.Errorf("%s is %v", list, document[list])
		}
	}
	flag := document["flags"].([]any)[0].(map[string]any)
	for _, list := range []string{"environments", "references", "notes", "mentions"} {
		if _, ok := flag[list].([]any); !ok {
			t.Errorf("flags[0].%s is %v", list, flag[list])
		}
	}
}
