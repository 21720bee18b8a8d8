package csv

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestCells(t *testing.T) {
	tests := []struct {
		kind, cell string
		want       string
		problem    string
	}{
		{"bool", "on=true", "constant true", ""},
		{"bool", "off=false", "constant false", ""},
		{"bool", "on", "constant true", ""},
		{"bool", "OFF", "constant false", ""},
		{"string", "on", "unknown ", ""},
		{"", "off", "unknown ", ""},
		{"string", `"on=""blue"""`, `constant "blue"`, ""},
		{"int", "on = 3", "constant 3", ""},
		{"string", "split", "split ", ""},
		{"string", "rules", "rules ", ""},
		{"string", "time", "time ", ""},
		{"bool", "default", "caller-default ", ""},
		{"string", "on=blue", "unknown ", `2:10: "blue" is not a JSON value: write a text in quotes: on="blue"`},
		{"string", "on=", "unknown ", `2:10: "" is not a JSON value: write a text in quotes: on="blue"`},
		{"string", "on=null", "unknown ", `2:10: "null" is not a JSON value: write a text in quotes: on="blue"`},
		{"bool", "split=1", "unknown ", `2:8: "split=1" is not a state: write on=JSON, off=JSON, on, off, split, rules, time or default`},
		{"bool", "maybe", "unknown ", `2:8: "maybe" is not a state: write on=JSON, off=JSON, on, off, split, rules, time or default`},
	}
	for _, tt := range tests {
		d, err := Decode([]byte("key,kind,env:production\nx,"+tt.kind+","+tt.cell+"\n"), 0)
		if err != nil {
			t.Errorf("%s: %v", tt.cell, err)
			continue
		}
		s := d.Flags[0].Environments[0].Serving
		if got := fmt.Sprintf("%s %s", s.Mode, s.Value); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.cell, got, tt.want)
		}
		var problem string
		if len(d.Problems) > 0 {
			problem = strings.TrimPrefix(d.Problems[0].Error(), ":")
		}
		if problem != tt.problem {
			t.Errorf("%s: %s, want %s", tt.cell, problem, tt.problem)
		}
	}
}

func TestTable(t *testing.T) {
	d, err := Decode([]byte("\ufeffKey;Provider;type;tags;permanent;archived;env:Prod EU;created\r\nnew-tax;;permanent;b, a|b;;no;on=true;1739178764\r\nnew-tax;split;kill-switch;;yes;true;;\r\n"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Problems) > 0 || !d.Complete || len(d.Flags) != 2 {
		t.Fatalf("%+v", d)
	}
	first, second := d.Flags[0], d.Flags[1]
	if first.Provider != Provider || !first.Permanent || first.Archived || cmp.Diff([]string{"a", "b"}, first.Tags) != "" || first.Environments[0].Name != "Prod EU" || first.Created.Day.String() != "2025-02-10" || first.Created.Clock != debt.ClockMetadata {
		t.Errorf("%+v", first)
	}
	if second.Provider != "split" || second.Type != debt.TypeKillSwitch || !second.Archived || len(second.Environments) > 0 || second.Origin != (debt.Position{Line: 3, Column: 1}) {
		t.Errorf("%+v", second)
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "is empty",
		"name,kind\nx,bool\n":           "1:1: the header has no column key",
		"key,kind,key\n":                "1:10: the column \"key\" stands in the header twice",
		"key,env:\n":                    "1:5: the column env: names no environment",
		"key,kind\nx\n":                 "2:1: the row has more or fewer cells than the header",
		"key,kind\nx,bool\nx,int\n":     `3:1: the flag "x" stands here and on line 2`,
		"key,env:p\nx,on=\"blue\"\n":    "2:6: is not valid CSV (bare \" in non-quoted-field): put the cell in quotes",
		"key,env:p\nx,\"on\n":           "is not valid CSV (extraneous or missing \" in quoted-field)",
		"<html><head>key,kind</head>\n": "1:1: looks like an HTML page",
	} {
		_, err := Decode([]byte(text), 0)
		problem := new(debt.InputError)
		if !errors.As(err, &problem) || !strings.Contains(err.Error(), want) || problem.Do == "" {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestProblems(t *testing.T) {
	d, err := Decode([]byte("key,kind,type,created,archived,colour\nx,boolean,relase,yesterday,perhaps,red\n,bool,,,,\n"), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, problem := range d.Problems {
		got = append(got, fmt.Sprintf("%d:%d %s", problem.Pos.Line, problem.Pos.Column, problem.What))
	}
	want := []string{`1:32 the column "colour" is not known`, `2:3 "boolean" is not a kind`, `2:11 "relase" is not a type`, `2:18 "yesterday" is not a date`, `2:28 "perhaps" is not a boolean`, "3:1 a flag has no key"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(d.Flags) != 1 || d.Complete {
		t.Errorf("%+v", d)
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"key,kind,env:production\nx,bool,on=true\n", "key;type;tags\nx;release;a|b\n", "key,env:p\nx,\"on=\"\"a\"\"\"\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Decode(data, 0)
		if err != nil {
			if problem := new(debt.InputError); !errors.As(err, &problem) {
				t.Errorf("%v", err)
			}
			return
		}
		for _, flag := range d.Flags {
			for _, e := range flag.Environments {
				if s := e.Serving; (s.Mode == debt.ModeConstant) != !s.Value.IsZero() || s.Mode == "" || flag.Key == "" {
					t.Errorf("flag %+v", flag)
				}
			}
		}
	})
}
