// Package split asks Split, which takes the key of the user before the name of the flag, and answers with texts.
package split

import "github.com/splitio/go-client/v6/splitio/client"

//@ strict

const seats = "seat-map"

func Book(c *client.SplitClient, user string) bool {
	if c.Treatment("user-1", "booking", nil) == "on" { //@ evaluation split booking kind=string default=none func=Book
		return true
	}
	switch c.Treatment(user, seats, nil) { //@ evaluation split seat-map kind=string
	case "on":
		return true
	case "control":
		return false
	}
	if result := c.TreatmentWithConfig(user, "fees", nil); result.Treatment != "off" { //@ evaluation split fees kind=string
		return result.Config != nil
	}
	several := c.Treatments(user, []string{"booking", seats}, nil) //@ evaluation split booking ;; evaluation split seat-map
	if several["booking"] == "on" && several[seats] != "off" {     //@ evaluation split booking kind=string ;; evaluation split seat-map
		return true
	}
	if c.TreatmentsWithConfig(user, []string{"fees"}, nil)["fees"].Treatment == "on" { //@ evaluation split fees kind=string ;; evaluation split fees
		return true
	}
	set := c.TreatmentsByFlagSet(user, "booking", nil) // the text is the name of a set
	if set["booking"] == "on" {                        //@ evaluation split booking kind=string
		return true
	}
	return c.TreatmentsWithConfigByFlagSets(user, []string{"booking"}, nil)["fees"].Treatment == "on" //@ evaluation split fees
}

func dynamic(c *client.SplitClient, names []string) {
	_ = c.Treatment("booking", names[0], nil)   //@ evaluation split dynamic
	_ = c.Treatments("booking", names, nil)     //@ forward split
	_ = c.Treatments("booking", names[1:], nil) //@ evaluation split dynamic
}

// treatments are ours.
type treatments struct{}

func (treatments) Treatment(key interface{}, name string, attributes map[string]interface{}) string {
	return "on"
}

func ours(t treatments) bool { return t.Treatment("user-1", "booking", nil) == "on" }
