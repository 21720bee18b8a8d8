package ff

// Keys of the LaunchDarkly project "shop".
const (
	// NewCheckout serves the one-page checkout. PAY-1201
	NewCheckout = "new-checkout"
	// LegacyPricing prices carts by the rules from before the 2026 catalogue. PAY-1377
	LegacyPricing = "legacy-pricing"
	// ExpressShipping offers delivery on the next day. SHIP-88
	ExpressShipping = "express-shipping"
	// GiftCards lets customers pay with gift cards. PAY-1490
	GiftCards = "gift-cards"
	// BetaDashboard shows the new dashboard to staff and to the shops that asked for it. ADM-31
	BetaDashboard = "beta-dashboard"
	// SearchRanker chooses how hits are ordered. SRCH-204
	SearchRanker = "search-ranker"
	// LegacyCSV keeps the semicolon-separated export that a partner's contract names. EXP-12
	LegacyCSV = "legacy-csv"
	// SearchKill is true as long as search may run. On call turns it off to shed load.
	SearchKill = "ops-search-kill"
)
