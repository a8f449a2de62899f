using System.Globalization;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Something that MediaLive accepted and then did not achieve: a channel in CREATE_FAILED or UPDATE_FAILED, or one that is IDLE again
/// after StartChannel. It is tried again with backoff.
/// </summary>
/// <param name="Of">What failed.</param>
/// <param name="Count">How often.</param>
/// <param name="RetryAt">When to try again.</param>
internal sealed record FailedAttempt(Attempt Of, int Count, DateTimeOffset RetryAt)
{
    private static readonly Backoff Waits = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10));

    /// <summary>The failure after <paramref name="former"/>: the wait doubles.</summary>
    public static FailedAttempt After(FailedAttempt? former, Attempt attempt, DateTimeOffset now)
    {
        var count = former?.Of == attempt ? former.Count + 1 : 1;
        return new(attempt, count, now + Waits.After(count));
    }

    /// <summary>The wait for the next try; null when it is due, or when something else failed.</summary>
    /// <param name="attempt">What is about to be tried.</param>
    /// <param name="now">The time.</param>
    /// <param name="what">What MediaLive did instead, for people.</param>
    public Wait? WaitFor(Attempt attempt, DateTimeOffset now, string what) => Of == attempt && now < RetryAt
        ? new($"{attempt.Verb}Failed", string.Create(CultureInfo.InvariantCulture, $"{what} It failed {Times(Count)} and is retried at {RetryAt:yyyy-MM-ddTHH:mm:ssZ}."))
        : null;

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");
}

/// <summary>What was attempted.</summary>
/// <param name="Verb">Create, Update or Start.</param>
/// <param name="Subject">The kind of resource; for a start the session.</param>
internal sealed record Attempt(string Verb, string Subject)
{
    public static Attempt Create(ResourceKind kind) => new("Create", kind.ToString());

    public static Attempt Update(ResourceKind kind) => new("Update", kind.ToString());

    public static Attempt Start(string session) => new("Start", session);
}
