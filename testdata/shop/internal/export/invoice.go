package export

import (
	"fmt"
	"html/template"
	"io"
)

// writeText writes the invoice as plain text.
func writeText(w io.Writer, order Order) error {
	_, err := fmt.Fprintf(w, "Invoice %s of %s\nTotal %s EUR\n", order.Number, order.Placed.Format("2 January 2006"), order.total())
	return err
}

var invoicePage = template.Must(template.New("invoice").Parse(`<!doctype html>
<title>Invoice {{.Number}}</title>
<h1>Invoice {{.Number}}</h1>
<p>{{.Placed.Format "2 January 2006"}}: <b>{{.Total}} EUR</b></p>
`))

// writeHTML writes the invoice as a page for the browser to print.
func writeHTML(w io.Writer, order Order) error {
	return invoicePage.Execute(w, struct {
		Order
		Total string
	}{order, order.total()})
}

func (o Order) total() string { return fmt.Sprintf("%d.%02d", o.Cents/100, o.Cents%100) }
