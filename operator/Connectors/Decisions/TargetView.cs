using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>What is known of a connector's target.</summary>
internal abstract record TargetView
{
    private TargetView()
    {
    }

    /// <summary>It takes a push.</summary>
    public sealed record Ready : TargetView;

    /// <summary>It is declared to be off the air: nothing is to be pushed.</summary>
    /// <param name="Message">Why, for people.</param>
    public sealed record Off(string Message) : TargetView;

    /// <summary>It will take a push once something has happened.</summary>
    /// <param name="Reason">One word.</param>
    /// <param name="Message">What it waits for.</param>
    public sealed record Waits(string Reason, string Message) : TargetView;

    /// <summary>What it refers to cannot be used.</summary>
    /// <param name="End">How the round ends because of it.</param>
    public sealed record Wrong(RoundEnd End) : TargetView;
}
