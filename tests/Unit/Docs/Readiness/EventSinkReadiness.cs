using Onair.Api.EventSinks;
using Onair.Kubernetes.Secrets;
using Onair.Operator.EventSinks;

namespace Onair.Tests.Unit.Docs.Readiness;

internal static class EventSinkReadiness
{
    public static IReadOnlyDictionary<Situation, ReadinessCase> Cases { get; } = new Dictionary<Situation, ReadinessCase>
    {
        [Situation.WrongToken] = Of("the receiver refuses the token", Failing(new(), 1, 401, "the receiver answered 401: no such token")),
        [Situation.WrongOrigin] = Of("the URL is wrong", Failing(new(), 1, 404, "the receiver answered 404")),
        [Situation.MissingSecret] = Of("the Secret with the token does not exist", new(), new(SecretProblem.Missing, "spec.tokenSecretRef: Secret \"demo/hooks\" not found", MayCome: true)),
        [Situation.UnlabeledSecret] = Of("the Secret with the token lacks the label", new(), new(SecretLabel.Refused, $"spec.tokenSecretRef: {SecretLabel.Refusal("demo", "hooks")}")),
        [Situation.NoRoute] = Of("the receiver cannot be reached", Failing(new(), 1, null, "the receiver cannot be reached (HostUnreachable)")),
        [Situation.Quota] = Of("the receiver answers 429", Failing(Delivering, 5, 429, "the receiver answered 429")),
        [Situation.ProviderAway] = Of("the receiver is away after it accepted events", Failing(Delivering, 5, 503, "the receiver answered 503")),
    };

    private static EventSinkStatus Delivering => Report(new() { Failures = 0, Delivered = 3, LastDeliveredAt = Broken.Now });

    private static EventSinkStatus Failing(EventSinkStatus before, int failures, int? code, string message) => before with
    {
        Failures = failures,
        LastError = new() { Time = Broken.Now, Code = code, Message = message },
        Breaker = failures >= 5 ? BreakerState.Open : BreakerState.Closed,
    };

    private static EventSinkStatus Report(EventSinkStatus status, SecretProblem? secretProblem = null) => SinkReport.WithConditions(
        status, new() { Metadata = new() { Name = "hooks", Generation = 1 }, Spec = new() { Url = "https://hooks.example.com", TokenSecretRef = new() { Name = "hooks" } } }, [], secretProblem, Broken.Now);

    private static ReadinessCase Of(string what, EventSinkStatus status, SecretProblem? secretProblem = null) => new(what, "events wait", false, Report(status, secretProblem).Conditions);
}
