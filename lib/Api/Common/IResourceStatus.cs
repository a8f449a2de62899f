namespace Onair.Api.Common;

/// <summary>What the status of every kind with events has: how it stands, in a word and in conditions.</summary>
public interface IResourceStatus
{
    /// <summary>One-word summary for humans. Programs read the conditions.</summary>
    string? Phase { get; }

    /// <summary>The conditions.</summary>
    IReadOnlyList<Condition> Conditions { get; }
}
