// Package pricing turns cart lines into a quote.
package pricing

import (
	"context"
	"errors"
	"fmt"

	"shop.example/api/internal/ff"
)

// ErrUnknownArticle is returned for an article without a price.
var ErrUnknownArticle = errors.New("unknown article")

// Line is one article of a cart.
type Line struct {
	Article string `json:"article"`
	Count   int    `json:"count"`
}

// Quote is what a cart costs, in cents.
type Quote struct {
	Net      int `json:"net"`
	Discount int `json:"discount"`
	Tax      int `json:"tax"`
}

// Total is what the customer pays.
func (q Quote) Total() int { return q.Net - q.Discount + q.Tax }

// Prices finds the price of an article in cents.
type Prices interface {
	Price(article string) (cents int, ok bool)
}

// PriceList is a fixed price list.
type PriceList map[string]int

// Price returns the article's price in cents.
func (p PriceList) Price(article string) (int, bool) {
	cents, ok := p[article]
	return cents, ok
}

// Quoter prices carts.
type Quoter struct {
	prices Prices
	flags  *ff.Client
}

// NewQuoter returns a Quoter over the price list.
func NewQuoter(prices Prices, flags *ff.Client) *Quoter {
	return &Quoter{prices: prices, flags: flags}
}

// Quote prices the lines for a customer of the country.
func (q *Quoter) Quote(ctx context.Context, lines []Line, country string) (Quote, error) {
	net, err := q.net(lines)
	if err != nil {
		return Quote{}, err
	}
	if q.flags.On(ctx, ff.LegacyPricing, false) {
		return legacyQuote(net, country), nil
	}
	discount := volumeDiscount(net)
	return Quote{Net: net, Discount: discount, Tax: tax(net-discount, country)}, nil
}

// FreeShippingFrom is the order value in cents from which shipping is free.
func (q *Quoter) FreeShippingFrom(ctx context.Context) int {
	limit := 49_00
	if q.flags.On(ctx, ff.LegacyPricing, false) {
		limit = legacyFreeShipping
	}
	return limit
}

func (q *Quoter) net(lines []Line) (int, error) {
	net := 0
	for _, line := range lines {
		price, ok := q.prices.Price(line.Article)
		if !ok {
			return 0, fmt.Errorf("pricing %q: %w", line.Article, ErrUnknownArticle)
		}
		net += price * line.Count
	}
	return net, nil
}

// volumeDiscount is 5 % from 100.00 and 8 % from 250.00.
func volumeDiscount(net int) int {
	switch {
	case net >= 250_00:
		return net * 8 / 100
	case net >= 100_00:
		return net * 5 / 100
	}
	return 0
}

func tax(net int, country string) int {
	rates := map[string]int{"AT": 20, "DE": 19, "FR": 20, "NL": 21}
	return net * rates[country] / 100
}
