using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.EventSinks;

/// <summary>What an EventSink's receiver last did, as far as the status says: it survives a restart. Pure functions.</summary>
/// <param name="Phase">One word for people: <c>Ready</c>, <c>Paused</c>, <c>Waiting</c>, <c>Retrying</c> or <c>Stalled</c>.</param>
/// <param name="End">What it means for the conditions that every kind has.</param>
/// <param name="Delivering">Whether it took the latest ones.</param>
/// <param name="Reason">Why: one word, the reason of the conditions.</param>
/// <param name="Message">Why, for people.</param>
internal sealed record SinkVerdict(string Phase, RoundEnd End, ConditionStatus Delivering, string Reason, string Message)
{
    /// <summary>The receiver took events until a moment ago, and counts as ready.</summary>
    public bool IsInterrupted { get; private init; }

    public const string Unauthorized = "Unauthorized";

    public const string Refused = "Refused";

    public const string Unreachable = "Unreachable";

    public const string NoEvents = "NoEvents";

    // After so many failures in a row, a receiver that took events before counts as one that does not. One event may be at fault before.
    private const int Several = 5;

    /// <param name="status">The status, with the conditions of before.</param>
    /// <param name="sink">The EventSink.</param>
    /// <param name="violations">The rules that its spec breaks.</param>
    /// <param name="secretProblem">What is wrong with its Secrets; null when nothing is.</param>
    public static SinkVerdict Of(EventSinkStatus status, EventSink sink, IReadOnlyList<Violation> violations, SecretProblem? secretProblem)
    {
        if (violations.Count > 0) return Stalled("Invalid", string.Join("; ", violations));
        if (status.GoneGeneration is { } gone && gone == sink.Metadata.Generation)
            return Stalled("Gone", $"The receiver returned 410 Gone. Nothing is sent to it until the spec changes or the annotation {Annotations.Replay} is set.");
        if (secretProblem is { MayCome: true }) return Waiting("Waiting", new(secretProblem.Reason, $"{secretProblem.Message}. Events wait.", WaitFor.Reference));
        if (secretProblem is not null) return Stalled(secretProblem.Reason, $"{secretProblem.Message}. Events wait.");
        if (SinkState.IsPaused(sink)) return Waiting("Paused", new("Paused", $"The annotation {Annotations.Paused} is \"true\". Events wait.", WaitFor.Cluster));
        return Failing(status, sink) ?? Working(status);
    }

    private static SinkVerdict? Failing(EventSinkStatus status, EventSink sink)
    {
        if (status is not { Failures: > 0 and var failures, LastError: { } error }) return null;
        if (error.Code is 401 or 403) return Stalled(Unauthorized, Kept(status, Unauthorized, error, CredentialsAdvice(sink.Spec)));
        // One request that fails is no news of a receiver that takes events.
        var isNews = !WasDelivering(status) || failures >= Several;
        if (IsRefusal(error.Code))
            return isNews ? Stalled(Refused, Kept(status, Refused, error, "Correct spec.url, or the receiver. Events are retried, and then become dead letters.")) : null;
        if (!isNews && status.Breaker is not (BreakerState.Open or BreakerState.HalfOpen)) return null;
        return Waiting("Retrying", new(Unreachable, $"{Sentence(error)} Onair retries with backoff; events wait.")) with { IsInterrupted = TookEvents(status) };
    }

    private static SinkVerdict Working(EventSinkStatus status)
    {
        if (status.Failures is null)
            return new("Ready", new Settle(), ConditionStatus.Unknown, NoEvents, status.Delivered > 0 ? "No events since the last change." : "No events yet.");
        return status.DeadLetters.Count > 0
            ? new("Ready", new Settle(), ConditionStatus.True, "DeadLetters", $"Events are delivered, but some became dead letters. The annotation {Annotations.Replay} replays them.")
            : new("Ready", new Settle(), ConditionStatus.True, "Ready", "Events are delivered.");
    }

    private static SinkVerdict Stalled(string reason, string message) => new("Stalled", new Stall(reason, message), ConditionStatus.False, reason, message);

    private static SinkVerdict Waiting(string phase, Wait wait) => new(phase, wait, ConditionStatus.False, wait.Reason, wait.Message);

    // 408 and 429 pass by themselves, and so does an error of the server. A redirect is not followed.
    private static bool IsRefusal(int? code) => code is >= 300 and < 500 and not 408 and not 429;

    private static bool WasDelivering(EventSinkStatus status) => Find(status, EventSinkConditions.Delivering) is { Status: ConditionStatus.True };

    // Its Ready says that it took events before this outage.
    private static bool TookEvents(EventSinkStatus status) => Find(status, ConditionTypes.Ready) is { Status: ConditionStatus.True, Reason: not NoEvents };

    // A receiver may answer with a time or an id of its own: the first of its answers with this code is kept.
    private static string Kept(EventSinkStatus status, string reason, SinkErrorStatus error, string advice)
    {
        var first = Find(status, ConditionTypes.Stalled);
        return first is { Status: ConditionStatus.True } && first.Reason == reason && first.Message.StartsWith($"The receiver answered {error.Code}", StringComparison.Ordinal)
            && first.Message.EndsWith(advice, StringComparison.Ordinal)
            ? first.Message : $"{Sentence(error)} {advice}";
    }

    private static string CredentialsAdvice(EventSinkSpec spec) => spec switch
    {
        { TokenSecretRef: { } token } => $"Correct the token in Secret \"{token.Name}\" (spec.tokenSecretRef). Events wait, and are sent again when the Secret changes.",
        { SigningSecretRef: { } signing } => $"Correct the signing secret in Secret \"{signing.Name}\" (spec.signingSecretRef), or set spec.tokenSecretRef. Events wait.",
        _ => "Set spec.tokenSecretRef or spec.signingSecretRef. Events wait.",
    };

    private static string Sentence(SinkErrorStatus error) => error.Message.Length == 0 ? "" : $"{char.ToUpperInvariant(error.Message[0])}{error.Message[1..].TrimEnd('.')}.";

    private static Condition? Find(EventSinkStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
