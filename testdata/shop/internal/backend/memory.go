// Package backend keeps stock, accounts and orders in memory. It stands where the warehouse and the bank would be.
package backend

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"
	"time"

	"shop.example/api/internal/export"
	"shop.example/api/internal/pricing"
)

// Memory is the backend of one process.
type Memory struct {
	mu     sync.Mutex
	stock  map[string]int // pieces by article
	cards  map[string]int // cents by gift card
	orders []export.Order
}

// New returns a backend with the stock and the gift cards.
func New(stock, cards map[string]int) *Memory {
	return &Memory{stock: stock, cards: cards}
}

// Reserve takes the articles from stock, all or none.
func (m *Memory) Reserve(_ context.Context, lines []pricing.Line) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	want := map[string]int{}
	for _, line := range lines {
		if want[line.Article] += line.Count; m.stock[line.Article] < want[line.Article] {
			return false, nil
		}
	}
	for article, count := range want {
		m.stock[article] -= count
	}
	return true, nil
}

// Charge books an order. A gift card pays as much of it as it holds.
func (m *Memory) Charge(_ context.Context, customer string, cents int, giftCard string) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if balance, ok := m.cards[giftCard]; ok {
		m.cards[giftCard] = max(0, balance-cents)
	}
	m.orders = append(m.orders, export.Order{Number: customer + "-" + time.Now().Format("060102150405"), Placed: time.Now(), Cents: cents})
	return true, nil
}

// Balance is what a gift card holds, in cents.
func (m *Memory) Balance(_ context.Context, giftCard string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	cents, ok := m.cards[giftCard]
	if !ok {
		return 0, errors.New("no such gift card")
	}
	return cents, nil
}

// Order finds an order by its number.
func (m *Memory) Order(_ context.Context, number string) (export.Order, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.orders, func(o export.Order) bool { return o.Number == number })
	if i < 0 {
		return export.Order{}, false
	}
	return m.orders[i], true
}

// Orders reads the orders of a month; the batch size does not matter in memory.
func (m *Memory) Orders(_ context.Context, month time.Time, _ int) iter.Seq2[export.Order, error] {
	m.mu.Lock()
	orders := slices.Clone(m.orders)
	m.mu.Unlock()
	return func(yield func(export.Order, error) bool) {
		for _, order := range orders {
			if order.Placed.Year() == month.Year() && order.Placed.Month() == month.Month() && !yield(order, nil) {
				return
			}
		}
	}
}
