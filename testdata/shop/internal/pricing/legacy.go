package pricing

// legacyFreeShipping is the limit of the 2025 catalogue, in cents.
const legacyFreeShipping = 79_00

// legacyQuote is the pricing of the 2025 catalogue: one discount for large orders, and tax rounded per order.
func legacyQuote(net int, country string) Quote {
	discount := 0
	if net >= 200_00 {
		discount = net / 10
	}
	return Quote{Net: net, Discount: discount, Tax: roundToFive(tax(net-discount, country))}
}

// roundToFive rounds to a multiple of five cents.
func roundToFive(cents int) int { return (cents + 2) / 5 * 5 }
