// Package openfeature is a stub: the signatures of the SDK's client that the corpus needs.
package openfeature

import "context"

// EvaluationContext is whom or what a flag is evaluated for.
type EvaluationContext struct{}

func NewEvaluationContext(targetingKey string, attributes map[string]any) EvaluationContext {
	return EvaluationContext{}
}

func NewTargetlessEvaluationContext(attributes map[string]any) EvaluationContext {
	return EvaluationContext{}
}

// TransactionContext is the context of a request.
func TransactionContext(ctx context.Context) EvaluationContext { return EvaluationContext{} }

// EvaluationOptions and Option change one evaluation.
type (
	EvaluationOptions struct{}
	Option            func(*EvaluationOptions)
	Hook              interface{ Finally() }
)

func WithHooks(hooks ...Hook) Option { return nil }

// EvaluationDetails tell how an answer came about.
type EvaluationDetails struct {
	FlagKey string
	Variant string
}

// GenericEvaluationDetails is an answer and how it came about.
type GenericEvaluationDetails[T any] struct {
	Value T
	EvaluationDetails
}

type (
	BooleanEvaluationDetails   = GenericEvaluationDetails[bool]
	StringEvaluationDetails    = GenericEvaluationDetails[string]
	FloatEvaluationDetails     = GenericEvaluationDetails[float64]
	IntEvaluationDetails       = GenericEvaluationDetails[int64]
	InterfaceEvaluationDetails = GenericEvaluationDetails[any]
)

// FeatureProvider answers for a platform.
type FeatureProvider interface{ Name() string }

func SetProvider(provider FeatureProvider) error        { return nil }
func SetProviderAndWait(provider FeatureProvider) error { return nil }

// IEvaluation is the API as an object; it evaluates no flag itself.
type IEvaluation interface {
	SetProvider(provider FeatureProvider) error
	GetNamedClient(clientName string) IClient
}

// IClient is what a Client does.
type IClient interface {
	SetEvaluationContext(evalCtx EvaluationContext)
	Boolean(ctx context.Context, flag string, defaultValue bool, evalCtx EvaluationContext, options ...Option) bool
	BooleanValue(ctx context.Context, flag string, defaultValue bool, evalCtx EvaluationContext, options ...Option) (bool, error)
	BooleanValueDetails(ctx context.Context, flag string, defaultValue bool, evalCtx EvaluationContext, options ...Option) (BooleanEvaluationDetails, error)
	String(ctx context.Context, flag string, defaultValue string, evalCtx EvaluationContext, options ...Option) string
	StringValue(ctx context.Context, flag string, defaultValue string, evalCtx EvaluationContext, options ...Option) (string, error)
	StringValueDetails(ctx context.Context, flag string, defaultValue string, evalCtx EvaluationContext, options ...Option) (StringEvaluationDetails, error)
	Float(ctx context.Context, flag string, defaultValue float64, evalCtx EvaluationContext, options ...Option) float64
	FloatValue(ctx context.Context, flag string, defaultValue float64, evalCtx EvaluationContext, options ...Option) (float64, error)
	FloatValueDetails(ctx context.Context, flag string, defaultValue float64, evalCtx EvaluationContext, options ...Option) (FloatEvaluationDetails, error)
	Int(ctx context.Context, flag string, defaultValue int64, evalCtx EvaluationContext, options ...Option) int64
	IntValue(ctx context.Context, flag string, defaultValue int64, evalCtx EvaluationContext, options ...Option) (int64, error)
	IntValueDetails(ctx context.Context, flag string, defaultValue int64, evalCtx EvaluationContext, options ...Option) (IntEvaluationDetails, error)
	Object(ctx context.Context, flag string, defaultValue any, evalCtx EvaluationContext, options ...Option) any
	ObjectValue(ctx context.Context, flag string, defaultValue any, evalCtx EvaluationContext, options ...Option) (any, error)
	ObjectValueDetails(ctx context.Context, flag string, defaultValue any, evalCtx EvaluationContext, options ...Option) (InterfaceEvaluationDetails, error)
}

// Client asks for flags.
type Client struct{}

func NewClient(domain string) *Client { return &Client{} }
func NewDefaultClient() *Client       { return &Client{} }

func (c *Client) SetEvaluationContext(evalCtx EvaluationContext) {}

func (c *Client) Boolean(ctx context.Context, flag string, defaultValue bool, evalCtx EvaluationContext, options ...Option) bool {
	return defaultValue
}

func (c *Client) BooleanValue(ctx context.Context, flag string, defaultValue bool, evalCtx EvaluationContext, options ...Option) (bool, error) {
	return defaultValue, nil
}

func (c *Client) BooleanValueDetails(ctx context.Context, flag string, defaultValue bool, evalCtx EvaluationContext, options ...Option) (BooleanEvaluationDetails, error) {
	return BooleanEvaluationDetails{}, nil
}

func (c *Client) String(ctx context.Context, flag string, defaultValue string, evalCtx EvaluationContext, options ...Option) string {
	return defaultValue
}

func (c *Client) StringValue(ctx context.Context, flag string, defaultValue string, evalCtx EvaluationContext, options ...Option) (string, error) {
	return defaultValue, nil
}

func (c *Client) StringValueDetails(ctx context.Context, flag string, defaultValue string, evalCtx EvaluationContext, options ...Option) (StringEvaluationDetails, error) {
	return StringEvaluationDetails{}, nil
}

func (c *Client) Float(ctx context.Context, flag string, defaultValue float64, evalCtx EvaluationContext, options ...Option) float64 {
	return defaultValue
}

func (c *Client) FloatValue(ctx context.Context, flag string, defaultValue float64, evalCtx EvaluationContext, options ...Option) (float64, error) {
	return defaultValue, nil
}

func (c *Client) FloatValueDetails(ctx context.Context, flag string, defaultValue float64, evalCtx EvaluationContext, options ...Option) (FloatEvaluationDetails, error) {
	return FloatEvaluationDetails{}, nil
}

func (c *Client) Int(ctx context.Context, flag string, defaultValue int64, evalCtx EvaluationContext, options ...Option) int64 {
	return defaultValue
}

func (c *Client) IntValue(ctx context.Context, flag string, defaultValue int64, evalCtx EvaluationContext, options ...Option) (int64, error) {
	return defaultValue, nil
}

func (c *Client) IntValueDetails(ctx context.Context, flag string, defaultValue int64, evalCtx EvaluationContext, options ...Option) (IntEvaluationDetails, error) {
	return IntEvaluationDetails{}, nil
}

func (c *Client) Object(ctx context.Context, flag string, defaultValue any, evalCtx EvaluationContext, options ...Option) any {
	return defaultValue
}

func (c *Client) ObjectValue(ctx context.Context, flag string, defaultValue any, evalCtx EvaluationContext, options ...Option) (any, error) {
	return defaultValue, nil
}

func (c *Client) ObjectValueDetails(ctx context.Context, flag string, defaultValue any, evalCtx EvaluationContext, options ...Option) (InterfaceEvaluationDetails, error) {
	return InterfaceEvaluationDetails{}, nil
}
