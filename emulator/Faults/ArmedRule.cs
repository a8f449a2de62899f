using System.Text.Json.Nodes;

namespace Onair.Emulator.Faults;

/// <summary>A rule in force, and what is left of it.</summary>
/// <param name="rule">The rule.</param>
/// <param name="now">When it was set.</param>
internal sealed class ArmedRule(FaultRule rule, DateTimeOffset now)
{
    private readonly DateTimeOffset? _end = rule.Seconds is { } seconds ? now.AddSeconds(seconds) : null;

    public FaultRule Rule { get; } = rule;

    /// <summary>How often it still applies; null for always.</summary>
    public int? Remaining { get; set; } = rule.Times;

    /// <summary>For <see cref="FaultMoment.Stale"/>: the first answer to each call.</summary>
    public Dictionary<string, JsonNode> Answers { get; } = new(StringComparer.Ordinal);

    public bool IsOver(DateTimeOffset now) => Remaining == 0 || now >= _end;
}
