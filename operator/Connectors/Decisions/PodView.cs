using Onair.Connectors;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>What is known of a connector's pod.</summary>
/// <param name="Name">Its name.</param>
internal sealed record PodView(string Name)
{
    /// <summary>Seconds without a byte after which a connection counts as no push: longer than the restart of an encoder takes.</summary>
    public const int LongestPause = 10;

    /// <summary>What is said then. It has no running number: each would be a write.</summary>
    public static string NoData { get; } = $"The target is connected, but nothing has been sent for more than {LongestPause} s.";

    /// <summary>It is being deleted.</summary>
    public bool Deleting { get; init; }

    /// <summary>It should have ended long ago: its node no longer says anything.</summary>
    public bool Overdue { get; init; }

    /// <summary>It has ended, e.g. because it was evicted. It does not come back.</summary>
    public bool Ended { get; init; }

    /// <summary>What keeps it from running, e.g. an image that cannot be pulled; null when nothing is known.</summary>
    public PodObstacle? Obstacle { get; init; }

    /// <summary>The node that it runs on.</summary>
    public string? Node { get; init; }

    /// <summary>Its address; null until it has one.</summary>
    public string? Address { get; init; }

    /// <summary>How often its container was started again.</summary>
    public int Restarts { get; init; }

    /// <summary>What it says; null before it was asked, and when it did not answer.</summary>
    public ConnectorReport? Report { get; init; }

    /// <summary>It was asked in this round.</summary>
    public bool Asked { get; init; }

    /// <summary>Every target takes the push, and bytes flow.</summary>
    public bool IsPushing => Report is { Pushing: { Count: > 0 } pushing, BytesOut: > 0 } && pushing.All(it => it) && !HasNoData;

    /// <summary>A target takes the push, but nothing arrives there.</summary>
    public bool HasNoData => Report is { SecondsSinceBytes: > LongestPause };
}
