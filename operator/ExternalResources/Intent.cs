using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// A creation that was recorded before it was sent: it may or may not have taken effect, and is not repeated blindly. A pure function.
/// </summary>
internal static class Intent
{
    /// <summary>How long a request may be under way after its client gave up on it, or died.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Whether a creation of this kind was begun and its result is not recorded.</summary>
    public static bool IsBegun<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => view.Records.Creating?.Resource == kind.ToString();

    /// <summary>Whether what the recorded creation made may still appear: the request can take effect late, and reads lag behind it.</summary>
    public static bool MayAppear<TKind>(ExternalView<TKind> view)
        where TKind : struct, Enum => view.AttemptEnded is { } ended && IsOpen(ended, CallTimeout + view.Lag, view.Now);

    /// <summary>Whether a request that ended without an answer may still take effect, or not be visible yet.</summary>
    /// <param name="ended">When the attempt ended.</param>
    /// <param name="settling">How long it takes at most.</param>
    /// <param name="now">The time.</param>
    public static bool IsOpen(DateTimeOffset ended, TimeSpan settling, DateTimeOffset now) => now - ended < settling;

    /// <summary>The next step of a creation. It is recorded first; without a token one that was begun is not repeated while it may still take effect.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kind">The resource, which was not found by its tag.</param>
    /// <param name="takesToken">The service takes an idempotency token, which makes a repeat harmless.</param>
    public static ReconcileStep Create<TKind>(ExternalView<TKind> view, TKind kind, bool takesToken)
        where TKind : struct, Enum
    {
        if (!IsBegun(view, kind)) return new ResourceStep<TKind>.RecordIntent(kind);
        return (takesToken ? null : Waits(view, kind, "Provisioning")) ?? (ReconcileStep)new ResourceStep<TKind>.Create(kind, view.Records.Creating!.Token ?? "");
    }

    /// <summary>The wait for what a recorded creation may have made; null when it was not begun, or can no longer appear.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kind">The resource that was not found by its tag.</param>
    /// <param name="reason">The reason of the conditions: what waits for it.</param>
    public static Wait? Waits<TKind>(ExternalView<TKind> view, TKind kind, string reason)
        where TKind : struct, Enum => IsBegun(view, kind) && MayAppear(view)
        ? new(reason, $"The {view.Title(kind)} may have been created already; waiting for it to appear.")
        : null;
}
