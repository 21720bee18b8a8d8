// Package configcat asks ConfigCat, by clients, by snapshots and by flags that are declared elsewhere.
package configcat

import (
	"configcat/flags"

	old "github.com/configcat/go-sdk/v6"
	cc7 "github.com/configcat/go-sdk/v7"
	cc8 "github.com/configcat/go-sdk/v8"
	cc "github.com/configcat/go-sdk/v9"
)

//@ strict

func Print(client *cc.Client, user *cc.UserData) string {
	if client.GetBoolValue("print", false, user) { //@ evaluation configcat print kind=bool default=false func=Print
		return client.GetStringValue("printer", "office", user) //@ evaluation configcat printer kind=string default="office"
	}
	_ = client.GetIntValue("pages", 3, user)                   //@ evaluation configcat pages kind=int default=3
	_ = client.GetFloatValue("rate", 0.25, user)               //@ evaluation configcat rate kind=float default=0.25
	if client.GetBoolValueDetails("print", true, user).Value { //@ evaluation configcat print kind=bool default=true
		return client.GetStringValueDetails("printer", "", user).Value //@ evaluation configcat printer kind=string default=""
	}
	snap := client.Snapshot(user)
	if on, ok := snap.GetValue("print").(bool); ok && on { //@ evaluation configcat print default=none
		return ""
	}
	return snap.GetValueDetails("printer").Value.(string) //@ evaluation configcat printer default=none
}

func Objects(client *cc.Client) string {
	snap := client.Snapshot(nil)
	if flags.Report.Get(snap) && flags.Pages.Get(snap) > 3 { //@ evaluation configcat report kind=bool default=true ;; evaluation configcat pages kind=int default=10
		return flags.Printer.Get(snap) //@ evaluation configcat printer kind=string default="office"
	}
	if flags.Report.GetWithDetails(snap).Value || flags.Any.GetValue(snap) == true { //@ evaluation configcat report kind=bool default=true ;; evaluation configcat any kind=bool
		return flags.Any.Key() //@ mention configcat any
	}
	if flags.Report.GetValueDetails(snap).Value == true && flags.Rate.Get(snap) > 1 { //@ evaluation configcat report kind=bool ;; evaluation configcat rate kind=float default=0.5
		return ""
	}
	var all []cc.BoolFlag
	return map[bool]string{all[0].GetWithDetails(snap).Value: "a"}[all[0].Get(snap)] //@ evaluation configcat dynamic ;; evaluation configcat dynamic
}

func Older(c6 *old.Client, c7 *cc7.Client, c8 *cc8.Client) bool {
	_ = c6.GetValueForUser("print", false, nil)                                           //@ evaluation configcat print default=false
	c6.GetValueAsync("print", true, func(result interface{}) {})                          //@ evaluation configcat print default=true
	return c7.GetBoolValue("print", false, nil) || c6.GetValue("print", false) == true || //@ evaluation configcat print kind=bool ;; evaluation configcat print
		c8.GetBoolValue("print", false, nil) //@ evaluation configcat print kind=bool default=false
}

// values are ours, and not ConfigCat's.
type values map[string]bool

func (v values) GetBoolValue(key string, fallback bool, user cc.User) bool { return v[key] }
func (v values) Get(snap *cc.Snapshot) bool                                { return v["print"] }

func ours(v values) bool { return v.GetBoolValue("print", false, nil) && v.Get(nil) }
