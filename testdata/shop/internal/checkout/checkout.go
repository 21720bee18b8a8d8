// Package checkout turns carts into orders.
package checkout

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shop.example/api/internal/ff"
	"shop.example/api/internal/pricing"
	"shop.example/api/internal/session"
)

// Errors that the customer can do something about.
var (
	ErrEmptyCart = errors.New("the cart is empty")
	ErrSoldOut   = errors.New("an article is sold out")
	ErrDeclined  = errors.New("the payment was declined")
)

// Flags answers feature flags. In production it is an *ff.Client.
type Flags interface {
	On(ctx context.Context, key string, fallback bool) bool
}

// Stock reserves articles. A reservation ends by itself after 15 minutes.
type Stock interface {
	Reserve(ctx context.Context, lines []pricing.Line) (ok bool, err error)
}

// Payments charges customers.
type Payments interface {
	Charge(ctx context.Context, customer string, cents int, giftCard string) (ok bool, err error)
	Balance(ctx context.Context, giftCard string) (cents int, err error)
}

// Quoter prices carts.
type Quoter interface {
	Quote(ctx context.Context, lines []pricing.Line, country string) (pricing.Quote, error)
	FreeShippingFrom(ctx context.Context) int
}

// Cart is what a customer wants to buy.
type Cart struct {
	Lines    []pricing.Line `json:"lines"`
	Grams    int            `json:"grams"`
	GiftCard string         `json:"gift_card,omitempty"`
}

// Order is a cart that was paid.
type Order struct {
	Customer string        `json:"customer"`
	Quote    pricing.Quote `json:"quote"`
	Shipping Shipping      `json:"shipping"`
	Steps    int           `json:"steps"` // pages that the customer went through, for the funnel report
	Placed   time.Time     `json:"placed"`
}

// Shipping is a way of delivery and its price in cents.
type Shipping struct {
	Method string `json:"method"`
	Cents  int    `json:"cents"`
}

// Service places orders.
type Service struct {
	flags    Flags
	quoter   Quoter
	stock    Stock
	payments Payments
	now      func() time.Time
}

// NewService returns a Service.
func NewService(flags Flags, quoter Quoter, stock Stock, payments Payments) *Service {
	return &Service{flags: flags, quoter: quoter, stock: stock, payments: payments, now: time.Now}
}

// Place prices the cart, reserves its articles and charges the customer.
func (s *Service) Place(ctx context.Context, cart Cart) (Order, error) {
	if len(cart.Lines) == 0 {
		return Order{}, ErrEmptyCart
	}
	customer := session.From(ctx)
	quote, err := s.quoter.Quote(ctx, cart.Lines, customer.Country)
	if err != nil {
		return Order{}, fmt.Errorf("pricing the cart: %w", err)
	}
	if !s.flags.On(ctx, ff.NewCheckout, false) {
		return s.placeInSteps(ctx, cart, customer, quote)
	}
	shipping := s.shipping(ctx, cart, quote)
	if err := s.reserve(ctx, cart.Lines); err != nil {
		return Order{}, err
	}
	if err := s.charge(ctx, customer, quote.Total()+shipping.Cents, cart.GiftCard); err != nil {
		return Order{}, err
	}
	return Order{Customer: customer.ID, Quote: quote, Shipping: shipping, Steps: 1, Placed: s.now()}, nil
}

// placeInSteps is the four-page checkout: it charges first and reserves afterwards, and it ships by standard mail.
func (s *Service) placeInSteps(ctx context.Context, cart Cart, customer session.Customer, quote pricing.Quote) (Order, error) {
	shipping := standardShipping(quote, s.quoter.FreeShippingFrom(ctx))
	if err := s.charge(ctx, customer, quote.Total()+shipping.Cents, ""); err != nil {
		return Order{}, err
	}
	if err := s.reserve(ctx, cart.Lines); err != nil {
		return Order{}, fmt.Errorf("order of %s is paid but not reserved: %w", customer.ID, err)
	}
	return Order{Customer: customer.ID, Quote: quote, Shipping: shipping, Steps: checkoutSteps, Placed: s.now()}, nil
}

// checkoutSteps is the number of pages of the old checkout.
const checkoutSteps = 4

func (s *Service) reserve(ctx context.Context, lines []pricing.Line) error {
	ok, err := s.stock.Reserve(ctx, lines)
	if err != nil {
		return fmt.Errorf("reserving the articles: %w", err)
	}
	if !ok {
		return ErrSoldOut
	}
	return nil
}

func (s *Service) charge(ctx context.Context, customer session.Customer, cents int, giftCard string) error {
	if !s.flags.On(ctx, ff.GiftCards, false) {
		giftCard = ""
	}
	ok, err := s.payments.Charge(ctx, customer.ID, cents, giftCard)
	if err != nil {
		return fmt.Errorf("charging %s: %w", customer.ID, err)
	}
	if !ok {
		return ErrDeclined
	}
	return nil
}

// expressGrams is the heaviest parcel that the courier takes.
const expressGrams = 10_000

func (s *Service) shipping(ctx context.Context, cart Cart, quote pricing.Quote) Shipping {
	if cart.Grams <= expressGrams && s.flags.On(ctx, ff.ExpressShipping, false) {
		return Shipping{Method: "express", Cents: 9_90}
	}
	return standardShipping(quote, s.quoter.FreeShippingFrom(ctx))
}

func standardShipping(quote pricing.Quote, freeFrom int) Shipping {
	if quote.Total() >= freeFrom {
		return Shipping{Method: "standard"}
	}
	return Shipping{Method: "standard", Cents: 4_90}
}
