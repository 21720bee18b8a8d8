package ldclient

import (
	gocontext "context"

	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	"github.com/launchdarkly/go-sdk-common/v3/ldmigration"
	"github.com/launchdarkly/go-sdk-common/v3/ldreason"
	"github.com/launchdarkly/go-sdk-common/v3/ldvalue"
	"github.com/launchdarkly/go-server-sdk/v7/interfaces"
)

// LDScopedClient is a client that carries its context.
type LDScopedClient struct{}

func NewScopedClient(client *LDClient, context ldcontext.Context) *LDScopedClient { return nil }

func (c *LDScopedClient) AddContext(contexts ...ldcontext.Context) {}

func (c *LDScopedClient) BoolVariation(key string, defaultVal bool) (bool, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) BoolVariationDetail(key string, defaultVal bool) (bool, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) BoolVariationCtx(ctx gocontext.Context, key string, defaultVal bool) (bool, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) BoolVariationDetailCtx(ctx gocontext.Context, key string, defaultVal bool) (bool, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) IntVariation(key string, defaultVal int) (int, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) IntVariationDetail(key string, defaultVal int) (int, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) IntVariationCtx(ctx gocontext.Context, key string, defaultVal int) (int, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) IntVariationDetailCtx(ctx gocontext.Context, key string, defaultVal int) (int, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) Float64Variation(key string, defaultVal float64) (float64, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) Float64VariationDetail(key string, defaultVal float64) (float64, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) Float64VariationCtx(ctx gocontext.Context, key string, defaultVal float64) (float64, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) Float64VariationDetailCtx(ctx gocontext.Context, key string, defaultVal float64) (float64, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) StringVariation(key string, defaultVal string) (string, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) StringVariationDetail(key string, defaultVal string) (string, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) StringVariationCtx(ctx gocontext.Context, key string, defaultVal string) (string, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) StringVariationDetailCtx(ctx gocontext.Context, key string, defaultVal string) (string, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) JSONVariation(key string, defaultVal ldvalue.Value) (ldvalue.Value, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) JSONVariationDetail(key string, defaultVal ldvalue.Value) (ldvalue.Value, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) JSONVariationCtx(ctx gocontext.Context, key string, defaultVal ldvalue.Value) (ldvalue.Value, error) {
	return defaultVal, nil
}

func (c *LDScopedClient) JSONVariationDetailCtx(ctx gocontext.Context, key string, defaultVal ldvalue.Value) (ldvalue.Value, ldreason.EvaluationDetail, error) {
	return defaultVal, ldreason.EvaluationDetail{}, nil
}

func (c *LDScopedClient) MigrationVariation(key string, defaultStage ldmigration.Stage) (ldmigration.Stage, interfaces.LDMigrationOpTracker, error) {
	return defaultStage, nil, nil
}

func (c *LDScopedClient) MigrationVariationCtx(ctx gocontext.Context, key string, defaultStage ldmigration.Stage) (ldmigration.Stage, interfaces.LDMigrationOpTracker, error) {
	return defaultStage, nil, nil
}
