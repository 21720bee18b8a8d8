// Package eppo asks Eppo. Version 3 takes the subject before the flag, version 6 the flag before the subject, and both are texts.
package eppo

import (
	"context"

	eppo3 "github.com/Eppo-exp/golang-sdk/v3/eppoclient"
	eppo6 "github.com/Eppo-exp/golang-sdk/v6/eppoclient"
)

//@ strict

func Old(client *eppo3.EppoClient, user string) (bool, error) {
	_, _ = client.GetStringAssignment("user-1", "color", nil, "red") //@ evaluation eppo color kind=string default="red"
	_, _ = client.GetNumericAssignment(user, "rate", nil, 0.5)       //@ evaluation eppo rate kind=float default=0.5
	_, _ = client.GetIntegerAssignment(user, "size", nil, 7)         //@ evaluation eppo size kind=int default=7
	_, _ = client.GetJSONAssignment(user, "limits", nil, nil)        //@ evaluation eppo limits kind=json
	_, _ = client.GetBoolAssignment("user-1", user, nil, true)       //@ forward eppo
	return client.GetBoolAssignment(user, "recommend", nil, false)   //@ evaluation eppo recommend kind=bool default=false func=Old
}

func New(ctx context.Context, client *eppo6.EppoClient, user string) (bool, error) {
	_, _ = client.GetStringAssignment("color", "user-1", nil, "red")                   //@ evaluation eppo color kind=string default="red"
	_, _ = client.GetStringAssignmentContext(ctx, "color", "user-1", nil, "red")       //@ evaluation eppo color kind=string default="red"
	_, _ = client.GetNumericAssignment("rate", user, nil, 0.5)                         //@ evaluation eppo rate kind=float default=0.5
	_, _ = client.GetIntegerAssignment("size", user, nil, 7)                           //@ evaluation eppo size kind=int default=7
	_, _ = client.GetJSONAssignment("limits", user, nil, nil)                          //@ evaluation eppo limits kind=json
	_, _ = client.GetJSONBytesAssignment("limits", user, nil, nil)                     //@ evaluation eppo limits kind=json
	_, _ = client.GetBoolAssignmentContext(ctx, "recommend", user, nil, true)          //@ evaluation eppo recommend kind=bool default=true
	_ = client.GetBanditAction("bandit", user, eppo6.ContextAttributes{}, nil, "none") //@ evaluation eppo bandit kind=variant default="none"
	return client.GetBoolAssignment("recommend", user, nil, false)                     //@ evaluation eppo recommend kind=bool default=false func=New
}

// client has the signature of both.
type client struct{}

func (client) GetBoolAssignment(a, b string, attributes eppo6.Attributes, fallback bool) (bool, error) {
	return fallback, nil
}

func ours(c client) { _, _ = c.GetBoolAssignment("recommend", "recommend", nil, false) }
