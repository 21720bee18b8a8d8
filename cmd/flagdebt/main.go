// Command flagdebt finds the feature flags that a Go code base still carries, and judges which of them are debt. Run `flagdebt help` for its commands. It is also a vet tool: go vet -vettool=$(which flagdebt) ./...
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/cli"
)

func main() {
	if cli.IsVetCall(os.Args[1:]) {
		cli.Vet() // exits with go vet's own codes
		return
	}
	makeRoom()
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // a closed output is then an error of the write, and not the end of the process
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the first signal lets a write come to its end, the second one does not wait
	os.Exit(cli.Run(ctx, cli.Streams{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
