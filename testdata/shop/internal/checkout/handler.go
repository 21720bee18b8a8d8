package checkout

import (
	"encoding/json"
	"errors"
	"net/http"

	"shop.example/api/internal/ff"
)

// Register adds the routes of the checkout to mux.
func (s *Service) Register(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", s.postOrder)
	mux.HandleFunc("GET /checkout", s.getCheckout)
	mux.HandleFunc("GET /gift-cards/{code}", s.getGiftCard)
}

func (s *Service) postOrder(w http.ResponseWriter, r *http.Request) {
	var cart Cart
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&cart); err != nil {
		http.Error(w, "the cart is not valid JSON", http.StatusBadRequest)
		return
	}
	order, err := s.Place(r.Context(), cart)
	switch {
	case errors.Is(err, ErrEmptyCart), errors.Is(err, ErrSoldOut):
		http.Error(w, err.Error(), http.StatusConflict)
	case errors.Is(err, ErrDeclined):
		http.Error(w, err.Error(), http.StatusPaymentRequired)
	case err != nil:
		http.Error(w, "the order could not be placed", http.StatusInternalServerError)
	default:
		writeJSON(w, http.StatusCreated, order)
	}
}

// page describes the checkout to the web shop.
type page struct {
	Layout   string   `json:"layout"`
	Steps    []string `json:"steps,omitempty"`
	GiftCard bool     `json:"gift_card"`
	Guest    bool     `json:"guest"` // an order without an account is offered
}

func (s *Service) getCheckout(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	p := page{GiftCard: s.flags.On(ctx, ff.GiftCards, false)}
	newCheckout := s.flags.On(ctx, ff.NewCheckout, false)
	if newCheckout {
		p.Layout = "one-page"
	} else {
		p.Layout = "steps"
		p.Steps = []string{"address", "shipping", "payment", "summary"}
	}
	if newCheckout && r.URL.Query().Get("account") == "" {
		p.Guest = true
	}
	writeJSON(w, http.StatusOK, p)
}

func (s *Service) getGiftCard(w http.ResponseWriter, r *http.Request) {
	if !s.flags.On(r.Context(), "gift-card", false) {
		http.NotFound(w, r)
		return
	}
	cents, err := s.payments.Balance(r.Context(), r.PathValue("code"))
	if err != nil {
		http.Error(w, "the balance is not available", http.StatusBadGateway)
		return
	}
	writeJSON(w, http.StatusOK, map[string]int{"cents": cents})
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
