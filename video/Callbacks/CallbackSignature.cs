using Onair.Api.MediaProviders.Video;

namespace Onair.Video.Callbacks;

/// <summary>Verifies that a callback is from the service.</summary>
public static class CallbackSignature
{
    /// <summary>How far the time of a callback may be off.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    /// <summary>Verifies a callback, in a time that does not depend on what is wrong with its signature.</summary>
    /// <param name="spec">How it is signed.</param>
    /// <param name="secrets">The secrets that it may be signed with.</param>
    /// <param name="header">The values of a header, joined with commas; null without it.</param>
    /// <param name="body">The body as it was sent.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether it is genuine and fresh, why not, and what identifies it when it has no id of its own.</returns>
    public static CallbackVerdict Verify(
        CallbackSpec spec, IReadOnlyList<string> secrets, Func<string, string?> header, ReadOnlyMemory<byte> body, DateTimeOffset now) => throw new NotImplementedException();
}

/// <summary>What is thought of a callback.</summary>
/// <param name="IsGenuine">It is from the service, and fresh.</param>
/// <param name="Reason">Why not, for metrics and logs: one word, e.g. <c>stale</c>, <c>mismatch</c>, <c>missing</c>, <c>malformed</c>.</param>
/// <param name="Id">Its webhook-id, or a hash of its signature.</param>
public sealed record CallbackVerdict(bool IsGenuine, string? Reason, string? Id);
