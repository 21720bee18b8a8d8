// Package fftest makes flag clients for tests.
package fftest

import (
	"io"
	"log/slog"
	"testing"
	"time"

	ld "github.com/launchdarkly/go-server-sdk/v7"
	"github.com/launchdarkly/go-server-sdk/v7/ldcomponents"
	"github.com/launchdarkly/go-server-sdk/v7/testhelpers/ldtestdata"

	"shop.example/api/internal/ff"
)

// LaunchDarkly returns a LaunchDarkly client that answers from data and sends nothing.
func LaunchDarkly(t testing.TB, data *ldtestdata.TestDataSource) *ld.LDClient {
	t.Helper()
	client, err := ld.MakeCustomClient("test", ld.Config{
		DataSource: data,
		Events:     ldcomponents.NoEvents(),
		Logging:    ldcomponents.NoLogging(),
	}, 5*time.Second)
	if err != nil {
		t.Fatalf("making a LaunchDarkly client: %v", err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// New returns a flag client that answers from data.
func New(t testing.TB, data *ldtestdata.TestDataSource) *ff.Client {
	t.Helper()
	return ff.New(LaunchDarkly(t, data), slog.New(slog.NewTextHandler(io.Discard, nil)))
}
